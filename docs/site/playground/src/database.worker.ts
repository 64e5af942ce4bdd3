/** The embedded registry: PostgreSQL with the sample, and the routes of the registry. */
import { PGlite } from '@electric-sql/pglite';
import { createBrowserRegistry } from '../../../../src/embedded/browser.js';
import type { Request, Response } from './messages.js';

/** A message of the worker: the database is open, it cannot be opened, or a response. */
export type FromDatabase =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string }
  | ({ readonly kind: 'response' } & Response);

const post = (message: FromDatabase): void => self.postMessage(message);

async function open() {
  const dump = await fetch(new URL('../../../../prebuilt/sample.tar.gz', import.meta.url));
  if (!dump.ok) throw new Error(`The sample could not be loaded (status ${dump.status})`);
  return createBrowserRegistry(await PGlite.create({ loadDataDir: await dump.blob() }));
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
