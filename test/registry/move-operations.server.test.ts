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
  proxy,
  registry,
  rr,
  runsIn,
  states,
  statuses,
  takeDatasets,
  versions,
} from './operation-fixture.js';

ownRegistry();

describe('moveRuns()', () => {
  test('checks the state `from`, which the registry does not check', async () => {
    const run = one();
    const result = await registry.operations.moveRuns(run, { from: 'SIGNOFF', to: 'COMPLETED' });
    expect(only(result)).toMatchObject({
      status: 'refused',
      reason: expect.stringMatching(/OPEN.*SIGNOFF/),
      before: await rr(run),
    });
    expect(proxy.mutations()).toEqual([]);
    // `from` does not matter for a run that is already there.
    const same = await registry.operations.moveRuns(run, { from: 'SIGNOFF', to: 'OPEN' });
    expect(only(same)).toMatchObject({ status: 'unchanged', before: { state: 'OPEN' } });
    const right = await registry.operations.moveRuns(run, { from: 'OPEN', to: 'SIGNOFF' });
    expect(only(right).status).toBe('done');
    // Without `from`, the present state decides the required permission.
    const back = await registry.operations.moveRuns(run, { to: 'OPEN' });
    expect(only(back)).toMatchObject({ status: 'done', request: { path: '/runs/move_run/SIGNOFF/OPEN' } });
    expect(await states([run])).toEqual(['OPEN']);
  });

  test('requires the permission for each step', async () => {
    const run = one();
    const shifter = as('shifter@cern.ch', 'zh', 'cms-dqm-runregistry-online-shifters');
    expect(only(await shifter.operations.moveRuns(run, { to: 'SIGNOFF' })).status).toBe('done');
    expect(only(await shifter.operations.moveRuns(run, { to: 'COMPLETED' }))).toMatchObject({
      status: 'refused',
      groups: ['cms-dqm-runregistry-experts'],
    });
    expect(await states([run])).toEqual(['SIGNOFF']);
  });

  test('reports the message of the registry for a run that is not ready, and continues', async () => {
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

  test('rejects unknown states before it sends a request', async () => {
    const requests = proxy.server.received.length;
    const move = (options: unknown) => registry.operations.moveRuns(1, options as { to: 'OPEN' });
    const wrong = [
      [{ to: 'SIGNOF' }, 'bad-value'],
      [{ to: 'waiting dqm gui' }, 'bad-value'],
      [{ to: '../OPEN' }, 'bad-value'],
      [{}, 'bad-value'],
      [{ to: 'OPEN', from: 'open' }, 'bad-value'],
      [{ to: 'OPEN', form: 'OPEN' }, 'bad-option'],
      ['OPEN', 'bad-option'],
      [undefined, 'bad-option'],
    ] as const;
    for (const [options, code] of wrong) await rejected(move(options), { is: QueryError, code });
    for (const name of ['', null, 5, undefined])
      await rejected(registry.operations.changeRunClass(1, name as string), {
        is: QueryError,
        code: 'bad-value',
      });
    expect(proxy.server.received).toHaveLength(requests);
  });
});

describe('moveDatasets()', () => {
  const stateOf = async ({ run_number, dataset_name }: DatasetKey, workspace = 'global') =>
    (await registry.getDataset(run_number, dataset_name))?.dataset_attributes[`${workspace}_state` as 'global_state'];

  test('moves datasets in a workspace once, and refuses unknown datasets', async () => {
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
      { ...unknown, status: 'refused', request: undefined, before: undefined, reason: expect.any(String) },
      {
        ...online,
        status: 'refused',
        request: expect.any(Object),
        before: { state: undefined, version: expect.any(Number) },
        reason: expect.stringContaining('tracker'),
      },
    ]);
    expect(proxy.mutations()).toEqual([]);
    const result = await registry.moveDatasets(keys, options);
    expect(statuses(result)).toEqual(['done', 'refused', 'refused']);
    expect(proxy.mutations()).toHaveLength(1);
    expect([await stateOf(key, 'tracker'), await stateOf(key)]).toEqual(['SIGNOFF', 'OPEN']);
    const again = await registry.operations.moveDatasets([key], { ...options });
    expect(only(again)).toMatchObject({ status: 'unchanged', before: { state: 'SIGNOFF' } });
    const wrongFrom = await registry.operations.moveDatasets([key], { ...options, to: 'COMPLETED' });
    expect(only(wrongFrom)).toMatchObject({ status: 'refused', reason: expect.stringMatching(/SIGNOFF.*OPEN/) });
    expect(proxy.mutations()).toEqual([]);
    expect(String(result).split('\n').at(-1)).toBe('1 done, 2 refused');
    expect(String(result)).toContain(`${key.run_number} ${key.dataset_name}: done`);
  });

  test('uses the workspace global by default, and accepts a query', async () => {
    const [first, second] = takeDatasets(2) as [DatasetKey, DatasetKey];
    const query = registry
      .datasets()
      .where('run_number')
      .in([first.run_number, second.run_number])
      .where('dataset_name')
      .in([first.dataset_name, second.dataset_name])
      .where('global_state')
      .is('OPEN');
    const expected = (await query.all()).map(({ run_number, name }) => ({ run_number, dataset_name: name }));
    expect(expected).toEqual(expect.arrayContaining([first, second]));
    const result = await registry.operations.moveDatasets(query.select('energy'), { to: 'COMPLETED' });
    expect(result.outcomes).toMatchObject(
      expected.map((key) => ({ ...key, status: 'done', before: { state: 'OPEN' } })),
    );
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

  test('requires the e-group of the certifiers of the workspace, or of experts', async () => {
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

  test('rejects invalid datasets, states and workspaces', async () => {
    const [key = { run_number: 0, dataset_name: '' }] = openDatasets.map(({ run_number, name }) => ({
      run_number,
      dataset_name: name,
    }));
    const requests = proxy.server.received.length;
    const move = (datasets: unknown, options: unknown) =>
      registry.operations.moveDatasets(datasets as DatasetKey[], options as { to: 'OPEN' });
    const wrong = [
      [key, { to: 'OPEN' }],
      [[5], { to: 'OPEN' }],
      [[{ run_number: 1 }], { to: 'OPEN' }],
      [[{ run_number: '1', dataset_name: 'online' }], { to: 'OPEN' }],
      [registry.runs(), { to: 'OPEN' }],
      [[key], { to: 'signoff' }],
      [[key], { to: 'OPEN', from: 'x' }],
      [[key], { to: 'OPEN', workspace: '' }],
    ] as const;
    for (const [datasets, options] of wrong)
      await rejected(move(datasets, options), { is: QueryError, code: 'bad-value' });
    expect(proxy.server.received).toHaveLength(requests);
    // The registry lists its workspaces.
    for (const workspace of ['traker', '../global', 'constructor'])
      await rejected(move([key], { to: 'SIGNOFF', workspace }), { is: QueryError, code: 'bad-value' });
    expect(proxy.mutations()).toEqual([]);
  });
});
