/** Invalid expressions and surplus arguments throw at the call. */
import { and, dataset, flag, lumisection, not, or, QueryError, run } from 'runregistry';
import { describe, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { silentRegistry } from '../support/silent-registry.js';
import { untyped, untypedCall } from '../support/untyped.js';

const registry = silentRegistry();
const onRuns = () => untyped(registry.runs());
const onDatasets = () => untyped(registry.datasets());

describe('and(), or() and not()', () => {
  const [anyAnd, anyOr, anyNot] = [untypedCall(and), untypedCall(or), untypedCall(not)];
  test.each<[string, string, () => unknown]>([
    ['and() without arguments', 'empty-expression', () => anyAnd()],
    ['or() without arguments', 'empty-expression', () => anyOr()],
    ['or() of an empty list, spread', 'empty-expression', () => anyOr(...[])],
    ['not() without arguments', 'not-an-expression', () => anyNot()],
    ['not() of two expressions', 'wrong-arguments', () => anyNot(run.energy.eq(1), run.energy.eq(2))],
    ['a list', 'not-an-expression', () => anyOr([run.energy.eq(1), run.energy.eq(2)])],
    ['undefined beside an expression', 'not-an-expression', () => anyAnd(run.energy.eq(1), undefined)],
    ['a handle without a condition', 'not-an-expression', () => anyOr(run.energy)],
    ['a flag without a condition', 'not-an-expression', () => anyOr(flag('dt-dt'))],
    ['a boolean', 'not-an-expression', () => anyAnd(true)],
    ['a query', 'not-an-expression', () => anyOr(registry.runs().where('energy').eq(1))],
    ['a frozen object with a kind', 'not-an-expression', () => anyOr(Object.freeze({ kind: 'and' }))],
  ])('reject %s', (_, code, call) => void refused(call, { is: QueryError, code }));
});

describe('where()', () => {
  test.each<[string, string, () => unknown]>([
    ['a dataset attribute in runs()', 'tracker_state', () => onRuns().where(dataset.tracker_state.is('OPEN'))],
    [
      'a nested dataset attribute in runs()',
      'dataset_name',
      () => onRuns().where(or(run.energy.eq(1), not(dataset.dataset_name.eq('x')))),
    ],
    ['a lumisection bit in runs()', 'bpix_ready', () => onRuns().where(lumisection.bpix_ready.is(true))],
    ['a lumisection bit in datasets()', 'bpix_ready', () => onDatasets().where(not(lumisection.bpix_ready.is(true)))],
  ])('rejects %s', (_, attribute, call) => {
    refused(call, { is: QueryError, code: 'wrong-scope', details: { attribute } });
  });
});

describe('a condition', () => {
  test.each<[string, () => unknown]>([
    ['has', () => onRuns().where('components').has('DT', 'CSC')],
    ['is', () => onRuns().where('state').is('OPEN', 'SIGNOFF')],
    ['eq', () => onRuns().where('energy').eq(6500, 6800)],
    ['in', () => onRuns().where('energy').in([6500], 6800)],
    ['ne', () => onRuns().where('energy').ne(6500, {}, 1)],
    ['between', () => onRuns().where('energy').between(1, 2, 3)],
    ['isNull', () => onRuns().where('energy').isNull(false)],
    ['is, of a flag', () => onRuns().flag('dt-dt').is('GOOD', 'BAD')],
    ['like, of a comment', () => onRuns().flag('dt-dt').comment.like('a', 'b')],
  ])('rejects surplus arguments: %s', (_, call) => {
    refused(call, { is: QueryError, code: 'wrong-arguments' });
  });
});
