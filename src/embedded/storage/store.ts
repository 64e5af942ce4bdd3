import { channel } from 'node:diagnostics_channel';
import { readFile } from 'node:fs/promises';
import { RunRegistryError } from '../../errors.js';
import type { Database } from '../data/database.js';
import { loadState } from '../data/load.js';
import { clearTables, createTables, sortsAsRegistry } from '../data/tables.js';
import { prebuiltSample } from '../prebuilt.js';
import type { RegistryState } from '../state.js';
import { openDatabase } from './open-database.js';

/** Reports that the prebuilt sample cannot be used, with the reason. */
const unusable = channel('runregistry:sample');

/** Opens a private database in memory with the given state, or with the sample. @throws RunRegistryError `pglite-missing`. */
export async function openStore(state?: RegistryState): Promise<Database> {
  const prebuilt = await openPrebuilt();
  if (prebuilt !== undefined && state === undefined) return prebuilt;
  const database = prebuilt ?? (await openDatabase());
  try {
    await (prebuilt === undefined ? createTables(database) : clearTables(database));
    await loadState(database, state ?? (await import('../../sample/index.js')).sampleState());
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Opens the prebuilt sample. Returns `undefined` if it is damaged or the installed version of PGlite cannot use it. */
export async function openPrebuilt(file: URL = prebuiltSample): Promise<Database | undefined> {
  let database: Database | undefined;
  try {
    database = await openDatabase(await readFile(file));
    if (await sortsAsRegistry(database)) return database;
    throw new Error('it sorts text otherwise');
  } catch (error) {
    await database?.close();
    if (error instanceof RunRegistryError) throw error;
    unusable.publish({ reason: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}
