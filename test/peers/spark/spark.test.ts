/** SQL for Spark, executed on a cluster that reads the files of a mirror, returns the rows and lumisections of the library. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  dcs,
  type Expression,
  type GoldenJson,
  goldenJson,
  LumiList,
  or,
  QueryError,
  RunRegistry,
  run,
  type SqlOptions,
  type SqlStatement,
} from 'runregistry';
import { type EmbeddedRegistry, sampleState, startEmbedded } from 'runregistry/embedded';
import { writeMirror } from 'runregistry/mirror';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Attribute } from '../../../src/catalogue/attribute.js';
import { accessorOf, valueIn } from '../../../src/print/row.js';
import { root } from '../../docs/examples.js';
import { publishedFolder } from '../../lumi/published.js';
import { attributesOf, build, expressions } from '../../property/generate.js';
import { type Setup, setUp } from '../../property/setup.js';
import { hostile } from '../../sql/hostile.js';
import { ordered } from '../../sql/order.js';
import { documents } from '../../sql/rules.js';
import { fewest, most, rounds, seed } from '../../support/rounds.js';
import { Spark } from './spark.js';

type Target = 'runs' | 'datasets';
/** How a golden JSON splits lumisections. */
type Split = 'all' | 'none' | 'some';

/** The methods of both builders, for names known only at run time. */
interface Builder {
  where(expression: Expression<never>): Builder;
  select(...names: readonly string[]): Builder;
  orderBy(name: string, direction: string): Builder;
  limit(n: number): Builder;
  all(): Promise<readonly object[]>;
  toSql(options: SqlOptions): string | SqlStatement;
}

const state = sampleState({ runs: 40 });
/** The class of each of the first runs is a string that would change a statement if it were not a literal. */
const hostileState = {
  ...state,
  runs: state.runs.map((row, index) => ({
    ...row,
    rr_attributes: { ...row.rr_attributes, ...(index < hostile.length && { class: hostile[index] as string }) },
  })),
};

let embedded: EmbeddedRegistry;
let setup: Setup;
let spark: Spark;
const directory = mkdtempSync(join(tmpdir(), 'runregistry-spark-mirror-'));

beforeAll(async () => {
  spark = new Spark();
  embedded = await startEmbedded({ state: hostileState });
  setup = await setUp(embedded.url);
  await writeMirror(directory, setup.registry.runs());
  await spark.openMirror(directory);
});
afterAll(async () => {
  await spark?.close();
  await embedded?.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Returns the statement, or undefined if SQL cannot express it. */
function printed(print: () => string | SqlStatement): string | SqlStatement | undefined {
  try {
    return print();
  } catch (error) {
    if (error instanceof QueryError && error.code === 'not-in-sql') return undefined;
    throw error;
  }
}

const builderOf = (target: Target) => setup.registry[target]() as unknown as Builder;
const keysOf = (target: Target) => (target === 'runs' ? ['run_number'] : ['run_number', 'dataset_name']);

const byCodePoint = (a: unknown, b: unknown): number => (a === b ? 0 : (a as number) < (b as number) ? -1 : 1);

/** Returns the values of rows in the order of SQL: by key, names by code points. The registry has no order of datasets of a run. */
const sorted = (rows: readonly object[], target: Target) =>
  rows
    .map((row): readonly unknown[] => Object.values(row))
    .toSorted((a, b) => byCodePoint(b[0], a[0]) || (target === 'runs' ? 0 : byCodePoint(a[1], b[1])));

test('the cluster has two workers', async () => {
  expect(await spark.cluster()).toEqual([2, expect.stringMatching(/^spark:\/\/127\.0\.0\.1:/)]);
});

describe.each(['runs', 'datasets'] as const)('%s', (target) => {
  test('random expressions select the rows of the registry', async () => {
    const numRuns = rounds({ usual: 10, full: 30 });
    console.log(`${numRuns} random expressions for ${target} on Spark: TEST_SEED=${seed}`);
    let refused = 0;
    let split = 0;
    await fc.assert(
      fc.asyncProperty(expressions(target, setup.rows[target]), fc.boolean(), async (spec, parameters) => {
        const query = builderOf(target)
          .where(build(spec))
          .select(...keysOf(target));
        const statement = query.toSql({ dialect: 'spark', parameters });
        const expected = await query.all().catch((error: unknown) => {
          // The registry cannot evaluate some expressions that Spark can.
          if (error instanceof QueryError && /^(needs-everything|too-many-requests)$/.test(error.code))
            return undefined;
          throw error;
        });
        if (expected === undefined) {
          refused++;
          return;
        }
        if (expected.length > 0 && expected.length < setup.rows[target].length) split++;
        expect(await spark.rows(statement)).toEqual(sorted(expected, target));
      }),
      { numRuns, seed, endOnFailure: true },
    );
    console.log(`${target}: ${split} split the rows, the registry refused ${refused}`);
    expect(refused).toBeLessThanOrEqual(most(0.05, numRuns));
    expect(split).toBeGreaterThanOrEqual(fewest(0.4, numRuns));
  });

  test('selected attributes have their values', async () => {
    const names = attributesOf(target).map(({ name }) => name);
    const others = names.filter((name) => name !== 'run_number' && name !== 'dataset_name');
    const query = builderOf(target).select(...keysOf(target), ...others);
    const found = await spark.rows(query.toSql({ dialect: 'spark' }));
    expect(found).toEqual(sorted(await query.all(), target));
  });
});

describe.each(['runs', 'datasets'] as const)('orders of %s', (target) => {
  test('and limits return the rows in the order of the library, nulls last ascending', async () => {
    const sortable = attributesOf(target).filter(({ type }) => type !== 'list');
    const key = fc.tuple(fc.constantFrom(...sortable), fc.constantFrom('asc', 'desc'));
    const orders = fc.uniqueArray(key, { minLength: 1, maxLength: 3, selector: ([{ name }]) => name });
    // Hostile strings and numbers with many ties, then random attributes.
    const examples = ['class', 'energy'].flatMap((name) =>
      ['asc', 'desc'].map((direction) => [sortable.find((one) => one.name === name) as Attribute, direction] as const),
    );
    await fc.assert(
      fc.asyncProperty(orders, fc.nat(40), fc.boolean(), async (order, limit, parameters) => {
        const ordering = order.reduce(
          (query, [{ name }, direction]) => query.orderBy(name, direction),
          builderOf(target),
        );
        const query = ordering.select(...keysOf(target), ...order.map(([{ name }]) => name)).limit(limit);
        const attributes = [...new Set([...keysOf(target), ...order.map(([{ name }]) => name)])].map(
          (name) => attributesOf(target).find((one) => one.name === name) as Attribute,
        );
        const expected = ordered(setup.rows[target], order, target).slice(0, limit);
        const accessor = accessorOf(target);
        expect(await spark.rows(query.toSql({ dialect: 'spark', parameters }))).toEqual(
          expected.map((row) => attributes.map((attribute) => valueIn(accessor, row, attribute))),
        );
      }),
      {
        numRuns: rounds({ usual: 10, full: 15 }),
        seed,
        endOnFailure: true,
        examples: examples.map((one): [[Attribute, string][], number, boolean] => [[[...one]], 40, false]),
      },
    );
  });
});

test.each([false, true])('hostile strings are only values, as parameters: %s', async (parameters) => {
  // One statement: each of its strings finds the run that has it.
  const query = setup.registry
    .runs()
    .where(or(...hostile.map((text) => run.class.eq(text))))
    .select('run_number', 'class');
  const rows = (await query.all()).map((row) => Object.values(row));
  expect(rows).toHaveLength(hostile.length);
  expect(await spark.rows(query.toSql({ dialect: 'spark', parameters }))).toEqual(rows);
});

test('a statement reads the files of a directory', async () => {
  const query = setup.registry.runs().where('energy').gte(6000).select('run_number');
  const found = await spark.rows(query.toSql({ dialect: 'spark', directory }));
  expect(found).toEqual((await query.all()).map(({ run_number }) => [run_number]));
  expect(found.length).toBeGreaterThan(0);
});

describe('golden JSON', () => {
  /** A query for the datasets of some runs, evenly spaced from the first, because the live client reads them for each document. */
  const datasetsOf = (count: number) => {
    const numbers = setup.rows.runs.map(({ run_number }) => Number(run_number));
    return setup.registry
      .datasets()
      .where('run_number')
      .in(numbers.filter((_, index) => index % Math.floor(numbers.length / count) === 0));
  };

  /** Compares a golden JSON on Spark with `generateLocally()`. Returns how it splits the lumisections, undefined if SQL cannot express it. */
  async function compare(golden: GoldenJson, runs: number, parameters = false): Promise<Split | undefined> {
    const query = datasetsOf(runs);
    const statement = printed(() => golden.toSql({ dialect: 'spark', parameters, query }));
    if (statement === undefined) return undefined;
    const lists: Record<string, Record<string, [number, number][]>> = {};
    for (const [run, name, lo, hi] of await spark.rows(statement)) {
      const list = lists[String(name)] ?? {};
      lists[String(name)] = list;
      list[String(run)] = [...(list[String(run)] ?? []), [Number(lo), Number(hi)]];
    }
    const { byDataset, excluded, list } = await golden.generateLocally(query);
    const found = Object.entries(lists).map(([name, ranges]) => [name, LumiList.fromJSON(ranges).toJSON()]);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries([...byDataset].map(([name, one]) => [name, one.toJSON()])),
    );
    if (list.lumisectionCount === 0) return 'none';
    return excluded.lumisectionCount === 0 ? 'all' : 'some';
  }

  test('random rules select the lumisections of the library', async () => {
    const numRuns = rounds({ usual: 10, full: 20 });
    console.log(`${numRuns} random documents on Spark: TEST_SEED=${seed}`);
    const tally = { all: 0, none: 0, some: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(documents, fc.boolean(), fc.boolean(), async (document, guards, parameters) => {
        const golden = goldenJson.parse(document as object).golden.withGuards(guards);
        tally[(await compare(golden, 5, parameters)) ?? 'refused']++;
      }),
      { numRuns, seed, endOnFailure: true },
    );
    console.log(tally);
    expect(tally.refused).toBeLessThanOrEqual(most(0.4, numRuns));
    expect(tally.some).toBeGreaterThanOrEqual(fewest(0.1, numRuns));
  });

  const folder = publishedFolder('json-logic');
  const names = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.json'));
  test.skipIf(folder === undefined).each(names)(
    'the public document %s selects the lumisections of the library',
    async (name) => {
      const { golden } = goldenJson.parse(readFileSync(new URL(encodeURIComponent(name), folder), 'utf8'));
      expect(await compare(golden, 13)).toBeDefined();
    },
  );
});

test('the recipe of the guide returns the list of the registry', async () => {
  const guide = readFileSync(`${root}docs/mirror.md`, 'utf8');
  const recipe = guide.slice(guide.indexOf('## Run a golden JSON on Spark'));
  const [statement, program] = [/^```text\n([\s\S]*?)^```$/m, /^```python\n([\s\S]*?)^```$/m].map(
    (block) => block.exec(recipe)?.[1] as string,
  ) as [string, string];
  const content = /fromJSON\((.*)\);/.exec(recipe)?.[1] as string;
  const registry = new RunRegistry({ url: inject('sampleUrl') });
  const build = join(spark.folder, 'build');
  await writeMirror(join(build, 'mirror-guide'), registry.runs().where('run_number').between(355100, 355120));
  writeFileSync(join(build, 'golden.sql'), statement);
  await spark.execute(program.replace('hdfs:///user/me/mirror-guide', join(build, 'mirror-guide')));
  const list = await LumiList.fromFile(join(build, 'golden.json'));
  const golden = goldenJson().flag('dt-dt').is('GOOD').where(dcs.pixel);
  const datasets = registry.datasets().where('run_number').between(355100, 355120).where('dataset_name').eq('online');
  expect(list.toJSON()).toEqual((await golden.generateLocally(datasets)).list.toJSON());
  expect(list.toText()).toBe(LumiList.fromJSON(JSON.parse(content.replace(/(\d+):/, '"$1":'))).toText());
  expect(list.lumisectionCount).toBeGreaterThan(0);
});
