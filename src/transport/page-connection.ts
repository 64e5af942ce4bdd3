import { QueryError } from '../errors.js';
import { installConnection } from './connection.js';
import type { HttpRequest, HttpResponse } from './exchange.js';

/** A request to the registry of a page. */
export interface PageRequest {
  readonly method: string;
  /** The path below the root of the API, percent-encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** A response of the registry of a page. */
export interface PageResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Handles a request, as `handle` of `createBrowserRegistry` does, possibly in another thread. */
export type Handle = (request: PageRequest) => Promise<PageResponse>;

/** Connects all clients of a page with its embedded registry, instead of HTTP. */
export function installPageConnection(handle: Handle): void {
  installConnection({
    send: (request) => send(handle, request),
    startEmbedded: async () => ({ url: '', close: async () => {} }),
    complete: (options) => (options.url === undefined ? { target: 'embedded', ...options } : options),
    check({ embedded }) {
      if (embedded) return;
      throw new QueryError('unknown-target', 'This page only has the embedded registry', {
        hint: "Write new RunRegistry({ target: 'embedded' }).",
      });
    },
  });
}

async function send(handle: Handle, { method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
  const { status, ...response } = await handle({
    method,
    path: url,
    headers,
    ...(body !== undefined && { body: new TextEncoder().encode(body) }),
  });
  const contentType = response.headers['content-type'] ?? '';
  return { status, contentType, location: undefined, retryAfter: undefined, text: response.body, isUtf8: true };
}
