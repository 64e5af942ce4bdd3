/** Every read of a client: over the sample, over a state with holes, over answers that are wrong, and over the recordings. */
import {
  AbortError,
  type CallOptions,
  dataset,
  flag,
  goldenJson,
  LumiList,
  type LumiListJSON,
  or,
  QueryError,
  ResponseError,
  RunRegistry,
  ServerError,
} from 'runregistry';
import { type EmbeddedRegistry, type Json, type RegistryState, sampleState, startEmbedded } from 'runregistry/embedded';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasRecordings, recordings } from '../contract/recorded.js';
import { failure, rejected } from '../support/refusal.js';
import { type Reply, type ScriptedServer, scripted } from '../support/scripted-server.js';
import { untypedCall } from '../support/untyped.js';

type Row = Readonly<Record<string, unknown>>;
type Ranges = readonly { readonly start: number; readonly end: number }[];

const state = sampleState();
const prompt = '/PromptReco/Collisions2022B/DQM';
const [offline] = state.datasets.filter(({ name, deleted }) => name === prompt && !deleted);
const run = offline?.run_number ?? 0;
const unknownRun = 17;
/** A run whose lumisections differ in number between OMS and the Run Registry. */
const uneven = 357705;

let embedded: EmbeddedRegistry;
let registry: RunRegistry;
beforeAll(async () => {
  embedded = await startEmbedded();
  registry = new RunRegistry({ url: embedded.url });
});
afterAll(() => embedded?.close());

/** What the registry answers, as it is on the wire. */
async function wire(method: string, path: string, body?: object, url = embedded.url): Promise<Json> {
  const answer = await fetch(url + path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Json;
}
const about = (route: string, run_number: number, dataset_name = 'online', url?: string) =>
  wire('POST', `/lumisections/${route}`, { run_number, dataset_name }, url) as Promise<unknown> as Promise<Row[]>;

/** Ranges written out, lumisection by lumisection, from 1. */
const singles = <Range extends Ranges[number]>(ranges: readonly Range[]): Omit<Range, 'start' | 'end'>[] => {
  const list: Omit<Range, 'start' | 'end'>[] = [];
  for (const { start, end, ...rest } of ranges) {
    expect(start).toBe(list.length + 1);
    for (let number = start; number <= end; number++) list.push(rest);
  }
  return list;
};

describe('over the sample', () => {
  test('getRun() gives the row of a query, and undefined for what is unknown', async () => {
    const row = await registry.getRun(run);
    expect(row).toEqual(await registry.runs().where('run_number').eq(run).one());
    expect(row).toMatchObject({ run_number: run, oms_attributes: { run_number: run } });
    expect(row?.lumisections['dt-dt']?.EMPTY).toBeTypeOf('number');
    expect(await registry.getRun(unknownRun)).toBeUndefined();
    expect(await registry.getRun(2 ** 31 - 1)).toBeUndefined();
  });

  test('getRun() finds a run that no list shows, since its flags are not summed up', async () => {
    const client = new RunRegistry({ url: (await serveRow()).url, retries: 0 });
    expect(await client.getRun(5)).toEqual({
      run_number: 5,
      version: 1,
      deleted: false,
      class: 'x',
      oms_attributes: {},
      lumisections: {},
    });
  });
  const serveRow = async () => {
    const server = await scripted(() => ({
      json: {
        run_number: 5,
        oms_attributes: {},
        rr_attributes: { class: 'x' },
        version: 1,
        deleted: false,
        DatasetTripletCache: null,
      },
    }));
    rowServers.push(server);
    return server;
  };
  const rowServers: ScriptedServer[] = [];
  afterAll(async () => {
    for (const server of rowServers) await server.close();
  });

  test('getDataset() gives the row of a query, by default the online one', async () => {
    const row = await registry.getDataset(run, prompt);
    expect(row).toMatchObject({ run_number: run, name: prompt, datasets_in_gui: expect.any(Array) });
    expect(row?.dataset_attributes).toEqual(offline?.dataset_attributes);
    expect(row).toEqual(await registry.datasets().where('run_number').eq(run).where('dataset_name').eq(prompt).one());
    expect(await registry.getDataset(run)).toMatchObject({ run_number: run, name: 'online' });
    expect(await registry.getDataset(unknownRun)).toBeUndefined();
    expect(await registry.getDataset(run, '/No/Such/DQM')).toBeUndefined();
    // The name is a name, and no pattern.
    expect(await registry.getDataset(run, '%')).toBeUndefined();
  });

  test('getDatasetNamesOfRun()', async () => {
    const names = state.datasets.filter((one) => one.run_number === run && !one.deleted).map(({ name }) => name);
    expect((await registry.getDatasetNamesOfRun(run)).toSorted()).toEqual(names.toSorted());
    expect(await registry.getDatasetNamesOfRun(unknownRun)).toEqual([]);
  });

  test('getUniqueDatasetNames() of a query', async () => {
    const query = registry.datasets().where('run_number').gte(380000);
    const rows = await query.all();
    expect((await registry.getUniqueDatasetNames(query)).toSorted()).toEqual(
      [...new Set(rows.map(({ name }) => name))].toSorted(),
    );
    expect(await registry.getUniqueDatasetNames(registry.datasets().where('run_number').eq(unknownRun))).toEqual([]);
    expect(await registry.getUniqueDatasetNames(registry.datasets().select('run_number'))).toContain(prompt);
  });

  test('documents: cycles, accepted datasets, workspaces, waiting datasets', async () => {
    const cycles = await registry.getCycles();
    expect(cycles).toEqual(await wire('GET', '/cycles/global'));
    expect(cycles[0]?.datasets[0]?.dataset_attributes.global_state).toBeTypeOf('string');
    expect(await registry.getCycles('tracker')).toHaveLength(cycles.length);

    const accepted = await registry.getDatasetsAccepted();
    expect(accepted).toEqual(await wire('GET', '/datasets_accepted'));
    const ofClass = await registry.getDatasetsAccepted('Collisions22');
    expect(ofClass).toEqual(accepted.filter((one) => one.class === 'Collisions22'));
    expect(ofClass.length).toBeGreaterThan(0);
    expect(await registry.getDatasetsAccepted('NoSuchClass')).toEqual([]);

    for (const kind of ['online', 'offline'] as const)
      expect(await registry.getWorkspaces(kind)).toEqual(state.workspaces[kind]);
    const tracker = (await registry.getWorkspaces('offline')).find(({ workspace }) => workspace === 'tracker');
    expect(tracker?.columns).toContain('strip');

    const waiting = await registry.getDatasetsWaiting();
    expect(waiting).toEqual(await wire('GET', '/datasets_waiting'));
    expect(waiting.length).toBeGreaterThan(0);
    for (const { dataset_attributes } of waiting)
      expect(Object.values(dataset_attributes)).toContain('waiting dqm gui');
  });

  test.each([
    ['online', run, 'online'],
    ['offline', run, prompt],
    ['of uneven length', uneven, 'online'],
  ])('lumisections %s are those of the wire, with their numbers', async (_, number, name) => {
    const flags = await about('rr_lumisections', number, name);
    const found = await registry.getLumisections(number, name);
    expect(found).toEqual(flags.map((rr, index) => ({ lumisection_number: index + 1, rr })));
    expect(found[0]?.rr['dt-dt']).toEqual({ status: expect.any(String), comment: '', cause: '' });

    const bits = await about('oms_lumisections', number, name);
    const oms = await registry.getOmsLumisections(number, name);
    expect(oms).toEqual(bits.map((one, index) => ({ lumisection_number: index + 1, oms: one })));
    expect(oms[0]?.oms?.beam1_present).toBeTypeOf('boolean');

    expect(singles(await registry.getLumisectionRanges(number, name))).toEqual(flags.map((rr) => ({ rr })));
    const withoutLuminosity = bits.map(({ recorded: _r, delivered: _d, ...rest }) => ({ oms: rest }));
    expect(singles(await registry.getOmsLumisectionRanges(number, name))).toEqual(withoutLuminosity);

    // EMPTY without a word is what the registry fills in.
    const byFlag = await registry.getLumisectionRangesByComponent(number, name);
    expect(Object.keys(byFlag)).toEqual(Object.keys(flags[0] ?? {}));
    const stated = (verdict: unknown) => {
      const { status, comment, cause } = verdict as Readonly<Record<string, string>>;
      return { status: status === 'EMPTY' && !comment && !cause ? undefined : status, comment, cause };
    };
    for (const [flag, ranges] of Object.entries(byFlag))
      expect(singles(ranges), flag).toEqual(flags.map((rr) => stated(rr[flag])));

    const byBit = await registry.getOmsLumisectionRangesByBit(number, name);
    for (const [bit, ranges] of Object.entries(byBit))
      expect(singles(ranges), bit).toEqual(bits.map((one) => ({ value: one[bit] })));
    // The same ranges as the registry's own route, under `value`.
    const wireByBit = (await about('oms_lumisection_ranges_by_dcs_bit', number, name)) as unknown as Record<
      string,
      readonly Row[]
    >;
    expect(byBit).toEqual(
      Object.fromEntries(
        Object.entries(wireByBit).map(([bit, ranges]) => [
          bit,
          ranges.map(({ status, start, end }) => ({ start, end, value: status })),
        ]),
      ),
    );

    const joint = singles(await registry.getJointLumisectionRanges(number, name));
    expect(joint).toEqual(
      Array.from({ length: Math.max(flags.length, bits.length) }, (_, index) => ({
        rr: flags[index],
        oms: withoutLuminosity[index]?.oms,
      })),
    );
  });

  test('of what is unknown there is nothing', async () => {
    for (const [number, name] of [
      [unknownRun, 'online'],
      [run, '/No/Such/DQM'],
    ] as const) {
      expect(await registry.getLumisections(number, name)).toEqual([]);
      expect(await registry.getLumisectionRanges(number, name)).toEqual([]);
      expect(await registry.getLumisectionRangesByComponent(number, name)).toEqual({});
      expect(await registry.getLumisectionHistory(number, name)).toEqual([]);
    }
    expect(await registry.getOmsLumisections(unknownRun)).toEqual([]);
    expect(await registry.getOmsLumisectionRanges(unknownRun)).toEqual([]);
    expect(await registry.getOmsLumisectionRangesByBit(unknownRun)).toEqual({});
    expect(await registry.getJointLumisectionRanges(unknownRun)).toEqual([]);
    expect(await registry.getOmsLumisectionHistory(unknownRun)).toEqual([]);
    expect(await registry.getRunWithHistory(unknownRun)).toEqual([]);
    expect(await registry.getDataOfJson({ [unknownRun]: [[1, 5]] })).toEqual([]);
  });

  test('histories: versions of a run, changes of flags and of bits', async () => {
    const completed = state.runs.find(({ rr_attributes }) => rr_attributes.state === 'COMPLETED')?.run_number ?? 0;
    const versions = await registry.getRunWithHistory(completed);
    expect(versions.map(({ values }) => values.state)).toEqual(['OPEN', 'SIGNOFF', 'COMPLETED']);
    expect(versions.toSorted((a, b) => a.version - b.version)).toEqual(versions);
    const [creation, signoff] = versions;
    expect(signoff).toEqual({
      run_number: completed,
      version: expect.any(Number),
      by: 'auto@auto',
      comment: `move state run ${completed} to state SIGNOFF`,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      values: { state: 'SIGNOFF' },
    });
    expect(creation?.values).toHaveProperty('hlt_key');
    expect(creation?.values).not.toHaveProperty('version');

    const flags = await registry.getLumisectionHistory(run, prompt);
    const wireFlags = await about('get_rr_lumisection_history', run, prompt);
    expect(flags).toEqual(
      wireFlags.map(({ name, manual_change, jsonb, ...rest }) => ({
        ...rest,
        dataset_name: name,
        manual: manual_change,
        rr: jsonb,
      })),
    );
    expect(flags[0]).toMatchObject({ run_number: run, dataset_name: prompt, start: 1, manual: false });

    // The bits of a dataset are those of its run first: each change tells where it was made.
    const bits = await registry.getOmsLumisectionHistory(run, prompt);
    const wireBits = await about('get_oms_lumisection_history', run, prompt);
    expect(bits).toEqual(wireBits.map(({ name, jsonb, ...rest }) => ({ ...rest, dataset_name: name, oms: jsonb })));
    expect(new Set(bits.map(({ dataset_name }) => dataset_name))).toEqual(new Set(['online', prompt]));
    expect(bits[0]?.oms.beam1_present).toBeTypeOf('boolean');
  });

  test('getDataOfJson() gives what evaluate() and trace() take', async () => {
    const list: LumiListJSON = {
      [run]: [
        [1, 3],
        [5, 6],
      ],
      [unknownRun]: [[1, 2]],
    };
    const data = await registry.getDataOfJson(list, prompt);
    expect(data.map(({ lumisection }) => lumisection.lumisection_number)).toEqual([1, 2, 3, 5, 6]);
    expect(data[0]).toMatchObject({ dataset: { name: prompt }, run: { run_number: run } });
    expect(await registry.getDataOfJson(LumiList.fromJSON(list), prompt)).toEqual(data);
    const flags = await registry.getLumisections(run, prompt);
    const rules = goldenJson().flag('dt-dt').is('GOOD');
    for (const one of data) {
      const number = one.lumisection.lumisection_number;
      const isGood = flags[number - 1]?.rr['dt-dt']?.status === 'GOOD';
      expect(rules.evaluate(one)).toBe(isGood);
      expect(rules.trace(one)).toMatchObject({ run: run, lumisection: number, dataset: prompt, passes: isGood });
    }
    const [online] = await registry.getDataOfJson({ [run]: [[2, 2]] });
    expect(online).toMatchObject({ dataset: { name: 'online' }, lumisection: { lumisection_number: 2 } });
  });

  test('createJson() makes the golden JSON that the builder makes, and takes text too', async () => {
    const rules = registry.goldenJson().flag('dt-dt').is('GOOD').where('run.run_number').eq(run);
    const options = { datasetName: prompt, pollDelay: 5 };
    const byBuilder = await rules.generate(options);
    expect(byBuilder.list.lumisectionCount).toBeGreaterThan(0);
    for (const document of [rules.toJsonLogic(), JSON.stringify(rules)]) {
      const made = await registry.createJson(document, options);
      expect(made.list.toJSON()).toEqual(byBuilder.list.toJSON());
    }
  });
});

describe('over lumisections with holes', () => {
  let holed: EmbeddedRegistry;
  let client: RunRegistry;
  const good = { status: 'GOOD', comment: '', cause: '' };
  const bad = { status: 'BAD', comment: 'HV trip', cause: 'HV' };
  const said = { status: 'EMPTY', comment: 'nothing there', cause: '' };
  const none = { status: undefined, comment: '', cause: '' };
  const gap = 'No data available for this lumisection';
  const bits = { beam1_present: true, beam2_present: false, recorded: 0.5, delivered: 0.75 };
  const without = { beam1_present: true, beam2_present: false };

  beforeAll(async () => {
    const holes: RegistryState = {
      ...state,
      runs: state.runs.filter(({ run_number }) => run_number === run),
      datasets: state.datasets.filter(({ run_number, name }) => run_number === run && name === 'online'),
      rrLumisections: [
        {
          run_number: run,
          dataset_name: 'online',
          rr_lumisection_ranges: [
            { start: 1, end: 2, 'dt-dt': good, 'csc-csc': good },
            // 3 has no flag at all, 4 lacks one, and 6 has one with words alone.
            { start: 4, end: 4, 'dt-dt': bad },
            { start: 5, end: 5, 'dt-dt': good, 'csc-csc': good },
            { start: 6, end: 6, 'dt-dt': good, 'csc-csc': said },
          ],
        },
      ],
      omsLumisections: [
        {
          run_number: run,
          dataset_name: 'online',
          oms_lumisections: [bits, { err: gap }, { err: gap }, bits, { ...bits, beam1_present: null }, bits, bits, {}],
        },
      ],
    };
    holed = await startEmbedded({ state: holes });
    client = new RunRegistry({ url: holed.url });
  });
  afterAll(() => holed?.close());

  test('holes of OMS are gaps, as lumisections and as ranges', async () => {
    expect(await client.getOmsLumisections(run)).toEqual([
      { lumisection_number: 1, oms: bits },
      { lumisection_number: 2, gap },
      { lumisection_number: 3, gap },
      { lumisection_number: 4, oms: bits },
      { lumisection_number: 5, oms: { ...bits, beam1_present: null } },
      { lumisection_number: 6, oms: bits },
      { lumisection_number: 7, oms: bits },
      { lumisection_number: 8, gap },
    ]);
    expect(await client.getOmsLumisectionRanges(run)).toEqual([
      { start: 1, end: 1, oms: without },
      { start: 2, end: 3, gap },
      { start: 4, end: 4, oms: without },
      { start: 5, end: 5, oms: { ...without, beam1_present: null } },
      { start: 6, end: 7, oms: without },
      { start: 8, end: 8, gap },
    ]);
  });

  test('in the ranges of a bit, a hole has the value undefined, and what is null is null', async () => {
    const byBit = await client.getOmsLumisectionRangesByBit(run);
    expect(Object.keys(byBit)).toEqual(Object.keys(bits));
    expect(byBit.beam1_present).toEqual([
      { start: 1, end: 1, value: true },
      { start: 2, end: 3, value: undefined },
      { start: 4, end: 4, value: true },
      { start: 5, end: 5, value: null },
      { start: 6, end: 7, value: true },
      { start: 8, end: 8, value: undefined },
    ]);
  });

  test('a flag that is missing has no status, and the numbers are right behind a lumisection without any', async () => {
    expect(await client.getLumisectionRangesByComponent(run)).toEqual({
      'dt-dt': [
        { start: 1, end: 2, ...good },
        { start: 3, end: 3, ...none },
        { start: 4, end: 4, ...bad },
        { start: 5, end: 6, ...good },
      ],
      'csc-csc': [
        { start: 1, end: 2, ...good },
        { start: 3, end: 4, ...none },
        { start: 5, end: 5, ...good },
        { start: 6, end: 6, ...said },
      ],
    });
    // The registry's own route counts without the lumisection that has none.
    const wrong = await about('rr_lumisection_ranges_by_component', run, 'online', holed.url);
    expect((wrong as unknown as Record<string, Ranges>)['dt-dt']?.at(-1)).toMatchObject({ start: 4, end: 5 });
  });

  test('flags and bits are aligned by number, and each side says what it does not know', async () => {
    const both = { 'dt-dt': good, 'csc-csc': good };
    const filler = { status: 'EMPTY', comment: '', cause: '' };
    expect(await client.getJointLumisectionRanges(run)).toEqual([
      { start: 1, end: 1, rr: both, oms: without },
      { start: 2, end: 2, rr: both, oms: undefined, gap },
      { start: 3, end: 3, rr: undefined, oms: undefined, gap },
      { start: 4, end: 4, rr: { 'dt-dt': bad, 'csc-csc': filler }, oms: without },
      { start: 5, end: 5, rr: both, oms: { ...without, beam1_present: null } },
      { start: 6, end: 6, rr: { 'dt-dt': good, 'csc-csc': said }, oms: without },
      { start: 7, end: 7, rr: undefined, oms: without },
      { start: 8, end: 8, rr: undefined, oms: undefined, gap },
    ]);
  });

  test('golden JSON sees only what both know', async () => {
    const data = await client.getDataOfJson({ [run]: [[1, 8]] });
    expect(data.map(({ lumisection }) => [lumisection.lumisection_number, lumisection.rr])).toEqual([
      [1, { 'dt-dt': 'GOOD', 'csc-csc': 'GOOD' }],
      [4, { 'dt-dt': 'BAD' }],
      [5, { 'dt-dt': 'GOOD', 'csc-csc': 'GOOD' }],
      [6, { 'dt-dt': 'GOOD', 'csc-csc': 'EMPTY' }],
    ]);
  });
});

/** Each read with arguments that are right: over a scripted server, what it sends and what it makes of the answer. */
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

describe('over a scripted server', () => {
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
  const answered = async (json: unknown) => (await serve({ json })).client;

  test.each(calls)('%s() refuses answers of another shape', async (method, call) => {
    // Of a row, null says that there is none.
    const isRow = method === 'getRun' || method === 'getDataset';
    for (const json of [...(isRow ? [] : [null]), 5, 'text', [null], [5], [[]], { err: 'x' }, { json_with_data: [] }]) {
      const error = await failure(call(await answered(json), {}));
      expect(error, JSON.stringify(json)).toBeInstanceOf(ResponseError);
      expect(error.code).toBe('unexpected-response');
      expect(error.message).toMatch(/^(GET|POST) \/\w+/);
      expect(error.message).not.toMatch(/undefined|\[object/);
    }
  });

  test.each(calls)('%s() passes on what the registry says', async (_, call) => {
    const { client } = await serve({ status: 500, json: { err: 'column Run.x does not exist' } });
    const error = await failure(call(client, {}));
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ status: 500, serverMessage: 'column Run.x does not exist' });
  });

  test.each(calls)('%s() is stopped by its signal, before and while it waits', async (_, call) => {
    const { server, client } = await serve('never');
    await rejected(call(client, { signal: AbortSignal.abort('enough') }), {
      is: AbortError,
      code: 'aborted',
      says: ['stopped by its signal'],
    });
    expect(server.received).toEqual([]);
    const controller = new AbortController();
    const call1 = failure(call(client, { signal: controller.signal }));
    await expect.poll(() => server.received.length, { interval: 1 }).toBeGreaterThan(0);
    controller.abort();
    expect(await call1).toBeInstanceOf(AbortError);
  });

  test.each(calls)('%s() refuses options that there are not', async (name, call) => {
    const { server, client } = await serve({ json: [] });
    for (const options of [{ signl: 1 }, { signal: 5 }, null, 'online'])
      await rejected(
        call(client, options as unknown as CallOptions),
        // A method made of another says which one it asks.
        { is: QueryError, code: 'bad-option', says: [/get\w+\(\)|'signal'/] },
      );
    expect(server.received, name).toEqual([]);
  });

  const wrongRuns: readonly (readonly [unknown, string])[] = [
    ['355100', 'write 355100'],
    [' 355100 ', 'write 355100'],
    ['0', 'write one such as'],
    ['99999999999', 'write one such as'],
    ['', 'write one such as'],
    ['../runs', 'write one such as'],
    [0, 'and 0 is none'],
    [-1, 'and -1 is none'],
    [1.5, 'and 1.5 is none'],
    [2 ** 31, 'is none'],
    [Number.NaN, 'is none'],
    [undefined, 'is none'],
    [null, 'is none'],
    [[355100], 'is none'],
    [355100n, 'is none'],
  ];
  const ofRun = [
    'getRun',
    'getDataset',
    'getDatasetNamesOfRun',
    'getLumisections',
    'getOmsLumisections',
    'getLumisectionRanges',
    'getLumisectionRangesByComponent',
    'getOmsLumisectionRanges',
    'getOmsLumisectionRangesByBit',
    'getJointLumisectionRanges',
    'getRunWithHistory',
    'getLumisectionHistory',
    'getOmsLumisectionHistory',
  ] as const;
  test.each(ofRun)('%s() refuses what is no run number, and no name, before anything is sent', async (method) => {
    const { server, client } = await serve({ json: [] });
    const call = untypedCall(client[method].bind(client)) as (...given: readonly unknown[]) => Promise<unknown>;
    for (const [value, says] of wrongRuns) {
      const error = await rejected(call(value), {
        is: QueryError,
        code: 'bad-value',
        says: ['a run number is a whole number from 1', says],
      });
      expect(error.attribute).toBe('run_number');
    }
    if (!['getRun', 'getDatasetNamesOfRun', 'getRunWithHistory'].includes(method))
      for (const name of ['', null, 5, ['online'], {}])
        await rejected(call(run, name), {
          is: QueryError,
          code: 'bad-value',
          says: ['the name of a dataset is a text', "write 'online'"],
        });
    expect(server.received).toEqual([]);
  });

  test('other arguments that are wrong are refused before anything is sent', async () => {
    const { server, client } = await serve({ json: [] });
    const wrong = (says: string) => ({ is: QueryError, code: 'bad-value', says: [says] });
    for (const value of ['', null, 5, '.', '..', '\ud800', ['global']]) {
      await rejected(client.getCycles(value as string), wrong('a workspace'));
      await rejected(client.getDatasetsAccepted(value as string), wrong('a class of runs'));
    }
    for (const kind of ['Online', '', undefined, null, '../x'])
      await rejected(client.getWorkspaces(kind as 'online'), wrong('the kind of workspaces'));
    const names = untypedCall(client.getUniqueDatasetNames.bind(client)) as (given: unknown) => Promise<unknown>;
    for (const query of [undefined, {}, { run_number: 5 }, client.runs(), client.datasets().limit(3), '%'])
      await rejected(names(query), wrong('takes a query for datasets without a limit'));
    const split = client.datasets().where(or(dataset.global_state.is('OPEN'), flag('dt-dt').is('BAD')));
    expect(await failure(client.getUniqueDatasetNames(split))).toMatchObject({ code: 'not-one-filter' });
    const data = untypedCall(client.getDataOfJson.bind(client)) as (...given: readonly unknown[]) => Promise<unknown>;
    for (const list of ['{}', 5, null, { x: [[1, 2]] }, { 1: [[2, 1]] }, { 1: [1, 2] }])
      expect(await failure(data(list))).toBeInstanceOf(QueryError);
    await rejected(data(LumiList.fromRuns([1])), wrong('a range without an end'));
    await rejected(data({ 1: [[1, 2]] }, ''), wrong('the name of a dataset is a text'));
    expect(await data({})).toEqual([]);
    expect(server.received).toEqual([]);
  });

  test('what becomes a part of an address stays that part', async () => {
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

  test('ranges that leave out or repeat a lumisection, or end before they begin, are refused', async () => {
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
      const client = await answered(json);
      for (const call of [client.getLumisectionRanges(run), client.getOmsLumisectionRanges(run)])
        await rejected(call, { is: ResponseError, code: 'unexpected-response', says: ['a range from', `run ${run}`] });
    }
  });

  test('flags keep what is known, also where it is odd', async () => {
    const client = await answered([
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

  test('holes of OMS keep its words, also where it has none', async () => {
    const client = await answered([{ err: 'lost' }, { err: 5 }, { err: 'late', beam1_present: true }, {}]);
    const gap = 'No data available for this lumisection';
    expect(await client.getOmsLumisections(run)).toEqual([
      { lumisection_number: 1, gap: 'lost' },
      { lumisection_number: 2, gap },
      { lumisection_number: 3, gap: 'late' },
      { lumisection_number: 4, gap },
    ]);
  });

  test('unequal lists are aligned whichever is longer', async () => {
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

  test('versions come oldest first, also where they lack words', async () => {
    const { client } = await serve({ json: [{ version: 2, by: null }, { version: 1 }] });
    expect(await client.getRunWithHistory(run)).toEqual([
      { version: 1, by: '', comment: '', createdAt: '', run_number: run, values: {} },
      { version: 2, by: '', comment: '', createdAt: '', run_number: run, values: {} },
    ]);
  });

  test('changes of lumisections without their place are refused', async () => {
    const good = { version: 1, name: 'online', start: 1, end: 2, jsonb: {} };
    for (const lack of ['version', 'name', 'start', 'end', 'jsonb']) {
      const client = await answered([good, { ...good, [lack]: null }]);
      for (const call of [client.getLumisectionHistory(run), client.getOmsLumisectionHistory(run)])
        await rejected(call, { is: ResponseError, code: 'unexpected-response' });
    }
  });

  test('lumisections of golden JSON without their run, dataset or number are refused', async () => {
    const whole = { run: { run_number: 1 }, dataset: { name: 'online' }, lumisection: { lumisection_number: 1 } };
    const of = (one: unknown) => answered({ json_with_data: { '1-online': { 1: one } } });
    expect(await (await of(whole)).getDataOfJson({ 1: [[1, 1]] })).toEqual([whole]);
    for (const part of ['run', 'dataset', 'lumisection'])
      await rejected((await of({ ...whole, [part]: null })).getDataOfJson({ 1: [[1, 1]] }), {
        is: ResponseError,
        code: 'unexpected-response',
        says: ['a lumisection without'],
      });
  });

  test('a document with an error never reaches the registry, and one that is only doubtful does', async () => {
    const { server, client } = await serve({ status: 500, json: { err: 'No datasets matched that dataset name' } });
    const options = { datasetName: 'online' };
    const documents: readonly (readonly [object | string, string])[] = [
      [{ and: [{ '<=': [{ var: 'run.oms.enrgy' }, 7000] }] }, "did you mean 'run.oms.energy'?"],
      [{ and: [{ likely: [{ var: 'run.oms.energy' }, 7000] }] }, '(at /and/0'],
      [{ '==': [{ var: 'lumisection.rr.dt-dt' }, 'FINE'] }, 'at '],
    ];
    for (const [document, says] of documents)
      for (const given of [document, JSON.stringify(document)])
        await rejected(client.createJson(given as string, options), {
          is: QueryError,
          code: 'bad-json-logic',
          says: [says],
        });
    expect(await failure(client.createJson('{"and":', options))).toBeInstanceOf(QueryError);
    const rules = { and: [{ '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] }] };
    expect(await failure(untypedCall(client.createJson.bind(client))(rules, {}) as Promise<unknown>)).toBeInstanceOf(
      QueryError,
    );
    expect(server.received).toEqual([]);

    // Null passes here, which is a warning: the document is sent to the letter.
    const doubtful = { and: [{ '<=': [{ var: 'run.oms.energy' }, 7000] }] };
    expect(await failure(client.createJson(doubtful, options))).toBeInstanceOf(ServerError);
    expect(server.received.map(({ path }) => path)).toEqual(['/api/json_portal/generate']);
    const { json_logic } = JSON.parse(server.received[0]?.body ?? '');
    expect(JSON.parse(json_logic)).toEqual(doubtful);
  });

  test('what a client reads back asks that client', async () => {
    const { server, client } = await serve({ json: { runs: [], datasets: [], count: 0, pages: 0 } });
    const json = JSON.parse(JSON.stringify(registry.runs().where('run_number').eq(run)));
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

describe.skipIf(!hasRecordings)('over the recordings', () => {
  const all = recordings();
  const exchange = (number: number) => {
    const found = all.find((one) => one.number === number);
    if (found === undefined) throw new Error(`There is no recording ${number}`);
    return found;
  };
  const body = (number: number) => exchange(number).response.body as unknown as Row[];
  /** What a request asks, apart from pages. */
  const asked = (method: string, path: string, given: unknown) =>
    JSON.stringify([method, path, (given as Row | undefined)?.filter ?? given ?? null]);

  let server: ScriptedServer;
  let client: RunRegistry;
  beforeAll(async () => {
    const answers = new Map(
      all
        .filter(({ number, request }) => number < 92 && request.raw_body !== true)
        .map(({ request, response }) => [asked(request.method, request.path, request.body), response]),
    );
    server = await scripted(({ method, path, body: text }) => {
      const known = answers.get(asked(method, path, text === '' ? undefined : JSON.parse(text)));
      return known === undefined ? { status: 404 } : { status: known.status, json: known.body };
    });
    client = new RunRegistry({ url: server.url });
  });
  afterAll(() => server?.close());

  const cruzet = '/PromptReco/Cosmics18CRUZET/DQM';

  test('runs and datasets', async () => {
    const [row] = (exchange(1).response.body as unknown as { runs: Row[] }).runs;
    const { DatasetTripletCache, rr_attributes, ...rest } = row as Record<string, Row>;
    expect(await client.getRun(327743)).toEqual({
      ...rest,
      ...rr_attributes,
      lumisections: DatasetTripletCache?.triplet_summary,
    });
    expect(await client.getDatasetNamesOfRun(327743)).toEqual(body(6));
  });

  test('documents', async () => {
    expect(await client.getCycles()).toEqual(body(9));
    expect(await client.getCycles('nope')).toEqual(body(10));
    expect(await client.getDatasetsAccepted()).toEqual(body(11));
    expect(await client.getDatasetsAccepted('Cosmics18')).toEqual(body(12));
    expect(await client.getWorkspaces('online')).toEqual(body(58));
    expect(await client.getWorkspaces('offline')).toEqual(body(59));
    expect(await client.getDatasetsWaiting()).toEqual(body(64));
    expect(await client.getUniqueDatasetNames(client.datasets().where('run_number').gte(355100))).toEqual(body(67));
  });

  test.each([
    ['online', 315290, 0],
    [cruzet, 309042, 1],
  ])('lumisections of %s', async (name, number, step) => {
    const key = [number, name] as const;
    const numbered = (recording: number, part: 'rr' | 'oms') =>
      body(recording).map((one, index) => ({ lumisection_number: index + 1, [part]: one }));
    const ranged = (recording: number, part: 'rr' | 'oms') =>
      body(recording).map(({ start, end, ...rest }) => ({ start, end, [part]: rest }));
    expect(await client.getLumisections(...key)).toEqual(numbered(13 + step, 'rr'));
    expect(await client.getOmsLumisections(...key)).toEqual(numbered(16 + step, 'oms'));
    expect(await client.getLumisectionRanges(...key)).toEqual(ranged(19 + step, 'rr'));
    expect(await client.getLumisectionRangesByComponent(...key)).toEqual(exchange(22 + step).response.body);
    expect(await client.getOmsLumisectionRanges(...key)).toEqual(ranged(25 + step, 'oms'));
    expect(await client.getOmsLumisectionRangesByBit(...key)).toEqual(
      Object.fromEntries(
        Object.entries(exchange(31 + step).response.body as unknown as Record<string, Row[]>).map(([bit, ranges]) => [
          bit,
          ranges.map(({ start, end, status }) => ({ start, end, value: status })),
        ]),
      ),
    );
    const joint = singles(await client.getJointLumisectionRanges(...key));
    const wireJoint = singles(body(28 + step) as unknown as Ranges & Row[]);
    expect(joint).toHaveLength(wireJoint.length);
    for (const [index, { rr, oms }] of joint.entries()) expect(wireJoint[index]).toMatchObject({ ...rr, ...oms });
  });

  test('histories', async () => {
    const flags = (number: number) =>
      body(number).map(({ name, manual_change, jsonb, ...rest }) => ({
        ...rest,
        dataset_name: name,
        manual: manual_change,
        rr: jsonb,
      }));
    const bits = (number: number) =>
      body(number).map(({ name, jsonb, ...rest }) => ({ ...rest, dataset_name: name, oms: jsonb }));
    expect(await client.getLumisectionHistory(315290)).toEqual(flags(34));
    expect(await client.getLumisectionHistory(309042, cruzet)).toEqual(flags(35));
    expect(await client.getOmsLumisectionHistory(315290)).toEqual(bits(37));
    expect(await client.getOmsLumisectionHistory(309042, cruzet)).toEqual(bits(38));
    expect(await client.getRunWithHistory(327743)).toEqual(
      body(56).map(({ version, by, comment, createdAt, run_number, Version: _, atomic_version: _a, ...values }) => ({
        version,
        by,
        comment,
        createdAt,
        run_number,
        values,
      })),
    );
  });
});
