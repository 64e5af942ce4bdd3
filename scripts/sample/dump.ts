import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { databaseOf } from '../../src/embedded/browser.js';
import { loadState } from '../../src/embedded/data/load.js';
import { createTables, initDbStartParams } from '../../src/embedded/data/tables.js';
import { sampleState } from '../../src/sample/index.js';
import { tarOf } from './tar.js';

/** Returns a dump of a database with the sample: a gzipped archive of the directory of PostgreSQL. */
export async function dumpOfSample(): Promise<Buffer> {
  const directory = mkdtempSync(join(tmpdir(), 'runregistry-dump-'));
  try {
    const data = join(directory, 'data');
    const pglite = await PGlite.create(data, { initDbStartParams: [...initDbStartParams] });
    const database = databaseOf(pglite);
    await createTables(database);
    await loadState(database, sampleState());
    await pglite.exec('UPDATE pg_database SET datistemplate = false');
    // VACUUM and DROP DATABASE refuse to run together with other statements.
    for (const statement of [
      'DROP DATABASE template0',
      'DROP DATABASE template1',
      'VACUUM FULL',
      'VACUUM (FREEZE, ANALYZE)',
    ])
      await pglite.exec(statement);
    // The rest of the segment of the log is empty.
    await pglite.exec('SELECT pg_switch_wal()');
    await pglite.close();
    return gzipSync(tarOf(data), { level: 9 });
  } finally {
    rmSync(directory, { recursive: true });
  }
}
