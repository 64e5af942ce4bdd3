/** `in([])` matches no row and sends nothing; `notIn([])` matches every row with a value. */
import {
  and,
  attribute,
  dataset,
  type Expression,
  flag,
  goldenJson,
  NotFoundError,
  not,
  or,
  QueryError,
  RunRegistry,
  run,
} from 'runregistry';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Setup, setUp } from '../property/setup.js';

let setup: Setup;
beforeAll(async () => {
  setup = await setUp();
});

/** A port that nothing listens on: a request would fail. */
const silent = new RunRegistry({ url: 'http://127.0.0.1:9', retries: 0 });

const impossible: readonly (readonly [string, Expression<'run'>])[] = [
  ['a number', run.energy.in([])],
  ['the run number', run.run_number.in([])],
  ['a string', run.class.in([])],
  ['a date', run.start_time.in([])],
  ['an enum', run.state.in([])],
  ['a name known at run time', attribute('energy' as string).in([])],
  ['not(notIn([]))', not(run.energy.notIn([]))],
  ['a member of and()', and(run.energy.gte(6000), run.class.in([]))],
  ['every member of or()', or(run.energy.in([]), and(run.class.eq('Cosmics22'), run.state.in([])))],
  ['notIn([]) of the run number, negated', not(run.run_number.notIn([]))],
];

describe('a query that no row can match', () => {
  test.each(impossible)('sends no request and returns nothing for in([]) of %s', async (_, condition) => {
    const query = silent.runs().where(condition);
    expect(query.plan().requests).toEqual([]);
    expect(await query.all()).toEqual([]);
    expect(await query.count()).toBe(0);
    expect(await query.exists()).toBe(false);
    expect(await query.first()).toBeUndefined();
    await expect(query.one()).rejects.toBeInstanceOf(NotFoundError);
    for await (const row of query.stream()) expect.unreachable(`a row ${JSON.stringify(row)}`);
    for await (const rows of query.pages()) expect.unreachable(`${rows.length} rows`);
    for await (const row of query.lumisections()) expect.unreachable(`a row ${JSON.stringify(row)}`);
    expect(silent.runs.fromJSON(JSON.parse(JSON.stringify(query))).toJSON()).toEqual(query.toJSON());
  });
  test('has no dataset names', async () => {
    const query = silent.datasets().where('run_number').in([]);
    expect(await silent.getUniqueDatasetNames(query)).toEqual([]);
    const signal = AbortSignal.abort();
    await expect(silent.getUniqueDatasetNames(query, { signal })).rejects.toMatchObject({ code: 'aborted' });
  });
  test('is not counted after the signal is aborted', async () => {
    const signal = AbortSignal.abort();
    const query = silent.runs().where('run_number').in([]);
    for (const none of [query, silent.runs().limit(0)])
      await expect(none.count({ signal })).rejects.toMatchObject({ code: 'aborted' });
  });
  test('sends no request for in([]) of the comments and causes of a flag', async () => {
    for (const text of [flag('dt-dt').comment, flag('dt-dt').cause]) {
      const query = silent.datasets().where(text.in([]));
      expect([query.plan().requests, await query.all(), await query.count()]).toEqual([[], [], 0]);
      expect(silent.datasets.fromJSON(query.toJSON()).toJSON()).toEqual(query.toJSON());
    }
  });
  test('is streamed in any order', async () => {
    for await (const row of silent.runs().where('energy').in([]).orderBy('energy').stream())
      expect.unreachable(`a row ${JSON.stringify(row)}`);
  });
  test('is reported by explain(), toPython(), toCurl() and toFilter()', () => {
    const query = silent.runs().where('energy').in([]);
    expect(query.explain()).toMatchObject({
      sentence: 'runs where energy is in an empty list',
      requests: [],
      warnings: ["No row can match 'energy is in an empty list', so no request is sent."],
    });
    expect(query.toPython()).toBe('import runregistry\n\n# No row can match.\nrows = []\n');
    expect(query.toCurl()).toBe('# No row can match, so no request is sent.');
    for (const print of [() => query.toFilter(), () => query.toWebUrl()])
      expect(print).toThrow(expect.objectContaining({ code: 'not-one-filter' }));
    expect(() => query.toFilter()).toThrow(QueryError);
  });
});

describe('notIn([])', () => {
  const keys = (rows: readonly object[]) => rows.map((row) => (row as { run_number: number }).run_number);
  test('matches every row whose attribute has a value, and with orNull every row', async () => {
    const all = await setup.registry.runs().all();
    const some = keys(all.filter(({ oms_attributes: { energy } }) => (energy ?? null) !== null));
    expect(some.length).toBeLessThan(all.length);
    const query = setup.registry.runs().where('energy').notIn([]);
    expect(keys(await query.all())).toEqual(some);
    expect(await query.count()).toBe(some.length);
    expect(query.toFilter()).toEqual({ 'oms_attributes.energy': { '<>': null } });
    expect(
      keys(
        await setup.registry
          .runs()
          .where(not(run.energy.in([])))
          .all(),
      ),
    ).toEqual(some);
    expect(await setup.registry.runs().where('energy').notIn([], { orNull: true }).count()).toBe(all.length);
    expect(await setup.registry.runs().where('run_number').notIn([]).count()).toBe(all.length);
  });
  test('matches the rows with a comment', async () => {
    const expected = await setup.registry.datasets().where(flag('dt-dt').comment.isNotNull()).count();
    expect(expected).toBeGreaterThan(0);
    expect(await setup.registry.datasets().where(flag('dt-dt').comment.notIn([])).count()).toBe(expected);
  });
  test('joins other conditions', async () => {
    const good = flag('dt-dt').is('GOOD');
    const { datasets } = setup.registry;
    const expected = await datasets().where(good).count();
    expect(expected).toBeGreaterThan(0);
    expect(await datasets().where(dataset.global_state.in([])).where(good).count()).toBe(0);
    expect(
      await datasets()
        .where(or<'dataset' | 'flag'>(dataset.global_state.in([]), good))
        .count(),
    ).toBe(expected);
    expect(
      await datasets()
        .where(and<'run' | 'flag'>(run.run_number.notIn([]), good))
        .count(),
    ).toBe(expected);
  });
});

describe('in([]) of golden JSON', () => {
  const one = (oms: object) => ({
    dataset: { name: 'online' },
    run: { run_number: 316000, oms, rr: {} },
    lumisection: { lumisection_number: 1, oms: {}, rr: {} },
  });
  test('passes no lumisection, and notIn([]) those with a value', () => {
    const none = goldenJson().where('run.oms.energy').in([]);
    const any = goldenJson().where('run.oms.energy').notIn([]);
    for (const oms of [{}, { energy: null }, { energy: 6500 }]) {
      expect(none.evaluate(one(oms) as never)).toBe(false);
      expect(any.evaluate(one(oms) as never)).toBe((oms as { energy?: number }).energy === 6500);
    }
  });
  test('is printed as a rule that parse() reads back and lint() reports', () => {
    const golden = goldenJson().where('run.oms.energy').in([]);
    expect(golden.toJsonLogic()).toEqual({ and: [{ in: [{ var: 'run.oms.energy' }, []] }] });
    const parsed = goldenJson.parse(golden.toJsonLogic());
    expect(parsed.golden.toJsonLogic()).toEqual(golden.toJsonLogic());
    expect(parsed.golden.lint().map(({ code }) => code)).toContain('never-true');
    expect(golden.lint().map(({ code }) => code)).toContain('never-true');
    expect(golden.toTypeScript()).toContain(".where('run.oms.energy').in([])");
  });
  test('gets no hint to remove a rule that is never true', () => {
    for (const rule of [false, { '==': [1, 2] }, { in: [{ var: 'run.oms.energy' }, []] }])
      for (const { code, hint } of goldenJson.parse({ and: [rule] }).golden.lint())
        if (code === 'never-true') expect(hint).toBe('No lumisection can pass.');
  });
});
