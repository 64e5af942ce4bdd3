/** Expressions that cannot be meant, and arguments that would have to be dropped, are refused at the call. */
import { and, dataset, flag, lumisection, not, or, QueryError, run } from 'runregistry';
import { describe, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { silentRegistry } from '../support/silent-registry.js';
import { untyped, untypedCall } from '../support/untyped.js';

const registry = silentRegistry();
const onRuns = () => untyped(registry.runs());
const onDatasets = () => untyped(registry.datasets());

const bad = (code: string, ...says: (string | RegExp)[]) => ({ is: QueryError, code, says });

describe('expressions', () => {
  const [anyAnd, anyOr, anyNot] = [untypedCall(and), untypedCall(or), untypedCall(not)];
  test.each<[string, () => unknown, string, ...string[]]>([
    ['and() of nothing', () => anyAnd(), 'empty-expression', 'and() needs at least one expression', 'write and('],
    ['or() of nothing', () => anyOr(), 'empty-expression', 'or() needs at least one expression'],
    ['or() of an empty list, spread', () => anyOr(...[]), 'empty-expression', 'or() needs at least one expression'],
    ['not() of nothing', () => anyNot(), 'not-an-expression', 'argument 1 of not() is undefined'],
    [
      'not() of two',
      () => anyNot(run.energy.eq(1), run.energy.eq(2)),
      'wrong-arguments',
      'not() takes one expression',
      'not(or(',
    ],
    ['a list', () => anyOr([run.energy.eq(1), run.energy.eq(2)]), 'not-an-expression', 'a list of 2', 'or(...list)'],
    [
      'undefined among others',
      () => anyAnd(run.energy.eq(1), undefined),
      'not-an-expression',
      'argument 2 of and() is undefined',
    ],
    [
      'a handle',
      () => anyOr(run.energy),
      'not-an-expression',
      "argument 1 of or() is 'energy' without a condition",
      'run.energy.',
    ],
    [
      'a flag',
      () => anyOr(flag('dt-dt')),
      'not-an-expression',
      "argument 1 of or() is the flag 'dt-dt' without a condition",
    ],
    ['a boolean', () => anyAnd(true), 'not-an-expression', 'argument 1 of and() is true'],
    ['a query', () => anyOr(registry.runs().where('energy').eq(1)), 'not-an-expression', 'argument 1 of or()'],
    ['a frozen look-alike', () => anyOr(Object.freeze({ kind: 'and' })), 'not-an-expression', 'an object'],
    [
      'of a dataset, in runs()',
      () => onRuns().where(dataset.tracker_state.is('OPEN')),
      'wrong-scope',
      "'tracker_state' belongs to datasets",
      'use datasets()',
    ],
    [
      'of a dataset, deep in runs()',
      () => onRuns().where(or(run.energy.eq(1), not(dataset.dataset_name.eq('x')))),
      'wrong-scope',
      'use datasets()',
    ],
    [
      'of a lumisection, in runs()',
      () => onRuns().where(lumisection.bpix_ready.is(true)),
      'wrong-scope',
      "'bpix_ready' belongs to lumisections",
      'use goldenJson()',
    ],
    [
      'of a lumisection, in datasets()',
      () => onDatasets().where(not(lumisection.bpix_ready.is(true))),
      'wrong-scope',
      'use goldenJson()',
    ],
  ])('%s', (_, call, code, ...says) => void refused(call, bad(code, ...says)));
});

describe('arguments that would be dropped', () => {
  test.each<[string, () => unknown, ...string[]]>([
    ['has', () => onRuns().where('components').has('DT', 'CSC'), "has() of 'components' takes one argument, and got 2"],
    ['is', () => onRuns().where('state').is('OPEN', 'SIGNOFF'), "is() of 'state' takes one argument, and got 2"],
    ['eq', () => onRuns().where('energy').eq(6500, 6800), "eq() of 'energy' takes one argument, and got 2"],
    ['in', () => onRuns().where('energy').in([6500], 6800), "in() of 'energy' takes one argument, and got 2"],
    ['ne', () => onRuns().where('energy').ne(6500, {}, 1), "ne() of 'energy' takes at most 2 arguments, and got 3"],
    ['between', () => onRuns().where('energy').between(1, 2, 3), "between() of 'energy' takes at most 2 arguments"],
    ['isNull', () => onRuns().where('energy').isNull(false), "isNull() of 'energy' takes no argument, and got 1"],
    ['flag', () => onRuns().flag('dt-dt').is('GOOD', 'BAD'), "is() of 'dt-dt' takes one argument, and got 2"],
    ['comment', () => onRuns().flag('dt-dt').comment.like('a', 'b'), "like() of 'dt-dt.comments' takes one argument"],
  ])('%s', (_, call, sentence) => void refused(call, bad('wrong-arguments', sentence, 'joined with and() or or()')));
});
