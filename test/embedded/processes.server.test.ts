/** Processes that share a cache, end without closing, or are killed. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { isFull, selection } from '../support/rounds.js';
import { compileEmbedded } from './compiled.js';
import { seedUnlessFull } from './seeded-cache.js';

const temporary = mkdtempSync(join(tmpdir(), 'embedded-processes-'));
const compiled = join(temporary, 'compiled');
let script = '';
beforeAll(() => {
  script = writeScript(compiled);
  countSamples(compiled);
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** Counts the runs of the sample, and ends without closing anything. */
function writeScript(directory: string, options?: { pglite: boolean }): string {
  const entry = compileEmbedded(directory, options);
  const path = join(directory, 'script.mjs');
  writeFileSync(
    path,
    `import { startEmbedded } from ${JSON.stringify(pathToFileURL(entry).href)};
     const { url } = await startEmbedded({ cacheDirectory: process.argv[2] });
     const response = await fetch(url + '/runs_filtered_ordered', {
       method: 'POST',
       headers: { 'content-type': 'application/json' },
       body: '{"page":0,"page_size":3,"sortings":[],"filter":{}}',
     });
     console.log(JSON.stringify(await response.json()));`,
  );
  return path;
}

/** Records each generation of the sample in the file that `SAMPLES` names. */
function countSamples(directory: string): void {
  const sample = join(directory, 'dist', 'sample', 'index.js');
  const source = readFileSync(sample, 'utf8');
  const noting = source.replace(
    /export function sampleState\(.*\) \{/,
    `import { appendFileSync } from 'node:fs';\n$& if (process.env.SAMPLES) appendFileSync(process.env.SAMPLES, 'x');`,
  );
  expect(noting).not.toBe(source);
  writeFileSync(sample, noting);
}

/** Starts a registry, prints its URL and keeps running. */
function writeStayScript(): string {
  const path = join(compiled, 'stay.mjs');
  writeFileSync(
    path,
    `import { startEmbedded } from './dist/embedded/index.js';
     const { url } = await startEmbedded({ cacheDirectory: process.argv[2] });
     console.log(url);
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
     const database = await openStore({ cacheDirectory: process.argv[2] });
     const json_logic = { '==': [{ var: 'run.run_number' }, 1] };
     const order = { json_logic, created_by: 'a@cern.ch', tags: '', official: false };
     ${body}`,
  );
  return path;
}

/** Temporary directories of the children. */
function childrensTemporary(name: string): string {
  const directory = join(temporary, name);
  mkdirSync(directory, { recursive: true });
  return directory;
}

function run(path: string, cache: string, tmp: string, more: NodeJS.ProcessEnv = {}): ChildProcess {
  const env = { ...process.env, TMPDIR: tmp, NODE_OPTIONS: '', ...more };
  return spawn(process.execPath, [path, cache], { env });
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
  test('that start simultaneously build one sample, exit and leave no files', async () => {
    const cache = join(temporary, 'shared');
    const tmp = childrensTemporary('shared-tmp');
    const samples = join(temporary, 'samples');
    seedUnlessFull(cache);
    const all = Array.from({ length: isFull ? 6 : 3 }, () => finished(run(script, cache, tmp, { SAMPLES: samples })));
    const [one, ...others] = (await Promise.all(all)) as [Finished, ...Finished[]];
    expect(one).toMatchObject({ code: 0, errors: '' });
    for (const other of others) expect(other).toEqual(one);
    expect(readFileSync(samples, 'utf8')).toBe('x');
    const { count, runs } = JSON.parse(one.output) as { count: number; runs: unknown[] };
    expect(count).toBeGreaterThan(100);
    expect(runs).toHaveLength(3);
    expect(readdirSync(tmp)).toEqual([]);
    const versions = [expect.stringMatching(/^empty-\d+\.\d+\.\d+-/), expect.stringMatching(/^sample-\d+\.\d+\.\d+-/)];
    expect(readdirSync(cache).sort()).toEqual(versions);
    // A later process uses the template.
    expect(await finished(run(script, cache, tmp))).toEqual(one);
    expect(readdirSync(cache).sort()).toEqual(versions);
  });

  test('exit despite an active job of the JSON portal', async () => {
    const cache = join(temporary, 'shared');
    const tmp = childrensTemporary('job-tmp');
    const middle = `const queue = new Queue(database);
      const job = queue.add(1, { ...order, dataset_name_filter: '%' });
      process.on('exit', () => console.log(job.state, job.progress < 0.5));
      while (job.progress === 0) await setImmediate();`;
    const ends = writeJobScript('ends.mjs', middle);
    expect(await finished(run(ends, cache, tmp))).toEqual({ code: 0, output: 'active true\n', errors: '' });
    const closes = writeJobScript('closes.mjs', `${middle} await queue.close(); await database.close();`);
    expect(await finished(run(closes, cache, tmp))).toEqual({ code: 0, output: 'active true\n', errors: '' });
    expect(readdirSync(tmp)).toEqual([]);
  });

  test('complete a job of the JSON portal while idle', async () => {
    // The process only runs the job; an idle server keeps it alive.
    const waits = writeJobScript(
      'waits.mjs',
      `const server = createServer().listen(0, '127.0.0.1');
       const quietColumn = async (sql, parameters) => {
         const rows = await database.quietColumn(sql, parameters);
         if (sql.startsWith('UPDATE')) server.close();
         return rows;
       };
       const job = new Queue({ ...database, quietColumn }).add(1, { ...order, dataset_name_filter: '/Express/Cosmics18/DQM' });
       process.on('exit', () => console.log(job.state));`,
    );
    const tmp = childrensTemporary('waits-tmp');
    expect(await finished(run(waits, join(temporary, 'shared'), tmp))).toEqual({
      code: 0,
      output: 'completed\n',
      errors: '',
    });
  });

  test('that are killed during a build leave nothing that is used', async () => {
    const cache = join(temporary, 'killed');
    const tmp = childrensTemporary('killed-tmp');
    mkdirSync(cache);
    seedUnlessFull(cache);
    const templates = readdirSync(cache);
    const unfinished = () => readdirSync(cache).filter((name) => !templates.includes(name));
    const child = run(script, cache, tmp);
    const watcher = watch(cache);
    // The first entry of the cache is an unfinished build.
    await once(watcher, 'change');
    watcher.close();
    child.kill('SIGKILL');
    await finished(child);
    const [half = ''] = unfinished();
    expect(half).toMatch(new RegExp(`^runregistry-\\w+-${child.pid}-`));
    expect(readdirSync(tmp)).toHaveLength(1);
    const next = await finished(run(script, cache, tmp));
    expect(next).toMatchObject({ code: 0, errors: '' });
    expect(existsSync(join(cache, half))).toBe(false);
    expect(readdirSync(cache)).toHaveLength(2);
    expect(readdirSync(tmp)).toEqual([]);
  });

  test.each(selection(['SIGTERM', 'SIGINT', 'SIGHUP'] as const, 1))('that end by %s leave no files', async (signal) => {
    const cache = join(temporary, 'shared');
    const tmp = childrensTemporary(`${signal}-tmp`);
    const child = run(writeStayScript(), cache, tmp);
    await once(child.stdout as Readable, 'data');
    expect(readdirSync(tmp)).toHaveLength(1);
    const templates = readdirSync(cache);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([null, signal]);
    expect(readdirSync(tmp)).toEqual([]);
    expect(readdirSync(cache)).toEqual(templates);
  });

  test('that are interrupted during a build leave no files', async () => {
    const cache = join(temporary, 'interrupted');
    const tmp = childrensTemporary('interrupted-tmp');
    mkdirSync(cache);
    seedUnlessFull(cache);
    const templates = readdirSync(cache);
    const child = run(script, cache, tmp);
    const watcher = watch(cache);
    await once(watcher, 'change');
    watcher.close();
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
    expect(readdirSync(cache)).toEqual(templates);
    expect(readdirSync(tmp)).toEqual([]);
  });

  test('with a signal handler decide whether they end', async () => {
    const path = join(compiled, 'handler.mjs');
    writeFileSync(
      path,
      `import { existsSync, readdirSync } from 'node:fs';
       import { startEmbedded } from './dist/embedded/index.js';
       const { url } = await startEmbedded({ cacheDirectory: process.argv[2] });
       let signals = 0;
       process.on('SIGINT', async () => {
         const { status } = await fetch(url + '/runs/1');
         console.log(status, readdirSync(process.env.TMPDIR).length, process.listenerCount('SIGINT'));
         if (++signals === 2) process.exit(7);
       });
       setInterval(() => {}, 1000);
       console.log('ready');`,
    );
    const tmp = childrensTemporary('handler-tmp');
    const child = run(path, join(temporary, 'shared'), tmp);
    for (const expected of ['ready\n', '200 1 2\n', '200 1 2\n']) {
      const [chunk] = (await once(child.stdout as Readable, 'data')) as [Buffer];
      expect(chunk.toString()).toBe(expected);
      child.kill('SIGINT');
    }
    expect(await once(child, 'exit')).toEqual([7, null]);
    expect(readdirSync(tmp)).toEqual([]);
  });

  test.runIf(isFull)('of another PID namespace retain their data', async (context) => {
    const isolated = ['--pid', '--fork', '--mount-proc', '--kill-child'];
    if (spawnSync('unshare', [...isolated, 'true']).status !== 0) return context.skip();
    const cache = join(temporary, 'shared');
    const tmp = childrensTemporary('namespace-tmp');
    const env = { ...process.env, TMPDIR: tmp, NODE_OPTIONS: '' };
    const child = spawn('unshare', [...isolated, process.execPath, writeStayScript(), cache], { env });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [url] = (await once(child.stdout as Readable, 'data')) as [Buffer];
    const [directory = ''] = readdirSync(tmp);
    expect(await finished(run(script, cache, tmp))).toMatchObject({ code: 0, errors: '' });
    expect(readdirSync(tmp)).toEqual([directory]);
    const response = await fetch(`${url.toString().trim()}/runs/1`);
    expect(response.status).toBe(200);
  });

  test('without PGlite report what to install', async () => {
    const alone = writeScript(join(temporary, 'alone'), { pglite: false });
    const { code, errors } = await finished(run(alone, join(temporary, 'unused'), childrensTemporary('unused-tmp')));
    expect(code).toBe(1);
    expect(errors).toContain('npm install @electric-sql/pglite');
    expect(errors).toContain("code: 'pglite-missing'");
    expect(existsSync(join(temporary, 'unused'))).toBe(false);
  });
});
