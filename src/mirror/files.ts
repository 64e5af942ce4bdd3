import type { Dirent } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { filePathOf, type NotAPath } from '../util/file-path.js';
import { isObject } from '../util/json-object.js';
import { replaceFile, syncDirectory, syncHandle } from '../util/replace-file.js';

/** A directory, for files and for errors. */
export interface Place {
  /** As the caller passed it. */
  readonly directory: string;
  /** Its absolute path: the working directory can change. */
  readonly path: string;
}

/** Writes a file to the disk. Windows only syncs files that are open for writing. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await syncHandle(handle);
  } finally {
    await handle.close();
  }
}

/** Checks a directory, and returns it with its absolute path. */
export const placeOf = (value: unknown, method: string): Place => {
  const directory = filePathOf(value);
  if (typeof directory === 'string' && !directory.includes('\0')) return { directory, path: resolve(directory) };
  const { received, hint = "Write './mirror'.", cause }: NotAPath = typeof directory === 'string' ? {} : directory;
  const given = received === undefined ? describe(value) : `'${received}'`;
  throw new QueryError('bad-value', `Expected a directory for ${method}, got ${given}`, { hint, cause });
};

const isDirectory = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false;

/** Creates a directory, also after a crash. A recursive `mkdir` never ends for a path such as `/proc/x` on Node 20. */
export async function makeDirectory(path: string): Promise<void> {
  if (await isDirectory(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeDirectory(parent);
  await mkdir(path).catch(async (error: unknown) => {
    // Another process may have created it meanwhile.
    if (!(await isDirectory(path))) throw error;
  });
  await syncDirectory(parent);
}

/** Moves complete files to the same paths in another directory. After a crash, they are all there. */
export async function publishAll(from: string, to: string, paths: readonly string[]): Promise<void> {
  const folders = new Set([to]);
  for (const path of paths) {
    await syncFile(join(from, path));
    await mkdir(dirname(join(to, path)), { recursive: true });
    await rename(join(from, path), join(to, path));
    // An earlier write may have created a folder and crashed, so all of them are written to the disk.
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(join(to, folder));
  }
  for (const folder of folders) await syncDirectory(folder);
}

/** Replaces a text file. After a crash, it has the old or the new content. */
export async function replaceText(path: string, text: string): Promise<void> {
  await replaceFile(path, text);
  await syncDirectory(dirname(path));
}

/** Returns the code of a system error: `ENOENT`. */
export const codeOf = (error: unknown): unknown => (isObject(error) ? error.code : undefined);

/** Returns true if an error means that a path does not exist. */
export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';

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

/** Returns the entries of a directory, none if it does not exist. */
export async function entriesOf(path: string): Promise<Dirent[]> {
  return readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

/** Does something that nothing depends on, and ignores its failure. */
export async function ignoreFailure(work: () => Promise<unknown>): Promise<void> {
  await work().catch(() => undefined);
}
