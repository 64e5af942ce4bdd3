import type { Dirent } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { crc32 } from 'node:zlib';

/** Written last, so a template without it is incomplete. */
const manifestName = 'complete.json';
const format = 1;
const concurrency = 16;

/** Error codes of a path that does not lead to a readable file. */
const missing = new Set(['ENOENT', 'EISDIR', 'ENOTDIR', 'ELOOP', 'EIO']);

interface FileIdentity {
  readonly ino: number;
  readonly mtimeMs: number;
}

interface Manifest {
  readonly format: number;
  readonly key: string;
  /** Relative paths with `/`, parents first. */
  readonly directories: readonly string[];
  readonly files: readonly (readonly [path: string, size: number, checksum: number])[];
}

/** Marks a template as complete. The manifest appears atomically, after everything else is on the disk. */
export async function writeManifest(template: string, key: string): Promise<void> {
  const data = join(template, 'data');
  const entries = await readdir(data, { recursive: true, withFileTypes: true });
  const path = (entry: Dirent): string => relative(data, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
  const directories = entries.filter((entry) => entry.isDirectory()).map(path);
  const files = await mapFiles(entries.filter((entry) => entry.isFile()).map(path), async (file) => {
    const content = await syncedContent(join(data, file));
    return [file, content.length, crc32(content)] as const;
  });
  const manifest: Manifest = { format, key, directories: directories.sort(), files };
  const text = JSON.stringify(manifest);
  const unfinished = join(template, `${manifestName}.unfinished`);
  await writeFile(unfinished, `${crc32(text)}\n${text}`, { flush: true });
  await rename(unfinished, join(template, manifestName));
}

async function syncedContent(path: string): Promise<Buffer> {
  const file = await open(path, 'r+');
  try {
    await file.datasync();
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Returns true if a template claims to be complete. `copyTemplate` checks its content. */
export async function isComplete(template: string, key: string): Promise<boolean> {
  return (await readManifest(template, key)) !== undefined;
}

/** Marks a damaged template as incomplete, unless it has been replaced since it was read. */
async function invalidate(template: string, read: FileIdentity): Promise<void> {
  const path = join(template, manifestName);
  const found = await stat(path).catch(() => undefined);
  if (found?.ino !== read.ino || found.mtimeMs !== read.mtimeMs) return;
  // It cannot be removed from a read-only cache; the caller gives up after some attempts.
  await rm(path, { force: true }).catch(() => {});
}

/** A template is incomplete or damaged. */
export class DamagedTemplate extends Error {
  override readonly name = 'DamagedTemplate';
}

/**
 * Copies the data of a template, and checks every byte while copying. A damaged template is marked as incomplete.
 *
 * @throws {DamagedTemplate} when a file is missing or differs from the one written.
 */
export async function copyTemplate(template: string, key: string, to: string): Promise<void> {
  const manifest = await readManifest(template, key);
  if (manifest === undefined) throw new DamagedTemplate(`'${template}' is incomplete`);
  await mkdir(to, { mode: 0o700 });
  for (const directory of manifest.directories) await mkdir(join(to, directory), { mode: 0o700 });
  try {
    await mapFiles(manifest.files, async (file) => {
      // The copy is writable, even if the template is not.
      await writeFile(join(to, file[0]), await checkedContent(template, file), { mode: 0o600 });
    });
  } catch (error) {
    if (error instanceof DamagedTemplate) await invalidate(template, manifest.identity);
    throw error;
  }
}

async function checkedContent(template: string, [path, size, checksum]: Manifest['files'][number]): Promise<Buffer> {
  const file = join(template, 'data', path);
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    // Running out of file handles or memory does not mean that the file is damaged.
    if (!missing.has(error.code ?? '')) throw error;
    throw new DamagedTemplate(`'${file}' cannot be read: ${error.message}`);
  });
  if (content.length !== size || crc32(content) !== checksum) throw new DamagedTemplate(`'${file}' is damaged`);
  return content;
}

async function readManifest(
  template: string,
  key: string,
): Promise<(Manifest & { readonly identity: FileIdentity }) | undefined> {
  const path = join(template, manifestName);
  const identity = await stat(path).catch(() => undefined);
  const content = await readFile(path, 'utf8').catch(() => '');
  const [, checksum, text = ''] = /^(\d+)\n(.*)$/s.exec(content) ?? [];
  if (identity === undefined || checksum !== String(crc32(text))) return undefined;
  const manifest = JSON.parse(text) as Manifest;
  return manifest.format === format && manifest.key === key ? { ...manifest, identity } : undefined;
}

/** Maps with limited concurrency. After a failure no more items start, and the failure is thrown once all running ones have ended. */
async function mapFiles<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  const runner = async (): Promise<void> => {
    while (next < items.length && failure === undefined) {
      const index = next++;
      try {
        results[index] = await work(items[index] as Item);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, runner));
  if (failure !== undefined) throw failure.error;
  return results;
}
