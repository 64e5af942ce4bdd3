/** Starts and ends of the embedded registry. */
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { QueryError } from 'runregistry';
import { type RegistryState, type StateRun, sampleState, startEmbedded } from 'runregistry/embedded';
import { describe, expect, inject, test } from 'vitest';
import { refused, rejected } from '../support/refusal.js';
import { isFull } from '../support/rounds.js';

const state = JSON.parse(readFileSync(new URL('../contract/state.json', import.meta.url), 'utf8')) as RegistryState;

const countRuns = async (url: string): Promise<number> => {
  const response = await fetch(`${url}/runs_filtered_ordered`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"page":0,"page_size":1,"sortings":[],"filter":{}}',
  });
  return ((await response.json()) as { count: number }).count;
};

test.runIf(isFull)('simultaneous starts have separate data', async () => {
  const [one, other] = await Promise.all([startEmbedded({ state }), startEmbedded({ state })]);
  expect(one.url).not.toBe(other.url);
  await one.change({ hideRuns: [state.runs[0]?.run_number ?? 0] });
  expect(await countRuns(one.url)).toBe(8);
  expect(await countRuns(other.url)).toBe(9);
  await Promise.all([one.close(), other.close()]);
});

test.each<[string, unknown]>([
  ['null', null],
  ['a number', 5000],
  ['an unknown name', { omss: 'unreachable' }],
  ['another state of OMS', { oms: 'down' }],
  ['a port that is a string', { port: '8080' }],
  ['a port that is too large', { port: 65_536 }],
  ['a state without tables', { state: {} }],
  ['a state with a row that is null', { state: { ...state, runs: [null] } }],
  ['a state with a run without its number', { state: { ...state, runs: [{ ...state.runs[0], run_number: '1' }] } }],
  ['a state with a dataset without a name', { state: { ...state, datasets: [{ ...state.datasets[0], name: 5 }] } }],
  ['a state with a run twice', { state: { ...state, runs: [...state.runs, state.runs[0]] } }],
  ['a state with a number beyond integers', { state: { ...state, runs: [{ ...state.runs[0], run_number: 2 ** 31 }] } }],
  ['a state without ranges', { state: { ...state, rrLumisections: [{ run_number: 1, dataset_name: 'online' }] } }],
  ['a state without cycles', { state: { ...state, cycles: undefined } }],
  ['a state without workspaces', { state: { ...state, workspaces: undefined } }],
  ['a state without offline workspaces', { state: { ...state, workspaces: { online: [] } } }],
  ['a state with an unknown table', { state: { ...state, run: [] } }],
])('a start rejects %s', async (_, options) => {
  await rejected(startEmbedded(options as never), { is: QueryError, code: 'bad-option' });
});

test.each([0, -1, 1.5, Number.NaN, 1_000_000, '20'])('a sample rejects %s runs', (runs) => {
  refused(() => sampleState({ runs } as never), { is: QueryError, code: 'bad-option' });
});

test('a change rejects unknown names, unknown rows and other values, and changes nothing', async () => {
  await using registry = await startEmbedded({ state });
  const [run] = state.runs;
  const number = run?.run_number;
  for (const change of [
    undefined,
    null,
    [],
    { hideRun: [number] },
    { hideRuns: number },
    { hideRuns: [`${number}`] },
    { hideRuns: [undefined] },
    { hideRuns: Array(1) },
    { hideRuns: [number, 999_999] },
    { hideRuns: [number, 2 ** 31] },
    { hideRuns: [number], hideDatasets: [{ run_number: number, name: '/PromptReco/Unknown/DQM' }] },
    { runs: [run, run] },
    { runs: [{ ...run, run_number: 2 ** 31 }] },
    { runs: {} },
    { runs: [null] },
    { runs: [{ ...state.runs[0], version: undefined }] },
    { datasets: [{ ...state.datasets[0], name: undefined }] },
    { hideDatasets: [{ run_number: number, dataset_name: 'online' }] },
    { rrLumisections: [{ run_number: number, dataset_name: 'online' }] },
    { rrLumisections: [state.rrLumisections[0]] },
    { omsLumisections: [state.omsLumisections[0]] },
  ])
    await rejected(registry.change(change as never), { is: QueryError, code: 'bad-option' });
  expect(await countRuns(registry.url)).toBe(9);
});

test('a change hides rows that it also stores, and rows that are hidden already', async () => {
  await using registry = await startEmbedded({ state });
  const [run] = state.runs as [StateRun, ...StateRun[]];
  const datasets = state.datasets.filter(({ run_number }) => run_number === run.run_number);
  const added = { ...run, run_number: 400_000 };
  const online = { ...(datasets[0] as (typeof datasets)[number]), run_number: 400_000, name: 'online' };
  await registry.change({ runs: [added, run], datasets: [online, ...datasets], hideRuns: [400_000, run.run_number] });
  expect(await countRuns(registry.url)).toBe(8);
  await registry.change({ hideRuns: [400_000], hideDatasets: [online] });
  await registry.change({ runs: [run] });
  expect(await countRuns(registry.url)).toBe(9);
  await registry.change({ datasets: [online], hideDatasets: [online] });
});

describe('close()', () => {
  test.runIf(isFull)('is idempotent and frees the port', async () => {
    const registry = await startEmbedded({ state });
    const port = Number(new URL(registry.url).port);
    await Promise.all([registry.close(), registry.close()]);
    await registry.close();
    await expect(fetch(registry.url)).rejects.toThrow();
    await using again = await startEmbedded({ state, port });
    expect(again.url).toBe(registry.url);
    await expect(startEmbedded({ state, port })).rejects.toThrow('EADDRINUSE');
  });

  test.runIf(isFull)('rejects later and unfinished changes', async () => {
    const registry = await startEmbedded({ state });
    const change = { hideRuns: [state.runs[0]?.run_number ?? 0] };
    const unfinished = Promise.allSettled([registry.change(change), registry.close()]);
    await expect(registry.change(change)).rejects.toMatchObject({ code: 'embedded-closed' });
    const [outcome] = await unfinished;
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'embedded-closed' });
    await expect(registry.change({ hideRun: [1] } as never)).rejects.toMatchObject({ code: 'bad-option' });
  });

  test.runIf(isFull)('does not wait for open connections', async () => {
    const registry = await startEmbedded({ state });
    const open = request(`${registry.url}/runs_filtered_ordered`, { method: 'POST', headers: { 'content-length': 9 } });
    const ended = once(open, 'error');
    open.write('{');
    await once(open, 'socket').then(([socket]) => once(socket, 'connect'));
    await registry.close();
    await ended;
  });
});

describe('the server', () => {
  const url = inject('smallUrl');
  const status = async (url: string, host: string): Promise<number | undefined> => {
    const call = request(`${url}/runs/100001`, { headers: { host } }).end();
    const [response] = await once(call, 'response');
    response.resume();
    return response.statusCode;
  };

  test('only accepts loopback host names', async () => {
    for (const host of ['localhost', 'localhost:1234', '127.0.0.1:80', '[::1]:80', 'LOCALHOST', 'dev.localhost:80']) {
      expect(await status(url, host), host).toBe(200);
    }
    for (const host of [
      'example.org',
      '127.0.0.1.example.org',
      'localhost.example.org:80',
      'x@dev.localhost',
      '10.0.0.1',
    ]) {
      expect(await status(url, host), host).toBe(403);
    }
  });

  test('responds to preflight requests for any path', async () => {
    const response = await fetch(`${url}/anything`, {
      method: 'OPTIONS',
      headers: { 'access-control-request-headers': 'authorization' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization');
    expect(await response.text()).toBe('');
  });
});

test('rejects bodies of more than 100 MB', async () => {
  const call = request(`${inject('smallUrl')}/runs_filtered_ordered`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': 100 * 1024 * 1024 + 1 },
  });
  call.on('error', () => {});
  call.flushHeaders();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(500);
  expect(JSON.parse((await response.toArray()).join(''))).toEqual({ err: 'request entity too large' });
});

test('imports nothing outside src/embedded, except shared helpers', () => {
  const folder = fileURLToPath(new URL('../../src/embedded/', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const depth = file.split(/[/\\]/).length - 1;
    const imports = readFileSync(join(folder, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
    for (const [, specifier = ''] of imports) {
      const inside = specifier.startsWith('./') || (specifier.match(/\.\.\//g)?.length ?? 99) <= depth;
      const isShared = /^(\.\.\/)+(?:(?:logic|util|sample)\/[\w-]+|errors|version)\.js$/.test(specifier);
      expect(inside || isShared || specifier.startsWith('node:'), `${file}: ${specifier}`).toBe(true);
    }
  }
});
