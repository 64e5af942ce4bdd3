/** Every read of a client over scripted responses. */
import {
  AbortError,
  type CallOptions,
  dataset,
  flag,
  LumiList,
  or,
  QueryError,
  ResponseError,
  RunRegistry,
  ServerError,
} from 'runregistry';
import { afterEach, describe, expect, test } from 'vitest';
import { failure, rejected } from '../support/refusal.js';
import { endpointsOfDatasets, endpointsOfRuns, reads } from '../support/run-endpoints.js';
import { type Reply, type ScriptedServer, scripted } from '../support/scripted-server.js';
import { untypedCall } from '../support/untyped.js';

type Row = Readonly<Record<string, unknown>>;

const run = 355_100;

/** Each read with valid arguments. */
const calls: readonly (readonly [string, (client: RunRegistry, options: CallOptions) => Promise<unknown>])[] = [
  ['getRun', (client, options) => client.getRun(run, options)],
  ['getDataset', (client, options) => client.getDataset(run, 'online', options)],
  ['getDatasetNamesOfRun', (client, options) => client.getDatasetNamesOfRun(run, options)],
  ['getUniqueDatasetNames', (client, options) => client.getUniqueDatasetNames(client.datasets(), options)],
  ['getDatasetsWaiting', (client, options) => client.getDatasetsWaiting(options)],
  ['getDatasetsAccepted', (client, options) => client.getDatasetsAccepted(undefined, options)],
  ['getCycles', (client, options) => client.getCycles('global', options)],
  ['getWorkspaces', (client, options) => client.getWorkspaces('online', options)],
  ['getLumisections', (client, options) => client.getLumisections(run, 'online', options)],
  ['getOmsLumisections', (client, options) => client.getOmsLumisections(run, 'online', options)],
  ['getLumisectionRanges', (client, options) => client.getLumisectionRanges(run, 'online', options)],
  [
    'getLumisectionRangesByComponent',
    (client, options) => client.getLumisectionRangesByComponent(run, 'online', options),
  ],
  ['getOmsLumisectionRanges', (client, options) => client.getOmsLumisectionRanges(run, 'online', options)],
  ['getOmsLumisectionRangesByBit', (client, options) => client.getOmsLumisectionRangesByBit(run, 'online', options)],
  ['getJointLumisectionRanges', (client, options) => client.getJointLumisectionRanges(run, 'online', options)],
  ['getRunWithHistory', (client, options) => client.getRunWithHistory(run, options)],
  ['getLumisectionHistory', (client, options) => client.getLumisectionHistory(run, 'online', options)],
  ['getOmsLumisectionHistory', (client, options) => client.getOmsLumisectionHistory(run, 'online', options)],
  ['getDataOfJson', (client, options) => client.getDataOfJson({ 1: [[1, 1]] }, 'online', options)],
];

test('the calls are all reads of the client except getJson(), which test/golden tests', () => {
  expect([...calls.map(([name]) => name), 'getJson'].sort()).toEqual(reads);
});

describe('a read over scripted responses', () => {
  const open: ScriptedServer[] = [];
  afterEach(async () => {
    for (const server of open.splice(0)) {
      await expect.poll(() => server.open, { interval: 1 }).toBe(0);
      await server.close();
    }
  });
  async function serve(reply: Reply | ((path: string, body: Row) => Reply)) {
    const server = await scripted(({ path, body }) =>
      typeof reply === 'function' ? reply(path, body === '' ? {} : JSON.parse(body)) : reply,
    );
    open.push(server);
    return { server, client: new RunRegistry({ url: `${server.url}/api`, retries: 0 }) };
  }
  const respondWith = async (json: unknown) => (await serve({ json })).client;

  test.each(calls)('%s() rejects responses of another shape', async (method, call) => {
    // A row that does not exist is null.
    const isRow = method === 'getRun' || method === 'getDataset';
    for (const json of [...(isRow ? [] : [null]), 5, 'text', [null], [5], [[]], { err: 'x' }, { json_with_data: [] }]) {
      const error = await failure(call(await respondWith(json), {}));
      expect(error, JSON.stringify(json)).toBeInstanceOf(ResponseError);
      expect(error.code).toBe('unexpected-response');
      expect(error.message).toMatch(/^(GET|POST) \/\w+/);
      expect(error.message).not.toMatch(/undefined|\[object/);
    }
  });

  test.each<[string, object]>([
    ['another run', { run_number: run + 1 }],
    ['another dataset', { name: '/PromptReco/Collisions2022A/DQM' }],
    ['no run', { run_number: undefined }],
  ])('getRun() and getDataset() reject a row of %s', async (_, change) => {
    const attributes = { oms_attributes: {}, rr_attributes: {} };
    const row = { run_number: run, name: 'online', version: 1, ...attributes, dataset_attributes: {}, Run: attributes };
    const client = await respondWith({ ...row, ...change });
    const unexpected = { is: ResponseError, code: 'unexpected-response' };
    if (!('name' in change)) await rejected(client.getRun(run), unexpected);
    await rejected(client.getDataset(run), unexpected);
    const intact = await respondWith(row);
    expect((await intact.getRun(run))?.run_number).toBe(run);
    expect((await intact.getDataset(run))?.name).toBe('online');
  });

  test.each(calls)('%s() reports the message of the registry', async (_, call) => {
    const { client } = await serve({ status: 500, json: { err: 'column Run.x does not exist' } });
    const error = await failure(call(client, {}));
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ status: 500, serverMessage: 'column Run.x does not exist' });
  });

  test.each(calls)('%s() is aborted by its signal, before and during the request', async (_, call) => {
    const { server, client } = await serve('never');
    await rejected(call(client, { signal: AbortSignal.abort('enough') }), {
      is: AbortError,
      code: 'aborted',
    });
    expect(server.received).toEqual([]);
    const controller = new AbortController();
    const aborted = failure(call(client, { signal: controller.signal }));
    await expect.poll(() => server.received.length, { interval: 1 }).toBeGreaterThan(0);
    controller.abort();
    expect(await aborted).toBeInstanceOf(AbortError);
  });

  test.each(calls)('%s() rejects invalid options before it sends a request', async (name, call) => {
    const { server, client } = await serve({ json: [] });
    for (const options of [{ signl: 1 }, { signal: 5 }, null, 'online'])
      await rejected(call(client, options as unknown as CallOptions), { is: QueryError, code: 'bad-option' });
    expect(server.received, name).toEqual([]);
  });

  const wrongRuns: readonly unknown[] = [
    ...['355100', ' 355100 ', '0', '99999999999', '', '../runs', 355100n],
    ...[0, -1, 1.5, 2 ** 31, Number.NaN, undefined, null, [355100]],
  ];
  const ofRun = [...endpointsOfRuns, ...endpointsOfDatasets];
  test.each(ofRun)('%s() rejects invalid run numbers and dataset names before it sends a request', async (method) => {
    const { server, client } = await serve({ json: [] });
    const call = untypedCall(client[method].bind(client)) as (...given: readonly unknown[]) => Promise<unknown>;
    for (const value of wrongRuns)
      await rejected(call(value), { is: QueryError, code: 'bad-value', details: { attribute: 'run_number' } });
    if ((endpointsOfDatasets as readonly string[]).includes(method))
      for (const name of ['', null, 5, ['online'], {}, 'online\0', '\ud800'])
        await rejected(call(run, name), { is: QueryError, code: 'bad-value' });
    expect(server.received).toEqual([]);
  });

  test('rejects other invalid arguments before it sends a request', async () => {
    const { server, client } = await serve({ json: [] });
    const badValue = { is: QueryError, code: 'bad-value' };
    for (const value of ['', null, 5, '.', '..', 'a\0', '\ud800', ['global']]) {
      await rejected(client.getCycles(value as string), badValue);
      await rejected(client.getDatasetsAccepted(value as string), badValue);
    }
    for (const kind of ['Online', '', undefined, null, '../x'])
      await rejected(client.getWorkspaces(kind as 'online'), badValue);
    const names = untypedCall(client.getUniqueDatasetNames.bind(client)) as (given: unknown) => Promise<unknown>;
    for (const query of [undefined, {}, { run_number: 5 }, client.runs(), client.datasets().limit(3), '%'])
      await rejected(names(query), badValue);
    await rejected(names(new RunRegistry({ url: 'http://127.0.0.1:9' }).datasets()), badValue);
    const split = client.datasets().where(or(dataset.global_state.is('OPEN'), flag('dt-dt').is('BAD')));
    expect(await failure(client.getUniqueDatasetNames(split))).toMatchObject({ code: 'not-one-filter' });
    const data = untypedCall(client.getDataOfJson.bind(client)) as (...given: readonly unknown[]) => Promise<unknown>;
    for (const list of ['{}', 5, null, { x: [[1, 2]] }, { 1: [[2, 1]] }, { 1: [1, 2] }])
      expect(await failure(data(list))).toBeInstanceOf(QueryError);
    await rejected(data(LumiList.fromRuns([1])), badValue);
    await rejected(data({ 1: [[1, 2]] }, ''), badValue);
    await rejected(
      client
        .runs()
        .raw({ 'oms_attributes.hlt_key': { '=': 'a\0' } })
        .all(),
      badValue,
    );
    await rejected(
      client
        .runs()
        .raw({ 'oms_attributes.\udfff': { '=': 1 } })
        .count(),
      badValue,
    );
    expect(await data({})).toEqual([]);
    expect(server.received).toEqual([]);
  });

  test('encodes arguments that become segments of a path', async () => {
    const { server, client } = await serve({ json: [] });
    const tricks = ['../runs/1', 'a/b', 'a?b=c#d', '%2e%2e', 'a b', 'é', '...', 'global\r\nx: y'];
    for (const trick of tricks) {
      await client.getCycles(trick);
      await client.getDatasetsAccepted(trick);
    }
    expect(server.received.map(({ path }) => path)).toEqual(
      tricks.flatMap((trick) => [
        `/api/cycles/${encodeURIComponent(trick)}`,
        `/api/datasets_accepted/${encodeURIComponent(trick)}`,
      ]),
    );
    for (const { path } of server.received) expect(path).toMatch(/^\/api\/\w+\/[^/?#\s]+$/);
  });

  test('rejects ranges that skip or repeat a lumisection, or end before they start', async () => {
    const wrong: readonly unknown[] = [
      [{ start: 2, end: 3 }],
      [{ start: 0, end: 3 }],
      [{ start: 1, end: 0 }],
      [{ start: 1 }],
      [{ start: '1', end: '2' }],
      [{ start: 1, end: 1.5 }],
      [
        { start: 1, end: 3 },
        { start: 3, end: 4 },
      ],
      [
        { start: 1, end: 3 },
        { start: 5, end: 6 },
      ],
    ];
    for (const json of wrong) {
      const client = await respondWith(json);
      for (const call of [client.getLumisectionRanges(run), client.getOmsLumisectionRanges(run)])
        await rejected(call, {
          is: ResponseError,
          code: 'unexpected-response',
          details: { request: expect.stringMatching(`^POST /lumisections/\\w+ \\(run ${run}\\b`) },
        });
    }
  });

  test('preserves flags with unknown statuses or missing comments', async () => {
    const client = await respondWith([
      { 'dt-dt': { status: 'ODD', comment: null }, 'foo-bar': {}, note: 5, 'csc-csc': null, __proto__: null },
      {},
    ]);
    expect(await client.getLumisections(run)).toEqual([
      {
        lumisection_number: 1,
        rr: {
          'dt-dt': { status: 'ODD', comment: '', cause: '' },
          'foo-bar': { status: undefined, comment: '', cause: '' },
        },
      },
      { lumisection_number: 2, rr: {} },
    ]);
  });

  test('returns gaps of OMS with its message, or a default message', async () => {
    const client = await respondWith([{ err: 'lost' }, { err: 5 }, { err: 'late', beam1_present: true }, {}]);
    const gap = 'No data available for this lumisection';
    expect(await client.getOmsLumisections(run)).toEqual([
      { lumisection_number: 1, gap: 'lost' },
      { lumisection_number: 2, gap },
      { lumisection_number: 3, gap: 'late' },
      { lumisection_number: 4, gap },
    ]);
  });

  test('aligns flags and bits of different lengths', async () => {
    const good = { status: 'GOOD', comment: '', cause: '' };
    const rr = (end: number) => [{ start: 1, end, 'dt-dt': good }];
    const oms = [
      { start: 1, end: 2, beam1_present: true },
      { start: 3, end: 5, beam1_present: false },
    ];
    const joint = async (flags: unknown, bits: unknown) =>
      (await serve((path) => ({ json: path.includes('rr_') ? flags : bits }))).client.getJointLumisectionRanges(run);
    const yes = { beam1_present: true };
    const no = { beam1_present: false };
    expect(await joint(rr(4), oms)).toEqual([
      { start: 1, end: 2, rr: { 'dt-dt': good }, oms: yes },
      { start: 3, end: 4, rr: { 'dt-dt': good }, oms: no },
      { start: 5, end: 5, rr: undefined, oms: no },
    ]);
    expect(await joint(rr(9), oms)).toEqual([
      { start: 1, end: 2, rr: { 'dt-dt': good }, oms: yes },
      { start: 3, end: 5, rr: { 'dt-dt': good }, oms: no },
      { start: 6, end: 9, rr: { 'dt-dt': good }, oms: undefined },
    ]);
    expect(await joint([], oms)).toEqual(
      oms.map(({ start, end, ...bits }) => ({ start, end, rr: undefined, oms: bits })),
    );
    expect(await joint(rr(3), [])).toEqual([{ start: 1, end: 3, rr: { 'dt-dt': good }, oms: undefined }]);
  });

  test('sorts versions oldest first, also if they lack author and comment', async () => {
    const { client } = await serve({ json: [{ version: 2, by: null }, { version: 1 }] });
    expect(await client.getRunWithHistory(run)).toEqual([
      { version: 1, by: '', comment: '', createdAt: '', run_number: run, values: {} },
      { version: 2, by: '', comment: '', createdAt: '', run_number: run, values: {} },
    ]);
  });

  test('rejects changes of lumisections without version, dataset or range', async () => {
    const good = { version: 1, name: 'online', start: 1, end: 2, jsonb: {} };
    for (const missing of ['version', 'name', 'start', 'end', 'jsonb']) {
      const client = await respondWith([good, { ...good, [missing]: null }]);
      for (const call of [client.getLumisectionHistory(run), client.getOmsLumisectionHistory(run)])
        await rejected(call, { is: ResponseError, code: 'unexpected-response' });
    }
  });

  test('rejects data for golden JSON without run, dataset or lumisection', async () => {
    const complete = { run: { run_number: 1 }, dataset: { name: 'online' }, lumisection: { lumisection_number: 1 } };
    const serving = (lumisection: unknown) => respondWith({ json_with_data: { '1-online': { 1: lumisection } } });
    expect(await (await serving(complete)).getDataOfJson({ 1: [[1, 1]] })).toEqual([complete]);
    for (const part of ['run', 'dataset', 'lumisection'])
      await rejected((await serving({ ...complete, [part]: null })).getDataOfJson({ 1: [[1, 1]] }), {
        is: ResponseError,
        code: 'unexpected-response',
      });
  });

  test('createJson() rejects documents with errors before it sends a request, and sends documents with warnings', async () => {
    const { server, client } = await serve({ status: 500, json: { err: 'No datasets matched that dataset name' } });
    const options = { datasetName: 'online' };
    const documents: readonly (readonly [object | string, RegExp])[] = [
      [{ and: [{ '<=': [{ var: 'run.oms.enrgy' }, 7000] }] }, /at \/and\/0/],
      [{ and: [{ likely: [{ var: 'run.oms.energy' }, 7000] }] }, /at \/and\/0/],
      [{ '==': [{ var: 'lumisection.rr.dt-dt' }, 'FINE'] }, /at /],
    ];
    for (const [document, path] of documents)
      for (const given of [document, JSON.stringify(document)]) {
        const error = await rejected(client.createJson(given as string, options), {
          is: QueryError,
          code: 'bad-json-logic',
        });
        expect(error.message).toMatch(path);
      }
    expect(await failure(client.createJson('{"and":', options))).toBeInstanceOf(QueryError);
    const rules = { and: [{ '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] }] };
    expect(await failure(untypedCall(client.createJson.bind(client))(rules, {}) as Promise<unknown>)).toBeInstanceOf(
      QueryError,
    );
    expect(server.received).toEqual([]);

    // Null passes, which is a warning.
    const withWarning = { and: [{ '<=': [{ var: 'run.oms.energy' }, 7000] }] };
    expect(await failure(client.createJson(withWarning, options))).toBeInstanceOf(ServerError);
    expect(server.received.map(({ path }) => path)).toEqual(['/api/json_portal/generate']);
    const { json_logic } = JSON.parse(server.received[0]?.body ?? '');
    expect(JSON.parse(json_logic)).toEqual(withWarning);
  });

  test('queries and golden JSONs read by a client use that client', async () => {
    const { server, client } = await serve({ json: { runs: [], datasets: [], count: 0, pages: 0 } });
    const json = JSON.parse(JSON.stringify(client.runs().where('run_number').eq(run)));
    expect(await client.runs.fromJSON(json).all()).toEqual([]);
    expect(await client.datasets.fromJSON({ ...json, target: 'datasets' }).all()).toEqual([]);
    expect(server.received.map(({ path }) => path)).toEqual([
      '/api/runs_filtered_ordered',
      '/api/datasets_filtered_ordered',
    ]);
    const { golden, problems } = client.goldenJson.parse({ '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] });
    expect(problems).toEqual([]);
    await failure(golden.generate({ datasetName: 'online' }));
    expect(server.received.at(-1)?.path).toBe('/api/json_portal/generate');
  });
});
