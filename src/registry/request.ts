import { checkOptions } from '../catalogue/options.js';
import { type DatasetKey, noteOf } from '../query/lumisections/ranges.js';
import type { Client, ClientRequest } from '../query/reading/client.js';
import { unexpectedResponse } from '../query/reading/response.js';

/** Options of every read. */
export interface CallOptions {
  /** Aborts the call; the promise rejects with an AbortError. */
  readonly signal?: AbortSignal | undefined;
}

/** Checks the options of a method that takes only a signal. */
export function checkCallOptions(options: CallOptions, method: string): CallOptions {
  checkOptions(options, ['signal'], method);
  return options;
}

/** Returns a GET request. */
export const get = (path: string, { signal }: CallOptions): ClientRequest => ({ method: 'GET', path, signal });

/** Returns a POST request about a dataset. */
export const postKey = (path: string, key: DatasetKey, { signal }: CallOptions): ClientRequest => ({
  method: 'POST',
  path,
  body: { run_number: key.run_number, dataset_name: key.dataset_name },
  signal,
  note: noteOf(key),
});

/** Reads a list whose elements all have the expected shape. @throws ResponseError for any other response. */
export async function readList<Element>(
  client: Client,
  request: ClientRequest,
  isElement: (value: unknown) => value is Element,
): Promise<Element[]> {
  const body = await client.request(request);
  if (Array.isArray(body) && body.every(isElement)) return body;
  throw unexpectedResponse(
    `${request.method} ${request.path}`,
    Array.isArray(body) ? 'a list with unexpected elements' : 'something other than a list',
    { note: request.note },
  );
}

/** Reads a row; undefined for an empty response. @throws ResponseError for a response that `parse` does not accept. */
export async function readRow<Row>(
  client: Client,
  request: ClientRequest,
  parse: (body: unknown) => Row | undefined,
): Promise<Row | undefined> {
  const body = await client.request(request);
  if (body === null) return undefined;
  const row = parse(body);
  if (row !== undefined) return row;
  throw unexpectedResponse(`${request.method} ${request.path}`, 'something other than the row', { note: request.note });
}
