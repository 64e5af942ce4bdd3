import { type EmbeddedRegistry, type Json, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomFrom } from '../support/random.js';
import { rounds, seed } from '../support/rounds.js';
import { sample } from '../support/sample.js';

type Row = Readonly<Record<string, Json>>;
type Lumisections = Record<string, Row>[];

const steps = rounds(25);
const random = randomFrom(seed);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));

const expert = { email: 'expert@cern.ch', egroups: 'cms-dqm-runregistry-experts' };
const job = { email: 'auto@auto' };
const state = sample;

let registry: EmbeddedRegistry;
beforeAll(async () => {
  console.log(`${steps} random mutations: TEST_SEED=${seed}`);
  registry = await startEmbedded();
});
afterAll(() => registry?.close());

async function send(method: string, path: string, body?: object, headers: object = expert) {
  const response = await fetch(`${registry.url}/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Row };
}
const read = async <Body>(method: string, path: string, body?: object): Promise<Body> => {
  const response = await send(method, path, body);
  expect(response.status, JSON.stringify(response.body)).toBe(200);
  return response.body as unknown as Body;
};

interface Seen {
  readonly flags: Lumisections;
  readonly bits: Lumisections;
  readonly summary: unknown;
  readonly rrHistory: Row[];
  readonly omsHistory: Row[];
}

/** Everything that a client can read of one dataset. */
async function seen(run_number: number, dataset_name: string): Promise<Seen> {
  const about = { run_number, dataset_name };
  const row = await read<Row>('POST', 'datasets/get_dataset', about);
  return {
    flags: await read('POST', 'lumisections/rr_lumisections', about),
    bits: await read('POST', 'lumisections/oms_lumisections', about),
    summary: Object(row.DatasetTripletCache).triplet_summary,
    rrHistory: await read('POST', 'lumisections/get_rr_lumisection_history', about),
    omsHistory: await read('POST', 'lumisections/get_oms_lumisection_history', about),
  };
}

/** Recomputes a summary from the lumisections that both lists have. */
function recount({ flags, bits }: Pick<Seen, 'flags' | 'bits'>): unknown {
  const isHole = (index: number) => bits[index] === undefined || 'err' in (bits[index] as object);
  let last = Math.min(flags.length, bits.length);
  while (last > 0 && isHole(last - 1)) last--;
  const summary: Record<string, Record<string, unknown>> = {};
  for (const flag of Object.keys(flags[0] ?? {})) {
    const counts: Record<string, number> = { EMPTY: 0 };
    const comments: Json[] = [];
    const causes: Json[] = [];
    for (let index = 0; index < last; index++) {
      const {
        status = '',
        comment = '',
        cause = '',
      } = isHole(index) ? { status: 'EMPTY' } : (flags[index]?.[flag] ?? {});
      counts[String(status)] = (counts[String(status)] ?? 0) + 1;
      if (comment !== '' && !comments.includes(comment)) comments.push(comment);
      if (cause !== '' && !causes.includes(cause)) causes.push(cause);
    }
    summary[flag] = { ...counts, comments, causes };
  }
  return summary;
}

const runs = state.runs
  .filter(({ run_number, deleted, rr_attributes: { state: at, class: name } }) => {
    const online = state.omsLumisections.find((row) => row.run_number === run_number && row.dataset_name === 'online');
    const length = online?.oms_lumisections.length ?? 0;
    return !deleted && at === 'OPEN' && name !== '' && length > 5 && length < 150;
  })
  .map(({ run_number }) => run_number);

const datasetsOf = async (run: number): Promise<string[]> =>
  [...(await read<string[]>('GET', `get_all_dataset_names_of_run/${run}`))].sort();

interface Mutation {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly headers?: object;
  /** Shape of a successful response. */
  readonly shape: object;
}

const runShape = (run: number) => ({
  run_number: run,
  version: expect.any(Number),
  oms_attributes: expect.any(Object),
  rr_attributes: expect.objectContaining({ class: expect.any(String), state: expect.any(String) }),
  deleted: false,
  DatasetTripletCache: { triplet_summary: expect.any(Object) },
});

function drawEdit(run: number, name: string, length: number): Mutation {
  const start = whole(1, length);
  const range = { start, end: whole(start - (random() < 0.1 ? 1 : 0), Math.min(length, start + 10)) };
  const event = { run_number: run, name, lumisection_metadata_id: expect.any(Number), version: expect.any(Number) };
  const headers = random() < 0.3 ? job : expert;
  const target = { run_number: run, dataset_name: name };
  if (random() < 0.25) {
    const component = pick(['castor_ready', 'dtm_ready', 'cms_active']);
    const body = { ...target, component, new_lumisection_range: { ...range, status: 'true', comment: 'override' } };
    return { method: 'PUT', path: 'lumisections/edit_oms_lumisections', body, headers, shape: event };
  }
  const verdict = {
    status: pick(['GOOD', 'BAD', 'STANDBY', 'EXCLUDED', 'NOTSET', 'EMPTY', 'NO VALUE FOUND', 'ODD']),
    comment: pick(['HV trip', 'FED error', '', 'x']),
    cause: pick(['', 'hv', 'daq']),
  };
  const component = pick(['dt-dt', 'csc-csc', 'tau-tau', 'rpc-hv', 'new-flag']);
  return {
    method: 'PUT',
    path: 'lumisections/edit_rr_lumisections',
    body: { ...target, component, new_lumisection_range: { ...range, ...verdict } },
    headers,
    shape: { ...event, manual_change: headers === expert },
  };
}

function draw(run: number, name: string, length: number): Mutation {
  const shape = runShape(run);
  const choice = random();
  if (choice < 0.55) return drawEdit(run, name, length);
  if (choice < 0.75) {
    const body = { run_number: run };
    return { method: 'POST', path: `runs/move_run/OPEN/${pick(['OPEN', 'SIGNOFF', 'COMPLETED'])}`, body, shape };
  }
  if (choice < 0.8) {
    const body = { stop_reason: pick(['beam dump', 'DAQ', '']) };
    return { method: 'PUT', path: `manual_run_edit/${run}/stop_reason`, body, shape };
  }
  if (choice < 0.88) return { method: 'POST', path: 'runs/mark_significant', body: { run_number: run }, shape };
  if (choice < 0.95) {
    return { method: 'POST', path: `runs/${pick(['refresh_run', 'reset_and_refresh_run'])}/${run}`, shape };
  }
  const body = { run_number: run, dataset_name: name, workspace: pick(['global', 'tracker']) };
  return {
    method: 'POST',
    path: `datasets/${body.workspace}/move_dataset/OPEN/${pick(['SIGNOFF', 'OPEN'])}`,
    body,
    shape: expect.objectContaining({ run_number: run, name, dataset_attributes: expect.any(Object) }),
  };
}

/** Everything about a run that the checks compare. */
async function observe(run: number) {
  const names = await datasetsOf(run);
  const datasets = new Map<string, Seen>();
  for (const name of names) datasets.set(name, await seen(run, name));
  return {
    run: await read<Row>('GET', `runs/${run}`),
    history: await read<Row[]>('GET', `run_with_history/${run}`),
    datasets,
  };
}
type Observed = Awaited<ReturnType<typeof observe>>;

function checkHistories(before: Observed, after: Observed, label: string): void {
  expect(after.history.slice(0, before.history.length), label).toEqual(before.history);
  for (const [name, { rrHistory, omsHistory }] of before.datasets) {
    const now = after.datasets.get(name) as Seen;
    for (const [old, grown] of [
      [rrHistory, now.rrHistory],
      [omsHistory, now.omsHistory],
    ] as const) {
      const byVersion = new Map(grown.map((event) => [`${event.name} ${event.version}`, event]));
      expect(byVersion.size, label).toBe(grown.length);
      expect(
        old.map((event) => byVersion.get(`${event.name} ${event.version}`)),
        `${label}, history of ${name}`,
      ).toEqual(old);
    }
  }
}

test('random mutations keep summaries, histories and responses consistent', async () => {
  const outcomes = { done: 0, refused: 0 };
  const chosen = Array.from({ length: 5 }, () => pick(runs));
  const observed = new Map<number, Observed>();
  for (let step = 0; step < steps; step++) {
    const run = pick(chosen);
    // Mutations of other runs change nothing here.
    const before = observed.get(run) ?? (await observe(run));
    const [name, { bits }] = pick([...before.datasets].filter(([, dataset]) => dataset.bits.length > 0));
    const { method, path, body, headers, shape } = draw(run, name, bits.length);
    const label = `TEST_SEED=${seed}, step ${step}: ${method} ${path} ${JSON.stringify(body)}`;
    const response = await send(method, path, body, headers);
    const after = await observe(run);
    observed.set(run, after);
    if (response.status === 200) {
      outcomes.done++;
      expect(response.body, label).toEqual(shape);
      checkHistories(before, after, label);
    } else {
      outcomes.refused++;
      expect(response, label).toEqual({ status: 500, body: { err: expect.any(String) } });
      expect(after, label).toEqual(before);
    }
    for (const [dataset, found] of after.datasets) {
      expect(found.summary, `${label}, summary of ${dataset}`).toEqual(recount(found));
    }
  }
  expect(outcomes.done).toBeGreaterThan(steps / 3);
  expect(outcomes.refused).toBeGreaterThan(0);
});

test('signing off again changes neither flags nor bits nor summaries', async () => {
  const signOff = async (run: number): Promise<boolean> => {
    const { status } = await send('POST', 'runs/move_run/OPEN/SIGNOFF', { run_number: run });
    return status === 200;
  };
  const contents = async (run: number) =>
    [...(await observe(run)).datasets].map(([name, { flags, bits, summary }]) => ({ name, flags, bits, summary }));
  let rounds = 0;
  for (let left = 12; left > 0; left--) {
    const run = pick(runs);
    const open = () => send('POST', 'runs/move_run/SIGNOFF/OPEN', { run_number: run });
    await open();
    if (!(await signOff(run))) continue;
    const names = await datasetsOf(run);
    for (let edits = whole(0, 4); edits > 0; edits--) {
      const name = pick(names);
      const { bits } = await seen(run, name);
      const { method, path, body, headers } = drawEdit(run, name, bits.length);
      if (name === 'online') await open();
      await send(method, path, body, headers);
    }
    await open();
    if (!(await signOff(run))) continue;
    rounds++;
    const before = await contents(run);
    await open();
    expect(await signOff(run)).toBe(true);
    expect(await contents(run), `TEST_SEED=${seed}, run ${run}`).toEqual(before);
  }
  expect(rounds).toBeGreaterThan(2);
});
