/** Changes over the sample: what a later read, list or filter shows, who may change what, and what a refusal leaves behind. */
import { type EmbeddedRegistry, type Json, type StateRange, sampleState, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const EXPERT = { email: 'expert@cern.ch', egroups: 'zh,cms-dqm-runregistry-experts' };
const SHIFTER = { email: 'shifter@cern.ch', egroups: 'cms-dqm-runregistry-online-shifters,zh' };
const STRANGER = { email: 'someone@cern.ch', egroups: 'zh,cms-members' };
const JOB = { email: 'auto@auto' };

type Headers = Readonly<Record<string, string>>;
type Row = Readonly<Record<string, Json>>;

const state = sampleState();
const flagsOf = new Map(
  state.rrLumisections.map((row) => [`${row.run_number} ${row.dataset_name}`, row.rr_lumisection_ranges]),
);
const bitsOf = new Map(
  state.omsLumisections.map((row) => [`${row.run_number} ${row.dataset_name}`, row.oms_lumisections]),
);
const namesOf = (run: number): string[] =>
  state.datasets.filter((dataset) => dataset.run_number === run && !dataset.deleted).map(({ name }) => name);
const classOf = (run: number): Json | undefined =>
  state.runs.find(({ run_number }) => run_number === run)?.rr_attributes.class;
/** Whether a run that is signed off gets this dataset. */
const accepts = (run: number, name: string): boolean =>
  (state.datasetsAccepted as readonly Row[]).some(
    (dataset) =>
      dataset.name === name &&
      dataset.enabled === true &&
      dataset.class === classOf(run) &&
      Number(dataset.run_from) <= run &&
      run <= Number(dataset.run_to),
  );

/** Open runs that can be signed off: every flag is known on every lumisection. */
const open = state.runs.filter(({ run_number, rr_attributes: { state, significant }, deleted }) => {
  const flags = flagsOf.get(`${run_number} online`) ?? [];
  const statuses = flags
    .flatMap((range) => Object.values(range))
    .map((flag) => (typeof flag === 'number' ? 'GOOD' : flag.status));
  const isKnown = !statuses.includes('EMPTY') && !statuses.includes('NO VALUE FOUND');
  return state === 'OPEN' && significant === true && !deleted && (flags.at(-1)?.end ?? 0) > 20 && isKnown;
});

/** A run that no other test changes. */
function take(wanted: (run: number) => boolean = () => true): number {
  const index = open.findIndex(({ run_number, rr_attributes }) => rr_attributes.class !== '' && wanted(run_number));
  const [found] = open.splice(index, 1);
  if (index < 0 || found === undefined) throw new Error('The sample has no such run left');
  return found.run_number;
}

const runWith = (wanted: (attributes: Row, run: number) => boolean): number =>
  state.runs.find(({ rr_attributes, run_number, deleted }) => !deleted && wanted(rr_attributes, run_number))
    ?.run_number ?? 0;

let registry: EmbeddedRegistry;
beforeAll(async () => {
  registry = await startEmbedded();
});
afterAll(() => registry?.close());

async function ask(
  method: string,
  path: string,
  body?: object,
  headers: Headers = {},
  { url } = registry,
): Promise<{ status: number; body: Row & { readonly [key: string]: Json } }> {
  const answer = await fetch(`${url}/${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Row };
}

/** The answer to what must succeed. */
async function done(method: string, path: string, body?: object, headers: Headers = EXPERT): Promise<Row> {
  const { status, body: answer } = await ask(method, path, body, headers);
  expect(status, JSON.stringify(answer)).toBe(200);
  return answer;
}

/** The words of what must fail. */
async function refused(method: string, path: string, body?: object, headers: Headers = EXPERT): Promise<string> {
  const { status, body: answer } = await ask(method, path, body, headers);
  expect(status, JSON.stringify(answer)).toBe(500);
  return String(answer.err);
}

const getRun = (run: number) => done('GET', `runs/${run}`);
const getDataset = (run: number, name: string) =>
  done('POST', 'datasets/get_dataset', { run_number: run, dataset_name: name });
const about = (run: number, dataset_name = 'online') => ({ run_number: run, dataset_name });
const listed = async (kind: 'runs' | 'datasets', filter: object): Promise<Row[]> => {
  const answer = await done('POST', `${kind}_filtered_ordered`, { page: 0, page_size: 500, sortings: [], filter });
  return answer[kind] as unknown as Row[];
};
const numbers = async (filter: object): Promise<Json[]> =>
  (await listed('runs', filter)).map(({ run_number }) => run_number as Json);
const names = async (filter: object): Promise<Json[]> =>
  (await listed('datasets', filter)).map(({ name }) => name as Json);
const runHistory = async (run: number) => (await done('GET', `run_with_history/${run}`)) as unknown as Row[];
const history = async (kind: 'rr' | 'oms', run: number, name = 'online') =>
  (await done('POST', `lumisections/get_${kind}_lumisection_history`, about(run, name))) as unknown as Row[];
const lumisections = async (kind: 'rr' | 'oms', run: number, name = 'online') =>
  (await done('POST', `lumisections/${kind}_lumisections`, about(run, name))) as unknown as Record<string, Row>[];

const flagEdit = (run: number, start: number, end: number, status: string, more: object = {}, name = 'online') => ({
  ...about(run, name),
  component: 'dt-dt',
  new_lumisection_range: { start, end, status, comment: 'HV trip of this test', cause: '', ...more },
});
const editFlag = (...edit: Parameters<typeof flagEdit>) =>
  done('PUT', 'lumisections/edit_rr_lumisections', flagEdit(...edit), SHIFTER);
const bitEdit = (run: number, start: number, end: number, name = 'online') => ({
  ...about(run, name),
  component: 'castor_ready',
  new_lumisection_range: { start, end, status: 'true', comment: 'override' },
});

/** Everything that a client can see of a run. */
async function snapshot(run: number): Promise<object> {
  const datasets = (await done('GET', `get_all_dataset_names_of_run/${run}`)) as unknown as string[];
  return {
    run: await getRun(run),
    history: await runHistory(run),
    datasets: await Promise.all(
      datasets
        .sort()
        .map(async (name) => [
          await getDataset(run, name),
          await history('rr', run, name),
          await history('oms', run, name),
          await lumisections('rr', run, name),
          await lumisections('oms', run, name),
        ]),
    ),
  };
}

describe('runs', () => {
  test('a class that is set is seen by reads, lists and the history', async () => {
    const run = take();
    const before = await getRun(run);
    const { class: old } = before.rr_attributes as Row;
    const answer = await done('PUT', `manual_run_edit/${run}/class`, { class: 'Circulating24' });
    expect(answer).toEqual({
      ...before,
      version: expect.any(Number),
      rr_attributes: { ...Object(before.rr_attributes), class: 'Circulating24' },
    });
    expect(answer.version).toBeGreaterThan(Number(before.version));
    expect(await getRun(run)).toEqual(answer);
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
      version: answer.version,
      by: EXPERT.email,
      comment: `run ${run} manual edit of attribute class from "${old}" to "Circulating24"`,
      Version: { by: EXPERT.email },
    });
    expect(edit).not.toHaveProperty('energy');
    expect(Number(edit?.version)).toBeGreaterThan(Number(creation?.version));

    // The same once more changes nothing.
    expect(await done('PUT', `manual_run_edit/${run}/class`, { class: 'Circulating24' })).toEqual(answer);
    expect(await runHistory(run)).toHaveLength(2);
  });

  test('every key of the body is set', async () => {
    const run = take();
    const answer = await done(
      'PUT',
      `manual_run_edit/${run}/stop_reason`,
      { stop_reason: 'beam dump', class: 'Commissioning24' },
      SHIFTER,
    );
    expect(answer.rr_attributes).toMatchObject({ stop_reason: 'beam dump', class: 'Commissioning24' });
    expect(await refused('PUT', `manual_run_edit/${run}/class`, { stop_reason: 'x' })).toBe(
      'Requested to change class but no suitable data was supplied',
    );
  });

  test('a run that is signed off is found by its state, and its datasets wait', async () => {
    const run = take((number) => namesOf(number).filter((name) => accepts(number, name)).length > 0);
    const [name = ''] = namesOf(run).filter((one) => accepts(run, one));
    const flags = await lumisections('rr', run, name);
    const answer = await done('POST', `runs/move_run/OPEN/SIGNOFF`, { run_number: run }, SHIFTER);
    expect(answer).toMatchObject({ run_number: run, rr_attributes: { state: 'SIGNOFF' } });
    expect(await numbers({ run_number: run, 'rr_attributes.state': { '=': 'SIGNOFF' } })).toEqual([run]);
    expect(await numbers({ run_number: run, 'rr_attributes.state': { '=': 'OPEN' } })).toEqual([]);
    expect(await runHistory(run)).toMatchObject([
      { state: 'OPEN' },
      { state: 'SIGNOFF', by: SHIFTER.email, comment: `move state run ${run} to state SIGNOFF` },
    ]);
    // One that was there already waits anew, and keeps its flags.
    const waiting = { run_number: run, name, 'dataset_attributes.global_state': { '=': 'waiting dqm gui' } };
    expect(await names(waiting)).toEqual([name]);
    expect(await lumisections('rr', run, name)).toEqual(flags);

    expect(await refused('POST', `runs/move_run/OPEN/SIGNOFF`, { run_number: run })).toBe(
      `Run ${run} state is already in state SIGNOFF`,
    );
    // Where it is moved from makes no difference.
    expect(await done('POST', 'runs/move_run/COMPLETED/OPEN', { run_number: run })).toMatchObject({
      rr_attributes: { state: 'OPEN' },
    });
  });

  test('signing off makes the datasets that are missing', async () => {
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

  test('a run that is not ready is not signed off, and nothing is changed', async () => {
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
    for (const [run, words] of unready) {
      const before = await snapshot(run);
      expect(await refused('POST', 'runs/move_run/OPEN/SIGNOFF', { run_number: run })).toMatch(words);
      expect(await snapshot(run)).toEqual(before);
    }
    // Flags beyond the lumisections of OMS stop the making of datasets, and with it the whole change.
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

  test('an insignificant run is marked significant, once', async () => {
    const run = runWith(({ state, significant }) => state === 'OPEN' && significant === false);
    const answer = await done('POST', 'runs/mark_significant', { run_number: run }, SHIFTER);
    expect(answer).toMatchObject({ run_number: run, rr_attributes: { significant: true } });
    expect(await numbers({ run_number: run, 'rr_attributes.significant': { '=': true } })).toEqual([run]);
    expect((await runHistory(run))[1]).toMatchObject({
      significant: true,
      by: SHIFTER.email,
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

  test('a run without flags is classified when it is marked significant, and can then be signed off', async () => {
    const run = insignificant();
    await using other = await startInsignificant(run, [], { class: '' });
    const request = async (method: string, path: string, body?: object): Promise<Row> => {
      const response = await ask(method, path, body, EXPERT, other);
      expect(response.status, JSON.stringify(response.body)).toBe(200);
      return response.body;
    };
    const signOff = () => ask('POST', 'runs/move_run/OPEN/SIGNOFF', { run_number: run }, EXPERT, other);
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
        by: EXPERT.email,
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

  test('mark_significant only sets flags that lumisections lack', async () => {
    const run = insignificant();
    const verdict = (status: string) => ({ status, comment: 'of a shifter', cause: '' });
    await using other = await startInsignificant(run, [
      { start: 1, end: 3, 'dt-dt': verdict('STANDBY'), 'csc-csc': verdict('EMPTY') },
      { start: 4, end: 9, 'dt-dt': verdict('NO VALUE FOUND') },
    ]);
    const response = await ask('POST', 'runs/mark_significant', { run_number: run }, EXPERT, other);
    expect(response.status).toBe(200);
    const { body } = await ask('POST', 'lumisections/rr_lumisections', about(run), EXPERT, other);
    const flags = body as unknown as Record<string, Row>[];
    expect(flags.slice(0, 3).map((each) => each['dt-dt'])).toEqual(Array(3).fill(verdict('STANDBY')));
    const statuses = flags.flatMap((each) => [each['dt-dt']?.status, each['csc-csc']?.status]);
    expect(statuses).not.toContain('EMPTY');
    expect(statuses).not.toContain('NO VALUE FOUND');
  });

  test.each(['refresh_run', 'reset_and_refresh_run'])(
    '%s needs no e-group and keeps what people have set',
    async (route) => {
      const run = take();
      const { class: created } = (await getRun(run)).rr_attributes as Row;
      // What a job has set is found again as it was at the creation.
      await done('PUT', `manual_run_edit/${run}/class`, { class: 'OfAJob', stop_reason: 'of a job' }, JOB);
      expect((await getRun(run)).rr_attributes).toMatchObject({ class: 'OfAJob' });
      const answer = await done('POST', `runs/${route}/${run}`, undefined, { email: 'api@api' });
      expect(answer.rr_attributes).toMatchObject({ class: created, stop_reason: 'of a job', state: 'OPEN' });
      expect((await runHistory(run)).at(-1)).toMatchObject({
        class: created,
        by: 'auto@auto - api@api',
        comment: `run ${run} automatic update`,
        version: answer.version,
      });
      await done('PUT', `manual_run_edit/${run}/class`, { class: 'OfAnExpert' });
      expect((await done('POST', `runs/${route}/${run}`, undefined, {})).rr_attributes).toMatchObject({
        class: 'OfAnExpert',
      });
      // Nor does a later job change it.
      await done('PUT', `manual_run_edit/${run}/class`, { class: 'OfAJob' }, JOB);
      expect((await getRun(run)).rr_attributes).toMatchObject({ class: 'OfAnExpert' });
      expect(await runHistory(run)).toHaveLength(6);
    },
  );

  test('only open runs are changed', async () => {
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

  test('of what is unknown or no number, the registry says so', async () => {
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

describe('lumisections', () => {
  test('an edit of flags is seen by reads, counts, filters and the history', async () => {
    const isGood = (run: number) =>
      flagsOf.get(`${run} online`)?.every((range) => Object(range['dt-dt']).status === 'GOOD') === true;
    const run = take(isGood);
    const before = await lumisections('rr', run);
    const created = await history('rr', run);
    const { version } = await getDataset(run, 'online');
    const answer = await editFlag(run, 3, 5, 'BAD');
    expect(answer).toEqual({
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
      version: answer.version,
      run_number: run,
      name: 'online',
      start: 3,
      end: 5,
      by: SHIFTER.email,
      comment: `Edit run ${run} lumisections of a dataset online for component dt-dt`,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      jsonb: { 'dt-dt': verdict },
    });
    // What is the same has the same id.
    const again = await editFlag(run, 7, 7, 'BAD');
    expect(again.lumisection_metadata_id).toBe(answer.lumisection_metadata_id);
    expect((await editFlag(run, 7, 7, 'GOOD')).lumisection_metadata_id).not.toBe(answer.lumisection_metadata_id);
    // Rules of a golden JSON see it.
    const data = await done('POST', 'lumisections/get_data_of_json', { json: { [`${run}-online`]: [[4, 4]] } });
    expect(data.json_with_data).toMatchObject({
      [`${run}-online`]: { 4: { lumisection: { rr: { 'dt-dt': 'BAD' } } } },
    });
  });

  test('any status, any flag and any range are taken', async () => {
    const run = take();
    const length = (await lumisections('rr', run)).length;
    const edit = { ...flagEdit(run, length + 3, length + 4, 'ODD'), component: 'foo-bar' };
    await done('PUT', 'lumisections/edit_rr_lumisections', edit, SHIFTER);
    const after = await lumisections('rr', run);
    expect(after).toHaveLength(length + 4);
    expect(after.map((flags) => flags['foo-bar']?.status)).toEqual([
      ...new Array<string>(length + 2).fill('EMPTY'),
      'ODD',
      'ODD',
    ]);
    expect(after.at(-1)?.['dt-dt']).toEqual({ status: 'EMPTY', comment: '', cause: '' });
  });

  test('an edit of an offline dataset is no edit of its run, and needs no open one', async () => {
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

  test('what people have decided stays on top of what jobs change later', async () => {
    const run = take();
    await editFlag(run, 4, 5, 'STANDBY');
    const { manual_change } = await done('PUT', 'lumisections/edit_rr_lumisections', flagEdit(run, 5, 6, 'BAD'), JOB);
    expect(manual_change).toBe(false);
    const statuses = (await lumisections('rr', run)).map((flags) => flags['dt-dt']?.status);
    expect(statuses.slice(3, 6)).toEqual(['STANDBY', 'STANDBY', 'BAD']);
    const events = await history('rr', run);
    expect(events.slice(-2).map((event) => event.by)).toEqual([JOB.email, SHIFTER.email]);
  });

  test('refusals leave everything as it was', async () => {
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
    // PostgreSQL has no such character, and says so after everything else was found right.
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

  test('an edit of OMS bits is seen by the datasets of the run', async () => {
    const run = take((number) =>
      bitsOf.has(`${number} ${namesOf(number).find((name) => bitsOf.has(`${number} ${name}`) && name !== 'online')}`),
    );
    const name = namesOf(run).find((one) => one !== 'online' && bitsOf.has(`${run} ${one}`)) ?? '';
    const answer = await done('PUT', 'lumisections/edit_oms_lumisections', bitEdit(run, 2, 3));
    expect(answer).toEqual({
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
      by: EXPERT.email,
      comment: `Edit run ${run} dataset online component castor_ready OMS lumisection ranges, user comment: 'override', range [2,3]`,
      jsonb: { castor_ready: true },
    });
    expect(online.at(-1)).not.toHaveProperty('manual_change');
    // The history of a dataset has that of its run; both were created without the edit.
    const events = await history('oms', run, name);
    expect(events.filter((event) => event.name === 'online')).toEqual(online);
    const own = events.filter((event) => event.name === name);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every((event) => Object(event.jsonb).castor_ready !== true)).toBe(true);
  });

  test('an edit of OMS bits of a dataset is its own', async () => {
    const run = take((number) => namesOf(number).length > 1);
    const name = namesOf(run).find((one) => one !== 'online') ?? '';
    const online = await lumisections('oms', run);
    const length = online.length;
    await done('PUT', 'lumisections/edit_oms_lumisections', bitEdit(run, length + 2, length + 2, name));
    const after = await lumisections('oms', run, name);
    expect(after.slice(0, length)).toEqual(online);
    expect(after.slice(length)).toEqual([{ err: 'No data available for this lumisection' }, { castor_ready: true }]);
    expect(await lumisections('oms', run)).toEqual(online);
    // What is changed later for the run holds for the dataset too.
    await done('PUT', 'lumisections/edit_oms_lumisections', bitEdit(run, 1, 1));
    expect((await lumisections('oms', run, name))[0]?.castor_ready).toBe(true);
    expect((await history('oms', run, name)).slice(-2).map((event) => event.name)).toEqual([name, 'online']);
  });
});

describe('datasets', () => {
  const move = (workspace: string, state: string, body: object, headers?: Headers) =>
    done('POST', `datasets/${workspace}/move_dataset/OPEN/${state}`, body, headers);

  test('a state is moved in one workspace, to any text', async () => {
    const { run_number: run, name } = state.datasets.find(
      ({ name, deleted, dataset_attributes }) =>
        name !== 'online' && !deleted && dataset_attributes.tracker_state === 'OPEN',
    ) ?? { run_number: 0, name: '' };
    const before = await getDataset(run, name);
    const tracker = { email: 'tk@cern.ch', egroups: 'cms-dqm-runregistry-offline-tracker-certifiers' };
    const answer = await move('tracker', 'SIGNOFF', { ...about(run, name), workspace: 'tracker' }, tracker);
    expect(answer).toEqual({
      ...before,
      version: expect.any(Number),
      dataset_attributes: { ...Object(before.dataset_attributes), tracker_state: 'SIGNOFF' },
    });
    expect(answer.version).toBeGreaterThan(Number(before.version));
    expect(await getDataset(run, name)).toEqual(answer);
    expect(await names({ run_number: run, name, 'dataset_attributes.tracker_state': { '=': 'SIGNOFF' } })).toEqual([
      name,
    ]);
    // The workspace is that of the body.
    expect((await move('tracker', 'ODD', about(run, name))).dataset_attributes).toMatchObject({
      tracker_state: 'SIGNOFF',
      undefined_state: 'ODD',
    });
  });

  test('what waits is opened in all workspaces from the global one', async () => {
    const run = take((number) => namesOf(number).some((name) => accepts(number, name)));
    const name = namesOf(run).find((one) => accepts(run, one)) ?? '';
    await done('POST', 'runs/move_run/OPEN/SIGNOFF', { run_number: run });
    await move('tracker', 'COMPLETED', { ...about(run, name), workspace: 'tracker' });
    const { dataset_attributes } = await move('global', 'OPEN', { ...about(run, name), workspace: 'global' });
    const states = Object.entries(dataset_attributes as Row).filter(([key]) => key.endsWith('_state'));
    expect(states.filter(([, value]) => value !== 'OPEN')).toEqual([['tracker_state', 'COMPLETED']]);
  });

  test('an unknown dataset is refused', async () => {
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
  ])('%s %s', async (method, path, body, egroups) => {
    const before = await snapshot(run);
    for (const headers of [{}, { email: 'a@cern.ch' }, { egroups: experts }, { email: 'a@cern.ch', egroups: '' }]) {
      expect(await refused(method, path, body, headers)).toBe('Request must provide email and egroups');
    }
    const others = egroups.includes(shifters) ? [STRANGER] : [STRANGER, SHIFTER];
    for (const headers of others) {
      const { status, body: answer } = await ask(method, path, body, headers);
      expect(status).toBe(401);
      const named = String(answer.message).matchAll(/<a target="_blank" href=[^>]+egroupName=([\w-]+)&tab=3>\1<\/a>/g);
      expect([...named].map((found) => found[1])).toEqual(egroups);
    }
    expect(await snapshot(run)).toEqual(before);
  });
});

describe('two at once', () => {
  test('no edit is lost', async () => {
    const run = take();
    const before = await history('rr', run);
    const edits = Array.from({ length: 12 }, (_, index) => index + 1);
    const answers = await Promise.all(edits.map((number) => editFlag(run, number, number, `S${number}`)));
    const after = await lumisections('rr', run);
    expect(after.slice(0, 12).map((flags) => flags['dt-dt']?.status)).toEqual(edits.map((number) => `S${number}`));
    const versions = answers.map(({ version }) => version);
    expect(new Set(versions).size).toBe(12);
    const events = await history('rr', run);
    expect(events).toHaveLength(before.length + 12);
    const { triplet_summary } = (await getRun(run)).DatasetTripletCache as Row;
    for (const number of edits) expect(Object(triplet_summary)['dt-dt'][`S${number}`]).toBe(1);
  });

  test('nor is a change to a run, or one to a dataset', async () => {
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

  test('of two moves one is refused', async () => {
    const run = take();
    const moves = [EXPERT, SHIFTER].map((headers) =>
      ask('POST', 'runs/move_run/OPEN/SIGNOFF', { run_number: run }, headers),
    );
    const statuses = (await Promise.all(moves)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 500]);
    expect(await runHistory(run)).toHaveLength(2);
  });
});

test('without OMS a run is marked although the answer is an error, and a refresh changes nothing', async () => {
  await using offline = await startEmbedded({ oms: 'unreachable' });
  const run = runWith(({ state, significant }) => state === 'OPEN' && significant === false);
  const request = (method: string, path: string, body?: object) => ask(method, path, body, SHIFTER, offline);
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
