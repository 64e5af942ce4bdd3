/**
 * The library for a page that runs the embedded registry itself: every client sends its requests to a function.
 *
 * @packageDocumentation
 */
import { ConnectionError } from './errors.js';
import { installConnection } from './transport/connection.js';
import type { HttpRequest, HttpResponse } from './transport/exchange.js';

export * from './core.js';
export { datasets, goldenJson, runs } from './registry/default-client.js';
export { catalogue } from './registry/live-catalogue.js';
export { RunRegistry } from './registry/run-registry.js';

/** A request to the registry of the page. */
export interface PageRequest {
  readonly method: string;
  /** The path below the root of the API, percent-encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** A response of the registry of the page. */
export interface PageResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Handles a request, as `handle` of `createBrowserRegistry` does, possibly in another thread. */
export type Handle = (request: PageRequest) => Promise<PageResponse>;

/** An address that nothing resolves: requests to it go to the function. */
const root = 'http://embedded.localhost';

/**
 * Connects all clients of the page with a registry. The default client is embedded, and other targets are not reachable.
 *
 * @example
 * connect((request) => registry.handle(request));
 * const rows = await runs().where('run_number').between(355100, 355200).all();
 */
export function connect(handle: Handle): void {
  installConnection({
    send: (request) => send(handle, request),
    startEmbedded: async () => ({ url: root, close: async () => {} }),
    defaultOptions: () => ({ target: 'embedded' }),
  });
}

async function send(handle: Handle, { method, url, headers, json, words, signal }: HttpRequest): Promise<HttpResponse> {
  if (!url.startsWith(`${root}/`))
    throw new ConnectionError('connection-failed', `${words} got no response`, {
      request: words,
      hint: "This page only has the embedded registry. Write new RunRegistry({ target: 'embedded' }).",
    });
  const isJson = json !== undefined && { 'content-type': 'application/json' };
  const body = json !== undefined && { body: new TextEncoder().encode(JSON.stringify(json)) };
  const request = { method, path: url.slice(root.length), headers: { ...headers, ...isJson }, ...body };
  const response = await handle(request);
  signal?.throwIfAborted();
  return {
    status: response.status,
    contentType: response.headers['content-type'] ?? '',
    location: undefined,
    retryAfter: undefined,
    text: response.body,
    isUtf8: true,
  };
}
