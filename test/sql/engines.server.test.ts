/**
 * Printed SQL, executed: random queries and rules select the rows and lumisections that the library and json-logic-js select. Starting
 * PostgreSQL takes seconds, so `npm test` only uses DuckDB.
 */
import fc from 'fast-check';
import jsonLogic from 'json-logic-js';
import {
  datasets,
  type Expression,
  goldenJson,
  type JsonLogic,
  LumiList,
  not,
  QueryError,
  run,
  runs,
  type SqlOptions,
  type SqlStatement,
} from 'runregistry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Attribute } from '../../src/catalogue/attribute.js';
import { likeMatcher } from '../../src/expression/like.js';
import type { Node } from '../../src/expression/node.js';
import { predicate } from '../../src/print/predicate.js';
import { accessorOf, valueIn } from '../../src/print/row.js';
import type { RangeRow } from '../../src/sql/tables.js';
import { attributesOf, build, expressions } from '../property/generate.js';
import type { Row, Spec } from '../property/reference.js';
import { fewest, isFull, most, rounds, seed, selection } from '../support/rounds.js';
import { datasetRow, runRow } from '../support/rows.js';
import { sampleRows } from '../support/sample-rows.js';
import { type Engine, openDuckDB, openPostgres } from './engines.js';
import { hostile } from './hostile.js';
import { ordered } from './order.js';
import { documents, owners } from './rules.js';

/** One row for each hostile string, in a column, in lists, and in the remarks of a flag. */
const hostileRows = hostile.map((text, index) =>
  runRow({
    run_number: 1000 + index,
    oms: { hlt_key: text, components: [text, 'DT'] },
    rr: { class: text },
    flags: { 'dt-dt': { GOOD: 1, EMPTY: 0, comments: [text], causes: [] } },
  }),
);

/** A row with negative zero, which equals zero. */
const negativeZero = runRow({ run_number: 999, oms: { b_field: -0 } });

const hostileCases = hostile.map((text, index) => [JSON.stringify(text), text, 1000 + index] as const);

const sampled = sampleRows(30);
const rows = {
  runs: [...sampled.runs, ...([...hostileRows, negativeZero] as unknown as Row[])],
  datasets: sampled.datasets,
};

/** Returns the value at a JSON Pointer. */
const at = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce((part, name) => (part as Record<string, unknown> | undefined)?.[name], value);

interface Dataset {
  readonly run_number: number;
  readonly dataset_name: string;
  readonly run: JsonLogic;
  readonly dataset: JsonLogic;
  readonly ranges: readonly RangeRow[];
}

/** Random datasets, two for each run, which the rules tell apart. */
const owned: readonly Dataset[] = fc.sample(owners, { numRuns: 40, seed }).map(({ run, dataset, ranges }, index) => {
  const key = { run_number: 1 + (index >> 1), dataset_name: index % 2 === 0 ? 'online' : '/A/B/DQM' };
  let next = 1;
  return {
    ...key,
    run: { run_number: key.run_number, ...run, oms: { run_number: key.run_number, ...run.oms } } as JsonLogic,
    dataset: { ...dataset, name: key.dataset_name },
    ranges: ranges.map(({ length, in_rr, in_oms, rr, oms }): RangeRow => {
      const lo = next;
      next += length;
      const flags = Object.fromEntries(
        Object.entries(rr).map(([flag, status]) => [flag, { status: status as string }]),
      );
      return { ...key, lo, hi: next - 1, in_rr, in_oms, rr: flags, oms, recorded: null, delivered: null, year: 2018 };
    }),
  };
});

const goldenTables = {
  datasets: owned.map(({ run_number, dataset_name, run, dataset }) => {
    const { oms, rr } = run as { oms: Record<string, unknown>; rr: Record<string, unknown> };
    return datasetRow({ run_number, name: dataset_name, oms, rr, dataset: dataset as Record<string, unknown> });
  }),
  lumisections: owned.flatMap(({ ranges }) => ranges),
};

/** Every lumisection that both OMS and the Run Registry have, with the data of its rules. */
const lumisections = owned.flatMap(({ run, dataset, run_number, dataset_name, ranges }) =>
  ranges
    .filter(({ in_rr, in_oms }) => in_rr && in_oms)
    .flatMap(({ lo, hi, rr, oms }) =>
      Array.from({ length: hi - lo + 1 }, (_, index) => {
        const flags = Object.fromEntries(Object.entries(rr).map(([flag, { status }]) => [flag, status]));
        const lumisection = { lumisection_number: lo + index, oms, rr: flags };
        return { id: `${run_number} ${dataset_name} ${lo + index}`, data: { run, dataset, lumisection } };
      }),
    ),
);

/** The methods of both builders, for names known only at run time. */
interface Builder {
  where(expression: unknown): Builder;
  select(...names: readonly string[]): Builder;
  orderBy(name: string, direction: string): Builder;
  limit(n: number): Builder;
  toSql(options: SqlOptions): string | SqlStatement;
}

const execute = (engine: Engine, printed: string | SqlStatement): Promise<unknown[][]> =>
  typeof printed === 'string' ? engine.rows(printed) : engine.rows(printed.sql, printed.parameters);

const key = (row: unknown): string => `${(row as Row).run_number} ${(row as Row).name ?? ''}`;

/** Returns the ids of the lumisections in ranges that SQL returns. */
const expanded = (ranges: readonly (readonly unknown[])[]): string[] =>
  ranges.flatMap(([run, name, lo, hi]) =>
    Array.from({ length: Number(hi) - Number(lo) + 1 }, (_, index) => `${run} ${name} ${Number(lo) + index}`),
  );

const usesPostgres = isFull || process.env.TEST_CASES !== undefined;
const engines = [['DuckDB', openDuckDB], ...(usesPostgres ? ([['PostgreSQL', openPostgres]] as const) : [])] as const;

describe.each(engines)('%s', (_, open) => {
  let engine: Engine;
  let golden: Engine;
  beforeAll(async () => {
    engine = await open(rows as never);
    golden = await open(goldenTables as never);
  });
  afterAll(async () => {
    await engine.close();
    await golden.close();
  });

  test.each(['runs', 'datasets'] as const)(
    'random expressions for %s select the rows that they mean',
    async (target) => {
      const cases = rounds({ usual: 30, full: 300 });
      console.log(`${cases} random expressions for ${target} in SQL: TEST_SEED=${seed}`);
      const accessor = accessorOf(target);
      const builder = (target === 'runs' ? runs() : datasets()) as unknown as Builder;
      const { dialect } = engine;
      let split = 0;
      const select = async (expression: unknown, parameters: boolean): Promise<string[]> => {
        const names = target === 'runs' ? ['run_number'] : ['run_number', 'dataset_name'];
        const query = builder.where(expression).select(...names);
        const found = await execute(engine, query.toSql({ dialect, parameters }));
        return found.map(([run, name = '']) => `${run} ${name}`).sort();
      };
      await fc.assert(
        fc.asyncProperty(expressions(target, rows[target]), fc.boolean(), async (spec: Spec, parameters) => {
          const tree = build(spec);
          const truth = predicate(tree as unknown as Node, accessor);
          const of = (verdict: boolean) =>
            rows[target]
              .filter((row) => truth(row) === verdict)
              .map(key)
              .sort();
          // The rest is null.
          const [yes, no] = [of(true), of(false)];
          expect(await select(tree, parameters)).toEqual(yes);
          expect(await select(not(tree), !parameters)).toEqual(no);
          if (yes.length > 0 && no.length > 0) split++;
        }),
        { numRuns: cases, seed, endOnFailure: !isFull },
      );
      expect(split).toBeGreaterThanOrEqual(fewest(0.3, cases));
    },
  );

  test.each(['runs', 'datasets'] as const)('selected attributes of %s have their values and order', async (target) => {
    const accessor = accessorOf(target);
    const attributes = attributesOf(target);
    const builder = (target === 'runs' ? runs() : datasets()) as unknown as Builder;
    const sortable = attributes.filter(({ type }) => type !== 'list');
    const lists = attributes.filter(({ type }) => type === 'list');
    const chosen = fc.tuple(
      fc.constantFrom(...sortable),
      fc.constantFrom(...lists),
      fc.constantFrom('asc', 'desc'),
      fc.nat(120),
    );
    await fc.assert(
      fc.asyncProperty(chosen, async ([attribute, list, direction, limit]) => {
        const names = ['run_number', attribute.name, list.name];
        const query = builder
          .select(...names)
          .orderBy(attribute.name, direction)
          .limit(limit);
        const found = await execute(engine, query.toSql({ dialect: engine.dialect }));
        const expected = ordered(rows[target], [[attribute, direction]], target).slice(0, limit);
        const unique = [...new Set([attributes.find(({ name }) => name === 'run_number'), attribute, list])];
        const values = expected.map((row) => unique.map((one) => valueIn(accessor, row, one as Attribute)));
        // As JSON, because PostgreSQL stores zero for -0.
        expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(JSON.stringify(values)));
      }),
      { numRuns: rounds({ usual: 10, full: 60 }), seed },
    );
  });

  test('-0 is equal to 0', async () => {
    const { dialect } = engine;
    const found = async (test: Expression<'run'>) =>
      execute(engine, runs().where('run_number').eq(999).where(test).select('run_number').toSql({ dialect }));
    for (const yes of [run.b_field.eq(0), run.b_field.eq(-0), run.b_field.gte(0), run.b_field.in([0, 1])])
      expect(await found(yes)).toEqual([[999]]);
    for (const no of [run.b_field.lt(0), run.b_field.gt(-0), run.b_field.ne(0)]) expect(await found(no)).toEqual([]);
  });

  test('whole rows are in the column of JSON', async () => {
    const found = await engine.rows(`SELECT "row" FROM (${runs().toSql({ dialect: engine.dialect })}) AS q`);
    const expected = rows.runs.toSorted((a, b) => Number(b.run_number) - Number(a.run_number));
    expect(found.map(([row]) => JSON.parse(row as string))).toEqual(expected);
  });

  test.each(selection(hostileCases, 8))('the string %s is only a value', async (_, text, run) => {
    const queries = [
      runs().where('class').eq(text),
      runs().where('class').in([text, 'nothing like it']),
      runs().where('hlt_key').contains(text).where('class').eq(text),
      runs().where('hlt_key').startsWith(text).where('hlt_key').endsWith(text).where('class').eq(text),
      runs().where('components').has(text).where('class').eq(text),
      runs().flag('dt-dt').comment.eq(text),
      runs().flag('dt-dt').comment.contains(text).where('class').eq(text),
    ];
    for (const query of queries.map((one) => one.select('run_number'))) {
      expect(await engine.rows(query.toSql({ dialect: engine.dialect }))).toEqual([[run]]);
      const { sql, parameters } = query.toSql({ dialect: engine.dialect, parameters: true });
      expect(await engine.rows(sql, parameters)).toEqual([[run]]);
    }
  });

  test('ignores the case of the same letters as the library', async () => {
    const texts = [...'iIİıßẞſsKkÅåΩωΣσςǅǆéÉяЯﬁ', 'i\u0307', 'ss', 'fi'];
    for (const pattern of texts) {
      const found = await engine.rows(
        texts.map((text) => `SELECT '${text}' ILIKE '${pattern}' ESCAPE '!'`).join(' UNION ALL '),
      );
      expect([pattern, found.flat()]).toEqual([pattern, texts.map(likeMatcher(pattern))]);
    }
  });

  test('random rules select the lumisections that json-logic-js selects', async () => {
    const cases = rounds({ usual: 60, full: 600 });
    console.log(`${cases} random documents in SQL: TEST_SEED=${seed}`);
    const { dialect } = golden;
    let refused = 0;
    let split = 0;
    await fc.assert(
      fc.asyncProperty(documents, fc.boolean(), fc.boolean(), async (document, guards, parameters) => {
        const rules = goldenJson.parse(document as object).golden.withGuards(guards);
        const printed = ((): string | SqlStatement | undefined => {
          try {
            return rules.toSql({ dialect, parameters });
          } catch (error) {
            if (!(error instanceof QueryError) || error.code !== 'not-in-sql') throw error;
            refused++;
            const { path } = error as unknown as { readonly path: string };
            expect(at(rules.toJsonLogic(), path)).toBeDefined();
            return undefined;
          }
        })();
        if (printed === undefined) return;
        const applied = rules.toJsonLogic();
        const expected = lumisections.filter(({ data }) => Boolean(jsonLogic.apply(applied as never, data)));
        if (expected.length > 0 && expected.length < lumisections.length) split++;
        expect(expanded(await execute(golden, printed)).sort()).toEqual(expected.map(({ id }) => id).sort());
      }),
      { numRuns: cases, seed, endOnFailure: !isFull },
    );
    console.log(`${split} of ${cases} documents split the lumisections, ${refused} were refused`);
    expect(refused).toBeLessThanOrEqual(most(0.4, cases));
    expect(split).toBeGreaterThanOrEqual(fewest(0.3, cases));
  });

  test('a query restricts the datasets of rules, and the rows are a list of lumisections', async () => {
    const query = datasets().where('dataset_name').eq('online').where('run_number').lt(9);
    const rules = goldenJson().where('lumisection.lumisection_number').gte(2);
    const found = await golden.rows(rules.toSql({ dialect: golden.dialect, query }));
    expect(found.length).toBeGreaterThan(0);
    const list: Record<string, [number, number][]> = {};
    for (const [run, , lo, hi] of found) {
      list[String(run)] ??= [];
      list[String(run)]?.push([Number(lo), Number(hi)]);
    }
    const evaluated = await rules.generateLocally(
      lumisections
        .filter(({ id }) => / online /.test(id) && Number.parseInt(id, 10) < 9)
        .map(({ data }) => data as never),
    );
    expect(LumiList.fromJSON(list).toJSON()).toEqual(evaluated.list.toJSON());
  });
});
