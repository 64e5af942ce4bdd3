/** Mutations of datasets, permissions and simultaneous mutations over the sample. */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  about,
  accepts,
  bitEdit,
  done,
  editFlag,
  expert,
  flagEdit,
  getDataset,
  getRun,
  type Headers,
  history,
  lumisections,
  names,
  namesOf,
  ownRegistry,
  type Row,
  refused,
  runHistory,
  send,
  shifter,
  snapshot,
  state,
  stranger,
  take,
} from './mutation-fixture.js';

ownRegistry();

describe('datasets', () => {
  const move = (workspace: string, state: string, body: object, headers?: Headers) =>
    done('POST', `datasets/${workspace}/move_dataset/OPEN/${state}`, body, headers);

  test('move to any state in one workspace', async () => {
    const { run_number: run, name } = state.datasets.find(
      ({ name, deleted, dataset_attributes }) =>
        name !== 'online' && !deleted && dataset_attributes.tracker_state === 'OPEN',
    ) ?? { run_number: 0, name: '' };
    const before = await getDataset(run, name);
    const tracker = { email: 'tk@cern.ch', egroups: 'cms-dqm-runregistry-offline-tracker-certifiers' };
    const response = await move('tracker', 'SIGNOFF', { ...about(run, name), workspace: 'tracker' }, tracker);
    expect(response).toEqual({
      ...before,
      version: expect.any(Number),
      dataset_attributes: { ...Object(before.dataset_attributes), tracker_state: 'SIGNOFF' },
    });
    expect(response.version).toBeGreaterThan(Number(before.version));
    expect(await getDataset(run, name)).toEqual(response);
    expect(await names({ run_number: run, name, 'dataset_attributes.tracker_state': { '=': 'SIGNOFF' } })).toEqual([
      name,
    ]);
    // The workspace of the body is used.
    expect((await move('tracker', 'ODD', about(run, name))).dataset_attributes).toMatchObject({
      tracker_state: 'SIGNOFF',
      undefined_state: 'ODD',
    });
  });

  test('that wait are opened in all workspaces from the global one', async () => {
    const run = take((number) => namesOf(number).some((name) => accepts(number, name)));
    const name = namesOf(run).find((one) => accepts(run, one)) ?? '';
    await done('POST', 'runs/move_run/OPEN/SIGNOFF', { run_number: run });
    await move('tracker', 'COMPLETED', { ...about(run, name), workspace: 'tracker' });
    const { dataset_attributes } = await move('global', 'OPEN', { ...about(run, name), workspace: 'global' });
    const states = Object.entries(dataset_attributes as Row).filter(([key]) => key.endsWith('_state'));
    expect(states.filter(([, value]) => value !== 'OPEN')).toEqual([['tracker_state', 'COMPLETED']]);
  });

  test('are rejected if unknown', async () => {
    const path = 'datasets/global/move_dataset/OPEN/SIGNOFF';
    expect(await refused('POST', path, { run_number: 1, dataset_name: 'x', workspace: 'global' })).toBe(
      "Cannot destructure property 'dataset_attributes' of 'dataset' as it is null.",
    );
    expect(await refused('POST', path, { run_number: 1 })).toBe('WHERE parameter "name" has invalid "undefined" value');
  });
});

describe('permissions', () => {
  const run = take((number) => namesOf(number).length > 1);
  const dataset = namesOf(run).find((name) => name !== 'online') ?? '';
  const shifters = 'cms-dqm-runregistry-online-shifters';
  const experts = 'cms-dqm-runregistry-experts';
  const certifiers = (workspace: string) => `cms-dqm-runregistry-offline-${workspace}-certifiers`;
  const moving = (workspace: string) => `datasets/${workspace}/move_dataset/OPEN/SIGNOFF`;

  // No test of this group changes the run.
  let before: object;
  beforeAll(async () => {
    before = await snapshot(run);
  });

  test.each<[string, string, object, string[]]>([
    ['POST', 'runs/move_run/OPEN/SIGNOFF', { run_number: run }, [experts, shifters]],
    ['POST', 'runs/move_run/SIGNOFF/COMPLETED', { run_number: run }, [experts]],
    ['PUT', `manual_run_edit/${run}/class`, { class: 'x' }, [experts]],
    ['PUT', `manual_run_edit/${run}/stop_reason`, { stop_reason: 'x' }, [experts, shifters]],
    ['POST', 'runs/mark_significant', { run_number: run }, [experts, shifters]],
    ['PUT', 'lumisections/edit_rr_lumisections', flagEdit(run, 1, 1, 'GOOD'), [experts, shifters]],
    ['PUT', 'lumisections/edit_oms_lumisections', bitEdit(run, 1, 1), [experts]],
    ['POST', moving('global'), { ...about(run, dataset), workspace: 'global' }, [experts]],
    ['POST', moving('tracker'), { ...about(run, dataset), workspace: 'tracker' }, [experts, certifiers('tracker')]],
    ['POST', moving('jetmet'), { ...about(run, dataset), workspace: 'jetmet' }, [experts, certifiers('jme')]],
  ])('are required by %s %s', async (method, path, body, egroups) => {
    for (const headers of [{}, { email: 'a@cern.ch' }, { egroups: experts }, { email: 'a@cern.ch', egroups: '' }]) {
      expect(await refused(method, path, body, headers)).toBe('Request must provide email and egroups');
    }
    const others = egroups.includes(shifters) ? [stranger] : [stranger, shifter];
    for (const headers of others) {
      const { status, body: response } = await send(method, path, body, headers);
      expect(status).toBe(401);
      const named = String(response.message).matchAll(
        /<a target="_blank" href=[^>]+egroupName=([\w-]+)&tab=3>\1<\/a>/g,
      );
      expect([...named].map((found) => found[1])).toEqual(egroups);
    }
    expect(await snapshot(run)).toEqual(before);
  });
});

describe('simultaneous mutations', () => {
  test('lose no edit', async () => {
    const run = take();
    const before = await history('rr', run);
    const edits = Array.from({ length: 12 }, (_, index) => index + 1);
    const responses = await Promise.all(edits.map((number) => editFlag(run, number, number, `S${number}`)));
    const after = await lumisections('rr', run);
    expect(after.slice(0, 12).map((flags) => flags['dt-dt']?.status)).toEqual(edits.map((number) => `S${number}`));
    const versions = responses.map(({ version }) => version);
    expect(new Set(versions).size).toBe(12);
    const events = await history('rr', run);
    expect(events).toHaveLength(before.length + 12);
    const { triplet_summary } = (await getRun(run)).DatasetTripletCache as Row;
    for (const number of edits) expect(Object(triplet_summary)['dt-dt'][`S${number}`]).toBe(1);
  });

  test('lose no change of a run or dataset', async () => {
    const run = take((number) => namesOf(number).length > 1);
    const name = namesOf(run).find((one) => one !== 'online') ?? '';
    const keys = Array.from({ length: 8 }, (_, index) => `note_${index}`);
    await Promise.all([
      ...keys.map((key) => done('PUT', `manual_run_edit/${run}/${key}`, { [key]: key })),
      ...keys.map((key) =>
        done('POST', `datasets/global/move_dataset/OPEN/SIGNOFF`, { ...about(run, name), workspace: key }),
      ),
    ]);
    expect((await getRun(run)).rr_attributes).toMatchObject(Object.fromEntries(keys.map((key) => [key, key])));
    expect(await runHistory(run)).toHaveLength(9);
    expect((await getDataset(run, name)).dataset_attributes).toMatchObject(
      Object.fromEntries(keys.map((key) => [`${key}_state`, 'SIGNOFF'])),
    );
  });

  test('reject one of two moves', async () => {
    const run = take();
    const moves = [expert, shifter].map((headers) =>
      send('POST', 'runs/move_run/OPEN/SIGNOFF', { run_number: run }, headers),
    );
    const statuses = (await Promise.all(moves)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 500]);
    expect(await runHistory(run)).toHaveLength(2);
  });
});
