import { QueryError, ResponseError, ServerError } from '../../errors.js';
import type { Client } from '../../query/reading/client.js';
import { unexpectedResponse } from '../../query/reading/response.js';
import { describe } from '../../util/describe.js';
import { isObject } from '../../util/json-object.js';
import { checkId, idOf, readRecord } from './record.js';
import type { FailedJson, ListOptions, PortalJson } from './types.js';

const filters: Readonly<Record<string, string>> = { all: 'all', mine: 'by_email', official: 'official' };

const listing = 'POST /json_portal/jsons';

/** Lists golden JSONs of the portal: running and failed jobs, and the newest finished ones. */
export async function listJsons(client: Client, options: ListOptions): Promise<readonly PortalJson[]> {
  const { filter = 'all', before, signal } = options;
  if (typeof filter !== 'string' || !Object.hasOwn(filters, filter))
    throw new QueryError(
      'bad-option',
      `Expected 'all', 'mine' or 'official' for the option 'filter', got ${describe(filter)}`,
      {
        hint: "Write listJsons({ filter: 'mine' }).",
      },
    );
  const body = { filter: filters[filter], ...(before !== undefined && { reference: checkId(before) }) };
  const jsons = (await fetchEntries(client, body, signal)).map(readEntry);
  const done = new Set(jsons.filter(({ state }) => state === 'done').map(({ id }) => id));
  // A job is active until it has computed the losses, but its record is stored, and listed, before that.
  return jsons.filter(({ state, id }) => (state !== 'waiting' && state !== 'active') || !done.has(id));
}

function readEntry(entry: Readonly<Record<string, unknown>>): PortalJson {
  const id = idOf(entry.id);
  if (id === undefined) throw unexpectedResponse(listing, "an entry without an 'id'");
  if (entry.failed === true) return failed(id, entry);
  if (entry.waiting === true) return { state: 'waiting', id };
  if (entry.active === true) return { state: 'active', id, progress: Number(entry.progress) || 0 };
  return readRecord(entry, listing);
}

async function fetchEntries(
  client: Client,
  body: object,
  signal: AbortSignal | undefined,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const response = await client.request({ method: 'POST', path: '/json_portal/jsons', body, signal });
  const jsons = isObject(response) ? response.jsons : undefined;
  if (!Array.isArray(jsons)) throw unexpectedResponse(listing, "no list 'jsons'");
  if (!jsons.every(isObject)) throw unexpectedResponse(listing, 'an entry that is not an object');
  return jsons;
}

const failed = (id: number, { failedReason: reason }: Readonly<Record<string, unknown>>): FailedJson => ({
  state: 'failed',
  id,
  reason: typeof reason === 'string' ? reason : undefined,
});

/** Finds a job in the list of failed jobs, the only response with the reason. */
export async function findFailed(
  client: Client,
  id: number,
  signal: AbortSignal | undefined,
): Promise<FailedJson | undefined> {
  try {
    const entries = await fetchEntries(client, { filter: 'all' }, signal);
    const job = entries.find((entry) => entry.failed === true && idOf(entry.id) === id);
    return job && failed(id, job);
  } catch (error) {
    // An unreadable reason must not hide the state of the job.
    if (error instanceof ServerError || error instanceof ResponseError) return undefined;
    throw error;
  }
}
