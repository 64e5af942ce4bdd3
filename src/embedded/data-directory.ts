/**
 * Directories of databases. A finished template stays in the user's cache, and every start works on a private copy of it:
 * a new database takes seconds to make, a copied one tenths of a second, and no start sees what another one changes.
 */
import { randomBytes } from 'node:crypto';
import { constants, existsSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { homedir, hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names of directories in progress or in use: whose they are, so that those of dead processes can be swept. */
const PREFIX = `runregistry-${hostname().replaceAll(/[^\w]/g, '_')}-`;
const DAY = 24 * 60 * 60 * 1000;
const MONTH = 30 * DAY;

/** Where templates are kept unless told otherwise. */
export function defaultCacheDirectory(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  const base =
    XDG_CACHE_HOME ||
    (process.platform === 'win32' && LOCALAPPDATA) ||
    (process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache'));
  return join(base, 'runregistry');
}

const underWay = new Map<string, Promise<string>>();

/**
 * The template of a key, built when there is none. It is built under another name and renamed when finished, so a killed
 * build is never taken for a template, and of two processes that build at once the later one uses the template of the other.
 */
export function template(cache: string, key: string, build: (directory: string) => Promise<void>): Promise<string> {
  const finished = join(cache, key);
  const found = underWay.get(finished) ?? findOrBuild(cache, finished, build).finally(() => underWay.delete(finished));
  underWay.set(finished, found);
  return found;
}

async function findOrBuild(
  cache: string,
  finished: string,
  build: (directory: string) => Promise<void>,
): Promise<string> {
  if (existsSync(finished)) {
    // A sign of use, for the sweep; a cache that is not ours to write has none.
    await utimes(finished, new Date(), new Date()).catch(() => {});
    return finished;
  }
  await mkdir(cache, { recursive: true });
  const unfinished = join(cache, `${PREFIX}${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    await build(unfinished);
    await rename(unfinished, finished);
  } catch (error) {
    if (!existsSync(finished)) throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return finished;
}

/** A copy of a directory that shares its blocks where the file system can. */
export async function copyDirectory(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

const inUse = new Set<string>();

function removeAll(): void {
  // The database may still be writing.
  for (const directory of inUse) rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}

/** A private directory, removed by `removePrivateDirectory` or when the process exits. */
export async function privateDirectory(): Promise<string> {
  // Not in the cache: a home directory can be shared between machines, where a process number says nothing.
  const directory = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  if (inUse.size === 0) process.on('exit', removeAll);
  inUse.add(directory);
  return directory;
}

/** Removes a private directory. */
export async function removePrivateDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  inUse.delete(directory);
  if (inUse.size === 0) process.off('exit', removeAll);
}

/**
 * Removes what processes that are gone have left behind: killed builds in the cache, copies of killed processes. And
 * templates that nobody used for a month, most of them of older versions.
 */
export async function sweep(cache: string): Promise<void> {
  for (const parent of [cache, tmpdir()]) {
    for (const name of await readdir(parent).catch(() => [])) {
      const directory = join(parent, name);
      const left = isOfDeadProcess(name) || (parent === cache && (await isForgotten(directory, name)));
      if (left) await rm(directory, { recursive: true, force: true }).catch(() => {});
    }
  }
}

function isOfDeadProcess(name: string): boolean {
  if (!name.startsWith(PREFIX)) return false;
  const pid = Number(name.slice(PREFIX.length).split('-')[0]);
  return Number.isInteger(pid) && pid > 0 && !isAlive(pid);
}

/** A build by another machine that shares the cache: its process cannot be asked for, but no build takes a day. */
async function isForgotten(directory: string, name: string): Promise<boolean> {
  const isTemplate = /^(empty|sample)-[\w.-]+-[0-9a-f]{16}$/.test(name);
  const isBuild = !name.startsWith(PREFIX) && /^runregistry-\w+-\d+-\w+$/.test(name);
  if (!isTemplate && !isBuild) return false;
  const found = await stat(directory).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > (isTemplate ? MONTH : DAY);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
