import { QueryError, ResponseError, ServerError } from '../../errors.js';
import { describe } from '../../expression/describe.js';
import type { Client } from '../../query/reading/client.js';
import { unexpectedResponse } from '../../query/reading/response.js';
import { isObject } from '../../util/json-object.js';
import { checkId, idOf, readRecord } from './record.js';
import type { FailedJson, ListOptions, PortalJson } from './types.js';

const filters: Readonly<Record<string, string>> = { all: 'all', mine: 'by_email', official: 'official' };

const listing = 'POST /json_portal/jsons';

/** The golden JSONs of the portal: jobs under way, those that failed, and the newest that are done. */
export async function listJsons(client: Client, options: ListOptions = {}): Promise<readonly PortalJson[]> {
  const { filter = 'all', before, signal } = options;
  if (typeof filter !== 'string' || !Object.hasOwn(filters, filter))
    throw new QueryError('bad-option', `the filter of listJsons() is ${describe(filter)}`, {
      hint: "write 'all', 'mine' or 'official'",
    });
  const body = { filter: filters[filter], ...(before === undefined ? {} : { reference: checkId(before) }) };
  return (await entries(client, body, signal)).map((one): PortalJson => {
    const id = idOf(one.id);
    if (id === undefined) throw unexpectedResponse(listing, "an entry without an 'id'");
    if (one.failed === true) return failed(id, one);
    if (one.waiting === true) return { state: 'waiting', id };
    if (one.active === true) return { state: 'active', id, progress: Number(one.progress) || 0 };
    return readRecord(one, listing);
  });
}

async function entries(
  client: Client,
  body: object,
  signal: AbortSignal | undefined,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const answer = await client.request({ method: 'POST', path: '/json_portal/jsons', body, signal });
  const jsons = isObject(answer) ? answer.jsons : undefined;
  if (!Array.isArray(jsons)) throw unexpectedResponse(listing, "no list 'jsons'");
  if (!jsons.every(isObject)) throw unexpectedResponse(listing, 'an entry that is no object');
  return jsons;
}

const failed = (id: number, { failedReason: reason }: Readonly<Record<string, unknown>>): FailedJson => ({
  state: 'failed',
  id,
  reason: typeof reason === 'string' ? reason : undefined,
});

/** A job in the list of those that failed, which alone says why. */
export async function findFailed(
  client: Client,
  id: number,
  signal: AbortSignal | undefined,
): Promise<FailedJson | undefined> {
  try {
    const all = await entries(client, { filter: 'all' }, signal);
    const found = all.find((one) => one.failed === true && idOf(one.id) === id);
    return found === undefined ? undefined : failed(id, found);
  } catch (error) {
    // What is known of the job must not be lost because its reason cannot be read.
    if (error instanceof ServerError || error instanceof ResponseError) return undefined;
    throw error;
  }
}
