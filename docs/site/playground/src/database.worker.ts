/** The embedded registry: PostgreSQL with the sample, and the routes of the registry. */
import { PGlite } from '@electric-sql/pglite';
import { createRegistry } from '../../../../src/embedded/registry.js';
import type { Request, Response } from './messages.js';

/** A message of the worker: the database is open, it cannot be opened, or a response. */
export type FromDatabase =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string }
  | ({ readonly kind: 'response'; readonly id: number } & Response);

const post = (message: FromDatabase): void => self.postMessage(message);

/** The registry authorises operations by these headers. */
const headers = {
  'content-type': 'application/json',
  email: 'playground@example.org',
  egroups: 'cms-dqm-runregistry-experts',
};

async function open() {
  const dump = await fetch(new URL('../sample.tar.gz', self.location.href));
  if (!dump.ok) throw new Error(`The sample could not be loaded (status ${dump.status})`);
  const pglite = await PGlite.create({ loadDataDir: await dump.blob(), relaxedDurability: true });
  const column = async (sql: string, parameters: readonly unknown[] = []) =>
    (await pglite.query<string[]>(sql, [...parameters], { rowMode: 'array' })).rows.map((row) => row[0] ?? '');
  return createRegistry({
    column,
    quietColumn: column,
    script: async (sql) => void (await pglite.exec(sql)),
    pack: (text) => text,
    unpack: (text) => text,
    close: () => pglite.close(),
  });
}

const opened = open();
opened.then(
  () => post({ kind: 'ready' }),
  (error: unknown) => post({ kind: 'failed', message: String(error) }),
);

self.onmessage = async ({ data: { id, method, path, body } }: MessageEvent<Request>) => {
  const registry = await opened;
  const bytes = body === undefined ? {} : { body: new TextEncoder().encode(body) };
  const { status, body: text } = await registry.handle({ method, path, headers, ...bytes });
  post({ kind: 'response', id, status, text });
};
