import fc from 'fast-check';
import { type DatasetQuery, QueryError, type RunQuery } from 'runregistry';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attributesOf, build, expressions } from '../property/generate.js';
import type { Row } from '../property/reference.js';
import { fewest, rounds, seed } from '../support/rounds.js';
import { type Fixture, mirrored } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await mirrored(40);
});
afterAll(() => fixture?.close());

type Query = RunQuery | DatasetQuery;
/** The methods of a query with names that only run time knows. */
interface Named {
  orderBy(name: string, direction: string): Named & Query;
  limit(n: number): Named & Query;
  pageSize(n: number): Named & Query;
  select(...names: string[]): Query;
}

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
};

/** What a query can return. */
const results: Readonly<Record<string, (query: Query) => Promise<unknown>>> = {
  all: (query) => query.all(),
  wire: (query) => query.all({ compress: false }),
  count: (query) => query.count(),
  first: (query) => query.first(),
  exists: (query) => query.exists(),
  one: (query) => query.one().catch((error: QueryError) => error.code),
  stream: (query) => collect<unknown>(query.stream()),
  pages: (query) => collect<unknown>(query.pages()),
  toCsv: (query) => query.toCsv(),
};

interface Form {
  readonly order: readonly (readonly [name: string, direction: string])[];
  readonly limit: number | undefined;
  readonly pageSize: number;
  readonly select: readonly string[];
  readonly result: string;
}

function forms(target: 'runs' | 'datasets'): fc.Arbitrary<Form> {
  const names = attributesOf(target).map(({ name }) => name);
  const orderable = attributesOf(target)
    .filter(({ type }) => type !== 'list')
    .map(({ name }) => name);
  return fc.record({
    order: fc.uniqueArray(fc.tuple(fc.constantFrom(...orderable), fc.constantFrom('asc', 'desc')), {
      maxLength: 2,
      selector: ([name]) => name,
    }),
    limit: fc.option(fc.nat(12), { nil: undefined }),
    pageSize: fc.integer({ min: 1, max: 20 }),
    select: fc.array(fc.constantFrom(...names), { maxLength: 3 }),
    result: fc.constantFrom(...Object.keys(results)),
  });
}

/** Returns what a query gives, or the code of its error. */
async function outcome(query: Query, { order, limit, pageSize, select, result }: Form): Promise<unknown> {
  let changed = (query as unknown as Named).pageSize(pageSize);
  for (const [name, direction] of order) changed = changed.orderBy(name, direction);
  if (limit !== undefined) changed = changed.limit(limit);
  const selected: Query = select.length > 0 && result !== 'wire' ? changed.select(...select) : changed;
  try {
    return await (results[result] as (query: Query) => Promise<unknown>)(selected);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return error.code;
  }
}

test.each(['runs', 'datasets'] as const)(
  'a mirror returns for random queries for %s what the registry returns',
  async (target) => {
    const { registry, mirror, firstRun } = fixture;
    const rows = (await mirror[target]().all({ compress: false })) as unknown as Row[];
    const numRuns = rounds(40);
    console.log(`${numRuns} random queries for ${target}: TEST_SEED=${seed}`);
    let matched = 0;
    await fc.assert(
      fc.asyncProperty(expressions(target, rows), forms(target), async (spec, form) => {
        const condition = build(spec);
        const live: Query =
          target === 'runs'
            ? registry.runs().where('run_number').gte(firstRun).where(condition)
            : registry.datasets().where('run_number').gte(firstRun).where(condition);
        const there: Query = target === 'runs' ? mirror.runs().where(condition) : mirror.datasets().where(condition);
        const expected = await outcome(live, form);
        const received = await outcome(there, form);
        // The registry rejects what it cannot filter by; with a range of runs, it can.
        if (received !== 'needs-everything') expect(received).toEqual(expected);
        if (Array.isArray(expected) && expected.length > 0) matched++;
      }),
      { numRuns, seed, endOnFailure: false },
    );
    console.log(`${target}: ${matched} of ${numRuns} returned rows`);
    expect(matched).toBeGreaterThanOrEqual(fewest(0.15, numRuns));
  },
);
