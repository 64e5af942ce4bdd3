/** Invalid names, operators and arguments throw at the call; nothing is sent. */
import { attribute, datasets, flag, QueryError, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { type Refusal, refused } from '../support/refusal.js';
import { silentRegistry } from '../support/silent-registry.js';
import { type Untyped, untyped, untypedCall } from '../support/untyped.js';

const registry = silentRegistry();
const onRuns = () => untyped(registry.runs());
const onDatasets = () => untyped(registry.datasets());

const bad = (code: string, details: Refusal['details'] = {}): Refusal => ({ is: QueryError, code, details });
const suggesting = (...names: string[]) => ({ suggestions: expect.arrayContaining(names) });

describe('an attribute', () => {
  test.each<[string, string, string | undefined, () => unknown]>([
    ['misspelt', 'enrgy', 'energy', () => onRuns().where('enrgy')],
    ['misspelt, with an operator', 'enrgy', 'energy', () => onRuns().where('enrgy', '=', 5)],
    ['unknown', 'xyzzy', undefined, () => onRuns().where('xyzzy')],
    ['part of a name', 'field', 'b_field', () => onRuns().where('field')],
    ['a flag', 'dt-dt', undefined, () => onRuns().where('dt-dt')],
    ['of datasets', 'dataset_name', undefined, () => onRuns().where('dataset_name')],
    ['of lumisections', 'bpix_ready', undefined, () => onDatasets().where('bpix_ready')],
    ['given by its wire name', 'name', 'dataset_name', () => onDatasets().where('name')],
    ['misspelt in orderBy()', 'enrgy', 'energy', () => onRuns().orderBy('enrgy')],
    ['misspelt in select()', 'enrgy', 'energy', () => onRuns().select('run_number', 'enrgy')],
    ['of datasets in select()', 'tracker_state', undefined, () => onRuns().select('tracker_state')],
    ['a name of the prototype', '__proto__', undefined, () => onRuns().where('__proto__')],
  ])('is rejected if it is %s', (_, name, suggestion, call) => {
    const error = refused(call, bad('unknown-attribute', { attribute: name }));
    if (suggestion !== undefined) expect(error).toMatchObject(suggesting(suggestion));
  });
});

describe('a flag', () => {
  test.each<[string, string | undefined, () => unknown]>([
    ['misspelt', 'tracker-strip', () => onRuns().flag('tracker-stripe')],
    ['named as in the Python client', 'tracker-pixel', () => onRuns().flag('tracker-pix')],
    ['of an unknown workspace', 'tracker', () => onRuns().flag('trakcer', 'strip')],
    ['an unknown column', 'strip', () => onRuns().flag('tracker', 'stirp')],
    ['a workspace alone', undefined, () => onRuns().flag('dt')],
    ['missing', undefined, () => onRuns().flag()],
  ])('is rejected if it is %s', (_, suggestion, call) => {
    const error = refused(call, bad('unknown-flag'));
    if (suggestion !== undefined) expect(error.hint).toContain(`'${suggestion}'`);
  });

  test('is rejected with three names', () => {
    refused(() => onRuns().flag('dt', 'dt', 'GOOD'), bad('wrong-arguments'));
    refused(() => untypedCall(flag)('dt-dt', undefined, 'GOOD'), bad('wrong-arguments'));
  });

  test.each<[string, (of: Untyped) => unknown]>([
    ['an unknown status', (of) => of.is('OKAY')],
    ['a status in lower case', (of) => of.is('good')],
    ['a misspelt status', (of) => of.every('EXCLUDE')],
    ['no status', (of) => of.isNot()],
    ['a list of statuses', (of) => of.is(['GOOD', 'BAD'])],
    ['true, as in Python', (of) => of.is(true)],
    ['a status instead of a number', (of) => of.atLeast('GOOD')],
    ['swapped arguments of atLeast()', (of) => of.atLeast('GOOD', 3)],
    ['swapped arguments of atMost()', (of) => of.atMost('BAD', 0)],
    ['atLeast(0), which always holds', (of) => of.atLeast(0, 'GOOD')],
    ['a negative number', (of) => of.atMost(-1, 'GOOD')],
    ['a fraction', (of) => of.atLeast(1.5, 'GOOD')],
    ['NaN', (of) => of.atLeast(Number.NaN, 'GOOD')],
    ['a number as a comment', (of) => of.comment.like(5)],
    ['a cause with a dangling backslash', (of) => of.cause.like('HV\\')],
  ])('rejects %s', (_, call) => {
    refused(() => call(onRuns().flag('dt', 'dt')), bad('bad-value'));
    refused(() => call(untyped(flag('dt-dt'))), bad('bad-value'));
  });

  test.each(['eq', 'has', 'like', 'between', 'isNull', 'in', 'gt'] as const)('has no condition %s()', (name) => {
    refused(() => untyped(flag('dt-dt'))[name]('GOOD'), bad('unknown-operator', { attribute: 'dt-dt' }));
    refused(() => onRuns().flag('dt-dt')[name]('GOOD'), bad('unknown-operator', { attribute: 'dt-dt' }));
  });
});

describe('a condition of another type', () => {
  test.each<[string, keyof Untyped]>([
    ['energy', 'like'],
    ['energy', 'is'],
    ['energy', 'before'],
    ['energy', 'has'],
    ['class', 'gt'],
    ['class', 'between'],
    ['start_time', 'like'],
    ['state', 'gt'],
    ['state', 'like'],
    ['significant', 'gt'],
    ['significant', 'in'],
    ['dt_included', 'in'],
    ['components', 'eq'],
    ['components', 'like'],
  ])('is rejected: %s.%s()', (name, method) => {
    const call = (on: Untyped) => (on[method] as Untyped['eq'])('x');
    refused(() => call(onRuns().where(name)), bad('unknown-operator', { attribute: name }));
    refused(() => call(untyped(attribute(name))), bad('unknown-operator', { attribute: name }));
  });
});

describe('an unknown operator', () => {
  test.each<[string, unknown, string?]>([
    ['energy', 'like'],
    ['energy', '==', "'='"],
    ['energy', '!=', "'<>'"],
    ['energy', '=>', "'>='"],
    ['energy', '>>'],
    ['energy', 'or'],
    ['energy', 'between', "where('energy').between(…)"],
    ['energy', 'in', "where('energy').in(…)"],
    ['energy', 'gte', "where('energy').gte(…)"],
    ['energy', null],
    ['energy', undefined],
    ['energy', '__proto__'],
    ['energy', 'constructor'],
    ['class', '>'],
    ['class', 'LIKE', "'like'"],
    ['class', 'NOTLIKE', "'notlike'"],
    ['start_time', 'like'],
    ['state', '>'],
    ['significant', '>'],
    ['components', '=', "where('components').has('…')"],
    ['components', 'like', "where('components').has('…')"],
  ])("is rejected: where('%s', %j, …)", (name, operator, advice = '') => {
    const value = name === 'significant' ? true : 'x';
    const error = refused(() => onRuns().where(name, operator, value), bad('unknown-operator', { attribute: name }));
    expect(error.hint).toContain(advice);
  });
});

describe('where()', () => {
  test.each<[string, string, () => unknown]>([
    ['no argument', 'not-an-attribute', () => onRuns().where()],
    ['null', 'not-an-attribute', () => onRuns().where(null)],
    ['a number', 'not-an-attribute', () => onRuns().where(5)],
    ['a function', 'not-an-attribute', () => onRuns().where(() => 5)],
    ['a filter', 'not-an-attribute', () => onRuns().where({ run_number: 5 })],
    ['a handle without a condition', 'not-an-attribute', () => onRuns().where(run.energy)],
    ['a flag without a condition', 'not-an-attribute', () => onRuns().where(flag('dt-dt'))],
    ['a query', 'not-an-attribute', () => onRuns().where(registry.runs())],
    ['an expression as JSON', 'not-an-attribute', () => onRuns().where({ ...run.energy.eq(5) })],
    ['an operator without a value', 'wrong-arguments', () => onRuns().where('energy', '>=')],
    ['a value without an operator', 'wrong-arguments', () => onRuns().where('energy', 5)],
    ['four arguments', 'wrong-arguments', () => onRuns().where('energy', '=', 5, 6)],
    ['two expressions', 'wrong-arguments', () => onRuns().where(run.energy.eq(5), run.energy.eq(6))],
    ['an expression and a value', 'wrong-arguments', () => onRuns().where(run.energy.eq(5), '=', 6)],
  ])('rejects %s', (_, code, call) => {
    expect(refused(call, bad(code)).hint).toBeDefined();
  });
});

test('free builders check their arguments without creating a client', () => {
  for (const query of [untyped(runs()), untyped(datasets())]) {
    refused(() => query.where('enrgy'), bad('unknown-attribute', suggesting('energy')));
    refused(() => query.limit(-1), bad('bad-value'));
  }
  expect(() => runs().where('energy').gte(1).explain()).not.toThrow();
});
