/** The embedded registry without modules of Node, for browsers and workers. */
import type { Database } from './data/database.js';
import { sortsAsRegistry } from './data/tables.js';
import { createRegistry, type Registry, type RegistrySettings } from './registry.js';

export type { Registry, RegistrySettings } from './registry.js';
export type { Headers, RegistryRequest } from './routing/request.js';
export type { RegistryResponse } from './routing/response.js';

/** The members of PGlite that the registry uses. */
export interface PGliteDatabase {
  query(
    sql: string,
    parameters: unknown[],
    options: { readonly rowMode: 'array' },
  ): Promise<{ readonly rows: readonly unknown[] }>;
  exec(sql: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Throws the message of an error alone: errors of PGlite contain the statement with all its parameters. */
function rethrow(error: { readonly message: string }): never {
  throw new Error(error.message);
}

/** Returns PGlite as the registry uses it. */
export function databaseOf(pglite: PGliteDatabase): Database {
  const column = async (sql: string, parameters: readonly unknown[] = []): Promise<readonly string[]> => {
    const { rows } = await pglite.query(sql, [...parameters], { rowMode: 'array' }).catch(rethrow);
    return (rows as readonly (readonly string[])[]).map(([value]) => value as string);
  };
  return {
    column,
    quietColumn: column,
    script: async (sql) => void (await pglite.exec(sql).catch(rethrow)),
    close: () => pglite.close(),
  };
}

/**
 * Creates a registry over PGlite, which was created with the prebuilt sample as `loadDataDir`. It handles requests in the thread of PGlite,
 * so open it in a worker.
 *
 * @throws if this version of PGlite sorts text otherwise.
 */
export async function createBrowserRegistry(pglite: PGliteDatabase, settings?: RegistrySettings): Promise<Registry> {
  const database = databaseOf(pglite);
  if (!(await sortsAsRegistry(database)))
    throw new Error('This version of PGlite cannot sort text as the prebuilt sample does.');
  return createRegistry(database, settings);
}
