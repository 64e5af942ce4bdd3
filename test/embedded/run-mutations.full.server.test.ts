/** Mutations of runs over the sample. */
import { type EmbeddedRegistry, type StateRange, startEmbedded } from 'runregistry/embedded';
import { describe, expect, test } from 'vitest';
import {
  about,
  accepts,
  bitEdit,
  bitsOf,
  done,
  expert,
  flagEdit,
  flagsOf,
  getDataset,
  getRun,
  history,
  job,
  lumisections,
  names,
  namesOf,
  numbers,
  ownRegistry,
  type Row,
  refused,
  runHistory,
  runWith,
  send,
  shifter,
  snapshot,
  state,
  take,
} from './mutation-fixture.js';

ownRegistry();

describe('runs', () => {
  test('show a new class in reads, lists and the history', async () => {
    const run = take();
    const before = await getRun(run);
    const { class: old } = before.rr_attributes as Row;
    const response = await done('PUT', `manual_run_edit/${run}/class`, { class: 'Circulating24' });
    expect(response).toEqual({
      ...before,
      version: expect.any(Number),
      rr_attributes: { ...Object(before.rr_attributes), class: 'Circulating24' },
    });
    expect(response.version).toBeGreaterThan(Number(before.version));
    expect(await getRun(run)).toEqual(response);
    expect(await numbers({ 'rr_attributes.class': { '=': 'Circulating24' } })).toEqual([run]);
    expect(await numbers({ run_number: run, 'rr_attributes.class': { '=': String(old) } })).toEqual([]);
    expect(await names({ run_number: run, 'rr_attributes.class': { '=': 'Circulating24' } })).toEqual(
      expect.arrayContaining(namesOf(run)),
    );

    const [creation, edit, ...more] = await runHistory(run);
    expect(more).toEqual([]);
    expect(creation).toMatchObject({ class: old, state: 'OPEN', by: 'auto@auto', comment: `run ${run} creation` });
    expect(edit).toMatchObject({
      class: 'Circulating24',
      run_number: run,
      version: response.version,
      by: expert.email,
      comment: `run ${run} manual edit of attribute class from "${old}" to "Circulating24"`,
      Version: { by: expert.email },
    });
    expect(edit).not.toHaveProperty('energy');
    expect(Number(edit?.version)).toBeGreaterThan(Number(creation?.version));

    // Setting the same class again changes nothing.
    expect(await done('PUT', `manual_run_edit/${run}/class`, { class: 'Circulating24' })).toEqual(response);
    expect(await runHistory(run)).toHaveLength(2);
  });

  test('take every key of the body', async () => {
    const run = take();
    const response = await done(
      'PUT',
      `manual_run_edit/${run}/stop_reason`,
      { stop_reason: 'beam dump', class: 'Commissioning24' },
      shifter,
    );
    expect(response.rr_attributes).toMatchObject({ stop_reason: 'beam dump', class: 'Commissioning24' });
    expect(await refused('PUT', `manual_run_edit/${run}/class`, { stop_reason: 'x' })).toBe(
      'Requested to change class but no suitable data was supplied',
    );
  });

  test('are found by their state after signing off, and their datasets wait', async () => {
    // In datasets of earlier runs, signing off also adds missing flags such as `gem-gem`.
    const run = take((number) => number > 350_000 && namesOf(number).some((name) => accepts(number, name)));
    const [name = ''] = namesOf(run).filter((dataset) => accepts(run, dataset));
    const flags = await lumisections('rr', run, name);
    const response = await done('POST', `runs/move_run/OPEN/SIGNOFF`, { run_number: run }, shifter);
    expect(response).toMatchObject({ run_number: run, rr_attributes: { state: 'SIGNOFF' } });
    expect(await numbers({ run_number: run, 'rr_attributes.state': { '=': 'SIGNOFF' } })).toEqual([run]);
    expect(await numbers({ run_number: run, 'rr_attributes.state': { '=': 'OPEN' } })).toEqual([]);
    expect(await runHistory(run)).toMatchObject([
      { state: 'OPEN' },
      { state: 'SIGNOFF', by: shifter.email, comment: `move state run ${run} to state SIGNOFF` },
    ]);
    // An existing dataset waits again, with the same flags.
    const waiting = { run_number: run, name, 'dataset_attributes.global_state': { '=': 'waiting dqm gui' } };
    expect(await names(waiting)).toEqual([name]);
    expect(await lumisections('rr', run, name)).toEqual(flags);

    expect(await refused('POST', `runs/move_run/OPEN/SIGNOFF`, { run_number: run })).toBe(
      `Run ${run} state is already in state SIGNOFF`,
    );
    // The state in the path from which it is moved makes no difference.
    expect(await done('POST', 'runs/move_run/COMPLETED/OPEN', { run_number: run })).toMatchObject({
      rr_attributes: { state: 'OPEN' },
    });
  });

  test('get missing datasets when they are signed off', async () => {
    const isMissing = (run: number) =>
      !namesOf(run).includes('/Express/Collisions2024/DQM') && accepts(run, '/Express/Collisions2024/DQM');
    const run = take(isMissing);
    const name = '/Express/Collisions2024/DQM';
    expect(await getDataset(run, name)).toBeNull();
    await done('POST', 'runs/move_run/OPEN/SIGNOFF', { run_number: run });
    expect(await done('GET', `get_all_dataset_names_of_run/${run}`)).toContain(name);
    const online = await lumisections('rr', run);
    const offline = await lumisections('rr', run, name);
    expect(offline.map((flags) => flags['dt-dt']?.status)).toEqual(online.map((flags) => flags['dt-dt']?.status));
    expect(offline[0]?.['tau-tau']).toEqual({ status: 'NO VALUE FOUND', comment: '', cause: '' });
    expect(await lumisections('oms', run, name)).toEqual(await lumisections('oms', run));
    expect(
      await names({
        run_number: run,
        'dataset_attributes.tracker_state': { '=': 'waiting dqm gui' },
        'triplet_summary.tau-tau.NO VALUE FOUND': { '=': online.length },
      }),
    ).toContain(name);
    const comment = `dataset ${name} creation after a run ${run} is signed off`;
    for (const kind of ['rr', 'oms'] as const) {
      const own = (await history(kind, run, name)).filter((event) => event.name === name);
      expect(own[0]).toMatchObject({ start: 1, by: 'auto@auto', comment });
      expect(own.at(-1)).toMatchObject({ end: online.length });
    }
    const waiting = (await done('GET', 'datasets_waiting')) as unknown as Row[];
    expect(waiting).toContainEqual(expect.objectContaining({ run_number: run, name }));
  });

  test('are unchanged if they cannot be signed off', async () => {
    const unready: [number, RegExp][] = [
      [runWith(({ class: name, state }) => name === '' && state === 'OPEN'), /^The class of run must not be empty $/],
      [
        runWith((attributes, run) => attributes.state === 'OPEN' && !flagsOf.has(`${run} online`)),
        /^There is no run lumisection data for run \d+, therefore it cannot be signed off$/,
      ],
      [
        runWith((attributes, run) => {
          const statuses = (flagsOf.get(`${run} online`) ?? []).map((range) => Object(range['ecal-ecal']).status);
          return (
            attributes.state === 'OPEN' && statuses.some((status) => status === 'EMPTY' || status === 'NO VALUE FOUND')
          );
        }),
        /^There is a (EMPTY|NO VALUE FOUND) lumisection at position \d+ of this run in component ecal\.\n/,
      ],
    ];
    for (const [run, message] of unready) {
      const before = await snapshot(run);
      expect(await refused('POST', 'runs/move_run/OPEN/SIGNOFF', { run_number: run })).toMatch(message);
      expect(await snapshot(run)).toEqual(before);
    }
    // Flags beyond the lumisections of OMS prevent the creation of datasets, and so the whole change.
    const run = take();
    const flags = await lumisections('rr', run);
    const beyond = flagEdit(run, flags.length + 1, flags.length + 1, 'GOOD');
    for (const component of Object.keys(flags[0] ?? {})) {
      await done('PUT', 'lumisections/edit_rr_lumisections', { ...beyond, component });
    }
    const before = await snapshot(run);
    expect(await refused('POST', 'runs/move_run/OPEN/SIGNOFF', { run_number: run })).toBe(
      'Error SIGNING OFF run, creating the datasets from run in OFFLINE',
    );
    expect(await snapshot(run)).toEqual(before);
  });

  test('can be marked significant once', async () => {
    const run = runWith(({ state, significant }) => state === 'OPEN' && significant === false);
    const response = await done('POST', 'runs/mark_significant', { run_number: run }, shifter);
    expect(response).toMatchObject({ run_number: run, rr_attributes: { significant: true } });
    expect(await numbers({ run_number: run, 'rr_attributes.significant': { '=': true } })).toEqual([run]);
    expect((await runHistory(run))[1]).toMatchObject({
      significant: true,
      by: shifter.email,
      comment: `mark run ${run} significant`,
    });
    expect(await refused('POST', 'runs/mark_significant', { run_number: run })).toBe('Run is already significant');
  });

  /** A copy of an insignificant run with OMS lumisections, and with only these online flags. */
  const startInsignificant = (run: number, flags: StateRange[], attributes: Row = {}): Promise<EmbeddedRegistry> => {
    const isRun = ({ run_number }: { readonly run_number: number }) => run_number === run;
    return startEmbedded({
      state: {
        ...state,
        runs: state.runs.filter(isRun).map((row) => ({
          ...row,
          rr_attributes: { ...row.rr_attributes, significant: false, state: 'OPEN', ...attributes },
        })),
        datasets: state.datasets.filter((dataset) => isRun(dataset) && dataset.name === 'online'),
        omsLumisections: state.omsLumisections.filter((row) => isRun(row) && row.dataset_name === 'online'),
        rrLumisections:
          flags.length === 0 ? [] : [{ run_number: run, dataset_name: 'online', rr_lumisection_ranges: flags }],
      },
    });
  };
  const insignificant = () =>
    runWith(
      (attributes, run) => attributes.class === 'Collisions18' && (bitsOf.get(`${run} online`)?.length ?? 0) > 30,
    );

  test('without flags are classified when they are marked significant, and can then be signed off', async () => {
    const run = insignificant();
    await using other = await startInsignificant(run, [], { class: '' });
    const request = async (method: string, path: string, body?: object): Promise<Row> => {
      const response = await send(method, path, body, expert, other);
      expect(response.status, JSON.stringify(response.body)).toBe(200);
      return response.body;
    };
    const signOff = () => send('POST', 'runs/move_run/OPEN/SIGNOFF', { run_number: run }, expert, other);
    expect((await signOff()).body.err).toMatch(/^There is no run lumisection data/);

    const bits = bitsOf.get(`${run} online`) ?? [];
    const marked = await request('POST', 'runs/mark_significant', { run_number: run });
    expect(marked).toMatchObject({ rr_attributes: { significant: true, class: 'Collisions18', state: 'OPEN' } });
    const flags = (await request('POST', 'lumisections/rr_lumisections', about(run))) as unknown as Record<
      string,
      Row
    >[];
    expect(flags).toHaveLength(bits.length);
    const isIncluded = state.runs.find(({ run_number }) => run_number === run)?.oms_attributes.dt_included === true;
    const dt = bits.map((bit) => {
      if (!isIncluded) return 'EXCLUDED';
      return ['dt0_ready', 'dtm_ready', 'dtp_ready'].some((name) => bit[name] === false) ? 'BAD' : 'GOOD';
    });
    expect(flags.map((each) => each['dt-dt'])).toEqual(dt.map((status) => ({ status, comment: '', cause: '' })));
    const summary = Object(marked.DatasetTripletCache).triplet_summary['dt-dt'];
    for (const status of ['GOOD', 'BAD']) {
      expect(summary[status] ?? 0).toBe(dt.filter((each) => each === status).length);
    }
    const events = (await request('POST', 'lumisections/get_rr_lumisection_history', about(run))) as unknown as Row[];
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      expect(event).toMatchObject({
        manual_change: false,
        by: expert.email,
        comment: `mark run ${run} significant`,
      });
    }
    const runEvents = (await request('GET', `run_with_history/${run}`)) as unknown as Row[];
    expect(runEvents).toMatchObject([{}, { significant: true }, { class: 'Collisions18' }]);
    expect(runEvents[1]?.atomic_version).toBe(runEvents[2]?.atomic_version);

    const signedOff = await signOff();
    expect(signedOff, JSON.stringify(signedOff.body)).toMatchObject({
      status: 200,
      body: { rr_attributes: { state: 'SIGNOFF' } },
    });
  });

  test('only get missing flags from mark_significant', async () => {
    const run = insignificant();
    const verdict = (status: string) => ({ status, comment: 'of a shifter', cause: '' });
    await using other = await startInsignificant(run, [
      { start: 1, end: 3, 'dt-dt': verdict('STANDBY'), 'csc-csc': verdict('EMPTY') },
      { start: 4, end: 9, 'dt-dt': verdict('NO VALUE FOUND') },
    ]);
    const response = await send('POST', 'runs/mark_significant', { run_number: run }, expert, other);
    expect(response.status).toBe(200);
    const { body } = await send('POST', 'lumisections/rr_lumisections', about(run), expert, other);
    const flags = body as unknown as Record<string, Row>[];
    expect(flags.slice(0, 3).map((each) => each['dt-dt'])).toEqual(Array(3).fill(verdict('STANDBY')));
    const statuses = flags.flatMap((each) => [each['dt-dt']?.status, each['csc-csc']?.status]);
    expect(statuses).not.toContain('EMPTY');
    expect(statuses).not.toContain('NO VALUE FOUND');
  });

  test.each(['refresh_run', 'reset_and_refresh_run'])(
    'preserve manual changes on %s, which needs no e-group',
    async (route) => {
      const run = take();
      const { class: created } = (await getRun(run)).rr_attributes as Row;
      // Automatic changes are reset to the values at the creation.
      await done('PUT', `manual_run_edit/${run}/class`, { class: 'OfAJob', stop_reason: 'of a job' }, job);
      expect((await getRun(run)).rr_attributes).toMatchObject({ class: 'OfAJob' });
      const response = await done('POST', `runs/${route}/${run}`, undefined, { email: 'api@api' });
      expect(response.rr_attributes).toMatchObject({ class: created, stop_reason: 'of a job', state: 'OPEN' });
      expect((await runHistory(run)).at(-1)).toMatchObject({
        class: created,
        by: 'auto@auto - api@api',
        comment: `run ${run} automatic update`,
        version: response.version,
      });
      await done('PUT', `manual_run_edit/${run}/class`, { class: 'OfAnExpert' });
      expect((await done('POST', `runs/${route}/${run}`, undefined, {})).rr_attributes).toMatchObject({
        class: 'OfAnExpert',
      });
      // A later automatic change does not replace it either.
      await done('PUT', `manual_run_edit/${run}/class`, { class: 'OfAJob' }, job);
      expect((await getRun(run)).rr_attributes).toMatchObject({ class: 'OfAnExpert' });
      expect(await runHistory(run)).toHaveLength(6);
    },
  );

  test('are only changed while open', async () => {
    const run = runWith(({ state }) => state === 'COMPLETED');
    const before = await snapshot(run);
    const be = 'Run must be in state OPEN to be';
    expect(await refused('PUT', `manual_run_edit/${run}/class`, { class: 'x' })).toBe(`${be} edited`);
    expect(await refused('POST', 'runs/mark_significant', { run_number: run })).toBe(`${be} marked significant`);
    expect(await refused('POST', `runs/refresh_run/${run}`)).toBe(`${be} refreshed`);
    expect(await refused('POST', `runs/reset_and_refresh_run/${run}`)).toBe(`${be} refreshed`);
    expect(await refused('PUT', 'lumisections/edit_rr_lumisections', flagEdit(run, 1, 1, 'GOOD'))).toBe(`${be} edited`);
    expect(await refused('PUT', 'lumisections/edit_oms_lumisections', bitEdit(run, 1, 1))).toBe(`${be} edited`);
    expect(await snapshot(run)).toEqual(before);
    expect((await runHistory(run)).map((event) => event.state)).toEqual(['OPEN', 'SIGNOFF', 'COMPLETED']);
  });

  test('are rejected if their number is unknown or invalid', async () => {
    expect(await refused('PUT', 'manual_run_edit/1/class', { class: 'x' })).toBe('Run not found');
    expect(await refused('PUT', 'manual_run_edit/x/class', { class: 'x' })).toBe(
      'invalid input syntax for type integer: "x"',
    );
    expect(await refused('POST', 'runs/mark_significant', {})).toBe('Run not found');
    expect(await refused('POST', 'runs/move_run/OPEN/SIGNOFF', { run_number: 1 })).toBe(
      "Cannot read property 'rr_attributes' of null",
    );
    expect(await refused('POST', 'runs/move_run/OPEN/LIMBO', { run_number: 1 })).toMatch(/^The final state must be/);
    expect(await runHistory(1)).toEqual([]);
    expect(await refused('GET', 'run_with_history/x')).toBe('invalid input syntax for type integer: "x"');
  });
});

test('marks a run without OMS although it returns an error, and a refresh changes nothing', async () => {
  await using offline = await startEmbedded({ oms: 'unreachable' });
  const run = runWith(({ state, significant }) => state === 'OPEN' && significant === false);
  const request = (method: string, path: string, body?: object) => send(method, path, body, shifter, offline);
  for (const route of ['refresh_run', 'reset_and_refresh_run']) {
    expect(await request('POST', `runs/${route}/${run}`)).toEqual({
      status: 500,
      body: { err: 'getaddrinfo ENOTFOUND cmsoms.cern.ch' },
    });
  }
  expect((await request('GET', `run_with_history/${run}`)).body).toHaveLength(1);
  expect(await request('POST', 'runs/mark_significant', { run_number: run })).toEqual({
    status: 500,
    body: { err: 'Transaction cannot be rolled back because it has been finished with state: commit' },
  });
  expect((await request('GET', `runs/${run}`)).body).toMatchObject({ rr_attributes: { significant: true } });
  expect((await request('GET', `run_with_history/${run}`)).body).toHaveLength(2);
  expect((await request('POST', 'runs/mark_significant', { run_number: run })).body).toEqual({
    err: 'Run is already significant',
  });
});
