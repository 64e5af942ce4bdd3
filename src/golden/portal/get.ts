import { NotFoundError, ServerError } from '../../errors.js';
import type { Client } from '../../query/reading/client.js';
import { unexpectedResponse } from '../../query/reading/response.js';
import { isObject } from '../../util/json-object.js';
import { findFailed } from './list.js';
import { checkId, readRecord } from './record.js';
import type { PortalJson } from './types.js';

/** Fetches a golden JSON of the portal by its id, in any state of its job. */
export async function getJson(
  client: Client,
  id: number | string,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<PortalJson> {
  const number = checkId(id);
  let response: Awaited<ReturnType<Client['exchange']>>;
  try {
    response = await client.exchange({
      method: 'POST',
      path: '/json_portal/json',
      body: { id_json: number },
      signal,
      note: `id ${number}`,
    });
  } catch (error) {
    if (!(error instanceof ServerError) || error.status !== 500) throw error;
    // The registry's code throws for an unknown id. A failed job is a 500 with an empty body.
    if (error.serverMessage?.includes('isWaiting')) throw noSuchJson(number, error);
    if (error.serverMessage !== undefined && error.serverMessage !== '') throw error;
    return (await findFailed(client, number, signal)) ?? { state: 'failed', id: number, reason: undefined };
  }
  return stateOf(response, number);
}

/** Reads the state of a job: an empty 203 while it waits, a 202 with its progress, a 200 with its record. */
function stateOf({ status, body }: { readonly status: number; readonly body: unknown }, id: number): PortalJson {
  const request = `POST /json_portal/json (id ${id})`;
  if (status === 203 && body === undefined) return { state: 'waiting', id };
  if (status === 202 && isObject(body) && typeof body.progress === 'number')
    return { state: 'active', id, progress: body.progress };
  if (status !== 200 || !isObject(body) || !('final_json' in body))
    throw unexpectedResponse(request, `status ${status} without a record or progress`);
  const record = readRecord(body.final_json, request);
  if (record.id !== id) throw unexpectedResponse(request, `the record of the golden JSON ${record.id}`);
  return record;
}

export const noSuchJson = (id: number, cause: unknown): NotFoundError =>
  new NotFoundError('no-such-json', `Unknown golden JSON ${id}`, {
    hint: 'Use an id from listJsons().',
    cause,
  });
