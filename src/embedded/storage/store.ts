import { channel } from 'node:diagnostics_channel';
import { access, constants, mkdir } from 'node:fs/promises';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { RunRegistryError } from '../../errors.js';
import type { Database } from '../data/database.js';
import { loadState } from '../data/load.js';
import { schema } from '../data/schema.js';
import type { RegistryState } from '../state.js';
import { createOwnedDirectory, removeAbandoned, removeOwnedDirectory } from './cache/owned-directory.js';
import { cleanCache, copyOfTemplate, hasTemplate, type TemplateRecipe } from './cache/template.js';
import { fingerprint } from './fingerprint.js';
import { openDatabase } from './open-database.js';

/** The channel that reports the cache when the generation of the sample begins. */
const generated = channel('runregistry:sample');

/** Options of a start. */
export interface StoreOptions {
  readonly state?: RegistryState | undefined;
  readonly cacheDirectory?: string | undefined;
}

/**
 * Opens a private database with the given state, or with the sample.
 *
 * @throws RunRegistryError `unusable-cache`, `unusable-temporary-directory` or `pglite-missing`.
 */
export async function openStore({ state, cacheDirectory }: StoreOptions): Promise<Database> {
  // A given state is loaded into the private copy; it is never cached.
  const kind = state === undefined ? 'sample' : 'empty';
  const key = await fingerprint(kind);
  const cache = cacheDirectory ?? (await usableCache(key));
  await cleanCache(cache);
  const directory = await createDirectory();
  try {
    const data = join(directory, 'data');
    await copyOfTemplate(cache, kind === 'sample' ? await sampleRecipe(cache) : await emptyRecipe(), data);
    const database = await openDatabase(data);
    if (state !== undefined) await loadState(database, state);
    return {
      ...database,
      async close() {
        await database.close();
        await removeOwnedDirectory(directory);
      },
    };
  } catch (error) {
    await removeOwnedDirectory(directory);
    throw error;
  }
}

/** Creates the directory of the data. It is not in the cache, which may be on a slow network file system. */
async function createDirectory(): Promise<string> {
  const directory = tmpdir();
  try {
    await removeAbandoned(directory);
    return await createOwnedDirectory(directory);
  } catch (cause) {
    throw new RunRegistryError(
      'unusable-temporary-directory',
      `Cannot write to the directory for temporary files '${directory}' (${(cause as NodeJS.ErrnoException).code})`,
      { directory, hint: 'Set TMPDIR to a directory that you can write to.', cause },
    );
  }
}

/** Returns the user's cache directory, or a temporary one if that is read-only, as in a batch job or a container. */
export async function usableCache(key: string): Promise<string> {
  const directory = defaultCacheDirectory();
  if (await hasTemplate(directory, key)) return directory;
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK);
    return directory;
  } catch {
    return join(tmpdir(), `runregistry-cache-${userInfo().username}`);
  }
}

function defaultCacheDirectory(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const base =
    XDG_CACHE_HOME ||
    (process.platform === 'win32' && LOCALAPPDATA) ||
    (process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache'));
  return join(base, 'runregistry');
}

async function emptyRecipe(): Promise<TemplateRecipe> {
  return {
    key: await fingerprint('empty'),
    async build(directory) {
      const database = await openDatabase(directory);
      await database.script(schema);
      const [order] = await database.column(`SELECT ('online' < '/P' AND 'b' > 'A' AND 'É' ILIKE 'é')::text`);
      await database.close();
      if (order !== 'true')
        throw new Error('This version of PGlite cannot sort text as the registry does; use 0.5.16 or later.');
    },
  };
}

async function sampleRecipe(cache: string): Promise<TemplateRecipe> {
  return {
    key: await fingerprint('sample'),
    async build(directory) {
      generated.publish({ directory: cache });
      // Imported dynamically, so the generator starts after the copy and does not delay it.
      const sampling = import('../../sample/index.js').then(({ sampleState }) => sampleState());
      // Meanwhile a thread creates the empty database.
      const copying = emptyRecipe().then((recipe) => copyOfTemplate(cache, recipe, directory));
      const [state] = await Promise.all([sampling, copying]);
      const database = await openDatabase(directory);
      await loadState(database, state);
      await database.close();
    },
  };
}
