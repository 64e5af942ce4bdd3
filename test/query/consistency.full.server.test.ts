/** Reads of a registry that changes meanwhile return each row that existed throughout once, or reject; no row occurs twice. */
import { type DatasetQuery, dataset, flag, or, ResponseError, type RunQuery, RunRegistry, run } from 'runregistry';
import { type EmbeddedRegistry, type RegistryState, type StateChange, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomFrom } from '../support/random.js';
import { rounds, seedOr } from '../support/rounds.js';
import { type ScriptedServer, scripted } from '../support/scripted-server.js';

/** Number of random reads of each kind. */
const cases = rounds(2);
const seed = seedOr(20_260_725);

const names = ['online', '/Express/A/DQM', '/PromptReco/A/DQM', '/ReReco/A/DQM'];
const classes = ['Collisions', 'Cosmics', 'Commissioning', 'Circulating'];
const pick = <Item>(items: readonly Item[], random: () => number): Item =>
  items[Math.floor(random() * items.length)] as Item;

/** A run with its datasets. All of them match every query here: only keys and orders matter. */
function made(run_number: number, random: () => number): Required<Omit<StateChange, 'hideRuns' | 'hideDatasets'>> {
  const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
  const version = run_number;
  const own = names.filter((name) => name === 'online' || random() < 0.7);
  const status = random() < 0.5 ? 'GOOD' : 'BAD';
  return {
    runs: [
      {
        run_number,
        version,
        deleted: false,
        oms_attributes: { run_number, energy: 6500, start_time: `2018-05-${day}T00:00:00Z` },
        rr_attributes: { class: pick(classes, random), state: 'OPEN', significant: true },
      },
    ],
    datasets: own.map((name) => ({
      run_number,
      name,
      version,
      deleted: false,
      datasets_in_gui: [],
      dataset_attributes: { tracker_state: pick(['OPEN', 'SIGNOFF', 'COMPLETED'], random) },
    })),
    rrLumisections: own.map((dataset_name) => ({
      run_number,
      dataset_name,
      rr_lumisection_ranges: [{ start: 1, end: 2, 'dt-dt': { status, comment: '', cause: '' } }],
    })),
    omsLumisections: [{ run_number, dataset_name: 'online', oms_lumisections: [{ beam1_present: true }, {}] }],
  };
}

const key = (row: unknown): string => {
  const { run_number, name = '' } = row as { run_number: number; name?: string };
  return `${run_number} ${name}`;
};

/** The expected state of the registry. */
class Model {
  readonly runs = new Map<number, StateChange & { readonly datasets: readonly { readonly name: string }[] }>();
  /** Keys of runs and datasets that have existed since the last read began. */
  #throughout = new Set<string>();

  keys(target: 'runs' | 'datasets'): string[] {
    return [...this.runs].flatMap(([number, { datasets }]) =>
      target === 'runs' ? [`${number} `] : datasets.map(({ name }) => `${number} ${name}`),
    );
  }

  begin(): void {
    this.#throughout = new Set([...this.keys('runs'), ...this.keys('datasets')]);
  }

  /** Returns the keys that existed throughout. */
  stayed(target: 'runs' | 'datasets'): string[] {
    return this.keys(target).filter((one) => this.#throughout.has(one));
  }

  hide(run: number): void {
    for (const name of ['', ...names]) this.#throughout.delete(`${run} ${name}`);
    this.runs.delete(run);
  }
}

let server: EmbeddedRegistry;
let way: ScriptedServer;
let registry: RunRegistry;
const model = new Model();
/** Returns the change to make before a request is forwarded. */
let before: () => StateChange | undefined = () => undefined;
let changes = 0;
/** The changes that requests have begun, also those of aborted requests. */
let applied: Promise<void> = Promise.resolve();

beforeAll(async () => {
  const random = randomFrom(seed);
  const parts = Array.from({ length: 40 }, (_, index) => {
    const number = 1000 + 10 * index;
    const part = made(number, random);
    model.runs.set(number, part);
    return part;
  });
  const state: RegistryState = {
    runs: parts.flatMap((part) => part.runs),
    datasets: parts.flatMap((part) => part.datasets),
    rrLumisections: parts.flatMap((part) => part.rrLumisections),
    omsLumisections: parts.flatMap((part) => part.omsLumisections),
    workspaces: { online: [], offline: [] },
    cycles: [],
    datasetsAccepted: [],
  };
  server = await startEmbedded({ state });
  way = await scripted(async ({ method, path, body }) => {
    const change = before();
    if (change !== undefined) {
      changes++;
      const made = server.change(change);
      applied = Promise.all([applied, made]).then(() => undefined);
      await made;
    }
    const response = await fetch(server.url + path, { method, headers: { 'content-type': 'application/json' }, body });
    return { status: response.status, headers: { 'content-type': 'application/json' }, text: await response.text() };
  });
  registry = new RunRegistry({ url: way.url, retryDelay: 1 });
});
afterAll(async () => {
  await way.close();
  await server.close();
});

const someRun = (random: () => number): number => pick([...model.runs.keys()], random);

/** Adds a run before, after or between the others. */
function insertion(random: () => number): StateChange {
  const taken = [...model.runs.keys()];
  const [least, most] = [Math.min(...taken), Math.max(...taken)];
  const candidates = [most + 1, least - 1, least + 1 + Math.floor(random() * (most - least))];
  let number = pick(candidates, random);
  while (model.runs.has(number)) number++;
  const part = made(number, random);
  model.runs.set(number, part);
  return part;
}

/** Changes the class, the time and the dataset states of a run, and so its position in every order except by key. */
function update(random: () => number): StateChange {
  const number = someRun(random);
  const { runs, datasets } = made(number, random);
  const mine = model.runs.get(number)?.datasets ?? [];
  return {
    runs,
    datasets: mine.map(({ name }) => ({
      ...(datasets[0] as (typeof datasets)[number]),
      name,
      dataset_attributes: { tracker_state: pick(['OPEN', 'SIGNOFF', 'COMPLETED'], random) },
    })),
  };
}

function hiding(random: () => number): StateChange {
  const number = someRun(random);
  const hideDatasets = (model.runs.get(number)?.datasets ?? []).map(({ name }) => ({ run_number: number, name }));
  model.hide(number);
  return { hideRuns: [number], hideDatasets };
}

const kinds = { insertion, update, hiding };

type Query = RunQuery | DatasetQuery;
const either = or(run.class.like('%o%'), run.class.like('%i%'));

/** Queries that match every row, in orders that are paged by key. */
const byKey: readonly (readonly [name: string, target: 'runs' | 'datasets', make: () => Query])[] = [
  ['runs', 'runs', () => registry.runs()],
  ['runs, ascending', 'runs', () => registry.runs().orderBy('run_number', 'asc')],
  ['runs, descending, then by class', 'runs', () => registry.runs().orderBy('run_number', 'desc').orderBy('class')],
  ['runs with conditions', 'runs', () => registry.runs().where(either).where('energy').gt(6000)],
  [
    'runs by several requests',
    'runs',
    () => registry.runs().where(or(run.energy.gt(6000), flag('dt-dt').is('GOOD'), flag('dt-dt').is('BAD'))),
  ],
  [
    'runs by several requests, upwards',
    'runs',
    () =>
      registry
        .runs()
        .where(or(run.energy.gt(6000), flag('dt-dt').is('GOOD')))
        .orderBy('run_number', 'asc'),
  ],
  ['datasets', 'datasets', () => registry.datasets()],
  ['datasets, ascending', 'datasets', () => registry.datasets().orderBy('run_number', 'asc')],
  [
    'datasets, upwards, then by name',
    'datasets',
    () => registry.datasets().orderBy('run_number', 'asc').orderBy('dataset_name', 'asc'),
  ],
  [
    'datasets by several requests',
    'datasets',
    () =>
      registry
        .datasets()
        .where(
          or(dataset.tracker_state.in(['OPEN', 'SIGNOFF', 'COMPLETED']), run.energy.gt(6000), flag('dt-dt').is('GOOD')),
        ),
  ],
];

/** Queries in orders that are paged by number. */
const byPosition: readonly (readonly [name: string, target: 'runs' | 'datasets', make: () => Query])[] = [
  ['runs by class', 'runs', () => registry.runs().orderBy('class')],
  ['runs by class, descending', 'runs', () => registry.runs().orderBy('class', 'desc')],
  ['datasets by name', 'datasets', () => registry.datasets().orderBy('dataset_name')],
  [
    'datasets by run, then by state',
    'datasets',
    () => registry.datasets().orderBy('run_number').orderBy('tracker_state'),
  ],
  [
    'datasets by run, then by name, downwards',
    'datasets',
    () => registry.datasets().orderBy('run_number', 'asc').orderBy('dataset_name', 'desc'),
  ],
];

const ways = {
  all: async (query: Query): Promise<unknown[]> => query.all(),
  stream: async (query: Query): Promise<unknown[]> => {
    const rows: unknown[] = [];
    for await (const row of query.stream()) rows.push(row);
    return rows;
  },
  pages: async (query: Query): Promise<unknown[]> => {
    const rows: unknown[] = [];
    for await (const page of query.pages()) rows.push(...page);
    return rows;
  },
} as const;
const terminals = Object.keys(ways) as (keyof typeof ways)[];

/** Reads while the registry changes before about every second request, up to a maximum number of changes. */
async function readWhileChanging(
  query: Query,
  terminal: keyof typeof ways,
  random: () => number,
  make: (random: () => number) => StateChange,
  most = Number.POSITIVE_INFINITY,
): Promise<string[] | ResponseError> {
  let left = most;
  // The model already has the change of a request that an earlier read aborted; the registry may not have it yet.
  await applied;
  model.begin();
  before = () => (left > 0 && random() < 0.5 && left-- > 0 ? make(random) : undefined);
  try {
    return (await ways[terminal](query.pageSize(4 + Math.floor(random() * 12)))).map(key);
  } catch (error) {
    expect(error).toBeInstanceOf(ResponseError);
    return error as ResponseError;
  } finally {
    before = () => undefined;
  }
}

/** Makes any change; the size of the registry stays about the same. */
const anyChange = (random: () => number): StateChange =>
  pick(
    model.runs.size > 40 ? [hiding, hiding, insertion, update] : [insertion, insertion, hiding, update],
    random,
  )(random);

test('change() is visible in lists at once and atomically', async () => {
  const random = randomFrom(seed + 1);
  const part = made(5000, random);
  await server.change(part);
  const of = (number: number) => registry.runs().where('run_number').eq(number);
  expect(await of(5000).all()).toMatchObject([
    { run_number: 5000, lumisections: { 'dt-dt': { comments: [], causes: [] } } },
  ]);
  expect(await registry.datasets().where('run_number').eq(5000).count()).toBe(part.datasets.length);
  const [changed] = part.runs;
  await server.change({
    runs: [{ ...(changed as (typeof part.runs)[number]), rr_attributes: { class: 'New' }, version: 9 }],
  });
  expect(await of(5000).select('class').all()).toEqual([{ class: 'New' }]);
  await server.change({ hideRuns: [5000], hideDatasets: [{ run_number: 5000, name: 'online' }] });
  expect(await of(5000).count()).toBe(0);
  expect(await registry.datasets().where('run_number').eq(5000).count()).toBe(part.datasets.length - 1);
  await server.change({ hideDatasets: part.datasets });
  await server.change({});
});

describe.each(terminals)('%s() in an order by key', (terminal) => {
  test.each(byKey)('returns each row once: %s', async (_, target, make) => {
    for (let index = 0; index < cases; index++) {
      const random = randomFrom(seed + 1000 * index + terminals.indexOf(terminal));
      const result = await readWhileChanging(make(), terminal, random, anyChange);
      if (result instanceof ResponseError) throw result;
      expect(new Set(result).size).toBe(result.length);
      const keys = new Set(result);
      expect(model.stayed(target).filter((key) => !keys.has(key))).toEqual([]);
    }
  });
});

describe.each(terminals)('%s() in another order', (terminal) => {
  test.each(byPosition)('returns each row once, or rejects after a change: %s', async (_, target, make) => {
    for (let index = 0; index < cases; index++)
      for (const kind of Object.values(kinds)) {
        const random = randomFrom(seed + 1000 * index + terminals.indexOf(terminal));
        // A single change is always detected, by the count or by a row that occurs twice.
        const result = await readWhileChanging(make(), terminal, random, kind, 1);
        if (result instanceof ResponseError) {
          expect(['changed-while-reading', 'wrong-number-of-rows']).toContain(result.code);
          expect(terminal).not.toBe('all');
          continue;
        }
        expect(new Set(result).size).toBe(result.length);
        const keys = new Set(result);
        expect(model.stayed(target).filter((key) => !keys.has(key))).toEqual([]);
      }
  });
  test.each(byPosition)('returns no row twice after many changes: %s', async (_, __, make) => {
    for (let index = 0; index < cases; index++) {
      const random = randomFrom(seed + 7 + 1000 * index + terminals.indexOf(terminal));
      const result = await readWhileChanging(make(), terminal, random, anyChange);
      if (result instanceof ResponseError)
        expect(['changed-while-reading', 'wrong-number-of-rows']).toContain(result.code);
      else expect(new Set(result).size).toBe(result.length);
    }
  });
});

test('all() in an order by dates loses no row, and stream() of several requests returns no row twice', async () => {
  for (let index = 0; index < cases; index++) {
    const random = randomFrom(seed + 11 + index);
    const result = await readWhileChanging(registry.runs().orderBy('start_time'), 'all', random, anyChange);
    if (result instanceof ResponseError) throw result;
    expect(new Set(result).size).toBe(result.length);
    const keys = new Set(result);
    expect(model.stayed('runs').filter((key) => !keys.has(key))).toEqual([]);
    const both = registry
      .runs()
      .where(or(run.energy.gt(6000), flag('dt-dt').is('GOOD')))
      .orderBy('start_time');
    const merged = await readWhileChanging(both, 'stream', random, anyChange);
    if (merged instanceof ResponseError) expect(merged.code).toBe('changed-while-reading');
    else expect(new Set(merged).size).toBe(merged.length);
  }
});

test('stream() rejects if a row that it returned moves to a later page', async () => {
  const query = registry.runs().orderBy('class').pageSize(5);
  const [first] = (await query.limit(1).all()) as { run_number: number }[];
  let requests = 0;
  before = () => {
    if (++requests !== 2) return undefined;
    const { runs } = made(first?.run_number ?? 0, randomFrom(1));
    return { runs: runs.map((one) => ({ ...one, rr_attributes: { ...one.rr_attributes, class: 'Zzz' } })) };
  };
  const seen: string[] = [];
  const reading = async () => {
    for await (const row of query.stream()) seen.push(key(row));
  };
  await expect(reading()).rejects.toMatchObject({ code: 'changed-while-reading' });
  before = () => undefined;
  expect(new Set(seen).size).toBe(seen.length);
});

test('the registry has changed often during these tests', () => {
  expect(changes).toBeGreaterThan(50);
});
