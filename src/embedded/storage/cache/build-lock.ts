import { writeFileSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { disown, isOfEndedProcess, own } from './owned-directory.js';

/** How often the owner touches the lock. */
const heartbeatInterval = 1_000;
/** A lock that is not touched for this long is stale. */
const staleAfter = 20_000;
const pollInterval = 100;

/** JavaScript for a thread: the main thread may be busy until the lock is stale. */
const heartbeatSource = `
const { utimesSync } = require('node:fs');
const { workerData: { path, interval } } = require('node:worker_threads');
setInterval(() => {
  const now = new Date();
  try { utimesSync(path, now, now); } catch {}
}, interval);
`;

/** A lock that this process holds. */
export interface BuildLock {
  release(): Promise<void>;
}

/**
 * Takes a lock, unless another process holds it.
 *
 * @param path the lock file.
 * @param directory the owned directory of the work; its name identifies the owner.
 */
export async function tryLock(path: string, directory: string): Promise<BuildLock | undefined> {
  own(path);
  try {
    // Synchronous: a signal is handled before the file exists or after it is complete.
    writeFileSync(path, basename(directory), { flag: 'wx' });
  } catch (error) {
    disown(path);
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
  const workerData = { path, interval: heartbeatInterval };
  const heartbeat = new Worker(heartbeatSource, { eval: true, workerData, execArgv: [] });
  heartbeat.unref();
  return {
    async release() {
      await heartbeat.terminate();
      // Another process may have taken a lock that it believed stale, after this one was suspended.
      if ((await readFile(path, 'utf8').catch(() => '')) === basename(directory)) await rm(path, { force: true });
      disown(path);
    },
  };
}

/**
 * Waits until a lock is free, or until a condition holds. Removes the lock of an owner that has ended or sends no heartbeat.
 * The time of change is only compared with itself, so clocks need not agree.
 */
export async function waitForLock(
  path: string,
  isDone: () => Promise<boolean>,
  patience: number = staleAfter,
): Promise<void> {
  let seen = '';
  let since = performance.now();
  while (!(await isDone())) {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return;
    const owner = await readFile(path, 'utf8').catch(() => '');
    const state = `${owner} ${found.ino} ${found.mtimeMs}`;
    if (state !== seen) since = performance.now();
    seen = state;
    if (isOfEndedProcess(owner) || performance.now() - since > patience) {
      await rm(path, { force: true });
      return;
    }
    await sleep(pollInterval);
  }
}
