import { createHash } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { link, open, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { MirrorError } from '../errors.js';
import { isObject } from '../util/json-object.js';
import { syncHandle, uniqueName } from '../util/replace-file.js';
import { codeOf, entriesOf, ignoreFailure, type Place, readText } from './files.js';

/** The file that marks a directory as being written. */
const lockName = 'mirror.lock';

/** Names of the lock, of its successors and of files that become one of them. */
export const lockNames = /^mirror\.lock(\.[0-9a-f]{16}(\.tmp)?)?$/;

/**
 * Returns when this process started, in milliseconds of a clock that all its threads share. The process identifiers of containers are
 * small, so a process often has that of one that has ended.
 */
function processStart(): number {
  for (;;) {
    const before = process.hrtime.bigint();
    const uptime = process.uptime();
    // The thread may have been interrupted between the two.
    if (process.hrtime.bigint() - before < 5_000_000n) return Math.round(Number(before) / 1e6 - uptime * 1000);
  }
}

/** Returns the namespace of process identifiers: those of another container have no meaning here. Undefined outside of Linux. */
function processNamespace(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return undefined;
  }
}

const thisProcess = () => ({
  pid: process.pid,
  host: hostname(),
  namespace: processNamespace(),
  started: processStart(),
});

/** Returns the process that a lock names; undefined if its text is incomplete or of another program. */
function holderIn(text: string): { readonly [key: string]: unknown } | undefined {
  try {
    const holder: unknown = JSON.parse(text);
    return isObject(holder) && typeof holder.pid === 'number' && typeof holder.host === 'string' ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Returns true unless the process that a lock names has certainly ended. */
function isAlive(text: string): boolean {
  const holder = holderIn(text);
  if (holder === undefined) return true;
  const { pid, host, namespace, started } = thisProcess();
  if (holder.host !== host || (holder.namespace ?? namespace) !== namespace) return true;
  if (holder.pid === pid) return Math.abs(Number(holder.started ?? started) - started) < 100;
  try {
    process.kill(holder.pid as number, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** A lock, or a successor of one. */
interface Mark {
  readonly path: string;
  readonly text: string;
}

const successorOf = (root: string, { text }: Mark): string =>
  `${root}.${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;

/** Returns the lock and its successors. The last one holds the directory if its process is alive. */
async function marksAt(root: string): Promise<readonly Mark[]> {
  const marks: Mark[] = [];
  let path = root;
  for (;;) {
    const text = await readText(path);
    if (text === undefined) return marks;
    const mark = { path, text };
    marks.push(mark);
    path = successorOf(root, mark);
  }
}

/** Creates a file where no links exist, as on FAT. Others can read it before it is complete, and treat it as held. */
async function createExclusively(path: string, text: string): Promise<boolean> {
  const handle = await open(path, 'wx').catch((error: unknown) => {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  });
  if (handle === undefined) return false;
  try {
    await handle.writeFile(text);
    await syncHandle(handle);
  } catch (error) {
    await ignoreFailure(() => rm(path, { force: true }));
    throw error;
  } finally {
    await handle.close();
  }
  return true;
}

const withoutLinks: readonly unknown[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV'];

/** Creates a complete file; false if the path exists. */
async function create(root: string, path: string, text: string): Promise<boolean> {
  const temporary = `${root}.${uniqueName()}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx', flush: true });
    await link(temporary, path);
    return true;
  } catch (error) {
    const code = codeOf(error);
    // Over NFS, a link can exist although its response was lost, and is then reported as existing.
    if (code === 'EEXIST') return (await readText(path)) === text;
    // The holder removes temporary files.
    if (code === 'ENOENT' && (await readText(temporary)) === undefined) return false;
    if (!withoutLinks.includes(code)) throw error;
    return await createExclusively(path, text);
  } finally {
    await ignoreFailure(() => rm(temporary, { force: true }));
  }
}

/** Removes the lock, and what processes that have ended left. */
async function release(folder: string, marks: readonly Mark[]): Promise<void> {
  const [first, ...others] = marks as [Mark, ...Mark[]];
  const own = new Set(marks.map(({ path }) => path));
  for (const { name } of await entriesOf(folder))
    if (lockNames.test(name) && !own.has(join(folder, name))) await rm(join(folder, name), { force: true });
  // Not a lock of another process, after a user deleted this one. It comes before its successors, which are then unreachable.
  if ((await readText(first.path)) === first.text) await rm(first.path, { force: true });
  for (const { path } of others) await rm(path, { force: true });
}

/**
 * Marks a directory as being written, and returns a function that unmarks it. The mark of a process that has ended remains, and gets a
 * successor, whose name is a hash of that mark: only one process can create it. A process that replaced the mark instead could replace the
 * mark of another process that had just done the same.
 *
 * Packages such as `proper-lockfile` take a lock from a process that does not renew it, and a process that was suspended then writes on.
 * Here, a lock is only taken from a process that has ended. If it ran on another host, a user must delete the file.
 *
 * @throws MirrorError `mirror-in-use`.
 */
export async function lock({ directory, path: folder }: Place): Promise<() => Promise<void>> {
  const root = join(folder, lockName);
  const self = thisProcess();
  const own = JSON.stringify({ ...self, token: uniqueName() });
  const inUse = (by: string): MirrorError =>
    new MirrorError('mirror-in-use', `The mirror in '${directory}' is being written ${by}`, {
      directory,
      hint: `Wait until it finishes. If no process is writing the mirror, delete '${root}'.`,
    });
  // Each attempt fails because of another process that has just locked or unlocked the directory.
  for (let round = 0; round < 100; round++) {
    const last = (await marksAt(root)).at(-1);
    if (last !== undefined && isAlive(last.text)) {
      const holder = holderIn(last.text);
      if (holder === undefined) throw inUse('by another process');
      const isThis = holder.pid === self.pid && holder.host === self.host;
      throw inUse(isThis ? 'by this process' : `by process ${holder.pid} on ${holder.host}`);
    }
    const path = last === undefined ? root : successorOf(root, last);
    if (!(await create(root, path, own))) continue;
    const marks = await marksAt(root);
    if (marks.at(-1)?.text === own) return () => ignoreFailure(() => release(folder, marks));
    // The lock was released after it was read, so nothing leads to this mark.
    await rm(path, { force: true });
  }
  throw inUse('by another process');
}
