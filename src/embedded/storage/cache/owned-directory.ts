import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, readlinkSync, rmSync, utimesSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { onProcessEnd } from './process-end.js';

// The name of a directory identifies its owner, and its time of change is a heartbeat. Process numbers are only unique on one machine,
// since its last boot, in one PID namespace: the name contains a hash of these.
const prefix = `runregistry-${hostname().replaceAll(/[^\w]/g, '_')}-`;
const minute = 60_000;
const week = 7 * 24 * 60 * minute;

/** The scope of process numbers, as eight hexadecimal digits. */
const scope = createHash('sha256')
  .update(`${hostname()}\n${readIfPresent(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))}`)
  .update(readIfPresent(() => readlinkSync('/proc/self/ns/pid')))
  .digest('hex')
  .slice(0, 8);

function readIfPresent(read: () => string): string {
  try {
    return read();
  } catch {
    // Not Linux: a machine has one PID namespace there.
    return '';
  }
}

const owned = new Set<string>();
let heartbeat: NodeJS.Timeout | undefined;
let stopListening: (() => void) | undefined;

/** Creates an empty directory that belongs to this process. It is removed when the process ends, unless released before. */
export async function createOwnedDirectory(parent: string): Promise<string> {
  const directory = join(parent, `${prefix}${process.pid}-${scope}-${randomBytes(6).toString('hex')}`);
  own(directory);
  try {
    // Synchronous: no signal is handled between the mark and the directory.
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    disown(directory);
    throw error;
  }
  return directory;
}

/** Removes an owned directory. */
export async function removeOwnedDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  disown(directory);
}

/** Marks a file or directory for removal when the process ends. */
export function own(path: string): void {
  owned.add(path);
  stopListening ??= onProcessEnd(removeAll);
  heartbeat ??= setInterval(beat, minute).unref();
}

/** Withdraws `own`, for example after a directory was renamed. */
export function disown(path: string): void {
  owned.delete(path);
  if (owned.size > 0) return;
  stopListening?.();
  stopListening = undefined;
  clearInterval(heartbeat);
  heartbeat = undefined;
}

function removeAll(): void {
  // The thread of the database may still be writing.
  for (const path of owned) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

function beat(): void {
  const now = new Date();
  for (const path of owned) {
    try {
      utimesSync(path, now, now);
    } catch {
      // It was removed, so it needs no heartbeat.
    }
  }
}

/** Removes directories of processes that have ended. */
export async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const directory = join(parent, name);
    if (await isAbandoned(directory, name)) await rm(directory, { recursive: true, force: true }).catch(() => {});
  }
}

async function isAbandoned(directory: string, name: string): Promise<boolean> {
  if (isOfEndedProcess(name)) return true;
  // Processes of another machine or PID namespace cannot be checked, but running ones touch their directories.
  if (!/^runregistry-\w+-\d+-\w+(-\w+)?$/.test(name) || isOfThisScope(name)) return false;
  const found = await stat(directory).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > week;
}

function isOfThisScope(name: string): boolean {
  return name.startsWith(prefix) && scopeOf(name) === scope;
}

/** Returns the scope in a name. Names of earlier versions have no scope. */
function scopeOf(name: string): string {
  const [, ...rest] = name.slice(prefix.length).split('-');
  return rest.length === 2 ? (rest[0] ?? '') : scope;
}

/** Returns true if the owner in a name has certainly ended. */
export function isOfEndedProcess(name: string): boolean {
  if (!isOfThisScope(name)) return false;
  const pid = Number(name.slice(prefix.length).split('-')[0]);
  return Number.isInteger(pid) && pid > 0 && !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process exists and belongs to another user.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
