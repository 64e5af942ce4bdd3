/** Operations over the sample: what they change and what not, what they tell of it, and what they refuse. */
import {
  AbortError,
  type DatasetKey,
  type OperationOutcome,
  type OperationResult,
  QueryError,
  RunRegistry,
  RunRegistryError,
} from 'runregistry';
import { type EmbeddedRegistry, sampleState, startEmbedded } from 'runregistry/embedded';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expert, type FaultyWay, faultyWay } from '../support/faulty-way.js';
import { refused, rejected } from '../support/refusal.js';

const state = sampleState();
const flagsOf = new Map(
  state.rrLumisections.map((row) => [`${row.run_number} ${row.dataset_name}`, row.rr_lumisection_ranges]),
);
const runsIn = (wanted: string) =>
  state.runs.filter(({ rr_attributes, deleted }) => !deleted && rr_attributes.state === wanted);
/** Open runs that can be signed off: every flag is known on every lumisection. */
const open = runsIn('OPEN').filter(({ run_number, rr_attributes }) => {
  const ranges = flagsOf.get(`${run_number} online`) ?? [];
  const unknown = ranges.some((range) =>
    Object.values(range).some((flag) => Object(flag).status === 'EMPTY' || Object(flag).status === 'NO VALUE FOUND'),
  );
  return rr_attributes.class !== '' && (ranges.at(-1)?.end ?? 0) > 20 && !unknown;
});
const significant = open.filter(({ rr_attributes }) => rr_attributes.significant === true);
const insignificant = open.filter(({ rr_attributes }) => rr_attributes.significant === false);
/** Runs that no other test changes, the earliest first. */
const take = (n: number, of = significant): number[] => {
  const taken = of.splice(0, n).map(({ run_number }) => run_number);
  if (taken.length < n) throw new Error('The sample has no such runs left');
  return taken.toSorted((a, b) => a - b);
};
const one = (of = significant): number => take(1, of)[0] as number;
const signedOff = runsIn('SIGNOFF');
const unknownRun = 17;
const openDatasets = state.datasets.filter(
  ({ dataset_attributes, deleted }) =>
    !deleted && dataset_attributes.global_state === 'OPEN' && dataset_attributes.tracker_state === 'OPEN',
);
const takeDatasets = (n: number): DatasetKey[] => {
  const taken = openDatasets.splice(0, n).map(({ run_number, name }) => ({ run_number, dataset_name: name }));
  if (taken.length < n) throw new Error('The sample has no such datasets left');
  return taken;
};

let embedded: EmbeddedRegistry;
let way: FaultyWay;
let registry: RunRegistry;
const as = (email: string, ...egroups: string[]) => way.client({ identity: { email, egroups } });
beforeAll(async () => {
  embedded = await startEmbedded();
  way = await faultyWay(embedded.url);
  registry = way.client();
});
afterEach(async () => {
  // No call leaves a request behind.
  await expect.poll(() => way.server.open, { interval: 1 }).toBe(0);
  way.mutations();
});
afterAll(async () => {
  await way?.close();
  await embedded?.close();
});

const rr = async (run: number) => {
  const row = await registry.getRun(run);
  return { state: row?.state, class: row?.class, significant: row?.significant, version: row?.version };
};
const states = async (runs: readonly number[]) => Promise.all(runs.map(async (run) => (await rr(run)).state));
/** Changes of a run. A mark is one change, although the registry also classifies the run in a version of the same comment. */
const versions = async (run: number) => {
  const comments = (await registry.getRunWithHistory(run)).map(({ comment }) => comment);
  return comments.filter((comment, index) => !(comment.startsWith('mark run') && comments[index - 1] === comment))
    .length;
};
const statuses = ({ outcomes }: OperationResult) => outcomes.map(({ status }) => status);
const only = ({ outcomes, stopped }: OperationResult): OperationOutcome => {
  expect(outcomes).toHaveLength(1);
  expect(stopped).toBeUndefined();
  return outcomes[0] as OperationOutcome;
};

/** Operations on runs, each with what it sends; and whether it needs an e-group. */
const onRuns = [
  {
    name: 'markSignificant',
    takes: insignificant,
    call: (client: RunRegistry, runs: Parameters<RunRegistry['markSignificant']>[0], options = {}) =>
      client.operations.markSignificant(runs, options),
    request: (run: number) => ({ method: 'POST', path: '/runs/mark_significant', body: { run_number: run } }),
    after: { significant: true },
    groups: ['cms-dqm-runregistry-experts', 'cms-dqm-runregistry-online-shifters'],
    again: 'unchanged',
  },
  {
    name: 'moveRuns',
    takes: significant,
    call: (client: RunRegistry, runs: Parameters<RunRegistry['moveRuns']>[0], options = {}) =>
      client.operations.moveRuns(runs, { to: 'SIGNOFF', ...options }),
    request: (run: number) => ({ method: 'POST', path: '/runs/move_run/OPEN/SIGNOFF', body: { run_number: run } }),
    after: { state: 'SIGNOFF' },
    groups: ['cms-dqm-runregistry-experts', 'cms-dqm-runregistry-online-shifters'],
    again: 'unchanged',
  },
  {
    name: 'changeRunClass',
    takes: significant,
    call: (client: RunRegistry, runs: Parameters<RunRegistry['changeRunClass']>[0], options = {}) =>
      client.operations.changeRunClass(runs, 'Circulating24', options),
    request: (run: number) => ({
      method: 'PUT',
      path: `/manual_run_edit/${run}/class`,
      body: { class: 'Circulating24' },
    }),
    after: { class: 'Circulating24' },
    groups: ['cms-dqm-runregistry-experts'],
    again: 'unchanged',
  },
  {
    name: 'refreshRuns',
    takes: significant,
    call: (client: RunRegistry, runs: Parameters<RunRegistry['refreshRuns']>[0], options = {}) =>
      client.operations.refreshRuns(runs, options),
    request: (run: number) => ({ method: 'POST', path: `/runs/refresh_run/${run}` }),
    after: {},
    groups: undefined,
    again: 'done',
  },
  {
    name: 'resetAndRefreshRuns',
    takes: significant,
    call: (client: RunRegistry, runs: Parameters<RunRegistry['resetAndRefreshRuns']>[0], options = {}) =>
      client.operations.resetAndRefreshRuns(runs, options),
    request: (run: number) => ({ method: 'POST', path: `/runs/reset_and_refresh_run/${run}` }),
    after: {},
    groups: undefined,
    again: 'done',
  },
] as const;

describe.each(onRuns)('$name()', ({ name, takes, call, request, after, groups, again }) => {
  test('changes a run, tells what was there and what was sent, and does it once', async () => {
    const run = one(takes);
    const before = await rr(run);
    const planned = only(await call(registry, run, { dryRun: true }));
    expect(planned).toEqual({ run_number: run, status: 'planned', request: request(run), before });
    expect(way.mutations()).toEqual([]);
    expect(await rr(run)).toEqual(before);

    const result = await call(registry, run);
    expect(only(result)).toEqual({ ...planned, status: 'done' });
    expect(result.isComplete).toBe(true);
    expect(await rr(run)).toEqual({ ...before, ...after, version: expect.any(Number) });
    expect(await versions(run)).toBe(2);
    const [sent, ...more] = way.mutations();
    expect(more).toEqual([]);
    const { body, ...rest } = { body: undefined, ...request(run) };
    expect(sent).toMatchObject(rest);
    expect(sent?.body).toBe(body === undefined ? '' : JSON.stringify(body));
    expect(sent?.headers).toMatchObject({ email: expert.email, egroups: expert.egroups.join(',') });
    expect((await registry.getRunWithHistory(run)).at(-1)?.by).toContain(expert.email);

    const second = only(await call(registry, [run]));
    expect(second.status).toBe(again);
    expect(second.before).toEqual(await rr(run).then((now) => (again === 'done' ? expect.any(Object) : now)));
    if (again === 'unchanged') {
      expect(second.reason).toMatch(/already$/);
      expect(way.mutations()).toEqual([]);
      expect(await versions(run)).toBe(2);
    }
  });

  test('refuses a run that is not open, or that there is none of, and sends nothing', async () => {
    const run = one(signedOff);
    const before = await rr(run);
    const result = await call(registry, [unknownRun, run]);
    expect(result.outcomes[0]).toEqual({
      run_number: unknownRun,
      status: 'refused',
      request: undefined,
      before: undefined,
      reason: 'there is no such run',
    });
    // One that is signed off is significant, and is where it is to be moved.
    const isSo = name === 'markSignificant' || name === 'moveRuns';
    expect(result.outcomes[1]).toMatchObject({
      run_number: run,
      status: isSo ? 'unchanged' : 'refused',
      before,
      reason: isSo ? expect.stringContaining('already') : 'the run is SIGNOFF, and must be OPEN',
    });
    expect(result.isComplete).toBe(false);
    expect(way.mutations()).toEqual([]);
    expect(await rr(run)).toEqual(before);
  });

  test('without permission names the e-groups in plain text, where it needs one', async () => {
    const run = one(takes);
    const before = await rr(run);
    if (groups === undefined) {
      expect(only(await call(as('someone@cern.ch'), run)).status).toBe('done');
      return;
    }
    const refused = await call(as('someone@cern.ch', 'zh'), run);
    expect(only(refused)).toEqual({
      run_number: run,
      status: 'refused',
      request: request(run),
      before,
      reason: expect.stringContaining(`e-groups to fulfill this action (clickable links): ${groups.join(' ')}`),
      groups,
    });
    expect(String(refused)).not.toMatch(/[<>]|&\w+;/);
    expect(String(refused)).toContain(`allowed are ${groups.join(', ')}`);
    // Without any e-group the registry does not look at who asks, and the hint names the option to set.
    for (const client of [as('someone@cern.ch'), new RunRegistry({ url: way.server.url })])
      expect(only(await call(client, run))).toMatchObject({
        status: 'refused',
        reason: 'Request must provide email and egroups',
        hint: expect.stringContaining("'identity'"),
      });
    expect(await rr(run)).toEqual(before);
    expect(await versions(run)).toBe(1);
    takes.unshift(...state.runs.filter(({ run_number }) => run_number === run));
  });

  test('takes numbers, each once and in their order, and a query', async () => {
    const [first = 0, second = 0] = take(2, takes);
    const result = await call(registry, [second, first, second, unknownRun, first], { dryRun: true });
    expect(result.outcomes.map(({ run_number }) => run_number)).toEqual([second, first, unknownRun]);
    const query = registry.runs().where('run_number').in([first, second]).orderBy('run_number', 'asc');
    const byQuery = await call(registry, query, { dryRun: true });
    expect(byQuery.outcomes).toEqual([result.outcomes[1], result.outcomes[0]]);
    expect((await call(registry, query.select('energy'), { dryRun: true })).outcomes).toEqual(byQuery.outcomes);
    expect((await call(registry, query.limit(1), { dryRun: true })).outcomes).toEqual([result.outcomes[1]]);
    expect(way.mutations()).toEqual([]);
    const done = await call(registry, query);
    expect(statuses(done)).toEqual(['done', 'done']);
    expect(await Promise.all([first, second].map(rr))).toMatchObject([after, after]);
    for (const nothing of [[], registry.runs().where('run_number').eq(unknownRun)] as const) {
      const empty = await call(registry, nothing);
      expect(empty.outcomes).toEqual([]);
      expect(empty.isComplete).toBe(true);
      expect(String(empty)).toBe('nothing to do');
    }
  });

  test('has the same name on the client', async () => {
    const run = one(takes);
    const given = name === 'moveRuns' ? { to: 'SIGNOFF' } : name === 'changeRunClass' ? 'Circulating24' : {};
    const options = name === 'changeRunClass' ? [given, { dryRun: true }] : [{ ...(given as object), dryRun: true }];
    const method = registry[name] as (...given: readonly unknown[]) => Promise<OperationResult>;
    expect(await method.call(registry, run, ...options)).toEqual(await call(registry, run, { dryRun: true }));
    takes.unshift(...state.runs.filter(({ run_number }) => run_number === run));
  });

  test('refuses what are no runs, and wrong options, before anything is sent', async () => {
    const asked = way.server.received.length;
    const wrong = [
      ['355100', 'an operation takes run numbers or a query'],
      [{ run: 1 }, 'an operation takes run numbers or a query'],
      [new Set([1]), 'an operation takes run numbers or a query'],
      [undefined, 'an operation takes run numbers or a query'],
      [0, 'a run number is a whole number from 1'],
      [[1, '355100'], 'write 355100'],
      [[1, null], 'a run number is a whole number from 1'],
      [new Array(1), 'a run number is a whole number from 1'],
      [registry.datasets(), 'write runs().where(…)'],
    ] as const;
    for (const [runs, says] of wrong)
      await rejected(call(registry, runs as unknown as number), { is: QueryError, code: 'bad-value', says: [says] });
    const options = [{ dryrun: true }, { dryRun: 1 }, { dryRun: null }, { onProgress: 'x' }, { signal: {} }];
    for (const one of options)
      await rejected(call(registry, 1, one), { is: QueryError, code: 'bad-option', says: [/option/] });
    expect(way.server.received).toHaveLength(asked);
  });
});

describe('moveRuns()', () => {
  test('looks at the state that `from` names, which the registry does not', async () => {
    const run = one();
    const result = await registry.operations.moveRuns(run, { from: 'SIGNOFF', to: 'COMPLETED' });
    expect(only(result)).toMatchObject({ status: 'refused', reason: 'it is OPEN, not SIGNOFF', before: await rr(run) });
    expect(way.mutations()).toEqual([]);
    // Where it is already is no matter of `from`.
    const same = await registry.operations.moveRuns(run, { from: 'SIGNOFF', to: 'OPEN' });
    expect(only(same)).toMatchObject({ status: 'unchanged', reason: 'it is OPEN already' });
    const right = await registry.operations.moveRuns(run, { from: 'OPEN', to: 'SIGNOFF' });
    expect(only(right).status).toBe('done');
    // Without `from` the state that is there decides who may do it.
    const back = await registry.operations.moveRuns(run, { to: 'OPEN' });
    expect(only(back)).toMatchObject({ status: 'done', request: { path: '/runs/move_run/SIGNOFF/OPEN' } });
    expect(await states([run])).toEqual(['OPEN']);
  });

  test('may be allowed for one step and not for the other', async () => {
    const run = one();
    const shifter = as('shifter@cern.ch', 'zh', 'cms-dqm-runregistry-online-shifters');
    expect(only(await shifter.operations.moveRuns(run, { to: 'SIGNOFF' })).status).toBe('done');
    expect(only(await shifter.operations.moveRuns(run, { to: 'COMPLETED' }))).toMatchObject({
      status: 'refused',
      groups: ['cms-dqm-runregistry-experts'],
    });
    expect(await states([run])).toEqual(['SIGNOFF']);
  });

  test('tells in the words of the registry why a run is not ready, and goes on', async () => {
    const classless = runsIn('OPEN').find(({ rr_attributes }) => rr_attributes.class === '')?.run_number ?? 0;
    const flagless = runsIn('OPEN').find(({ run_number }) => !flagsOf.has(`${run_number} online`))?.run_number ?? 0;
    const ready = one();
    const result = await registry.operations.moveRuns([classless, flagless, ready], { to: 'SIGNOFF' });
    expect(statuses(result)).toEqual(['refused', 'refused', 'done']);
    expect(result.outcomes.map(({ reason }) => reason)).toEqual([
      'The class of run must not be empty',
      `There is no run lumisection data for run ${flagless}, therefore it cannot be signed off`,
      undefined,
    ]);
    expect(result.stopped).toBeUndefined();
    expect(await Promise.all([classless, flagless, ready].map(versions))).toEqual([1, 1, 2]);
    expect(await states([classless, ready])).toEqual(['OPEN', 'SIGNOFF']);
  });

  test('refuses states that there are not, before anything is sent', async () => {
    const asked = way.server.received.length;
    const move = (options: unknown) => registry.operations.moveRuns(1, options as { to: 'OPEN' });
    const wrong = [
      [{ to: 'SIGNOF' }, 'bad-value', "the option 'to' is the text 'SIGNOF'; did you mean 'SIGNOFF'?"],
      [{ to: 'waiting dqm gui' }, 'bad-value', "write one of 'OPEN', 'SIGNOFF', 'COMPLETED'"],
      [{ to: '../OPEN' }, 'bad-value', "the option 'to' is"],
      [{}, 'bad-value', "the option 'to' is undefined"],
      [{ to: 'OPEN', from: 'open' }, 'bad-value', "the option 'from' is the text 'open'; did you mean 'OPEN'?"],
      [{ to: 'OPEN', form: 'OPEN' }, 'bad-option', "did you mean 'from'?"],
      ['OPEN', 'bad-option', 'the options of moveRuns() are an object'],
      [undefined, 'bad-option', 'the options of moveRuns() are an object'],
    ] as const;
    for (const [options, code, says] of wrong) await rejected(move(options), { is: QueryError, code, says: [says] });
    for (const name of ['', null, 5, undefined])
      await rejected(registry.operations.changeRunClass(1, name as string), {
        is: QueryError,
        code: 'bad-value',
        says: ['a class of runs is a text'],
      });
    expect(way.server.received).toHaveLength(asked);
  });
});

describe('moveDatasets()', () => {
  const stateOf = async ({ run_number, dataset_name }: DatasetKey, workspace = 'global') =>
    (await registry.getDataset(run_number, dataset_name))?.dataset_attributes[`${workspace}_state` as 'global_state'];

  test('moves datasets in a workspace, once, and refuses what there is none of', async () => {
    const [key = { run_number: 0, dataset_name: '' }] = takeDatasets(1);
    const unknown = { run_number: key.run_number, dataset_name: '/No/Such/DQM' };
    const online = { run_number: key.run_number, dataset_name: 'online' };
    const keys = [key, unknown, online, key];
    const request = {
      method: 'POST',
      path: '/datasets/tracker/move_dataset/OPEN/SIGNOFF',
      body: { ...key, workspace: 'tracker' },
    };
    const options = { workspace: 'tracker', from: 'OPEN', to: 'SIGNOFF' } as const;
    const planned = await registry.operations.moveDatasets(keys, { ...options, dryRun: true });
    expect(planned.outcomes).toEqual([
      { ...key, status: 'planned', request, before: { state: 'OPEN', version: expect.any(Number) } },
      { ...unknown, status: 'refused', request: undefined, before: undefined, reason: 'there is no such dataset' },
      {
        ...online,
        status: 'refused',
        request: expect.any(Object),
        before: { state: undefined, version: expect.any(Number) },
        reason: 'it has no state in the workspace tracker',
      },
    ]);
    expect(way.mutations()).toEqual([]);
    const result = await registry.moveDatasets(keys, options);
    expect(statuses(result)).toEqual(['done', 'refused', 'refused']);
    expect(way.mutations()).toHaveLength(1);
    expect([await stateOf(key, 'tracker'), await stateOf(key)]).toEqual(['SIGNOFF', 'OPEN']);
    const again = await registry.operations.moveDatasets([key], { ...options });
    expect(only(again)).toMatchObject({ status: 'unchanged', reason: 'it is SIGNOFF already' });
    const wrongFrom = await registry.operations.moveDatasets([key], { ...options, to: 'COMPLETED' });
    expect(only(wrongFrom)).toMatchObject({ status: 'refused', reason: 'it is SIGNOFF, not OPEN' });
    expect(way.mutations()).toEqual([]);
    expect(String(result).split('\n').at(-1)).toBe('1 done, 2 refused');
    expect(String(result)).toContain(`${key.run_number} ${key.dataset_name}: done`);
  });

  test('is global if nothing is said, and takes a query', async () => {
    const [first, second] = takeDatasets(2) as [DatasetKey, DatasetKey];
    const query = registry
      .datasets()
      .where('run_number')
      .in([first.run_number, second.run_number])
      .where('dataset_name')
      .in([first.dataset_name, second.dataset_name])
      .where('global_state')
      .is('OPEN');
    const found = (await query.all()).map(({ run_number, name }) => ({ run_number, dataset_name: name }));
    expect(found).toEqual(expect.arrayContaining([first, second]));
    const result = await registry.operations.moveDatasets(query.select('energy'), { to: 'COMPLETED' });
    expect(result.outcomes).toMatchObject(found.map((key) => ({ ...key, status: 'done', before: { state: 'OPEN' } })));
    expect(await stateOf(first)).toBe('COMPLETED');
    const back = await registry.operations.moveDatasets([first], { to: 'waiting dqm gui' });
    expect(only(back)).toMatchObject({
      status: 'done',
      request: { path: '/datasets/global/move_dataset/COMPLETED/waiting%20dqm%20gui' },
    });
    expect(await stateOf(first)).toBe('waiting dqm gui');
    const opened = await registry.operations.moveDatasets([first], { from: 'waiting dqm gui', to: 'OPEN' });
    expect(only(opened).status).toBe('done');
    expect(await stateOf(first)).toBe('OPEN');
  });

  test('is for the certifiers of the workspace, and for experts', async () => {
    const [key = { run_number: 0, dataset_name: '' }] = takeDatasets(1);
    const certifier = as('certifier@cern.ch', 'cms-dqm-runregistry-offline-tracker-certifiers');
    const move = (workspace: string) => certifier.operations.moveDatasets([key], { workspace, to: 'SIGNOFF' });
    expect(only(await move('tracker')).status).toBe('done');
    expect(only(await move('muon'))).toMatchObject({
      status: 'refused',
      groups: ['cms-dqm-runregistry-experts', 'cms-dqm-runregistry-offline-muo-certifiers'],
    });
    expect(only(await move('global'))).toMatchObject({ status: 'refused', groups: ['cms-dqm-runregistry-experts'] });
    expect(await stateOf(key)).toBe('OPEN');
  });

  test('refuses datasets, states and workspaces that there are not', async () => {
    const [key = { run_number: 0, dataset_name: '' }] = openDatasets.map(({ run_number, name }) => ({
      run_number,
      dataset_name: name,
    }));
    const asked = way.server.received.length;
    const move = (datasets: unknown, options: unknown) =>
      registry.operations.moveDatasets(datasets as DatasetKey[], options as { to: 'OPEN' });
    const wrong = [
      [key, { to: 'OPEN' }, 'an operation takes datasets or a query'],
      [[5], { to: 'OPEN' }, '5 is no dataset'],
      [[{ run_number: 1 }], { to: 'OPEN' }, 'the name of a dataset is a text'],
      [[{ run_number: '1', dataset_name: 'online' }], { to: 'OPEN' }, 'write 1'],
      [registry.runs(), { to: 'OPEN' }, 'write datasets().where(…)'],
      [[key], { to: 'signoff' }, "did you mean 'SIGNOFF'?"],
      [[key], { to: 'OPEN', from: 'x' }, "the option 'from' is"],
      [[key], { to: 'OPEN', workspace: '' }, 'a workspace is a text'],
    ] as const;
    for (const [datasets, options, says] of wrong)
      await rejected(move(datasets, options), { is: QueryError, code: 'bad-value', says: [says] });
    expect(way.server.received).toHaveLength(asked);
    // Which workspaces there are, the registry tells.
    for (const [workspace, says] of [
      ['traker', "did you mean 'tracker'?"],
      ['../global', "the option 'workspace' is"],
      ['constructor', "the option 'workspace' is"],
    ] as const)
      await rejected(move([key], { to: 'SIGNOFF', workspace }), { is: QueryError, code: 'bad-value', says: [says] });
    expect(way.mutations()).toEqual([]);
  });
});

describe('editLumisections()', () => {
  const verdict = { status: 'BAD', comment: 'HV trip', cause: 'HV' } as const;
  const edit = { flag: 'dt-dt', start: 3, end: 5, ...verdict } as const;
  const flags = async (run: number, dataset = 'online') =>
    (await registry.getLumisections(run, dataset)).map((lumisection) => lumisection.rr['dt-dt']);

  test('sets a flag in a range, once', async () => {
    const run = one();
    const before = await flags(run);
    const created = await registry.getLumisectionHistory(run);
    const planned = only(await registry.operations.editLumisections(run, { ...edit, dryRun: true }));
    expect(planned).toMatchObject({
      run_number: run,
      dataset_name: 'online',
      status: 'planned',
      request: {
        method: 'PUT',
        path: '/lumisections/edit_rr_lumisections',
        body: {
          run_number: run,
          dataset_name: 'online',
          component: 'dt-dt',
          new_lumisection_range: { start: 3, end: 5, ...verdict },
        },
      },
      before: { state: 'OPEN', ranges: expect.any(Array) },
    });
    const shown = planned.before?.ranges as readonly { readonly start: number; readonly end: number }[];
    expect([shown[0]?.start, shown.at(-1)?.end]).toEqual([3, 5]);
    expect(way.mutations()).toEqual([]);

    expect(only(await registry.editLumisections(run, edit))).toEqual({ ...planned, status: 'done' });
    const changed = before.map((one, index) => (index >= 2 && index < 5 ? verdict : one));
    expect(await flags(run)).toEqual(changed);
    const again = only(await registry.operations.editLumisections(run, { ...edit, start: 4 }));
    expect(again).toMatchObject({ status: 'unchanged', before: { ranges: [{ start: 4, end: 5, ...verdict }] } });
    const history = (await registry.getLumisectionHistory(run)).slice(created.length);
    expect(history).toMatchObject([
      { start: 3, end: 5, manual: true, by: expert.email, dataset_name: 'online', rr: { 'dt-dt': verdict } },
    ]);
    // Another word is another verdict.
    const other = await registry.operations.editLumisections(run, { ...edit, comment: 'HV trip again' });
    expect(only(other).status).toBe('done');
  });

  test('refuses what the registry would take: a range beyond the last lumisection', async () => {
    const run = one();
    const before = await flags(run);
    const last = before.length;
    const beyond = only(await registry.operations.editLumisections(run, { ...edit, start: last, end: last + 1 }));
    expect(beyond).toMatchObject({
      status: 'refused',
      reason: `the last lumisection is ${last}, and the dataset would grow to ${last + 1}`,
    });
    expect(way.mutations()).toEqual([]);
    expect(only(await registry.operations.editLumisections(run, { ...edit, start: last, end: last })).status).toBe(
      'done',
    );
    expect(await flags(run)).toHaveLength(last);
  });

  test('needs an open run for the online dataset alone', async () => {
    const [key = { run_number: 0, dataset_name: '' }] = takeDatasets(1);
    const { run_number: run, dataset_name: dataset } = key;
    expect((await rr(run)).state).not.toBe('OPEN');
    const online = only(await registry.operations.editLumisections(run, { ...edit, start: 1, end: 1 }));
    expect(online).toMatchObject({
      status: 'refused',
      reason: expect.stringMatching(/^the run is \w+, and must be OPEN$/),
    });
    const offline = await registry.operations.editLumisections(run, { ...edit, dataset, start: 1, end: 1 });
    expect(only(offline)).toMatchObject({ ...key, status: 'done' });
    expect((await flags(run, dataset))[0]).toEqual(verdict);
    for (const [number, name] of [
      [unknownRun, 'online'],
      [run, '/No/Such/DQM'],
    ] as const)
      expect(only(await registry.operations.editLumisections(number, { ...edit, dataset: name }))).toMatchObject({
        status: 'refused',
        reason: 'there is no such dataset',
      });
  });

  test('is for shifters and experts', async () => {
    const run = one();
    const before = await flags(run);
    expect(only(await as('someone@cern.ch', 'zh').operations.editLumisections(run, edit))).toMatchObject({
      status: 'refused',
      groups: ['cms-dqm-runregistry-experts', 'cms-dqm-runregistry-online-shifters'],
    });
    expect(await flags(run)).toEqual(before);
  });

  test('refuses arguments that make no sense before anything is sent', async () => {
    const asked = way.server.received.length;
    const wrong = [
      [{ ...edit, flag: 'dt-dtt' }, 'unknown-flag', "did you mean 'dt-dt'?"],
      [{ ...edit, flag: undefined }, 'unknown-flag', 'a flag is named by texts'],
      [{ ...edit, status: 'FINE' }, 'bad-value', "the option 'status' is the text 'FINE'"],
      [{ ...edit, status: 'bad' }, 'bad-value', "did you mean 'BAD'?"],
      [{ ...edit, status: 'NO VALUE FOUND' }, 'bad-value', "the option 'status' is"],
      [{ ...edit, status: undefined }, 'bad-value', "the option 'status' is undefined"],
      [{ ...edit, comment: undefined }, 'bad-option', 'without a comment'],
      [{ ...edit, comment: 'no' }, 'bad-option', 'without a comment'],
      [{ ...edit, comment: '  x  ' }, 'bad-option', 'without a comment'],
      [{ ...edit, comment: 5 }, 'bad-option', "the option 'comment' is 5"],
      [{ ...edit, cause: null }, 'bad-option', "the option 'cause' is null"],
      [{ ...edit, start: 0 }, 'bad-option', "the option 'start' is 0"],
      [{ ...edit, end: 1.5 }, 'bad-option', "the option 'end' is 1.5"],
      [{ ...edit, end: '5' }, 'bad-option', "the option 'end' is the text '5'"],
      [{ ...edit, end: undefined }, 'bad-option', "the option 'end' is undefined"],
      [{ ...edit, start: 5, end: 3 }, 'bad-option', 'write start: 3, end: 5'],
      [{ ...edit, dataset: '' }, 'bad-value', 'the name of a dataset is a text'],
      [{ ...edit, component: 'dt-dt' }, 'bad-option', "'component' is not an option"],
    ] as const;
    for (const [options, code, says] of wrong)
      await rejected(registry.operations.editLumisections(1, options as unknown as typeof edit), {
        is: QueryError,
        code,
        says: [says],
      });
    await rejected(registry.operations.editLumisections('1' as unknown as number, edit), {
      is: QueryError,
      code: 'bad-value',
      says: ['write 1'],
    });
    expect(way.server.received).toHaveLength(asked);
  });
});

describe('on the way', () => {
  test('progress is told after each, and the result is a text to read', async () => {
    const [first = 0, second = 0] = take(2);
    const told: unknown[] = [];
    const result = await registry.operations.moveRuns([first, unknownRun, second], {
      to: 'SIGNOFF',
      onProgress: (progress) => told.push(progress),
    });
    expect(told).toEqual(result.outcomes.map((last, index) => ({ done: index + 1, total: 3, last })));
    expect(String(result)).toBe(
      [`${first}: done`, `${unknownRun}: refused; there is no such run`, `${second}: done`, '2 done, 1 refused'].join(
        '\n',
      ),
    );
    expect(result.with('done').map(({ run_number }) => run_number)).toEqual([first, second]);
    expect(result.with('unknown')).toEqual([]);
    expect(Object.isFrozen(result.outcomes)).toBe(true);
  });

  test('a callback that throws stops the work, and loses nothing', async () => {
    const runs = take(3);
    const result = await registry.operations.moveRuns(runs, {
      to: 'SIGNOFF',
      onProgress: ({ done }) => {
        if (done === 2) throw new Error('no room on the disk');
      },
    });
    expect(statuses(result)).toEqual(['done', 'done', 'unsent']);
    expect(result.stopped).toBeInstanceOf(RunRegistryError);
    expect(result.stopped).toMatchObject({
      code: 'callback-failed',
      message: expect.stringContaining('no room on the disk'),
    });
    expect(result.isComplete).toBe(false);
    expect(await states(runs)).toEqual(['SIGNOFF', 'SIGNOFF', 'OPEN']);
    const rest = await registry.operations.moveRuns(runs, { to: 'SIGNOFF' });
    expect(statuses(rest)).toEqual(['unchanged', 'unchanged', 'done']);
    expect(rest.isComplete).toBe(true);
    expect(await Promise.all(runs.map(versions))).toEqual([2, 2, 2]);
  });

  test('a signal stops before the next one, and what was done is told', async () => {
    const runs = take(3);
    const controller = new AbortController();
    const result = await registry.operations.moveRuns(runs, {
      to: 'SIGNOFF',
      signal: controller.signal,
      onProgress: () => controller.abort('enough'),
    });
    expect(statuses(result)).toEqual(['done', 'unsent', 'unsent']);
    expect(result.stopped).toBeInstanceOf(AbortError);
    expect(result.stopped).toMatchObject({ code: 'aborted', cause: 'enough' });
    expect(result.outcomes[1]).toEqual({
      run_number: runs[1],
      status: 'unsent',
      request: undefined,
      before: undefined,
      reason: 'the operation was stopped by its signal',
    });
    expect(await states(runs)).toEqual(['SIGNOFF', 'OPEN', 'OPEN']);

    way.mutations();
    const asked = way.server.received.length;
    const none = await registry.operations.moveRuns(runs, { to: 'OPEN', signal: AbortSignal.abort() });
    expect(statuses(none)).toEqual(['unsent', 'unsent', 'unsent']);
    expect(way.server.received).toHaveLength(asked);
    // Without knowing which runs there are, there is no result to give.
    const query = registry.runs().where('run_number').in(runs);
    await rejected(registry.operations.moveRuns(query, { to: 'OPEN', signal: AbortSignal.abort() }), {
      is: AbortError,
      code: 'aborted',
      says: ['stopped by its signal'],
    });
  });
});

describe('the identity', () => {
  test('of the embedded registry is an expert, by default', async () => {
    await using client = new RunRegistry({ target: 'embedded' });
    const run = insignificant.at(-1)?.run_number ?? 0;
    expect(only(await client.operations.markSignificant(run)).status).toBe('done');
    expect((await client.getRunWithHistory(run)).at(-1)?.by).toBe('api@api');
  });

  test('is a name and e-groups that fit into a header', () => {
    const wrong = [
      {},
      null,
      'x@cern.ch',
      { email: '' },
      { email: 'a b' },
      { email: 'a@b\r\nx: y' },
      { email: 5 },
      { email: 'é@cern.ch' },
      { email: 'a@b', egroups: 'x' },
      { email: 'a@b', egroups: ['x y'] },
      { email: 'a@b', egroups: [''] },
      { email: 'a@b', egroups: ['x,y'] },
      { email: 'a@b', egroups: [5] },
      { email: 'a@b', groups: [] },
    ];
    for (const identity of wrong)
      refused(() => way.client({ identity: identity as { email: string } }), {
        is: QueryError,
        code: 'bad-option',
        says: ["'identity'", 'write { email:'],
      });
  });
});
