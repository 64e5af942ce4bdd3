/** Rows of any order, limit and page size are those of a sort in plain JavaScript. */
import fc from 'fast-check';
import { type DatasetQuery, dataset, datasetStates, flag, or, QueryError, type RunQuery, run } from 'runregistry';
import { beforeAll, describe, expect, test } from 'vitest';
import { attributesOf, pathOf } from '../property/generate.js';
import { isPresence, type Row } from '../property/reference.js';
import { type Setup, setUp } from '../property/setup.js';
import { refused } from '../support/refusal.js';
import { rounds, seed, selection } from '../support/rounds.js';

let setup: Setup;
beforeAll(async () => {
  setup = await setUp();
});

type Target = 'runs' | 'datasets';
type Key = readonly [name: string, direction: 'asc' | 'desc'];

const key = (row: unknown) => `${(row as Row).run_number} ${(row as Row).name ?? ''}`;
const valueAt = (row: Row, path: readonly string[]): unknown => {
  let value: unknown = row;
  for (const step of path) value = (value as Row | null | undefined)?.[step];
  return value ?? null;
};

// Like the registry's database: by letters, then case, then punctuation.
const letters = new Intl.Collator('en-US', { ignorePunctuation: true });
const everything = new Intl.Collator('en-US');

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return letters.compare(a, b) || everything.compare(a, b);
  return Number(a) - Number(b);
}

/** The value that an order compares. A component that is missing was not included. */
const orderedBy = (row: Row, name: string, target: Target): unknown =>
  valueAt(row, pathOf(name, target)) ?? (isPresence(name) ? false : null);

/** Sorts rows: nulls last ascending and first descending; then by run number descending, then by name. */
function sorted(rows: readonly Row[], keys: readonly Key[], target: Target): string[] {
  return rows
    .toSorted((left, right) => {
      for (const [name, direction] of keys) {
        const [a, b] = [orderedBy(left, name, target), orderedBy(right, name, target)];
        const ascending = a === null || b === null ? Number(a === null) - Number(b === null) : compare(a, b);
        if (ascending !== 0) return direction === 'asc' ? ascending : -ascending;
      }
      return (right.run_number as number) - (left.run_number as number) || compare(left.name ?? '', right.name ?? '');
    })
    .map(key);
}

/** A query for runs or datasets. */
type Builder = Pick<RunQuery, 'plan'> & {
  orderBy(name: string, direction: string): Builder;
  limit(n: number): Builder;
  pageSize(n: number): Builder;
  all(): Promise<readonly unknown[]>;
  stream(): AsyncGenerator<unknown>;
};

const start = (target: Target, conditions: boolean): Builder => {
  const [runs, datasets] = [setup.registry.runs(), setup.registry.datasets()];
  const query: RunQuery | DatasetQuery = !conditions
    ? target === 'runs'
      ? runs
      : datasets
    : target === 'runs'
      ? runs.where(or(run.class.like('%o%'), flag('dt-dt').is('GOOD')))
      : datasets.where(or(dataset.tracker_state.in(datasetStates), flag('dt-dt').is('GOOD')));
  return query as unknown as Builder;
};

const ordered = (query: Builder, keys: readonly Key[]) =>
  keys.reduce((sofar, [name, direction]) => sofar.orderBy(name, direction), query);

describe.each(['runs', 'datasets'] as const)('orderBy() of %s', (target) => {
  const sortable = attributesOf(target).filter(({ type }) => type !== 'list');

  // Random orders below have both directions.
  const byOne = sortable.map(({ name, type }, index) => [name, index % 2 === 0 ? 'asc' : 'desc', type] as const);
  test.each(selection(byOne, 15))('sorts by %s %s (%s)', async (name, direction) => {
    const query = ordered(start(target, false), [[name, direction]]).pageSize(30);
    expect((await query.all()).map(key)).toEqual(sorted(setup.rows[target], [[name, direction]], target));
  });

  test('sorts by any keys, with any limit and page size', async () => {
    const numRuns = rounds({ usual: 3, full: 20 });
    console.log(`${numRuns} random orders of ${target}: TEST_SEED=${seed}`);
    const rows = new Map<boolean, readonly Row[]>([[false, setup.rows[target]]]);
    const chosen = new Set((await start(target, true).all()).map(key));
    rows.set(
      true,
      setup.rows[target].filter((row) => chosen.has(key(row))),
    );
    const anyKey = fc.tuple(
      fc.constantFrom(...sortable.map(({ name }) => name)),
      fc.constantFrom('asc' as const, 'desc' as const),
    );
    const keys = fc.uniqueArray(anyKey, { maxLength: 3, selector: ([name]) => name });
    const size = fc.option(fc.integer({ min: 8, max: 100 }), { nil: undefined });
    const limit = fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(fc.boolean(), keys, limit, size, async (conditions, by, most, page) => {
        let query = ordered(start(target, conditions), by);
        if (most !== undefined) query = query.limit(most);
        if (page !== undefined) query = query.pageSize(page);
        const expected = sorted(rows.get(conditions) ?? [], by, target).slice(0, most);
        expect((await query.all()).map(key)).toEqual(expected);
        if (query.plan().order === 'client' && most === undefined) return;
        const streamed: string[] = [];
        for await (const row of query.stream()) streamed.push(key(row));
        expect(streamed).toEqual(expected);
      }),
      { numRuns, seed },
    );
  });
});

describe('an order that the registry does not support', () => {
  test.each(['stream', 'pages'] as const)('is rejected by %s()', (name) => {
    const query = setup.registry.runs().orderBy('energy');
    const refusal = {
      is: QueryError,
      code: 'order-needs-everything',
    };
    refused(() => query[name](), refusal);
    refused(() => setup.registry.datasets().orderBy('fill_number')[name](), refusal);
    const either = setup.registry.runs().where(or(run.class.like('%o%'), flag('dt-dt').is('GOOD')));
    refused(() => either.orderBy('class')[name](), refusal);
  });
  test('is streamed with a limit', async () => {
    const streamed: string[] = [];
    for await (const row of setup.registry.runs().orderBy('energy', 'desc').limit(4).pageSize(3).stream())
      streamed.push(key(row));
    expect(streamed).toEqual(sorted(setup.rows.runs, [['energy', 'desc']], 'runs').slice(0, 4));
  });
});

describe('an attribute that is false if it is missing', () => {
  const included = (row: unknown) => (row as { castor_included: boolean }).castor_included;
  test.each(['runs', 'datasets'] as const)(
    'sorts false before true, with and without a limit, for %s',
    async (target) => {
      const base = target === 'runs' ? setup.registry.runs() : setup.registry.datasets();
      const query = base.select('castor_included', 'run_number') as unknown as Builder;
      const ascending = (await query.orderBy('castor_included', 'asc').all()).map(included);
      const excluded = ascending.filter((value) => !value).length;
      expect(excluded).toBeGreaterThan(0);
      expect(excluded).toBeLessThan(ascending.length);
      expect(ascending).toEqual(ascending.toSorted((a, b) => Number(a) - Number(b)));
      const some = query.limit(excluded + 2).pageSize(7);
      expect((await some.orderBy('castor_included', 'asc').all()).map(included)).toEqual(
        ascending.slice(0, excluded + 2),
      );
      expect((await some.orderBy('castor_included', 'desc').all()).map(included)).toEqual(
        ascending.toReversed().slice(0, excluded + 2),
      );
    },
  );
});
