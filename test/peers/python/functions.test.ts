/** The examples and functions of docs/from-python.md, executed by the published Python client and by this library. */
import { execFileSync } from 'node:child_process';
import { datasetStates, type JsonLogicDocument, RunRegistry, runStates, statuses } from 'runregistry';
import { type EmbeddedRegistry, type RegistryState, sampleState, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { endpointOf } from '../../../src/transport/targets.js';
import { lost } from '../../support/fake-lumisections.js';
import { expert } from '../../support/fault-proxy.js';
import { selection } from '../../support/rounds.js';
import { calls, casesOf, signatures } from './guide.js';
import { compareLumisections, json } from './lumisections.js';
import { PythonClient, pythonOf, type Version, versions } from './python-client.js';

const registry = new RunRegistry({ url: inject('sampleUrl') });

const dataset = '/PromptReco/HICosmics18A/DQM';
const rules: JsonLogicDocument = {
  and: [
    { '>=': [{ var: 'run.oms.energy' }, 6000] },
    { '==': [{ in: ['WMass', { var: 'run.oms.hlt_key' }] }, false] },
    { '==': [{ var: 'lumisection.rr.dt-dt' }, 'GOOD'] },
    { '==': [{ var: 'lumisection.oms.bpix_ready' }, true] },
  ],
};
/** Names that the calls in comments read. */
const prelude = `
import json
from inspect import signature
json_logic = json.loads(${JSON.stringify(JSON.stringify(rules))})
`;

const early = () => registry.runs().where('run_number').gt(309000).where('run_number').lt(310000);
const earlyDatasets = () => registry.datasets().where('run_number').gt(309000).where('run_number').lt(310000);
const generated = async () =>
  (await registry.createJson(rules, { datasetName: '/PromptReco/Collisions2018A/DQM', pollDelay: 10 })).list;

/** Reads of the examples: the result of this library in the form of Python's. */
const reads: Readonly<Record<string, () => Promise<unknown>>> = {
  'get_run(run_number=328762)': () => registry.getRun(328762),
  "get_runs(filter={'run_number': {'or': [328762, 323555, 323444]}})": () =>
    registry.runs().where('run_number').in([328762, 323555, 323444]).all(),
  "get_runs(filter={'run_number': {'and': [{'>': 309000}, {'<': 310000}]}, 'dt-dt': 'GOOD'})": () =>
    early().flag('dt', 'dt').is('GOOD').all(),
  "get_runs(filter={'run_number': …, 'tracker-strip': 'GOOD'})": () =>
    early().flag('tracker', 'strip').is('GOOD').all(),
  "get_runs(filter={'run_number': …, 'hlt_key': {'like': '%commissioning2018%'}, 'significant': {'=': True}})": () =>
    early().where('hlt_key').like('%commissioning2018%').where('significant').is(true).all(),
  "get_runs(filter={'run_number': …, 'dt-dt': 'GOOD'}, compress_attributes=False)": () =>
    early().flag('dt', 'dt').is('GOOD').all({ compress: false }),
  'get_runs(filter={…}, ignore_filter_transformation=True)': () =>
    early().where('hlt_key').like('%commissioning2018%').flag('dt', 'dt').is('GOOD').all(),
  'get_dataset_names_of_run(run_number=327743)': () => registry.getDatasetNamesOfRun(327743),
  "get_dataset(run_number=327604, dataset_name='/PromptReco/HICosmics18A/DQM')": () =>
    registry.getDataset(327604, dataset),
  "get_datasets(filter={'run_number': {'and': [{'>': 309000}, {'<': 310000}]}})": () => earlyDatasets().all(),
  "get_datasets(filter={'tracker-strip': 'GOOD', 'run_number': …})": () =>
    earlyDatasets().flag('tracker', 'strip').is('GOOD').all(),
  'get_cycles()': () => registry.getCycles(),
  'get_datasets_accepted()': () => registry.getDatasetsAccepted(),
  "get_lumisections(327743, '/PromptReco/HICosmics18A/DQM')": async () =>
    (await registry.getLumisections(327743, dataset)).map(({ rr }) => rr),
  "get_oms_lumisections(327743, 'online')": async () =>
    (await registry.getOmsLumisections(327743)).map(({ oms }) => oms),
  "get_oms_lumisections(327743, '/PromptReco/HICosmics18A/DQM')": async () =>
    (await registry.getOmsLumisections(327743, dataset)).map(({ oms }) => oms),
  "get_lumisection_ranges(327743, '/PromptReco/HICosmics18A/DQM')": async () =>
    (await registry.getLumisectionRanges(327743, dataset)).map(({ rr, ...ends }) => ({ ...rr, ...ends })),
  "get_lumisection_ranges_by_component(327743)['rpc-hv']": async () =>
    (await registry.getLumisectionRangesByComponent(327743))['rpc-hv'],
  'get_oms_lumisection_ranges(327743)': async () =>
    (await registry.getOmsLumisectionRanges(327743)).map(({ oms, ...ends }) => ({ ...oms, ...ends })),
  "get_joint_lumisection_ranges(327743, '/PromptReco/HICosmics18A/DQM')": async () =>
    // Luminosities are null in this run of cosmic rays.
    (await registry.getJointLumisectionRanges(327743, dataset)).map(({ rr, oms, ...ends }) => ({
      ...rr,
      ...oms,
      ...ends,
      delivered: null,
      recorded: null,
    })),
  "create_json(json_logic=json_logic, dataset_name_filter='/PromptReco/Collisions2018A/DQM')['generated_json']":
    generated,
};

const payload = `{
    'run_number': {'and': [{'>': 309000}, {'<': 310000}]},
    'oms_attributes.hlt_key': {'like': '%commissioning2018%'},
    'triplet_summary.dt-dt.GOOD': {'>': 0},
}`;
/** Returns a call in a comment as Python. */
const complete = (call: string): string =>
  call.replace('{…}', payload).replace("'run_number': …", "'run_number': {'and': [{'>': 309000}, {'<': 310000}]}");

/** Operations of the examples, which change run 362761 and a dataset of run 327604. */
const operations: Readonly<Record<string, (client: RunRegistry) => Promise<unknown>>> = {
  'make_significant_runs(run=362761)': ({ operations }) => operations.markSignificant(362761),
  'reset_RR_attributes_and_refresh_runs(runs=362761)': ({ operations }) => operations.resetAndRefreshRuns(362761),
  'manually_refresh_components_statuses_for_runs(runs=362761)': ({ operations }) => operations.refreshRuns(362761),
  "change_run_class(362761, 'Commissioning22')": ({ operations }) =>
    operations.changeRunClass(362761, 'Commissioning22'),
  "edit_rr_lumisections(362761, 1, 10, 'dt-dt', 'BAD', comment='HV trip')": ({ operations }) =>
    operations.editLumisections(362761, {
      flag: 'dt-dt',
      start: 1,
      end: 10,
      status: 'BAD',
      comment: 'HV trip',
    }),
  "move_runs('OPEN', 'SIGNOFF', run=362761)": ({ operations }) =>
    operations.moveRuns(362761, { from: 'OPEN', to: 'SIGNOFF' }),
  "move_datasets('COMPLETED', 'OPEN', '/PromptReco/HICosmics18A/DQM', workspace='global', run=327604)": (client) =>
    client.operations.moveDatasets(client.datasets().where('run_number').eq(327604).where('dataset_name').eq(dataset), {
      from: 'COMPLETED',
      to: 'OPEN',
      workspace: 'global',
    }),
};

/** Returns the URL that the client has after it is imported. */
function environmentUrl(version: Version, variables: Readonly<Record<string, string>>): string {
  const { ENVIRONMENT: _, ...env } = process.env;
  const program = 'import runregistry.runregistry as client; print(client.api_url)';
  return execFileSync(pythonOf(version), ['-c', program], { env: { ...env, ...variables }, encoding: 'utf8' }).trim();
}

interface Context {
  readonly python: PythonClient;
  readonly version: Version;
}

/** Compares a call without a dataset, which defaults to `online`. */
const defaultsToOnline =
  (name: string) =>
  async ({ python }: Context) => {
    expect(await python.evaluate(`${name}(327743)`)).toEqual(await python.evaluate(`${name}(327743, 'online')`));
  };

/** The claims of the table of functions beyond the examples. */
const functions: Readonly<Record<string, (context: Context) => Promise<unknown>>> = {
  'setup(target)': async ({ python, version }) => {
    const targets = Object(await python.evaluate('targets')) as Record<'production', { url: string; audience: string }>;
    expect(Object.keys(targets).sort()).toEqual(['development', 'local', 'production']);
    for (const [target, { url }] of Object.entries(targets)) expect(url).toBe(endpointOf(target).url);
    expect(await python.raised("setup('qa')")).toMatchObject({ type: 'Exception' });
    expect(environmentUrl(version, {})).toBe(endpointOf('production').url);
    expect(environmentUrl(version, { ENVIRONMENT: 'development' })).toBe(endpointOf('development').url);
  },
  'get_run(': async ({ python }) => {
    expect(await python.evaluate('get_run(1)')).toEqual({});
    expect(await registry.getRun(1)).toBeUndefined();
  },
  'get_runs(': async ({ python }) => {
    python.requests();
    expect(await python.evaluate('get_runs()')).toEqual(json(await registry.runs().all()));
    const bodies = python.requests().filter(({ path }) => path === '/runs_filtered_ordered');
    expect(JSON.parse(bodies[0]?.body ?? '')).toEqual({ page: 0, filter: {}, page_size: 50, sortings: [] });
  },
  'get_dataset(': async ({ python }) => {
    expect(await python.evaluate('get_dataset(327604)')).toEqual(json(await registry.getDataset(327604)));
    expect(await python.evaluate("get_dataset(327604, 'x')")).toEqual({});
    expect(await registry.getDataset(327604, 'x')).toBeUndefined();
  },
  'get_datasets(': async ({ python }) => {
    const where = registry.datasets().where('run_number').gte(380_000);
    expect(await python.evaluate("get_datasets(filter={'run_number': {'>=': 380000}})")).toEqual(
      json(await where.all()),
    );
  },
  'get_dataset_names_of_run(': async ({ python, version }) => {
    python.requests();
    await python.evaluate('get_dataset_names_of_run(327743)', "setup('local'); client.api_url = url");
    // Only 3.0.0 requests a token for the target `local`.
    expect(python.requests().map(({ path }) => path)).toEqual([
      ...(version === '3.0.0' ? ['/token'] : []),
      '/get_all_dataset_names_of_run/327743',
    ]);
    await python.run("setup('production'); client.api_url = url");
  },
  'get_cycles(': async () => {
    expect(await registry.getCycles('tracker')).toBeInstanceOf(Array);
  },
  'get_datasets_accepted(': async ({ python }) => {
    const all = (await python.evaluate('get_datasets_accepted()')) as { class: string }[];
    const expected = all.filter((rule) => rule.class === 'Cosmics18CRUZET');
    expect(json(await registry.getDatasetsAccepted('Cosmics18CRUZET'))).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  },
  'get_lumisections(': defaultsToOnline('get_lumisections'),
  'get_oms_lumisections(': defaultsToOnline('get_oms_lumisections'),
  'get_lumisection_ranges(': defaultsToOnline('get_lumisection_ranges'),
  'get_lumisection_ranges_by_component(': defaultsToOnline('get_lumisection_ranges_by_component'),
  'get_oms_lumisection_ranges(': async ({ python }) => {
    const ofDataset = `get_oms_lumisection_ranges(327743, dataset_name='${dataset}')`;
    expect(await python.raised(ofDataset)).toMatchObject({ type: 'TypeError' });
    expect(await registry.getOmsLumisectionRanges(327743, dataset)).toBeInstanceOf(Array);
  },
  'get_joint_lumisection_ranges(': defaultsToOnline('get_joint_lumisection_ranges'),
  'create_json(': async ({ python }) => {
    expect(await python.evaluate('constants')).toMatchObject({ 'seconds between polls': 15 });
  },
  'transform_to_rr_run_filter(': async ({ python }) => {
    const range = "'run_number': {'and': [{'>': 309000}, {'<': 310000}]}";
    expect(
      await python.evaluate(`transform_to_rr_run_filter({${range}, 'dt-dt': 'GOOD', 'class': 'Cosmics18'})`),
    ).toEqual(early().flag('dt', 'dt').is('GOOD').where('class').eq('Cosmics18').toFilter());
    expect(
      await python.evaluate(
        `transform_to_rr_dataset_filter({${range}, 'dataset_name': {'like': '%Express%'}, 'tracker_state': 'OPEN'})`,
      ),
    ).toEqual(earlyDatasets().where('dataset_name').like('%Express%').where('tracker_state').is('OPEN').toFilter());
  },
  ONLINE_RUN_STATES: async ({ python }) => {
    const [online, offline, lumisections] = (await python.evaluate(
      '[ONLINE_RUN_STATES, OFFLINE_DATASET_STATES, LUMISECTION_STATES]',
    )) as [string[], string[], string[]];
    expect(online.toSorted()).toEqual([...runStates].sort());
    expect(offline.toSorted()).toEqual([...datasetStates].sort());
    expect(statuses).toEqual(expect.arrayContaining(lumisections));
  },
};

/** Operations, which the test of operations compares. */
const changes = [
  'move_runs(',
  'make_significant_runs(',
  'reset_RR_attributes_and_refresh_runs(',
  'manually_refresh_components_statuses_for_runs(',
  'edit_rr_lumisections(',
  'move_datasets(',
  'change_run_class(',
];

test('every call in an example is executed', () => {
  expect([...calls].sort()).toEqual([...Object.keys(reads), ...Object.keys(operations)].sort());
});

describe.each(versions)('the Python client %s and this library', (version) => {
  let python: PythonClient;
  beforeAll(async () => {
    python = await PythonClient.start(inject('sampleUrl'), version);
  });
  afterAll(() => python?.close());

  test.each(Object.entries(reads))('return the same for %s', async (call, ours) => {
    expect(await python.evaluate(complete(call), prelude)).toEqual(json(await ours()));
  });

  test.each(
    casesOf('Every function', { ...functions, ...Object.fromEntries(changes.map((name) => [name, undefined])) }),
  )('fulfil the claims of %s', async (_, claim) => {
    await claim?.({ python, version });
  });

  test.each(signatures.filter((signature) => !/^get_(runs|datasets)/.test(signature)))(
    'have the parameters of %s',
    async (signature) => {
      const [name] = signature.split('(');
      const parameters = (await python.evaluate(`str(signature(${name}))`, prelude)) as string;
      // 3.0.0 has a list as default.
      const expected = parameters.replace(/(, )?\*\*kwargs/, '').replaceAll('runs=[]', 'runs=None');
      expect(signature).toBe(name + expected);
    },
  );

  test('return the same lumisections, except where the guide says so', async () => {
    const small = new RunRegistry({ url: inject('smallUrl') });
    const client = await PythonClient.start(inject('smallUrl'), version);
    const datasets = selection(await small.datasets().all(), 10).filter((_, index) => index % 4 === 0);
    for (const { run_number: run, name } of datasets) await compareLumisections(client, small, { run, name });
    await client.close();
    expect(datasets.length).toBeGreaterThanOrEqual(3);
  });

  test('number lumisections equally, except in ranges by component after one without flags', async () => {
    const run = 320_354;
    const state = withGaps(sampleState({ runs: 40 }), run);
    await using registry = await startEmbedded({ state });
    const client = await PythonClient.start(registry.url, version);
    const library = new RunRegistry({ url: registry.url });
    expect(await compareLumisections(client, library, { run, name: 'online' })).toBe(false);
    await client.close();
  });

  describe('change the same with', () => {
    let registries: readonly EmbeddedRegistry[];
    let client: PythonClient;
    let library: RunRegistry;
    beforeAll(async () => {
      registries = [await startEmbedded(), await startEmbedded()];
      client = await PythonClient.start(registries[0]?.url ?? '', version);
      library = new RunRegistry({ url: registries[1]?.url ?? '', identity: expert });
    });
    afterAll(async () => {
      await client?.close();
      for (const registry of registries) await registry.close();
    });

    /** The run, its flags and the dataset that the operations change, with their versions. */
    const stateOf = async (index: number) => {
      const registry = new RunRegistry({ url: registries[index]?.url ?? '' });
      const run = await registry.getRun(362761);
      const ranges = await registry.getLumisectionRanges(362761);
      return json({ run, ranges, dataset: await registry.getDataset(327604, dataset) });
    };

    test.each(Object.entries(operations))('%s', async (call, ours) => {
      const before = await stateOf(0);
      await client.evaluate(complete(call));
      await ours(library);
      const after = await stateOf(0);
      expect(await stateOf(1)).toEqual(after);
      expect(after).not.toEqual(before);
    });

    test('move_runs() with a wrong state, which only this library checks', async () => {
      const [run] = await library.runs().where('state').is('OPEN').where('significant').is(true).limit(1).all();
      const number = run?.run_number ?? 0;
      expect(await client.evaluate(`len(move_runs('COMPLETED', 'SIGNOFF', run=${number}))`)).toBe(1);
      const { outcomes } = await library.operations.moveRuns(number, { from: 'COMPLETED', to: 'SIGNOFF' });
      expect(outcomes.map(({ status }) => status)).toEqual(['refused']);
    });
  });
});

/** Returns a state in which flags and OMS lack lumisections of a run. */
function withGaps(state: RegistryState, run: number): RegistryState {
  return {
    ...state,
    rrLumisections: state.rrLumisections.map((row) =>
      row.run_number === run
        ? { ...row, rr_lumisection_ranges: row.rr_lumisection_ranges.filter((_, index) => index !== 1) }
        : row,
    ),
    omsLumisections: state.omsLumisections.map((row) =>
      row.run_number === run
        ? { ...row, oms_lumisections: row.oms_lumisections.map((bits, index) => (index === 4 ? lost : bits)) }
        : row,
    ),
  };
}
