/** The prebuilt sample: its content, and what happens if it cannot be used. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { hashOfSample } from '../../scripts/sample/inputs.js';
import type { Database } from '../../src/embedded/data/database.js';
import { loadState } from '../../src/embedded/data/load.js';
import { schema } from '../../src/embedded/data/schema.js';
import { createTables } from '../../src/embedded/data/tables.js';
import { prebuiltSample } from '../../src/embedded/prebuilt.js';
import { openDatabase } from '../../src/embedded/storage/open-database.js';
import { openPrebuilt } from '../../src/embedded/storage/store.js';
import { sampleState } from '../../src/sample/index.js';
import { randomFrom } from '../support/random.js';
import { rounds, seed } from '../support/rounds.js';

const temporary = mkdtempSync(join(tmpdir(), 'prebuilt-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const dump = readFileSync(prebuiltSample);

test('was generated from these sources with the installed version of PGlite', async () => {
  const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
  const { version } = read('node_modules/@electric-sql/pglite/package.json') as { readonly version: string };
  // If this fails on purpose, run `npm run generate:sample`.
  expect(read('prebuilt/sources.json')).toEqual({ pglite: version, hash: await hashOfSample() });
});

/** Returns the catalogue of a database: columns, indexes, sequences, encoding and text order. */
const catalogueOf = (database: Database): Promise<readonly string[]> =>
  database.column(
    `SELECT row_to_json(c)::text FROM (SELECT table_name, ordinal_position, column_name, data_type, is_nullable, collation_name
       FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2) c
     UNION ALL SELECT indexdef FROM (SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname) i
     UNION ALL SELECT row_to_json(s)::text FROM (SELECT sequencename, last_value FROM pg_sequences ORDER BY 1) s
     UNION ALL SELECT concat(encoding, datlocprovider, datlocale, daticurules, datcollversion)
       FROM pg_database WHERE datname = current_database()`,
  );

test('has the tables and rows of a new database, in the same order', async () => {
  const prebuilt = await openPrebuilt();
  const fresh = await openDatabase();
  try {
    if (prebuilt === undefined) throw new Error('Cannot open the prebuilt sample');
    await createTables(fresh);
    await loadState(fresh, sampleState());
    expect(await catalogueOf(prebuilt)).toEqual(await catalogueOf(fresh));
    const tables = [...schema.matchAll(/^CREATE TABLE ("\w+")/gm)].map(([, name]) => name);
    for (const table of tables) {
      const rows = `SELECT t::text FROM ${table} t ORDER BY ctid`;
      expect((await prebuilt.column(rows)).join('\n') === (await fresh.column(rows)).join('\n'), table).toBe(true);
    }
  } finally {
    await prebuilt?.close();
    await fresh.close();
  }
});

/** Opens a file, and returns the reason that is reported if it cannot be used. */
async function reasonFor(content: Uint8Array | undefined): Promise<unknown> {
  const path = join(temporary, 'sample.tar.gz');
  rmSync(path, { force: true });
  if (content !== undefined) writeFileSync(path, content);
  const reasons: unknown[] = [];
  const listener = (message: unknown): void => void reasons.push((message as { readonly reason: unknown }).reason);
  subscribe('runregistry:sample', listener);
  try {
    const database = await openPrebuilt(pathToFileURL(path));
    await database?.close();
    expect(reasons).toHaveLength(database === undefined ? 1 : 0);
    return reasons[0];
  } finally {
    unsubscribe('runregistry:sample', listener);
  }
}

/** Returns the dump with other content of a file in its archive. */
function withFile(name: string, change: (content: Buffer) => void): Buffer {
  const archive = gunzipSync(dump);
  const header = archive.indexOf(`${name}\0`);
  const size = Number.parseInt(archive.toString('latin1', header + 124, header + 135), 8);
  change(archive.subarray(header + 512, header + 512 + size));
  return gzipSync(archive, { level: 1 });
}

describe('a sample that cannot be used is reported, and not opened', () => {
  test.each<[string, () => Uint8Array | undefined]>([
    ['missing', () => undefined],
    ['empty', () => Buffer.alloc(0)],
    ['truncated', () => dump.subarray(0, dump.length / 2)],
    ['without its last byte', () => dump.subarray(0, -1)],
    ['not a tar archive', () => gzipSync('sample')],
    ['an archive that ends early', () => gzipSync(gunzipSync(dump).subarray(0, 5_000_000), { level: 1 })],
    [
      'of another version of PostgreSQL',
      () => withFile('global/pg_control', (content) => content.writeUInt32LE(1, 12)),
    ],
  ])('%s', async (_, content) => {
    expect(await reasonFor(content())).toEqual(expect.any(String));
  });

  test('with a damaged byte', async () => {
    console.info(`Damaged samples: TEST_SEED=${seed}`);
    const random = randomFrom(seed);
    for (let round = 0; round < rounds(10); round++) {
      const damaged = Buffer.from(dump);
      // Behind the header of gzip, which has no checksum.
      const index = 10 + Math.floor(random() * (dump.length - 10));
      damaged[index] = (damaged[index] ?? 0) ^ (1 + Math.floor(random() * 255));
      expect(await reasonFor(damaged), `TEST_SEED=${seed}, byte ${index}`).toEqual(expect.any(String));
    }
  });
});
