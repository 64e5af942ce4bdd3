/** Replaces files: after a failure or a crash, a path has either its old or its new content. */
import { randomBytes } from 'node:crypto';
import { fsync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Returns a name that no other file has. */
export const uniqueName = (): string => randomBytes(8).toString('hex');

/** Writes an open file to the disk. Handles have `sync()`, but not under Yarn's Plug'n'Play, which replaces them. */
export const syncHandle = ({ fd }: FileHandle): Promise<void> => promisify(fsync)(fd);

/** Writes the entries of a directory to the disk. Windows cannot open a directory, and needs no sync of one. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await syncHandle(handle);
  } finally {
    await handle.close();
  }
}

/** Prepares the temporary file before it replaces the other one. */
type Prepare = (temporary: string) => Promise<void>;

async function writeNew(path: string, content: string | Uint8Array, prepare?: Prepare): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(content);
    await prepare?.(path);
    await syncHandle(handle);
  } finally {
    await handle.close();
  }
}

/** Replaces a file with a temporary one next to it, which is removed after a failure. */
export async function replaceFile(path: string, content: string | Uint8Array, prepare?: Prepare): Promise<void> {
  // A longer name could exceed the limit of the file system.
  const temporary = join(dirname(path), `${basename(path).slice(0, 32)}.${uniqueName()}.tmp`);
  try {
    await writeNew(temporary, content, prepare);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
