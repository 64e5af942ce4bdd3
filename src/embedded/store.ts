/** The database of one start: private, on a copy of a template. */

import { access, constants, mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import {
  copyDirectory,
  defaultCacheDirectory,
  privateDirectory,
  removePrivateDirectory,
  sweep,
  template,
} from './data-directory.js';
import { type Database, openDatabase } from './database.js';
import { fingerprint } from './fingerprint.js';
import { loadState } from './load.js';
import { SCHEMA } from './schema.js';
import type { RegistryState } from './state.js';

/** What a start may choose. */
export interface StoreOptions {
  readonly state?: RegistryState | undefined;
  readonly cacheDirectory?: string | undefined;
}

/** Opens a private database with the given state, or with the sample. */
export async function openStore({ state, cacheDirectory }: StoreOptions): Promise<Database> {
  const cache = await writable(cacheDirectory);
  await sweep(cache);
  const directory = await privateDirectory();
  const data = join(directory, 'data');
  try {
    // A given state is loaded into the private copy: it is never cached.
    await copyDirectory(state === undefined ? await sampleTemplate(cache) : await emptyTemplate(cache), data);
    const database = await openDatabase(data);
    if (state !== undefined) await loadState(database, state);
    return {
      ...database,
      async close() {
        await database.close();
        await removePrivateDirectory(directory);
      },
    };
  } catch (error) {
    await removePrivateDirectory(directory);
    throw error;
  }
}

/** A home directory that cannot be written to (a batch job, a container) is no reason to fail: a temporary one has to do. */
async function writable(chosen: string | undefined): Promise<string> {
  if (chosen !== undefined) return chosen;
  const directory = defaultCacheDirectory();
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK);
    return directory;
  } catch {
    return join(tmpdir(), `runregistry-cache-${userInfo().username}`);
  }
}

async function emptyTemplate(cache: string): Promise<string> {
  return template(cache, await fingerprint('empty'), async (directory) => {
    const database = await openDatabase(directory);
    await database.script(SCHEMA);
    const [order] = await database.column(`SELECT ('online' < '/P' AND 'b' > 'A' AND 'É' ILIKE 'é')::text`);
    await database.close();
    if (order !== 'true')
      throw new Error('This version of PGlite cannot sort text as the registry does; use 0.5.16 or later.');
  });
}

async function sampleTemplate(cache: string): Promise<string> {
  return template(cache, await fingerprint('sample'), async (directory) => {
    // Generated here, since later starts do not need it, and beside the making of an empty database in its own thread.
    const sampling = import('./sample/index.js').then(({ sampleState }) => sampleState());
    const [state, empty] = await Promise.all([sampling, emptyTemplate(cache)]);
    await copyDirectory(empty, directory);
    const database = await openDatabase(directory);
    await loadState(database, state);
    await database.close();
  });
}
