/** Arguments and options that JavaScript would ignore, next to valid ones. test/structure lists all functions and methods. */
import {
  atLeastOf,
  attribute,
  Brilcalc,
  catalogue,
  except,
  extendCatalogue,
  FlatTable,
  flag,
  flags,
  LumiList,
  logic,
  named,
  not,
  QueryError,
  RunRegistry,
  run,
} from 'runregistry';
import { describe, expect, test } from 'vitest';
import { endpointsOfDatasets, endpointsOfRuns, reads } from '../support/run-endpoints.js';

// A request would fail with another error.
const registry = new RunRegistry({ url: 'http://127.0.0.1:1', retries: 0 });

type Methods = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
const invoke = (object: unknown, name: string, ...args: readonly unknown[]): unknown =>
  (object as Methods)[name]?.(...args);

const csv = `#run:fill,ls,time,beamstatus,E(GeV),delivered(/ub),recorded(/ub),avgpu,source
315257:6417,1:1,04/27/18 18:12:19,STABLE BEAMS,6500,120.5,110.5,30.1,HFET`;

/** Returns the code of the error that a call throws or rejects with. */
async function codeOf(call: () => unknown): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return error instanceof QueryError ? error.code : String(error);
  }
}

const golden = registry.goldenJson().flag('dt-dt').is('GOOD');
describe('a method rejects more arguments than it takes', () => {
  test.each<[string, () => unknown]>([
    ['why()', () => invoke(golden, 'why', 1, 2, 'online', {}, 'more')],
    ['subtract()', () => invoke(LumiList.empty, 'subtract', LumiList.empty, LumiList.empty)],
    ['remove()', () => invoke(golden, 'remove', 'dt-dt', 'csc-csc')],
    ['orderBy()', () => invoke(registry.runs(), 'orderBy', 'energy', 'asc', 'class', 'desc')],
    ['limit()', () => invoke(registry.runs(), 'limit', 10, 20)],
    ['all()', () => invoke(registry.runs(), 'all', {}, {})],
    ['getRun()', () => invoke(registry, 'getRun', 1, {}, {})],
    ['moveRuns()', () => invoke(registry, 'moveRuns', [1], { to: 'SIGNOFF' }, { dryRun: true })],
  ])('%s, where the first arguments are valid', async (_, call) => {
    expect(await codeOf(call)).toBe('wrong-arguments');
  });
});

describe('a function rejects more arguments than it takes', () => {
  const energy = run.energy.gte(6000);
  test.each<[string, unknown, readonly unknown[]]>([
    ['named', named, ['x', energy, energy]],
    ['flags', flags, [['dt-dt'], ['csc-csc']]],
    ['flag', flag, ['dt', 'dt', 'GOOD']],
    ['not', not, [energy, energy]],
    ['logic', logic, [{ '!': [1] }, { '!': [2] }]],
    ['attribute', attribute, ['energy', 'gte']],
    ['atLeastOf', atLeastOf, [1, [energy], energy]],
    ['except', except, [1, energy, energy, energy]],
    ['extendCatalogue', extendCatalogue, [{}, {}]],
    ['goldenJson', registry.goldenJson, [{}, {}]],
    ['runs', registry.runs, [{}]],
  ])('%s()', async (_, call, args) => {
    expect(await codeOf(() => (call as (...args: readonly unknown[]) => unknown)(...args))).toBe('wrong-arguments');
  });

  test('but a function of one argument can be a callback of map', () => {
    expect([energy, energy].map(not).map(String)).toEqual(['energy < 6000 GeV', 'energy < 6000 GeV']);
    expect([{ '!': [1] }].map(logic)).toHaveLength(1);
    expect((['energy', 'b_field'] as const).map(attribute)).toHaveLength(2);
    expect([['dt-dt'] as const].map(flags)).toHaveLength(1);
    expect([{}, { 1: [[1, 2]] }].map(LumiList.fromJSON)).toHaveLength(2);
    expect([registry.runs().toJSON()].map(registry.runs.fromJSON)).toHaveLength(1);
  });
});

describe('options', () => {
  const key = [355100, 'online'] as const;
  const calls: Readonly<Record<string, readonly [object: object, ...args: readonly unknown[]]>> = {
    ...Object.fromEntries(
      ['all', 'first', 'one', 'count', 'exists', 'stream', 'pages', 'toTable', 'toCsv', 'lumisections'].map((name) => [
        name,
        [registry.runs()],
      ]),
    ),
    toJsonLogic: [golden],
    why: [golden, 1, 2, 'online'],
    generateLocally: [golden, []],
    generate: [golden],
    ...Object.fromEntries(endpointsOfRuns.map((name) => [name, [registry, 355100]])),
    ...Object.fromEntries(endpointsOfDatasets.map((name) => [name, [registry, ...key]])),
    getUniqueDatasetNames: [registry, registry.datasets()],
    getDatasetsWaiting: [registry],
    getDatasetsAccepted: [registry, 'Cosmics22'],
    getCycles: [registry, 'global'],
    getWorkspaces: [registry, 'online'],
    getDataOfJson: [registry, { 1: [[1, 2]] }, 'online'],
    createJson: [registry, { '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] }],
    listJsons: [registry],
    getJson: [registry, 1],
    waitForJson: [registry, 1],
    deleteJson: [registry, 1],
    markSignificant: [registry, [1]],
    moveRuns: [registry, [1]],
    resetAndRefreshRuns: [registry, [1]],
    refreshRuns: [registry, [1]],
    changeRunClass: [registry, [1], 'Cosmics22'],
    moveDatasets: [registry, [{ run_number: 1, dataset_name: 'x' }]],
    editLumisections: [registry, 1],
    fromUrl: [LumiList, 'https://registry.example/golden.json'],
    toFile: [LumiList.empty, '/tmp/never-written.json'],
    fromText: [Brilcalc, csv],
    fromFile: [Brilcalc, '/tmp/never-read.csv'],
    compare: [catalogue, registry],
    fromWebUrl: [registry.runs, 'https://cmsrunregistry.web.cern.ch/online/global'],
  };

  test('of every read are in this list', () => {
    expect(Object.keys(calls)).toEqual(expect.arrayContaining(reads));
  });

  test.each(Object.entries(calls))('of %s() are checked', async (name, [object, ...args]) => {
    const call = (options: unknown) => () => invoke(object, name, ...args, options);
    for (const options of [{ nonsense: 1 }, null, 5, 'online', []])
      expect([options, await codeOf(call(options))]).toEqual([
        options,
        expect.stringMatching(/^(bad-option|wrong-arguments)$/),
      ]);
  });

  test('of constructors and conditions are checked', async () => {
    for (const options of [{ nonsense: 1 }, null, 5, []]) {
      expect(await codeOf(() => new (RunRegistry as unknown as new (options: unknown) => object)(options))).toBe(
        'bad-option',
      );
      expect(await codeOf(() => invoke(registry, 'goldenJson', options))).toBe('bad-option');
      expect(await codeOf(() => invoke(run.energy, 'ne', 5, options))).toBe('bad-value');
      expect(await codeOf(() => invoke(new FlatTable([], []), 'toCsv', options))).toBe('bad-option');
    }
  });
});
