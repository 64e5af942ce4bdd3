/** `and`, `or`, `not`: the three-valued logic of SQL, and trees that nobody can change. */
import { and, attribute, type Expression, flag, not, or, QueryError, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { isExpression } from '../../src/expression/node.js';
import { refused } from '../support/refusal.js';
import { ofRun, unfrozen } from '../support/rows.js';

const row = { oms: { energy: 6500, b_field: null } };
const yes = run.energy.eq(6500);
const no = run.energy.eq(0);
const unknown = run.b_field.gte(3.7);

describe('three-valued logic', () => {
  const byTruth = [
    [true, yes],
    [false, no],
    [null, unknown],
  ] as const;
  const say = (tree: Expression) => ofRun(tree, row);

  test('the leaves are true, false and unknown', () => {
    expect(byTruth.map(([, tree]) => say(tree))).toEqual([true, false, null]);
  });
  test.each(byTruth)('not %s', (truth, tree) => {
    expect(say(not(tree))).toBe(truth === null ? null : !truth);
    expect(say(not(not(tree)))).toBe(truth);
    expect(say(and(tree))).toBe(truth);
    expect(say(or(tree))).toBe(truth);
  });
  test.each(byTruth.flatMap(([a, left]) => byTruth.map(([b, right]) => [a, b, left, right] as const)))(
    '%s with %s',
    (a, b, left, right) => {
      expect(say(and(left, right))).toBe(a === false || b === false ? false : a === null || b === null ? null : true);
      expect(say(or(left, right))).toBe(a === true || b === true ? true : a === null || b === null ? null : false);
      expect(say(not(and(left, right)))).toBe(say(or(not(left), not(right))));
      expect(say(not(or(left, right)))).toBe(say(and(not(left), not(right))));
    },
  );
});

describe('a tree', () => {
  test('is frozen through and through', () => {
    const tree = or(and(yes, not(no)), run.class.in(['a', 'b']), flag('dt-dt').comment.like('%x%'));
    expect(unfrozen(tree)).toEqual([]);
    expect(unfrozen(attribute('energy').isNotNull())).toEqual([]);
  });
  test('can be used in several others', () => {
    const shared = or(yes, no);
    expect(ofRun(and(shared, shared), row)).toBe(true);
    expect(ofRun(not(shared), row)).toBe(false);
  });
  test('keeps the members that it was made with', () => {
    const members = [yes, no];
    const tree = or(...members);
    members.pop();
    members[0] = no;
    expect(ofRun(tree, row)).toBe(true);
  });
  test('is known as one; what looks like one is not', () => {
    expect(isExpression(yes)).toBe(true);
    expect(isExpression(JSON.parse(JSON.stringify(yes)))).toBe(false);
    expect(isExpression(Object.freeze({ kind: 'and' }))).toBe(false);
    expect(isExpression(Object.freeze({ kind: 'compare', attribute: 'energy' }))).toBe(false);
    expect(isExpression(Object.freeze({ kind: 'constructor' }))).toBe(false);
    expect(isExpression(run.energy)).toBe(false);
  });
  test('may be 500 levels deep, and is refused by a builder when it is deeper', () => {
    const deep = (levels: number): Expression<'run'> => {
      let tree = run.energy.eq(6500) as Expression<'run'>;
      // Few of them an OR, which the registry would stand still over.
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
        says: ['more than 500 levels', 'one and() or or()'],
      });
  });
  test('is refused where the registry would stand still over it, or where it was doubled out of hand', () => {
    let nested = run.energy.eq(6500) as Expression<'run'>;
    for (let i = 0; i < 40; i++) nested = i % 2 === 0 ? and(nested, yes) : or(nested, no);
    refused(() => runs().where(nested).toFilter(), {
      is: QueryError,
      code: 'too-deep',
      says: ['fewer levels'],
    });
    const doubled = () => {
      let tree = run.energy.eq(6500) as Expression<'run'>;
      for (let i = 0; i < 60; i++) tree = and(tree, tree);
    };
    refused(doubled, { is: QueryError, code: 'too-large', says: ['conditions is refused', 'in([…])'] });
  });
  test('may be very wide', () => {
    const wide = or(...Array.from({ length: 50_000 }, (_, i) => run.energy.eq(i)));
    expect(ofRun(wide, row)).toBe(true);
    expect(runs().where(wide).plan().requests.length).toBeGreaterThan(0);
  });
});
