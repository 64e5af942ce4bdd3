/** Terminal methods of queries, on a registry with 40 runs. */
import { inspect } from 'node:util';
import {
  AbortError,
  flag,
  NotFoundError,
  or,
  QueryError,
  RunRegistry,
  type RunRow,
  run,
  type WireDatasetRow,
  type WireRunRow,
} from 'runregistry';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Setup, setUp } from '../property/setup.js';
import { type PassThrough, passThrough } from '../support/pass-through.js';
import { refused, rejected } from '../support/refusal.js';
import { untyped, untypedCall } from '../support/untyped.js';

let setup: Setup;
let proxy: PassThrough;
const runs = () => proxy.registry.runs();
const datasets = () => proxy.registry.datasets();
const numbers = (rows: readonly { readonly run_number: number }[]) => rows.map((row) => row.run_number);
const wireRuns = () => setup.rows.runs as unknown as readonly WireRunRow[];
const wireDatasets = () => setup.rows.datasets as unknown as readonly WireDatasetRow[];
const allNumbers = () => numbers(wireRuns());

async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const row of rows) collected.push(row);
  return collected;
}

beforeAll(async () => {
  setup = await setUp();
  proxy = await passThrough(setup.url);
});
afterEach(async () => {
  // No call leaves a request open.
  await expect.poll(() => proxy.server.open, { interval: 1 }).toBe(0);
  proxy.requests();
});
afterAll(async () => {
  await proxy.server.close();
});

describe('the shape of rows', () => {
  test('of runs is that of the Python client, or of the response', async () => {
    const expected = wireRuns().map(({ rr_attributes, DatasetTripletCache, ...row }) => ({
      ...row,
      ...rr_attributes,
      lumisections: DatasetTripletCache.triplet_summary,
    }));
    expect(await runs().all()).toEqual(expected);
    expect(await runs().all({ compress: true })).toEqual(expected);
    expect(await runs().all({ compress: false })).toEqual(wireRuns());
    expect(await runs().first()).toEqual(expected[0]);
    expect(await runs().first({ compress: false })).toEqual(wireRuns()[0]);
    expect(await collect(runs().stream({ compress: false }))).toEqual(wireRuns());
    expect((await collect(runs().pages({ compress: false }))).flat()).toEqual(wireRuns());
  });
  test('of datasets is that of the Python client, or of the response', async () => {
    const expected = wireDatasets().map(({ Run, DatasetTripletCache, ...row }) => ({
      ...Run.rr_attributes,
      ...row,
      lumisections: DatasetTripletCache.triplet_summary,
    }));
    expect(await datasets().all()).toEqual(expected);
    expect(await datasets().all({ compress: false })).toEqual(wireDatasets());
    expect(await datasets().pageSize(7).first()).toEqual(expected[0]);
  });
  test('of select() has the selected names, with null for missing values', async () => {
    const rows = await runs().select('run_number', 'energy', 'class', 'dt_included', 'components').all();
    expect(rows).toEqual(
      wireRuns().map(({ run_number, oms_attributes, rr_attributes }) => ({
        run_number,
        energy: oms_attributes.energy ?? null,
        class: rr_attributes.class ?? null,
        dt_included: oms_attributes.dt_included ?? false,
        components: oms_attributes.components ?? null,
      })),
    );
    expect(Object.keys(rows[0] ?? {})).toEqual(['run_number', 'energy', 'class', 'dt_included', 'components']);
    const named = await datasets().select('dataset_name', 'class', 'tracker_state', 'datasets_in_gui').limit(3).all();
    expect(named).toEqual(
      wireDatasets()
        .slice(0, 3)
        .map(({ name, Run, dataset_attributes, datasets_in_gui }) => ({
          dataset_name: name,
          class: Run.rr_attributes.class ?? null,
          tracker_state: dataset_attributes.tracker_state ?? null,
          datasets_in_gui,
        })),
    );
    expect(await runs().select('energy').orderBy('run_number').first()).toHaveProperty('energy');
    await rejected(runs().select('energy').all({ compress: false }), {
      is: QueryError,
      code: 'bad-option',
    });
  });
});

describe('toTable() and toCsv()', () => {
  test('return the selected attributes as columns, in order', async () => {
    const query = runs().where('energy').isNotNull().select('run_number', 'energy', 'components');
    const table = await query.toTable();
    expect(table.columns).toEqual(['run_number', 'energy', 'components']);
    expect(table.rows).toEqual(await query.all());
    expect(table.rows.length).toBeGreaterThan(0);
    expect(table.toColumns()).toEqual({
      run_number: table.rows.map((row) => row.run_number),
      energy: table.rows.map((row) => row.energy),
      components: table.rows.map((row) => row.components),
    });
    expect(await query.toCsv()).toBe(table.toCsv());
    const [first] = table.rows;
    expect(await query.limit(1).toCsv()).toBe(
      `run_number,energy,components\r\n${first?.run_number},${first?.energy},"${JSON.stringify(first?.components).replaceAll('"', '""')}"\r\n`,
    );
  });
  test('return every attribute without select()', async () => {
    const table = await runs().limit(2).toTable();
    const [row] = wireRuns();
    expect(table.rows.map((flat) => flat.run_number)).toEqual(allNumbers().slice(0, 2));
    const flat = table.rows[0] as unknown as Readonly<Record<string, unknown>>;
    const { run_number, oms_attributes, rr_attributes } = row as WireRunRow;
    for (const [name, value] of Object.entries({ ...oms_attributes, ...rr_attributes, run_number }))
      if (table.columns.includes(name)) expect([name, flat[name]]).toEqual([name, value]);
    expect(table.columns).toEqual(expect.arrayContaining(['run_number', 'energy', 'class', 'dt_included']));
    const ofDatasets = await datasets().limit(1).toTable();
    expect(ofDatasets.columns).toEqual(expect.arrayContaining(['dataset_name', 'tracker_state', ...table.columns]));
    expect(ofDatasets.rows.map((flat) => flat.dataset_name)).toEqual([wireDatasets()[0]?.name]);
    expect(new Set(ofDatasets.columns).size).toBe(ofDatasets.columns.length);
  });
  test('accept the options of all(), and toCsv() those of CSV', async () => {
    const query = runs().limit(3).select('run_number');
    const progress: number[] = [];
    const onProgress = ({ rows }: { rows: number }) => progress.push(rows);
    expect(await query.toCsv({ onProgress, formulas: 'keep' })).toMatch(/^run_number\r\n(\d+\r\n){3}$/);
    expect(progress).toEqual([3]);
    await rejected(query.toTable({ signal: AbortSignal.abort() }), { is: AbortError, code: 'aborted' });
    proxy.requests();
    const bad: readonly (() => Promise<unknown>)[] = [
      () => query.toTable({ formulas: 'keep' } as object),
      () => query.toCsv({ formulas: 'none' } as object),
      () => query.toCsv({ columns: [] } as object),
      () => query.toCsv(null as unknown as object),
    ];
    for (const call of bad) await rejected(call(), { is: QueryError, code: 'bad-option' });
    expect(proxy.requests()).toEqual([]);
  });
});

describe('limit() and pageSize()', () => {
  test.each([1, 7, 39, 1000])('return all rows once, in order, with pages of %i', async (size) => {
    expect(numbers(await runs().pageSize(size).all())).toEqual(allNumbers());
    const pages = await collect(runs().pageSize(size).pages());
    expect(pages.flat().map((row) => row.run_number)).toEqual(allNumbers());
    for (const page of pages.slice(0, -1)) expect(page).toHaveLength(size);
    expect(numbers(await collect(runs().pageSize(size).stream()))).toEqual(allNumbers());
  });
  test.each([0, 1, 5, 1000])('return exactly limit(%i) rows', async (limit) => {
    // The test above reads all rows in small pages.
    for (const size of limit === 1000 ? [5, 1000] : [1, 2, 5, 1000]) {
      const query = runs().limit(limit).pageSize(size);
      const expected = allNumbers().slice(0, limit);
      expect(numbers(await query.all())).toEqual(expected);
      expect(numbers(await collect(query.stream()))).toEqual(expected);
      expect((await collect(query.pages())).flat().map((row) => row.run_number)).toEqual(expected);
      expect(await query.count()).toBe(expected.length);
      expect(await query.exists()).toBe(expected.length > 0);
      expect((await query.first())?.run_number).toBe(expected[0]);
    }
  });
  test('send nothing with limit(0)', async () => {
    const none = runs().limit(0);
    expect([await none.all(), await none.count(), await none.exists(), await none.first()]).toEqual([
      [],
      0,
      false,
      undefined,
    ]);
    expect(await collect(none.stream())).toEqual([]);
    expect(proxy.requests()).toEqual([]);
  });
  test('request no more rows than the limit', async () => {
    await runs().limit(5).all();
    await runs().first();
    await runs().exists();
    await runs()
      .where('run_number')
      .gte(1)
      .one()
      .catch(() => undefined);
    expect(proxy.requests().map(({ page, page_size }) => [page, page_size])).toEqual([
      [0, 5],
      [0, 1],
      [0, 1],
      [0, 2],
    ]);
  });
  test('request no row for count()', async () => {
    expect(await runs().orderBy('energy').count()).toBe(allNumbers().length);
    expect(proxy.requests()).toMatchObject([{ page: 0, page_size: 0, sortings: [] }]);
  });
});

describe('one()', () => {
  test('returns the only row', async () => {
    const [first = 0] = allNumbers();
    expect(await runs().where('run_number').eq(first).one()).toHaveProperty('run_number', first);
    expect(await runs().where('run_number').eq(first).one({ compress: false })).toEqual(wireRuns()[0]);
    expect(await runs().limit(1).orderBy('run_number', 'asc').one()).toHaveProperty('run_number', allNumbers().at(-1));
  });
  test('rejects no row and several rows, and prints the query', async () => {
    const none = { is: NotFoundError, code: 'no-row' };
    const error = await rejected(runs().where('run_number').eq(1).one(), none);
    expect(error.message).toMatch(/runs where run_number is 1$/);
    await rejected(runs().limit(0).one(), none);
    await rejected(runs().where('energy').isNotNull().orderBy('energy').one(), {
      is: QueryError,
      code: 'several-rows',
    });
  });
});

describe('a query of several requests', () => {
  const either = () => runs().where(or(run.class.like('%Cosmics%'), flag('dt-dt').is('BAD')));
  const expected = () =>
    wireRuns()
      .filter(({ rr_attributes, DatasetTripletCache }) => {
        const { BAD = 0 } = DatasetTripletCache.triplet_summary['dt-dt'] ?? {};
        return /cosmics/i.test(rr_attributes.class ?? '') || BAD > 0;
      })
      .map((row) => row.run_number);

  test('returns each row once, in order, and counts exactly', async () => {
    const [some, all] = [expected(), allNumbers()];
    expect(some.length).toBeGreaterThan(3);
    expect(some.length).toBeLessThan(all.length);
    for (const size of [1, 3, 1000]) {
      const query = either().pageSize(size);
      expect(numbers(await query.all())).toEqual(some);
      expect(numbers(await collect(query.stream()))).toEqual(some);
      expect(numbers(await query.orderBy('run_number').limit(3).all())).toEqual(some.toReversed().slice(0, 3));
      expect(await query.count()).toBe(some.length);
      expect((await query.first())?.run_number).toBe(some[0]);
    }
    expect(await either().limit(2).count()).toBe(2);
    expect(await either().exists()).toBe(true);
  });
  test('is counted without fetching rows, including rows whose attribute is null', async () => {
    const lit = runs().where(or(run.init_lumi.gte(1), flag('dt-dt').is('GOOD')));
    const dark = wireRuns().filter(({ oms_attributes }) => (oms_attributes.init_lumi ?? null) === null);
    expect(dark.length).toBeGreaterThan(3);
    expect(await lit.count()).toBe((await lit.all()).length);
    proxy.requests();
    await lit.count();
    expect(new Set(proxy.requests().map(({ page_size }) => page_size))).toEqual(new Set([0]));
  });
  test('is counted by its rows if they are checked client-side', async () => {
    const query = runs().flag('dt-dt').comment.isNotNull().flag('dt-dt').comment.notLike('%nothing like it%');
    expect(await query.count()).toBe((await query.all()).length);
    expect(await query.pageSize(2).limit(1).all()).toHaveLength(Math.min(1, await query.count()));
  });
  test('returns no row if it needs no request', async () => {
    const none = runs().where('run_number').isNull();
    expect([await none.all(), await none.count(), await none.exists(), await none.first()]).toEqual([
      [],
      0,
      false,
      undefined,
    ]);
    expect(proxy.requests()).toEqual([]);
  });
});

describe('a query', () => {
  test('is immutable, so a base can be branched twice', async () => {
    const base = runs().where('energy').isNotNull();
    const before = JSON.stringify(base);
    const [low, high] = [base.where('energy').lt(1000), base.where('energy').gte(1000).limit(2).orderBy('class')];
    base.pageSize(3).select('energy').flag('dt-dt').is('BAD');
    expect(JSON.stringify(base)).toBe(before);
    expect(JSON.stringify(low)).not.toContain('limit');
    expect((await low.count()) + (await base.where('energy').gte(1000).count())).toBe(await base.count());
    expect(await high.all()).toHaveLength(2);
    expect(numbers(await low.all())).toEqual(numbers(await low.all()));
  });
  test('is not a promise', async () => {
    const query = runs();
    expect(await query).toBe(query);
    expect('then' in query).toBe(false);
    expect(proxy.requests()).toEqual([]);
  });
  test('prints as a sentence, or as the reason why it cannot be sent', () => {
    expect(inspect(runs().where('energy').gte(6000))).toContain('Query: runs where energy >= 6000 GeV');
    expect(String(runs().lumisections())).toBe('LumisectionStream: all runs');
    const unsendable = datasets().where('datasets_in_gui').hasNot('x');
    const { message } = refused(() => unsendable.explain(), { is: QueryError, code: 'needs-everything' });
    expect(inspect(unsendable)).toBe(`Query: ${message}`);
    expect(`${unsendable}`).toBe("datasets where datasets_in_gui does not have 'x'");
  });
  test('is an async iterable of its rows, which sends nothing before it is read', async () => {
    const query = runs().where('energy').gte(1000).pageSize(7);
    const rows: RunRow[] = [];
    for await (const row of query) rows.push(row);
    expect(rows).toEqual(await query.all());
    expect(await collect(datasets().limit(3))).toEqual(await datasets().limit(3).all());
    expect(await collect(runs().select('energy').limit(2))).toEqual(await runs().select('energy').limit(2).all());
    proxy.requests();
    query[Symbol.asyncIterator]();
    expect(proxy.requests()).toEqual([]);
    for await (const row of query.pageSize(1)) if (row.run_number > 0) break;
    expect(proxy.requests().length).toBeLessThan(4);
  });
  test('rejects an iteration that stream() rejects', async () => {
    const query = runs().orderBy('recorded_lumi');
    const refusal = { is: QueryError, code: 'order-needs-everything' };
    refused(() => query.stream(), refusal);
    await rejected(collect(query), refusal);
  });
  test('uses the client that created it', async () => {
    const other = new RunRegistry({ url: setup.url });
    expect(await other.runs().count()).toBe(allNumbers().length);
    expect(proxy.requests()).toEqual([]);
  });
});

describe('options', () => {
  const terminals = ['all', 'first', 'one', 'count', 'exists', 'stream', 'pages'] as const;
  test.each<[string, unknown]>([
    ['a limit', { limit: 5 }],
    ['a misspelt option', { onprogress: () => 1 }],
    ['a controller instead of a signal', { signal: new AbortController() }],
    ['a boolean instead of a callback', { onProgress: true }],
    ['a string instead of a boolean', { compress: 'no' }],
    ['a number instead of options', 5],
    ['null instead of options', null],
  ])('reject %s', async (_, options) => {
    const refusal = { is: QueryError, code: 'bad-option' };
    for (const name of terminals) {
      const call = async () => untypedCall(Reflect.get(untyped(runs()), name)).call(runs(), options);
      await rejected(call(), refusal);
    }
    refused(() => untypedCall(Reflect.get(runs(), 'stream')).call(runs(), options), refusal);
    expect(proxy.requests()).toEqual([]);
  });

  test.each(['count', 'exists', 'toTable', 'toCsv'])(
    'of %s() do not include compress, and are listed',
    async (name) => {
      for (const compress of [true, false]) {
        const call = async () => untypedCall(Reflect.get(untyped(runs()), name)).call(runs(), { compress });
        const hint = `The options are signal, timeout, onProgress${name === 'toCsv' ? ', formulas' : ''}.`;
        await rejected(call(), { is: QueryError, code: 'bad-option', details: { hint } });
      }
      expect(proxy.requests()).toEqual([]);
    },
  );
});
