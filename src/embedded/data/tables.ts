import type { Database } from './database.js';
import { schema } from './schema.js';

/**
 * The registry's PostgreSQL sorts strings as en_US.UTF-8: punctuation only breaks ties, so `online` comes before `/PromptReco/…`
 * and after `/Express/…`. These are rules of ICU, since the ICU of PGlite only has the root locale.
 */
const textOrder = '[alternate shifted][maxVariable currency][strength 4]';

/** The parameters of a new database. It is in memory, so its log of changes is small, and nothing is repaired after a crash. */
export const initDbStartParams: readonly string[] = [
  '--encoding=UTF8',
  '--locale-provider=icu',
  '--icu-locale=und',
  `--icu-rules=${textOrder}`,
  '--wal-segsize=1',
  '--set=min_wal_size=2MB',
  '--set=max_wal_size=16MB',
  '--set=wal_recycle=off',
  '--set=full_page_writes=off',
  // PostgreSQL clears its buffers when it starts. Scans of a table larger than a quarter of them must still begin at the first row.
  '--set=shared_buffers=32MB',
  '--set=synchronize_seqscans=off',
];

/** Creates the tables in a new database. @throws if it cannot sort text as the registry does. */
export async function createTables(database: Database): Promise<void> {
  await database.script(schema);
  if (!(await sortsAsRegistry(database)))
    throw new Error('This version of PGlite cannot sort text as the registry does; use 0.5.16 or later.');
}

/**
 * Returns true if a database sorts text as the registry does, and its indexes were sorted by the same version of ICU. Otherwise they
 * would hide rows.
 */
export async function sortsAsRegistry(database: Database): Promise<boolean> {
  const [sorts] = await database.column(
    `SELECT ('online' < '/P' AND 'b' > 'A' AND 'É' ILIKE 'é'
       AND datcollversion IS NOT DISTINCT FROM pg_database_collation_actual_version(oid))::text
     FROM pg_database WHERE datname = current_database()`,
  );
  return sorts === 'true';
}

/** Removes all rows. */
export async function clearTables(database: Database): Promise<void> {
  const tables = [...schema.matchAll(/^CREATE TABLE ("\w+")/gm)].map(([, name]) => name);
  await database.script(`TRUNCATE ${tables.join(', ')}`);
}
