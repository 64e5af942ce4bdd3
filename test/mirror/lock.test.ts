import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { lock } from '../../src/mirror/lock.js';
import { compileSources, linkDependencies } from '../support/compiled.js';
import { assignFileCall, type FileCall, replacingFileCalls, systemError } from '../support/replace-fs.js';
import { rounds } from '../support/rounds.js';

/** The library as JavaScript, for processes and threads. */
let compiled: string;
beforeAll(() => {
  compiled = mkdtempSync(join(tmpdir(), 'runregistry-lock-'));
  compileSources(compiled);
  linkDependencies(compiled);
  writeFileSync(join(compiled, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(compiled, 'once.mjs'),
    `import { lock } from './dist/mirror/lock.js';
     import { parentPort, workerData } from 'node:worker_threads';
     const path = workerData;
     parentPort.postMessage(await lock({ directory: path, path }).then(() => 'locked', (error) => error.code));`,
  );
  // Each process leaves its identifier while it holds the lock, and ends some of these times.
  writeFileSync(
    join(compiled, 'contend.mjs'),
    `import { readFileSync, rmSync, writeFileSync } from 'node:fs';
     import { setImmediate } from 'node:timers/promises';
     import { lock } from './dist/mirror/lock.js';
     const [, , path, inside, times, killAt] = process.argv;
     const holder = () => { try { return Number(readFileSync(inside, 'utf8')); } catch { return 0; } };
     const isAlive = (pid) => { try { return pid > 0 && process.kill(pid, 0); } catch { return false; } };
     let held = 0;
     while (held < Number(times)) {
       const unlock = await lock({ directory: path, path }).catch((error) => {
         if (error.code !== 'mirror-in-use') throw error;
       });
       if (unlock === undefined) { await setImmediate(); continue; }
       if (isAlive(holder())) { console.log('two processes hold the lock'); process.exit(1); }
       writeFileSync(inside, String(process.pid));
       for (let turn = 0; turn < 5; turn++) await setImmediate();
       if (holder() !== process.pid) { console.log('another process took the lock'); process.exit(1); }
       held++;
       if (held === Number(killAt)) process.kill(process.pid, 'SIGKILL');
       rmSync(inside);
       await unlock();
     }`,
  );
});
afterAll(() => rmSync(compiled, { recursive: true, force: true }));

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'runregistry-lock-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

const place = (path: string) => ({ directory: path, path });
const own = { pid: process.pid, host: hostname() };
const ended = { pid: 2 ** 22 + 1, host: hostname() };
const inUse = { code: 'mirror-in-use', hint: expect.stringContaining('mirror.lock') };

describe('a lock', () => {
  test('excludes this process until it is released', async () => {
    const directory = temporary();
    const unlock = await lock(place(directory));
    await expect(lock(place(directory))).rejects.toMatchObject(inUse);
    await unlock();
    expect(readdirSync(directory)).toEqual([]);
    await (await lock(place(directory)))();
    expect(readdirSync(directory)).toEqual([]);
  });

  test('excludes other paths of the directory', async () => {
    const directory = temporary();
    const linked = join(temporary(), 'link');
    symlinkSync(directory, linked, 'junction');
    const unlock = await lock(place(directory));
    await expect(lock(place(linked))).rejects.toMatchObject(inUse);
    await unlock();
  });

  test('excludes another copy of the library', async () => {
    const directory = temporary();
    const unlock = await lock(place(directory));
    vi.resetModules();
    const copy = await import('../../src/mirror/lock.js');
    expect(copy.lock).not.toBe(lock);
    await expect(copy.lock(place(directory))).rejects.toMatchObject(inUse);
    await unlock();
  });

  test('excludes other threads', async () => {
    const directory = temporary();
    const unlock = await lock(place(directory));
    const worker = new Worker(join(compiled, 'once.mjs'), { workerData: directory });
    expect((await once(worker, 'message'))[0]).toBe('mirror-in-use');
    await worker.terminate();
    await unlock();
  });

  test.each([
    ['an empty file', '', 'by another process'],
    ['the file of another program', 'held', 'by another process'],
    ['a process that runs', JSON.stringify({ ...own, pid: process.ppid }), `by process ${process.ppid}`],
    ['a thread of this process', JSON.stringify(own), 'by this process'],
    ['another host', JSON.stringify({ ...ended, host: 'lxplus' }), 'on lxplus'],
    ['another container', JSON.stringify({ ...ended, namespace: 'pid:[1]' }), `on ${hostname()}`],
  ])('of %s remains', async (_, content, holder) => {
    const directory = temporary();
    writeFileSync(join(directory, 'mirror.lock'), content);
    await expect(lock(place(directory))).rejects.toMatchObject({ ...inUse, message: expect.stringContaining(holder) });
    expect(readdirSync(directory)).toEqual(['mirror.lock']);
  });

  test.each([
    ['a process that has ended', ended],
    ['an earlier process with the same identifier', { ...own, started: -1e6 }],
  ])('of %s is replaced', async (_, holder) => {
    const directory = temporary();
    writeFileSync(join(directory, 'mirror.lock'), JSON.stringify(holder));
    const unlock = await lock(place(directory));
    await expect(lock(place(directory))).rejects.toMatchObject(inUse);
    await unlock();
    expect(readdirSync(directory)).toEqual([]);
  });

  test('of another process remains if a user deleted the first one', async () => {
    const directory = temporary();
    const unlock = await lock(place(directory));
    const path = join(directory, 'mirror.lock');
    rmSync(path);
    writeFileSync(path, JSON.stringify({ ...own, pid: process.ppid }));
    await unlock();
    expect(readdirSync(directory)).toEqual(['mirror.lock']);
  });

  test('works without links', async () => {
    const directory = temporary();
    const refuse = () => async () => {
      throw systemError('EPERM');
    };
    await replacingFileCalls({ link: refuse }, async () => {
      const unlock = await lock(place(directory));
      await expect(lock(place(directory))).rejects.toMatchObject(inUse);
      await unlock();
    });
    expect(readdirSync(directory)).toEqual([]);
  });

  test.each([
    ['holds it', 'readFile', async () => {}],
    ['holds it', 'link', async () => {}],
    ['releases it to a third', 'readFile', (unlock: () => Promise<void>) => unlock()],
    ['releases it to a third', 'link', (unlock: () => Promise<void>) => unlock()],
  ] as const)('of an ended process is not replaced after another writer %s, before %s', async (_, name, then) => {
    const directory = temporary();
    writeFileSync(join(directory, 'mirror.lock'), JSON.stringify(ended));
    let unlock = async (): Promise<void> => {};
    const replace =
      (original: FileCall): FileCall =>
      async (...args) => {
        const result = name === 'readFile' ? await original(...args) : undefined;
        assignFileCall(name, original);
        unlock = await lock(place(directory));
        await then(unlock);
        if (then.length > 0) unlock = await lock(place(directory));
        return name === 'readFile' ? result : await original(...args);
      };
    await replacingFileCalls({ [name]: replace }, () => expect(lock(place(directory))).rejects.toMatchObject(inUse));
    await unlock();
    expect(readdirSync(directory)).toEqual([]);
  });

  test('is held by one process at a time while some of them are killed', async () => {
    const directory = temporary();
    const inside = join(temporary(), 'inside');
    const times = rounds({ usual: 5, full: 30 });
    const start = (killAt: number): ChildProcess =>
      spawn(process.execPath, [join(compiled, 'contend.mjs'), ...[directory, inside, times, killAt].map(String)]);
    // Three of four processes are killed while they hold the lock.
    const contend = async (): Promise<string[]> => {
      const outputs: string[] = [];
      for (const killAt of [1, 2, 4, 0]) {
        const child = start(killAt);
        const [output, errors, [, signal]] = await Promise.all([
          text(child.stdout as Readable),
          text(child.stderr as Readable),
          once(child, 'exit'),
        ]);
        outputs.push(output, errors);
        expect(signal).toBe(killAt === 0 ? null : 'SIGKILL');
      }
      return outputs;
    };
    const outputs = await Promise.all(Array.from({ length: 4 }, contend));
    expect(outputs.flat().join('')).toBe('');
  });
});
