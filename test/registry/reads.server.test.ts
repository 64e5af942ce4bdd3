/** Every read of a client over the sample, and over lumisections with gaps. */
import { goldenJson, LumiList, type LumiListJSON, RunRegistry } from 'runregistry';
import { type EmbeddedRegistry, type Json, type RegistryState, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { expandRanges } from '../support/expand-ranges.js';
import { sample } from '../support/sample.js';
import { type ScriptedServer, scripted } from '../support/scripted-server.js';

type Row = Readonly<Record<string, unknown>>;

const state = sample;
const prompt = '/PromptReco/Collisions2022B/DQM';
const [offline] = state.datasets.filter(({ name, deleted }) => name === prompt && !deleted);
const run = offline?.run_number ?? 0;
const unknownRun = 17;
/** A run whose lumisections differ in number between OMS and the Run Registry. */
const uneven = 357705;

const sampleUrl = inject('sampleUrl');
const registry = new RunRegistry({ url: sampleUrl });

/** Returns the JSON of a response. */
async function wire(method: string, path: string, body?: object, url = sampleUrl): Promise<Json> {
  const response = await fetch(url + path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return (await response.json()) as Json;
}
const about = (route: string, run_number: number, dataset_name = 'online', url?: string) =>
  wire('POST', `/lumisections/${route}`, { run_number, dataset_name }, url) as Promise<unknown> as Promise<Row[]>;

describe('reads of the sample', () => {
  test('getRun() returns the row of a query, and undefined for an unknown run', async () => {
    const row = await registry.getRun(run);
    expect(row).toEqual(await registry.runs().where('run_number').eq(run).one());
    expect(row).toMatchObject({ run_number: run, oms_attributes: { run_number: run } });
    expect(row?.lumisections['dt-dt']?.EMPTY).toBeTypeOf('number');
    expect(await registry.getRun(unknownRun)).toBeUndefined();
    expect(await registry.getRun(2 ** 31 - 1)).toBeUndefined();
  });

  test('getRun() returns a run without a summary of its flags, which no query returns', async () => {
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

  test('getDataset() returns the row of a query, by default of the online dataset', async () => {
    const row = await registry.getDataset(run, prompt);
    expect(row).toMatchObject({ run_number: run, name: prompt, datasets_in_gui: expect.any(Array) });
    expect(row?.dataset_attributes).toEqual(offline?.dataset_attributes);
    expect(row).toEqual(await registry.datasets().where('run_number').eq(run).where('dataset_name').eq(prompt).one());
    expect(await registry.getDataset(run)).toMatchObject({ run_number: run, name: 'online' });
    expect(await registry.getDataset(unknownRun)).toBeUndefined();
    expect(await registry.getDataset(run, '/No/Such/DQM')).toBeUndefined();
    // A name is not a pattern.
    expect(await registry.getDataset(run, '%')).toBeUndefined();
  });

  test('getDatasetNamesOfRun() returns the names of the datasets of a run', async () => {
    const names = state.datasets.filter((one) => one.run_number === run && !one.deleted).map(({ name }) => name);
    expect((await registry.getDatasetNamesOfRun(run)).toSorted()).toEqual(names.toSorted());
    expect(await registry.getDatasetNamesOfRun(unknownRun)).toEqual([]);
  });

  test('getUniqueDatasetNames() returns each name of the rows of a query once', async () => {
    const query = registry.datasets().where('run_number').gte(380000);
    const rows = await query.all();
    expect((await registry.getUniqueDatasetNames(query)).toSorted()).toEqual(
      [...new Set(rows.map(({ name }) => name))].toSorted(),
    );
    expect(await registry.getUniqueDatasetNames(registry.datasets().where('run_number').eq(unknownRun))).toEqual([]);
    expect(await registry.getUniqueDatasetNames(registry.datasets().select('run_number'))).toContain(prompt);
  });

  test('cycles, accepted datasets, workspaces and waiting datasets are returned as received', async () => {
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
  ])('lumisections %s are returned as received, with their numbers', async (_, number, name) => {
    const flags = await about('rr_lumisections', number, name);
    const found = await registry.getLumisections(number, name);
    expect(found).toEqual(flags.map((rr, index) => ({ lumisection_number: index + 1, rr })));
    expect(found[0]?.rr['dt-dt']).toEqual({ status: expect.any(String), comment: '', cause: '' });

    const bits = await about('oms_lumisections', number, name);
    const oms = await registry.getOmsLumisections(number, name);
    expect(oms).toEqual(bits.map((one, index) => ({ lumisection_number: index + 1, oms: one })));
    expect(oms[0]?.oms?.beam1_present).toBeTypeOf('boolean');

    expect(expandRanges(await registry.getLumisectionRanges(number, name))).toEqual(flags.map((rr) => ({ rr })));
    const withoutLuminosity = bits.map(({ recorded: _r, delivered: _d, ...rest }) => ({ oms: rest }));
    expect(expandRanges(await registry.getOmsLumisectionRanges(number, name))).toEqual(withoutLuminosity);

    // The registry fills missing flags with EMPTY, without a comment.
    const byFlag = await registry.getLumisectionRangesByComponent(number, name);
    expect(Object.keys(byFlag)).toEqual(Object.keys(flags[0] ?? {}));
    const stated = (verdict: unknown) => {
      const { status, comment, cause } = verdict as Readonly<Record<string, string>>;
      return { status: status === 'EMPTY' && !comment && !cause ? undefined : status, comment, cause };
    };
    for (const [flag, ranges] of Object.entries(byFlag))
      expect(expandRanges(ranges), flag).toEqual(flags.map((rr) => stated(rr[flag])));

    const byBit = await registry.getOmsLumisectionRangesByBit(number, name);
    for (const [bit, ranges] of Object.entries(byBit))
      expect(expandRanges(ranges), bit).toEqual(bits.map((one) => ({ value: one[bit] })));
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

    const joint = expandRanges(await registry.getJointLumisectionRanges(number, name));
    expect(joint).toEqual(
      Array.from({ length: Math.max(flags.length, bits.length) }, (_, index) => ({
        rr: flags[index],
        oms: withoutLuminosity[index]?.oms,
      })),
    );
  });

  test('reads of unknown runs and datasets are empty', async () => {
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

  test('histories contain the versions of a run, and the changes of flags and bits', async () => {
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

    // The history of a dataset includes the bits of its run.
    const bits = await registry.getOmsLumisectionHistory(run, prompt);
    const wireBits = await about('get_oms_lumisection_history', run, prompt);
    expect(bits).toEqual(wireBits.map(({ name, jsonb, ...rest }) => ({ ...rest, dataset_name: name, oms: jsonb })));
    expect(new Set(bits.map(({ dataset_name }) => dataset_name))).toEqual(new Set(['online', prompt]));
    expect(bits[0]?.oms.beam1_present).toBeTypeOf('boolean');
  });

  test('getDataOfJson() returns the data that evaluate() and trace() accept', async () => {
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

  test('createJson() generates the same golden JSON as the builder, also from a string', async () => {
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

describe('reads of lumisections with gaps', () => {
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
            // 3 has no flags, 4 lacks one, and 6 has one with only a comment.
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

  test('lumisections that OMS lost are gaps, also in ranges', async () => {
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

  test('gaps are undefined in the ranges of a bit, and null is null', async () => {
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

  test('a missing flag has no status, and lumisections without flags are counted', async () => {
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
    // The route of the registry does not count lumisections without flags.
    const wrong = await about('rr_lumisection_ranges_by_component', run, 'online', holed.url);
    expect((wrong as unknown as Record<string, Row[]>)['dt-dt']?.at(-1)).toMatchObject({ start: 4, end: 5 });
  });

  test('flags and bits are aligned by number, and missing data is undefined', async () => {
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

  test('getDataOfJson() only returns lumisections with flags and bits', async () => {
    const data = await client.getDataOfJson({ [run]: [[1, 8]] });
    expect(data.map(({ lumisection }) => [lumisection.lumisection_number, lumisection.rr])).toEqual([
      [1, { 'dt-dt': 'GOOD', 'csc-csc': 'GOOD' }],
      [4, { 'dt-dt': 'BAD' }],
      [5, { 'dt-dt': 'GOOD', 'csc-csc': 'GOOD' }],
      [6, { 'dt-dt': 'GOOD', 'csc-csc': 'EMPTY' }],
    ]);
  });
});
