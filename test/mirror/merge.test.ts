import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { DuckDB } from '../../src/mirror/duckdb.js';
import { merge } from '../../src/mirror/merge.js';
import type { Staging } from '../../src/mirror/staging.js';

test.each([
  ['runs', { runs: new Map([[1, 'part-000000']]), datasets: new Map() }],
  ['datasets', { runs: new Map(), datasets: new Map([[1, new Map([['online', 'part-000000']])]]) }],
])('merging rejects a state that lacks rows of %s', async (table, sources) => {
  const directory = mkdtempSync(`${tmpdir()}/runregistry-mirror-`);
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const database = await DuckDB.open(directory);
  onTestFinished(() => database.close());
  const staging = { parts: [], merged: directory, isUnchanged: async () => true } as unknown as Staging;
  const place = { directory, path: directory };
  await expect(merge({ database, place, staging, oldFiles: [], sources })).rejects.toMatchObject({
    code: 'mirror-failed',
    message: expect.stringContaining(`expected 1 rows of ${table}, wrote 0`),
  });
});
