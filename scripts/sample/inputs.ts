import { createHash } from 'node:crypto';
import type { Database } from '../../src/embedded/data/database.js';
import { loadState } from '../../src/embedded/data/load.js';
import { createTables, initDbStartParams } from '../../src/embedded/data/tables.js';
import { sampleState } from '../../src/sample/index.js';

/** Returns a hash of everything that decides what the prebuilt sample contains, except PGlite: parameters, and statements with their data. */
export async function hashOfSample(): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(initDbStartParams));
  const column = async (sql: string, parameters: readonly unknown[] = []): Promise<readonly string[]> => {
    hash.update(sql).update(JSON.stringify(parameters));
    return ['true'];
  };
  const script = async (sql: string): Promise<void> => void hash.update(sql);
  const database: Database = { column, quietColumn: column, script, close: async () => {} };
  await createTables(database);
  await loadState(database, sampleState());
  return hash.digest('hex');
}
