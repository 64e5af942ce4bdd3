import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { MirrorError } from '../errors.js';
import { isObject } from '../util/json-object.js';

/** Returns a name that no other file has. */
export const uniqueName = (): string => randomBytes(8).toString('hex');

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Windows cannot open a directory, and needs no sync of one. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform !== 'win32') await sync(path);
}

/** Moves a complete file or directory to its name. After a crash, the name has either the old or the new content. */
export async function publish(temporary: string, path: string, { isFile = true } = {}): Promise<void> {
  if (isFile) await sync(temporary);
  await mkdir(dirname(path), { recursive: true });
  await rename(temporary, path);
  await syncDirectory(dirname(path));
}

/** Replaces a text file atomically. */
export async function replaceText(path: string, text: string): Promise<void> {
  const temporary = `${path}.${uniqueName()}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await publish(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

const isMissing = (error: unknown): boolean => isObject(error) && error.code === 'ENOENT';

/** Returns the content of a text file, or undefined if it does not exist. */
export async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
}

/** Returns the content of a JSON file, or undefined if it does not exist or is not JSON. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The directories that this process writes. */
const locked = new Set<string>();

function isAlive(pid: unknown): boolean {
  if (typeof pid !== 'number' || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isObject(error) && error.code === 'EPERM';
  }
}

/** The file that marks a directory as being written. */
export const lockName = 'mirror.lock';

/**
 * Marks a directory as being written, and returns a function that unmarks it. The mark of a process that has ended is replaced.
 * @throws MirrorError `mirror-in-use`.
 */
export async function lock(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, lockName);
  const inUse = (by: string): MirrorError =>
    new MirrorError('mirror-in-use', `The mirror in '${directory}' is being written ${by}`, {
      directory,
      hint: `Wait for it. If no process writes the mirror, delete '${path}'.`,
    });
  if (locked.has(path)) throw inUse('by this process');
  locked.add(path);
  try {
    const mark = JSON.stringify({ pid: process.pid, host: hostname() });
    try {
      await writeFile(path, mark, { flag: 'wx' });
    } catch (error) {
      if (!isObject(error) || error.code !== 'EEXIST') throw error;
      const holder = await readJson(path);
      if (isObject(holder) && (holder.host !== hostname() || isAlive(holder.pid)))
        throw inUse(`by process ${holder.pid} on ${holder.host}`);
      await writeFile(path, mark);
    }
  } catch (error) {
    locked.delete(path);
    throw error;
  }
  return async () => {
    locked.delete(path);
    await rm(path, { force: true });
  };
}
