import {
  AbortError,
  AuthenticationError,
  ConnectionError,
  NotFoundError,
  PermissionError,
  ResponseError,
  type RunRegistryError,
  ServerError,
  TimeoutError,
} from '../errors.js';

/**
 * The kind of a response to a mutation, by what it proves.
 *
 * - `confirmed`: status 200 with the changed row;
 * - `unchanged`: status 200 with the row as it was;
 * - `unconfirmed`: any other status from 200 to 299, or a 200 without the row;
 * - `accepted`: status 202, after which the work can continue;
 * - `login`: a redirect, or a 401 without a message of the registry;
 * - `page`: an HTML page with status 200;
 * - `refusal`: any other status from 400 to 499, or a 500 with a message of the registry;
 * - `unavailable`: status 503;
 * - `interrupted`: a lost connection, status 408, or a status from 500 without a message;
 * - `silent`: a time limit passed, the caller's signal aborted the request, or the client was closed;
 * - `unsent`: the request failed before it was sent.
 */
export type ResponseKind =
  | 'confirmed'
  | 'unchanged'
  | 'unconfirmed'
  | 'accepted'
  | 'login'
  | 'page'
  | 'refusal'
  | 'unavailable'
  | 'interrupted'
  | 'silent'
  | 'unsent';

/** Kinds of a response whose body is a JSON value. */
export type Proof = 'confirmed' | 'unchanged' | 'unconfirmed';

function kindOfServerError({ status = 500, serverMessage = '' }: ServerError): ResponseKind {
  if (status === 503) return 'unavailable';
  if (status === 500) return serverMessage === '' ? 'interrupted' : 'refusal';
  return status === 408 || status > 500 ? 'interrupted' : 'refusal';
}

/** Classifies the error of a request. */
export function kindOfError(error: RunRegistryError, request: string): ResponseKind {
  if (error instanceof AbortError) return 'silent';
  // Errors of the request for a token name that request; errors without a request precede every request.
  if (error.request !== request) return 'unsent';
  if (error instanceof AuthenticationError) return error.status === 200 ? 'page' : 'login';
  if (error instanceof PermissionError || error instanceof NotFoundError) return 'refusal';
  if (error instanceof ServerError) return kindOfServerError(error);
  if (error instanceof ResponseError) return error.status === 202 ? 'accepted' : 'unconfirmed';
  if (error instanceof TimeoutError || error.is('embedded-closed')) return 'silent';
  return error instanceof ConnectionError ? 'interrupted' : 'unsent';
}

/** Describes a JSON value that proves nothing. */
function describeBody(body: unknown): string {
  if (body === undefined) return 'an empty body';
  if (body === null) return 'null';
  if (Array.isArray(body)) return 'an array';
  if (typeof body !== 'object') return `a ${typeof body}`;
  return Object.keys(body).length === 0 ? 'an empty object' : 'an object without the change';
}

/** Returns the error of a response with a status from 200 to 299 that does not confirm the change. */
export function unconfirmed(request: string, status: number, body: unknown): ResponseError {
  const err = (body as { readonly err?: unknown } | null | undefined)?.err;
  const serverMessage = typeof err === 'string' ? err.slice(0, 500) : undefined;
  const content = serverMessage === undefined ? describeBody(body) : `the error: ${serverMessage}`;
  return new ResponseError('unexpected-response', `${request} returned ${status} with ${content}`, {
    request,
    status,
    serverMessage,
  });
}
