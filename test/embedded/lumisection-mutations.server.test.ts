/** Mutations of lumisections over the sample. */
import { describe, expect, test } from 'vitest';
import {
  about,
  bitEdit,
  bitsOf,
  done,
  editFlag,
  expert,
  flagEdit,
  flagsOf,
  getDataset,
  getRun,
  history,
  job,
  listed,
  lumisections,
  names,
  namesOf,
  numbers,
  ownRegistry,
  refused,
  runWith,
  shifter,
  snapshot,
  take,
} from './mutation-fixture.js';

ownRegistry();

describe('lumisections', () => {
  test('show an edit of flags in reads, counts, filters and the history', async () => {
    const isGood = (run: number) =>
      flagsOf.get(`${run} online`)?.every((range) => Object(range['dt-dt']).status === 'GOOD') === true;
    const run = take(isGood);
    const before = await lumisections('rr', run);
    const created = await history('rr', run);
    const { version } = await getDataset(run, 'online');
    const response = await editFlag(run, 3, 5, 'BAD');
    expect(response).toEqual({
      run_number: run,
      name: 'online',
      lumisection_metadata_id: expect.any(Number),
      version: expect.any(Number),
      manual_change: true,
    });
    const verdict = { status: 'BAD', comment: 'HV trip of this test', cause: '' };
    const after = before.map((flags, index) => (index >= 2 && index < 5 ? { ...flags, 'dt-dt': verdict } : flags));
    expect(await lumisections('rr', run)).toEqual(after);

    const ranges = await done('POST', 'lumisections/rr_lumisection_ranges_by_component', about(run));
    expect(ranges['dt-dt']).toContainEqual({ ...verdict, start: 3, end: 5 });
    expect(await numbers({ 'triplet_summary.dt-dt.comments': { like: '%of this test%' } })).toEqual([run]);
    expect(await numbers({ run_number: run, 'triplet_summary.dt-dt.BAD': { '=': 3 } })).toEqual([run]);
    expect(await names({ run_number: run, 'triplet_summary.dt-dt.comments': { like: '%of this test%' } })).toEqual([
      'online',
    ]);
    expect((await getRun(run)).DatasetTripletCache).toMatchObject({
      triplet_summary: { 'dt-dt': { BAD: 3, GOOD: before.length - 3, comments: [verdict.comment] } },
    });
    const dataset = await getDataset(run, 'online');
    expect(dataset.version).toBeGreaterThan(Number(version));
    expect(dataset.DatasetTripletCache).toMatchObject({ rr_ranges: { 'dt-dt': { BAD: [[3, 5]] } } });

    const events = await history('rr', run);
    expect(events.slice(0, -1)).toEqual(created);
    expect(created[0]).toMatchObject({
      start: 1,
      manual_change: false,
      by: 'auto@auto',
      comment: `run ${run} creation`,
    });
    expect(events.at(-1)).toEqual({
      manual_change: true,
      version: response.version,
      run_number: run,
      name: 'online',
      start: 3,
      end: 5,
      by: shifter.email,
      comment: `Edit run ${run} lumisections of a dataset online for component dt-dt`,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      jsonb: { 'dt-dt': verdict },
    });
    // Equal values have the same id.
    const again = await editFlag(run, 7, 7, 'BAD');
    expect(again.lumisection_metadata_id).toBe(response.lumisection_metadata_id);
    expect((await editFlag(run, 7, 7, 'GOOD')).lumisection_metadata_id).not.toBe(response.lumisection_metadata_id);
    // Rules of a golden JSON read it.
    const data = await done('POST', 'lumisections/get_data_of_json', { json: { [`${run}-online`]: [[4, 4]] } });
    expect(data.json_with_data).toMatchObject({
      [`${run}-online`]: { 4: { lumisection: { rr: { 'dt-dt': 'BAD' } } } },
    });
  });

  test('accept any status, flag and range', async () => {
    const run = take();
    const length = (await lumisections('rr', run)).length;
    const edit = { ...flagEdit(run, length + 3, length + 4, 'ODD'), component: 'foo-bar' };
    await done('PUT', 'lumisections/edit_rr_lumisections', edit, shifter);
    const after = await lumisections('rr', run);
    expect(after).toHaveLength(length + 4);
    expect(after.map((flags) => flags['foo-bar']?.status)).toEqual([
      ...new Array<string>(length + 2).fill('EMPTY'),
      'ODD',
      'ODD',
    ]);
    expect(after.at(-1)?.['dt-dt']).toEqual({ status: 'EMPTY', comment: '', cause: '' });
  });

  test('of an offline dataset are edited separately from its run, which need not be open', async () => {
    const run = runWith(
      ({ state }, number) => state === 'COMPLETED' && namesOf(number).length > 1 && flagsOf.has(`${number} online`),
    );
    const name = namesOf(run).find((one) => one !== 'online') ?? '';
    const online = await lumisections('rr', run);
    await editFlag(run, 1, 1, 'BAD', { comment: 'offline edit' }, name);
    expect((await lumisections('rr', run, name))[0]?.['dt-dt']).toMatchObject({ comment: 'offline edit' });
    expect(await lumisections('rr', run)).toEqual(online);
    expect(await names({ 'triplet_summary.dt-dt.comments': { like: '%offline edit%' } })).toEqual([name]);
    expect((await history('rr', run, name)).map(({ comment }) => comment)).toContain(
      `dataset ${name} creation after a run ${run} is signed off`,
    );
  });

  test('preserve manual changes over later automatic ones', async () => {
    const run = take();
    await editFlag(run, 4, 5, 'STANDBY');
    const { manual_change } = await done('PUT', 'lumisections/edit_rr_lumisections', flagEdit(run, 5, 6, 'BAD'), job);
    expect(manual_change).toBe(false);
    const statuses = (await lumisections('rr', run)).map((flags) => flags['dt-dt']?.status);
    expect(statuses.slice(3, 6)).toEqual(['STANDBY', 'STANDBY', 'BAD']);
    const events = await history('rr', run);
    expect(events.slice(-2).map((event) => event.by)).toEqual([job.email, shifter.email]);
  });

  test('are unchanged after an error', async () => {
    const run = take();
    const before = await snapshot(run);
    const flags = (edit: object) => refused('PUT', 'lumisections/edit_rr_lumisections', edit);
    const bits = (edit: object) => refused('PUT', 'lumisections/edit_oms_lumisections', edit);
    const updating = `Error updating lumisections of online dataset, run number: ${run}:`;
    expect(await flags(flagEdit(run, 1, 2, ''))).toBe('No status present when trying to edit lumisections');
    expect(await flags(flagEdit(run, 1, 2, 'BAD', { comment: 'HV' }))).toMatch(/^When setting lumisections as BAD/);
    expect(await flags(flagEdit(run, 2, 1, 'GOOD'))).toBe(
      `${updating} Start Lumisection must be less than end lumisection`,
    );
    for (const bounds of [{ start: 'x', end: 'y' }, { start: 1.5 }, { end: 1e9 }]) {
      expect(await flags(flagEdit(run, 1, 2, 'GOOD', bounds))).toBe(
        `${updating} Error updating/saving dataset online of run ${run} lumisections`,
      );
    }
    expect(await flags(flagEdit(run, 1, 2, 'GOOD', {}, '/Nope/DQM'))).toMatch(
      /: Error updating\/saving dataset \/Nope\/DQM of run \d+ lumisections$/,
    );
    expect(await flags(about(run))).toMatch(/^Cannot destructure property/);
    // PostgreSQL rejects NUL, after all other checks have passed.
    expect(await flags(flagEdit(run, 1, 2, 'GOOD', { comment: 'a\0b' }))).toMatch(/Unicode/i);
    const bit = bitEdit(run, 1, 2);
    for (const [more, words] of [
      [{ status: false }, 'No status present when trying to edit lumisections'],
      [{ status: 'yes' }, 'DCS Bits can only be true or false'],
      [{ comment: 'no' }, /^No comment present/],
      [{ start: 3 }, /^Error updating oms lumisections of online dataset, run number: \d+: Start/],
    ] as const) {
      expect(await bits({ ...bit, new_lumisection_range: { ...bit.new_lumisection_range, ...more } })).toMatch(words);
    }
    expect(await snapshot(run)).toEqual(before);
  });

  test('show an edit of OMS bits in the datasets of the run', async () => {
    const run = take((number) =>
      bitsOf.has(`${number} ${namesOf(number).find((name) => bitsOf.has(`${number} ${name}`) && name !== 'online')}`),
    );
    const name = namesOf(run).find((one) => one !== 'online' && bitsOf.has(`${run} ${one}`)) ?? '';
    const response = await done('PUT', 'lumisections/edit_oms_lumisections', bitEdit(run, 2, 3));
    expect(response).toEqual({
      run_number: run,
      name: 'online',
      lumisection_metadata_id: expect.any(Number),
      version: expect.any(Number),
    });
    for (const dataset of ['online', name]) {
      const values = (await lumisections('oms', run, dataset)).map((bits) => bits.castor_ready);
      expect(values.map((value) => Boolean(value)).slice(0, 4)).toEqual([false, true, true, false]);
    }
    const [row] = await listed('datasets', { run_number: run, name: 'online' });
    expect(row?.DatasetTripletCache).toMatchObject({ dcs_summary: { castor_ready: { TRUE: 2 } } });
    const online = await history('oms', run);
    expect(online.at(-1)).toMatchObject({
      start: 2,
      end: 3,
      by: expert.email,
      comment: `Edit run ${run} dataset online component castor_ready OMS lumisection ranges, user comment: 'override', range [2,3]`,
      jsonb: { castor_ready: true },
    });
    expect(online.at(-1)).not.toHaveProperty('manual_change');
    // The history of a dataset includes that of its run; both were created without the edit.
    const events = await history('oms', run, name);
    expect(events.filter((event) => event.name === 'online')).toEqual(online);
    const own = events.filter((event) => event.name === name);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every((event) => Object(event.jsonb).castor_ready !== true)).toBe(true);
  });

  test('of a dataset can have separate OMS bits', async () => {
    const run = take((number) => namesOf(number).length > 1);
    const name = namesOf(run).find((one) => one !== 'online') ?? '';
    const online = await lumisections('oms', run);
    const length = online.length;
    await done('PUT', 'lumisections/edit_oms_lumisections', bitEdit(run, length + 2, length + 2, name));
    const after = await lumisections('oms', run, name);
    expect(after.slice(0, length)).toEqual(online);
    expect(after.slice(length)).toEqual([{ err: 'No data available for this lumisection' }, { castor_ready: true }]);
    expect(await lumisections('oms', run)).toEqual(online);
    // Later changes of the run also apply to the dataset.
    await done('PUT', 'lumisections/edit_oms_lumisections', bitEdit(run, 1, 1));
    expect((await lumisections('oms', run, name))[0]?.castor_ready).toBe(true);
    expect((await history('oms', run, name)).slice(-2).map((event) => event.name)).toEqual([name, 'online']);
  });
});
