/** The embedded registry: PostgreSQL with the sample, and the routes of the registry. */
import { PGlite } from '@electric-sql/pglite';
import sampleUrl from '../../../../prebuilt/sample.tar.gz?url';
import { createBrowserRegistry, type Registry } from '../../../../src/embedded/browser.js';
import type { Request, Response } from './messages.js';

/** A message of the worker: the database is open, it cannot be opened, or a response. */
export type FromDatabase =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string }
  | ({ readonly kind: 'response' } & Response);

const post = (message: FromDatabase): void => self.postMessage(message);

/** Decompresses the sample, unless the browser already has because of a `Content-Encoding`. */
async function tarOf(dump: Blob): Promise<Blob> {
  const [first, second] = new Uint8Array(await dump.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b) return dump;
  return new globalThis.Response(dump.stream().pipeThrough(new DecompressionStream('gzip'))).blob();
}

async function open(): Promise<Registry> {
  const dump = await fetch(sampleUrl);
  if (!dump.ok) throw new Error(`The sample could not be loaded (status ${dump.status})`);
  const loadDataDir = await tarOf(await dump.blob());
  return createBrowserRegistry(await PGlite.create({ loadDataDir, relaxedDurability: true }));
}

const opened = open();
opened.then(
  () => post({ kind: 'ready' }),
  (error: unknown) => post({ kind: 'failed', message: String(error) }),
);

self.onmessage = async ({ data: { id, request } }: MessageEvent<Request>) => {
  const registry = await opened;
  post({ kind: 'response', id, response: await registry.handle(request) });
};
