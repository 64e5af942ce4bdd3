/** Conditions on flags: counts of statuses, and comments and causes. */
import { type Expression, flag } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { ofDataset, ofRun, unfrozen } from '../support/rows.js';

const dt = flag('dt', 'dt');
const orNull = { orNull: true };

/** Rows with different data of the flag. */
const rows = {
  without: {},
  good: { 'dt-dt': { GOOD: 5, EMPTY: 0, comments: [], causes: [] } },
  mixed: { 'dt-dt': { GOOD: 3, BAD: 2, EMPTY: 0, comments: ['HV trip', 'ramp'], causes: ['HV'] } },
  empty: { 'dt-dt': { EMPTY: 4, comments: [], causes: [] } },
  unset: { 'dt-dt': { 'NO VALUE FOUND': 1, EMPTY: 0 } },
} as const;

const truths = (tree: Expression) => Object.values(rows).map((flags) => ofRun(tree, { flags }));
const [T, F, U] = [true, false, null];

describe('a condition on the statuses of a flag', () => {
  test.each([
    ['is', dt.is('GOOD'), [F, T, T, F, F]],
    ['is EMPTY', dt.is('EMPTY'), [F, F, F, T, F]],
    ['is NO VALUE FOUND', dt.is('NO VALUE FOUND'), [F, F, F, F, T]],
    ['isNot', dt.isNot('BAD'), [T, T, F, T, T]],
    ['isNot EMPTY', dt.isNot('EMPTY'), [T, T, T, F, T]],
    ['every', dt.every('GOOD'), [F, T, F, F, F]],
    ['every EMPTY', dt.every('EMPTY'), [F, F, F, T, F]],
    ['atLeast', dt.atLeast(3, 'GOOD'), [F, T, T, F, F]],
    ['atLeast more', dt.atLeast(4, 'GOOD'), [F, T, F, F, F]],
    ['atMost', dt.atMost(2, 'BAD'), [T, T, T, T, T]],
    ['atMost less', dt.atMost(1, 'BAD'), [T, T, F, T, T]],
    ['atMost 0', dt.atMost(0, 'GOOD'), [T, F, F, T, T]],
  ] as const)('evaluates %s', (_, tree, expected) => {
    expect(truths(tree)).toEqual(expected);
    expect(unfrozen(tree)).toEqual([]);
    expect(Object.values(rows).map((flags) => ofDataset(tree, { flags }))).toEqual(expected);
  });
});

describe('a condition on comments or causes', () => {
  test.each([
    ['comment eq', dt.comment.eq('HV trip'), [U, U, T, U, U]],
    ['comment eq is exact', dt.comment.eq('hv trip'), [U, U, F, U, U]],
    ['comment ne of one of two', dt.comment.ne('ramp'), [U, U, F, U, U]],
    ['comment ne of another', dt.comment.ne('x'), [U, U, T, U, U]],
    ['comment ne, orNull', dt.comment.ne('x', orNull), [T, T, T, T, T]],
    ['comment like', dt.comment.like('%hv%'), [U, U, T, U, U]],
    ['comment like across two comments', dt.comment.like('%trip%ramp%'), [U, U, F, U, U]],
    ['comment notLike', dt.comment.notLike('%hv%'), [U, U, F, U, U]],
    ['comment notLike, orNull', dt.comment.notLike('%hv%', orNull), [T, T, F, T, T]],
    ['comment contains', dt.comment.contains('TRI'), [U, U, T, U, U]],
    ['comment startsWith', dt.comment.startsWith('ra'), [U, U, T, U, U]],
    ['comment endsWith', dt.comment.endsWith('HV'), [U, U, F, U, U]],
    ['comment in', dt.comment.in(['x', 'ramp']), [U, U, T, U, U]],
    ['comment notIn', dt.comment.notIn(['x', 'ramp']), [U, U, F, U, U]],
    ['comment notIn, orNull', dt.comment.notIn(['x', 'ramp'], orNull), [T, T, F, T, T]],
    ['comment isNull', dt.comment.isNull(), [T, T, F, T, T]],
    ['comment isNotNull', dt.comment.isNotNull(), [F, F, T, F, F]],
    ['cause eq', dt.cause.eq('HV'), [U, U, T, U, U]],
    ['cause like', dt.cause.like('%trip%'), [U, U, F, U, U]],
  ] as const)('evaluates %s, and is null without comments and causes', (_, tree, expected) => {
    expect(truths(tree)).toEqual(expected);
    expect(unfrozen(tree)).toEqual([]);
  });
});

test('flag() accepts a name, or a workspace and a column', () => {
  expect(flag('dt-dt').every('GOOD')).toEqual(flag('dt', 'dt').every('GOOD'));
});
