/** The three-valued logic of `and`, `or` and `not`, and the immutability of expressions. */
import { and, attribute, type Expression, flag, not, or, QueryError, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { isExpression } from '../../src/expression/node.js';
import { refused } from '../support/refusal.js';
import { ofRun, unfrozen } from '../support/rows.js';

const row = { oms: { energy: 6500, b_field: null } };
const yes = run.energy.eq(6500);
const no = run.energy.eq(0);
const unknown = run.b_field.gte(3.7);

describe('and(), or() and not()', () => {
  const byTruth = [
    [true, yes],
    [false, no],
    [null, unknown],
  ] as const;
  const truthOf = (tree: Expression) => ofRun(tree, row);

  test('have members that are true, false and null', () => {
    expect(byTruth.map(([, tree]) => truthOf(tree))).toEqual([true, false, null]);
  });
  test.each(byTruth)('evaluate a single member that is %s', (truth, tree) => {
    expect(truthOf(not(tree))).toBe(truth === null ? null : !truth);
    expect(truthOf(not(not(tree)))).toBe(truth);
    expect(truthOf(and(tree))).toBe(truth);
    expect(truthOf(or(tree))).toBe(truth);
  });
  test.each(byTruth.flatMap(([a, left]) => byTruth.map(([b, right]) => [a, b, left, right] as const)))(
    'evaluate %s with %s',
    (a, b, left, right) => {
      expect(truthOf(and(left, right))).toBe(
        a === false || b === false ? false : a === null || b === null ? null : true,
      );
      expect(truthOf(or(left, right))).toBe(a === true || b === true ? true : a === null || b === null ? null : false);
      expect(truthOf(not(and(left, right)))).toBe(truthOf(or(not(left), not(right))));
      expect(truthOf(not(or(left, right)))).toBe(truthOf(and(not(left), not(right))));
    },
  );
});

describe('an expression', () => {
  test('is deeply frozen', () => {
    const tree = or(and(yes, not(no)), run.class.in(['a', 'b']), flag('dt-dt').comment.like('%x%'));
    expect(unfrozen(tree)).toEqual([]);
    expect(unfrozen(attribute('energy').isNotNull())).toEqual([]);
  });
  test('can be a member of several others', () => {
    const shared = or(yes, no);
    expect(ofRun(and(shared, shared), row)).toBe(true);
    expect(ofRun(not(shared), row)).toBe(false);
  });
  test('does not change with the array of its members', () => {
    const members = [yes, no];
    const tree = or(...members);
    members.pop();
    members[0] = no;
    expect(ofRun(tree, row)).toBe(true);
  });
  test('is distinguished from objects of the same shape', () => {
    expect(isExpression(yes)).toBe(true);
    expect(isExpression(JSON.parse(JSON.stringify(yes)))).toBe(false);
    expect(isExpression(Object.freeze({ kind: 'and' }))).toBe(false);
    expect(isExpression(Object.freeze({ kind: 'compare', attribute: 'energy' }))).toBe(false);
    expect(isExpression(Object.freeze({ kind: 'constructor' }))).toBe(false);
    expect(isExpression(run.energy)).toBe(false);
  });
  test('may have 500 levels, and is rejected by a builder if it has more', () => {
    const deep = (levels: number): Expression<'run'> => {
      let tree = run.energy.eq(6500) as Expression<'run'>;
      // Only a few levels are an OR, which the server can process.
      for (let i = 1; i < levels; i++) tree = i % 2 === 0 || i > 9 ? not(tree) : or(tree, no);
      return tree;
    };
    const deepest = runs().where(deep(500));
    expect(runs.fromJSON(JSON.parse(JSON.stringify(deepest))).plan()).toEqual(deepest.plan());
    expect(deepest.explain().sentence).toContain('energy');
    for (const levels of [501, 100_000])
      refused(() => runs().where(deep(levels)), {
        is: QueryError,
        code: 'too-deep',
        details: { hint: expect.any(String) },
      });
  });
  test('is rejected if it is nested too deeply for the server, or has too many conditions', () => {
    let nested = run.energy.eq(6500) as Expression<'run'>;
    for (let i = 0; i < 40; i++) nested = i % 2 === 0 ? and(nested, yes) : or(nested, no);
    refused(() => runs().where(nested).toFilter(), { is: QueryError, code: 'too-deep' });
    const doubled = () => {
      let tree = run.energy.eq(6500) as Expression<'run'>;
      for (let i = 0; i < 60; i++) tree = and(tree, tree);
    };
    refused(doubled, { is: QueryError, code: 'too-large', details: { hint: expect.any(String) } });
  });
  test('may have 50,000 members', () => {
    const wide = or(...Array.from({ length: 50_000 }, (_, i) => run.energy.eq(i)));
    expect(ofRun(wide, row)).toBe(true);
    expect(runs().where(wide).plan().requests.length).toBeGreaterThan(0);
  });
});
