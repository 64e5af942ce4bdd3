/** PostgreSQL is compiled once per process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { compiledPostgres } from '../../src/embedded/storage/compiled-postgres.js';

const urlOf = (path: string): string => pathToFileURL(path).href;

test('databases share the compiled module', async () => {
  const pglite = urlOf(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  const module = await compiledPostgres(pglite);
  expect(module).toBeDefined();
  expect(await compiledPostgres(pglite)).toBe(module);
});

test('a package without the file, or with a damaged one, is left to PGlite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  expect(await compiledPostgres(urlOf(join(folder, 'missing', 'index.js')))).toBeUndefined();
  writeFileSync(join(folder, 'pglite.wasm'), 'no WebAssembly');
  expect(await compiledPostgres(urlOf(join(folder, 'index.js')))).toBeUndefined();
  rmSync(folder, { recursive: true });
});
