/** Moves of runs and datasets. */
import { type DatasetKey, QueryError } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { rejected } from '../support/refusal.js';
import {
  as,
  flagsOf,
  one,
  only,
  openDatasets,
  ownRegistry,
  registry,
  rr,
  runsIn,
  states,
  statuses,
  takeDatasets,
  versions,
  way,
} from './operation-fixture.js';

ownRegistry();

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
