import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { RunRegistryError } from '../../../errors.js';
import { tryLock, waitForLock } from './build-lock.js';
import { copyTemplate, DamagedTemplate, isComplete, writeManifest } from './manifest.js';
import { createOwnedDirectory, isOfEndedProcess, removeAbandoned, removeOwnedDirectory } from './owned-directory.js';

const month = 30 * 24 * 60 * 60 * 1000;
const lockPrefix = 'write-lock-';

/** Returns the error for a cache that can neither be used nor rebuilt. */
function cacheError(cache: string, key: string, cause: unknown): RunRegistryError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const hint =
    `If the disk is full, free some space. Otherwise delete '${join(cache, key)}' and start again, ` +
    `or set XDG_CACHE_HOME, or the option 'cacheDirectory', to a directory that you can write to.`;
  const message = `Cannot build the database of the embedded registry in '${cache}': ${reason}`;
  return new RunRegistryError('unusable-cache', message, { directory: cache, hint, cause });
}

/** A template (a complete database in the cache) and how to build it. Every start uses a copy. */
export interface TemplateRecipe {
  /** Name of the template, `<kind>-<version>`. */
  readonly key: string;
  /** Builds the data in a directory that does not exist yet. */
  build(directory: string): Promise<void>;
}

/**
 * Copies a template into a new directory. An incomplete or damaged template is rebuilt first.
 *
 * @throws RunRegistryError `unusable-cache` if the template has to be built and cannot be.
 */
export async function copyOfTemplate(cache: string, recipe: TemplateRecipe, to: string): Promise<void> {
  const template = join(cache, recipe.key);
  for (let attempt = 1; ; attempt++) {
    await ensureTemplate(cache, recipe);
    try {
      await copyTemplate(template, recipe.key, to);
      // Marks the template as used, for the removal of old ones. Fails in a read-only cache, which removes none.
      await utimes(template, new Date(), new Date()).catch(() => {});
      return;
    } catch (error) {
      await rm(to, { recursive: true, force: true });
      if (!(error instanceof DamagedTemplate)) throw error;
      // It is rebuilt in the next round, unless its directory is read-only and it still claims to be complete.
      if (attempt === 3) throw cacheError(cache, recipe.key, error);
    }
  }
}

/** Returns true if a complete template exists. Does not check its content. */
export function hasTemplate(cache: string, key: string): Promise<boolean> {
  return isComplete(join(cache, key), key);
}

async function ensureTemplate(cache: string, recipe: TemplateRecipe): Promise<void> {
  const isDone = (): Promise<boolean> => hasTemplate(cache, recipe.key);
  const lockFile = join(cache, `${lockPrefix}${recipe.key}`);
  while (!(await isDone())) {
    const isBuilt = await buildUnderLock(cache, recipe, lockFile);
    if (!isBuilt) await waitForLock(lockFile, isDone);
  }
}

/** Returns false when another process is building. */
async function buildUnderLock(cache: string, recipe: TemplateRecipe, lockFile: string): Promise<boolean> {
  try {
    await mkdir(cache, { recursive: true });
    const directory = await createOwnedDirectory(cache);
    try {
      const lock = await tryLock(lockFile, directory);
      if (lock === undefined) return false;
      try {
        if (!(await hasTemplate(cache, recipe.key))) await buildTemplate(cache, recipe, directory);
      } finally {
        await lock.release();
      }
      return true;
    } finally {
      await removeOwnedDirectory(directory);
    }
  } catch (error) {
    throw error instanceof RunRegistryError ? error : cacheError(cache, recipe.key, error);
  }
}

/** Builds in a separate directory, so a killed build is never mistaken for a template. */
async function buildTemplate(cache: string, { key, build }: TemplateRecipe, directory: string): Promise<void> {
  const template = join(cache, key);
  const unfinished = join(directory, 'template');
  await mkdir(unfinished);
  await build(join(unfinished, 'data'));
  await writeManifest(unfinished, key);
  await rename(template, join(directory, 'replaced')).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(unfinished, template);
  await removeTemplates(cache, (name) => name !== key && kindOf(name) === kindOf(key));
}

/** Returns the kind of a template, or `undefined` for any other name. */
function kindOf(name: string): string | undefined {
  return /^(empty|sample)-\d[\w.-]*$/.exec(name)?.[1];
}

async function removeTemplates(cache: string, isUnwanted: (name: string) => boolean | Promise<boolean>): Promise<void> {
  for (const name of await readdir(cache).catch(() => [])) {
    if (kindOf(name) === undefined || !(await isUnwanted(name))) continue;
    await rm(join(cache, name), { recursive: true, force: true }).catch(() => {});
  }
}

/** Removes leftovers of killed processes from a cache, and templates that were not used for a month. */
export async function cleanCache(cache: string): Promise<void> {
  await removeAbandoned(cache);
  for (const name of await readdir(cache).catch(() => [])) {
    if (!name.startsWith(lockPrefix)) continue;
    const owner = await readFile(join(cache, name), 'utf8').catch(() => '');
    if (isOfEndedProcess(owner)) await rm(join(cache, name), { force: true }).catch(() => {});
  }
  await removeTemplates(cache, async (name) => {
    const found = await stat(join(cache, name)).catch(() => undefined);
    return found !== undefined && Date.now() - found.mtimeMs > month;
  });
}
