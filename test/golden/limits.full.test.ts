/** Documents that are deep, large, or share their parts. */
import {
  and,
  type Expression,
  flag,
  type GoldenJson,
  type GoldenScope,
  goldenJson,
  type JsonLogic,
  logic,
  not,
  or,
  QueryError,
  RunRegistry,
  run,
} from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';

const lumisection = {
  dataset: { name: 'online' },
  run: { run_number: 315257, oms: { energy: 900 } },
  lumisection: { lumisection_number: 1 },
};

/** An expression in which `and` and `or` alternate. */
function alternating(levels: number): Expression<GoldenScope> {
  let tree: Expression<GoldenScope> = run.energy.lt(7000);
  for (let level = 1; level < levels; level++)
    tree = level % 2 === 0 ? and(tree, run.b_field.lte(3)) : or(tree, flag('dt-dt').isNot('BAD'));
  return tree;
}

function negated(levels: number): Expression<GoldenScope> {
  let tree: Expression<GoldenScope> = run.energy.lt(7000);
  for (let level = 1; level < levels; level++) tree = not(tree);
  return tree;
}

const used = (golden: GoldenJson) => [
  golden.lint(),
  golden.explain(),
  golden.evaluate(lumisection),
  String(golden.trace(lumisection)),
];

describe('deep documents', () => {
  test.each([120, 200, 498])('round-trip %i levels of alternating and() and or()', (levels) => {
    for (const guards of [true, false]) {
      const built = goldenJson().where(alternating(levels)).withGuards(guards);
      const text = JSON.stringify(built);
      const { golden } = goldenJson.parse(text);
      expect(JSON.stringify(golden)).toBe(text);
      expect(golden.evaluate(lumisection)).toBe(built.evaluate(lumisection));
      expect(JSON.stringify(goldenJson.parse(JSON.parse(text) as object).golden)).toBe(text);
    }
  });
  test('of the maximal depth are accepted by all methods', () => {
    for (const tree of [negated(500), alternating(498)]) {
      const golden = goldenJson().where(tree).withGuards(false);
      for (const one of [goldenJson.parse(JSON.stringify(golden)).golden, golden])
        expect(() => used(one)).not.toThrow();
    }
  });
  const negations = (levels: number): { readonly [operator: string]: JsonLogic } => {
    let rule: JsonLogic = { var: 'run.oms.energy' };
    for (let level = 1; level < levels; level++) rule = { '!': rule };
    return rule as { readonly [operator: string]: JsonLogic };
  };
  test('have the same maximal depth in parse() and logic()', () => {
    for (const read of [
      (rule: object) => goldenJson.parse(rule).golden,
      (rule: object) => goldenJson().where(logic(rule as JsonLogic)),
    ]) {
      const levels = 1_240;
      expect(() => used(read(negations(levels)))).not.toThrow();
      for (const more of [1_300, 5_000]) refused(() => read(negations(more)), { is: QueryError, code: 'bad-value' });
    }
  });
  test('are rejected at the call that makes them too deep', () => {
    const deep = or(logic(negations(700)), run.energy.lt(7000));
    let tree = deep;
    for (let level = 0; level < 300; level++)
      tree = level % 2 === 0 ? and(tree, run.b_field.gt(3)) : or(tree, run.b_field.gt(3));
    refused(() => goldenJson().where(tree), { is: QueryError, code: 'too-deep' });
    refused(() => goldenJson().flag('dt-dt').is('GOOD').replace('dt-dt', tree), {
      is: QueryError,
      code: 'too-deep',
    });
  });
});

describe('data with shared references', () => {
  const shared = (levels: number): object => {
    let rule: object = { '==': [{ var: 'run.oms.energy' }, 6500] };
    for (let level = 0; level < levels; level++) rule = { and: [rule, rule] };
    return rule;
  };
  test('is read like data without them', () => {
    const { golden, problems } = goldenJson.parse(shared(6));
    expect(problems).toEqual([]);
    expect(JSON.stringify(golden)).toBe(JSON.stringify(shared(6)));
  });
  test.each([18, 60, 500])('is rejected if its expanded form is too large: %i levels', (levels) => {
    const registry = new RunRegistry({ url: 'http://localhost:1' });
    const refusal = { is: QueryError, code: 'too-large' } as const;
    refused(() => goldenJson.parse(shared(levels)), refusal);
    refused(() => logic(shared(levels) as JsonLogic), refusal);
    if (levels <= 60) refused(() => registry.runs().raw(shared(levels) as Record<string, unknown>), refusal);
  });
  test('may share a list of constants', () => {
    const runs = Array.from({ length: 10_000 }, (_, index) => 315_000 + index);
    const rule = { or: Array.from({ length: 50 }, () => ({ in: [{ var: 'run.run_number' }, runs] })) };
    expect(goldenJson.parse(rule).problems).toEqual([]);
  });
  test('counts all levels of shared parts', () => {
    let deep: object = { var: 'run.oms.energy' };
    for (let level = 0; level < 800; level++) deep = { '!': deep };
    let other = deep;
    for (let level = 0; level < 800; level++) other = { '!': other };
    refused(() => goldenJson.parse({ and: [deep, other] }), { is: QueryError, code: 'bad-value' });
  });
});

test('data with throwing getters is rejected', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const throwing = {
    get a() {
      throw new Error('no');
    },
  };
  for (const value of [proxy, throwing, [proxy], { and: [throwing] }])
    refused(() => goldenJson.parse(value as object), {
      is: QueryError,
      code: 'bad-value',
    });
});

test('negative zero is written as 0, as in JSON', () => {
  const { golden } = goldenJson.parse({ '==': [{ '/': [1, -0] }, { '/': [1, 0] }] });
  expect(golden.evaluate(lumisection)).toBe(goldenJson.parse(JSON.stringify(golden)).golden.evaluate(lumisection));
});
