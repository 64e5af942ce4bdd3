/** Processes that end without closing, or are killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isFull, selection } from '../support/rounds.js';
import { compileEmbedded } from './compiled.js';

const temporary = mkdtempSync(join(tmpdir(), 'embedded-processes-'));
const compiled = join(temporary, 'compiled');
/** The directory for temporary files and caches of the children, which stays empty. */
const files = mkdtempSync(join(temporary, 'files-'));
let script = '';
beforeAll(() => {
  script = writeScript(compiled);
});
afterEach(() => expect(readdirSync(files)).toEqual([]));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** Counts the runs of the sample, and ends without closing anything. */
function writeScript(directory: string, options?: { pglite: boolean }): string {
  const entry = compileEmbedded(directory, options);
  const path = join(directory, 'script.mjs');
  writeFileSync(
    path,
    `import { startEmbedded } from ${JSON.stringify(pathToFileURL(entry).href)};
     const { url } = await startEmbedded();
     const response = await fetch(url + '/runs_filtered_ordered', {
       method: 'POST',
       headers: { 'content-type': 'application/json' },
       body: '{"page":0,"page_size":3,"sortings":[],"filter":{}}',
     });
     console.log(JSON.stringify(await response.json()));`,
  );
  return path;
}

/** Starts a registry, prints the number of listeners of a signal, and keeps running. */
function writeStayScript(signal: NodeJS.Signals): string {
  const path = join(compiled, 'stay.mjs');
  writeFileSync(
    path,
    `import { startEmbedded } from './dist/embedded/index.js';
     await startEmbedded();
     console.log(process.listenerCount('${signal}'));
     setInterval(() => {}, 1000);`,
  );
  return path;
}

/** Runs a queue of golden JSONs without a server, with a rule that selects nothing. */
function writeJobScript(name: string, body: string): string {
  const path = join(compiled, name);
  writeFileSync(
    path,
    `import { createServer } from 'node:net';
     import { setImmediate } from 'node:timers/promises';
     import { openStore } from './dist/embedded/storage/store.js';
     import { Queue } from './dist/embedded/portal/queue.js';
     const database = await openStore();
     const json_logic = { '==': [{ var: 'run.run_number' }, 1] };
     const order = { json_logic, created_by: 'a@cern.ch', tags: '', official: false };
     ${body}`,
  );
  return path;
}

function run(path: string): ChildProcess {
  const env = { ...process.env, TMPDIR: files, XDG_CACHE_HOME: files, NODE_OPTIONS: '' };
  return spawn(process.execPath, [path], { env });
}

interface Finished {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

async function finished(child: ChildProcess): Promise<Finished> {
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, errors };
}

describe('processes', () => {
  test('that start simultaneously have the same sample, exit and write no files', async () => {
    const all = Array.from({ length: isFull ? 6 : 2 }, () => finished(run(script)));
    const [one, ...others] = (await Promise.all(all)) as [Finished, ...Finished[]];
    expect(one).toMatchObject({ code: 0, errors: '' });
    for (const other of others) expect(other).toEqual(one);
    const { count, runs } = JSON.parse(one.output) as { count: number; runs: unknown[] };
    expect(count).toBeGreaterThan(100);
    expect(runs).toHaveLength(3);
  });

  test.runIf(isFull)('exit despite an active job of the JSON portal', async () => {
    const middle = `const queue = new Queue(database);
      const job = queue.add(1, { ...order, dataset_name_filter: '%' });
      process.on('exit', () => console.log(job.state, job.progress < 0.5));
      while (job.progress === 0) await setImmediate();`;
    const ends = writeJobScript('ends.mjs', middle);
    expect(await finished(run(ends))).toEqual({ code: 0, output: 'active true\n', errors: '' });
    const closes = writeJobScript('closes.mjs', `${middle} await queue.close(); await database.close();`);
    expect(await finished(run(closes))).toEqual({ code: 0, output: 'active true\n', errors: '' });
  });

  test.runIf(isFull)('complete a job of the JSON portal while idle', async () => {
    // The process only runs the job; an idle server keeps it alive.
    const waits = writeJobScript(
      'waits.mjs',
      `const server = createServer().listen(0, '127.0.0.1');
       const quietColumn = async (sql, parameters) => {
         const rows = await database.quietColumn(sql, parameters);
         if (sql.startsWith('UPDATE')) server.close();
         return rows;
       };
       const job = new Queue({ ...database, quietColumn }).add(1, { ...order, dataset_name_filter: '/Express/HICosmics18/DQM' });
       process.on('exit', () => console.log(job.state));`,
    );
    expect(await finished(run(waits))).toEqual({ code: 0, output: 'completed\n', errors: '' });
  });

  test.each(selection(['SIGTERM', 'SIGINT', 'SIGHUP'] as const, 1))('end by %s, without listeners', async (signal) => {
    const child = run(writeStayScript(signal));
    const [listeners] = (await once(child.stdout as Readable, 'data')) as [Buffer];
    expect(listeners.toString()).toBe('0\n');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([null, signal]);
  });

  test('without PGlite report what to install', async () => {
    const alone = writeScript(join(temporary, 'alone'), { pglite: false });
    const { code, errors } = await finished(run(alone));
    expect(code).toBe(1);
    expect(errors).toContain('npm install @electric-sql/pglite');
    expect(errors).toContain("code: 'pglite-missing'");
  });
});
