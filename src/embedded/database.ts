/** PostgreSQL in this process: PGlite on a directory. */
import type { PGlite } from '@electric-sql/pglite';

/** The little that the rest needs of a database. */
export interface Database {
  /** Runs one statement and gives the first column of its rows. */
  column(sql: string): Promise<readonly string[]>;
  /** Runs one statement for its effect. */
  run(sql: string, parameters?: readonly unknown[]): Promise<void>;
  /** Runs several statements for their effect. */
  script(sql: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * The registry's PostgreSQL sorts text as en_US.UTF-8: marks count only between texts that are else equal, so `online`
 * comes before `/PromptReco/…` and after `/Express/…`. In rules of ICU, since the ICU of PGlite knows only the root locale.
 */
const TEXT_ORDER = '[alternate shifted][maxVariable currency][strength 4]';

/** PGlite is an optional peer, so that a plain install stays light. */
async function loadPGlite(): Promise<typeof PGlite> {
  try {
    return (await import('@electric-sql/pglite')).PGlite;
  } catch (cause) {
    throw new Error(
      'The embedded registry needs PGlite, which is not installed. Install it with: npm install @electric-sql/pglite',
      { cause },
    );
  }
}

/** Opens the database in a directory, making it when the directory is new. */
export async function openDatabase(directory: string): Promise<Database> {
  const PGlite = await loadPGlite();
  const pglite = await PGlite.create(directory, {
    relaxedDurability: true,
    initDbStartParams: [
      '--encoding=UTF8',
      '--locale-provider=icu',
      '--icu-locale=und',
      `--icu-rules=${TEXT_ORDER}`,
      '--wal-segsize=1',
    ],
  });
  return {
    async column(sql) {
      const { rows } = await pglite.query<[string]>(sql, [], { rowMode: 'array' });
      return rows.map(([value]) => value);
    },
    async run(sql, parameters = []) {
      await pglite.query(sql, [...parameters]);
    },
    async script(sql) {
      await pglite.exec(sql);
    },
    close: () => pglite.close(),
  };
}
