/** Invalid values throw in every condition that takes a value, in each way to write it. */
import { attribute, QueryError } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { type Refusal, refused } from '../support/refusal.js';
import { silentRegistry } from '../support/silent-registry.js';
import { type Untyped, untyped } from '../support/untyped.js';

const registry = silentRegistry();
const bad = (attribute: string): Refusal => ({ is: QueryError, code: 'bad-value', details: { attribute } });

const sparse = new Array<unknown>(3);
sparse[0] = 1;
sparse[2] = 3;

/** Every way to compare the attribute with a value. */
function everyWay(name: string, value: unknown, methods: readonly (keyof Untyped)[], operators: readonly string[]) {
  const on = () => untyped(registry.datasets());
  const calls: (() => unknown)[] = [];
  for (const method of methods)
    for (const of of [() => on().where(name), () => untyped(attribute(name))])
      calls.push(() => (of()[method] as Untyped['eq'])(...(method.toLowerCase().endsWith('in') ? [[value]] : [value])));
  for (const operator of operators) calls.push(() => on().where(name, operator, value));
  return calls;
}

/** The hints of the errors that calls throw, each once. */
const hintsOf = (calls: readonly (() => unknown)[], name: string) => [
  ...new Set(calls.map((call) => refused(call, bad(name)).hint)),
];

const withoutPrimitive: unknown = Object.create(null);

test.each<[string, unknown, string]>([
  ['a string', "it's", "['it\\'s']"],
  ['a number', 6500, '[6500]'],
  ['a Date', new Date(0), "[new Date('1970-01-01T00:00:00.000Z')]"],
  ['an invalid Date', new Date(Number.NaN), '[…]'],
  ['an object', withoutPrimitive, 'in brackets'],
])('a list of values is rejected if it is %s', (_, value, advice) => {
  for (const name of ['energy', 'class', 'start_time', 'state'])
    for (const method of ['in', 'notIn'] as const) {
      const error = refused(() => untyped(attribute(name))[method](value as never), bad(name));
      expect(error.hint).toContain(advice);
    }
});

test.each<[string, unknown, string]>([
  ['an invalid Date', new Date(Number.NaN), 'eq(…)'],
  ['an object', withoutPrimitive, 'eq(…)'],
  ['an array', [1, 2], 'in([…])'],
])('where() with one further argument is rejected if it is %s', (_, value, condition) => {
  const error = refused(() => untyped(registry.runs()).where('class', value as never), {
    is: QueryError,
    code: 'wrong-arguments',
  });
  expect(error.hint).toContain(condition);
});

describe('a number condition', () => {
  const methods = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'notIn'] as const;

  test.each<[string, unknown, string?]>([
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['undefined', undefined, 'when(value, …)'],
    ['[]', []],
    ['[6500]', [6500], 'in([…])'],
    ['{}', {}],
    ['a function', () => 6500],
    ['a symbol', Symbol('x')],
    ['a bigint', 6500n, '6500'],
    ['a numeric string', '6500', '6500'],
    ['a numeric string with blanks', ' 6.5e3 ', '6500'],
    ['another string', 'abc', '6800'],
    ['an empty string', '', '6800'],
    ['a Date', new Date(0)],
    ['a boxed number', Object(6500)],
    ['true', true],
  ])('rejects %s', (_, value, advice = '') => {
    const calls = everyWay('energy', value, methods, ['=', '<>', '>', '>=', '<', '<=']);
    for (const bounds of [[value, 7000] as const, [0, value] as const])
      calls.push(() => untyped(attribute('energy')).between(...bounds));
    for (const hint of hintsOf(calls, 'energy')) expect(hint).toContain(advice);
  });

  test('rejects null, and suggests isNull()', () => {
    for (const hint of hintsOf(everyWay('energy', null, methods, ['>', '>=', '<', '<=']), 'energy'))
      expect(hint).toContain('isNull()');
  });

  test('rejects between() with swapped or missing bounds', () => {
    const error = refused(() => untyped(attribute('energy')).between(7000, 6500), bad('energy'));
    expect(error.hint).toContain('between(6500, 7000)');
    refused(() => untyped(attribute('energy')).between(7000), bad('energy'));
  });
});

describe('a condition on run_number', () => {
  test.each([[1.5], [0], [-1], [2 ** 31], [1e21], ['355556']])('rejects %j', (value) => {
    for (const call of everyWay('run_number', value, ['eq', 'gte', 'in', 'notIn'], ['=', '<', '<>']))
      refused(call, bad('run_number'));
    refused(() => untyped(registry.runs()).where('run_number').between(1, value), bad('run_number'));
  });

  test('accepts the smallest and the largest run number', () => {
    const runNumber = registry.runs().where('run_number');
    expect(() => runNumber.between(1, 2 ** 31 - 1)).not.toThrow();
  });
});

describe('in() and notIn()', () => {
  test.each<[string, unknown, string?]>([
    ['a sparse list', sparse],
    ['undefined', undefined, 'when(value, …)'],
    ['null', null, 'isNull()'],
    ['a single value', 6500, '[6500]'],
    ['a Set', new Set([6500])],
    ['an object', { 0: 6500, length: 1 }],
    ['a list with a string', [6500, '6800'], '6800'],
    ['a list with undefined', [6500, undefined]],
    ['a nested list', [[6500]]],
  ])('reject %s', (_, value, advice = '') => {
    const calls = (['in', 'notIn'] as const).flatMap((method) => [
      () => untyped(registry.runs()).where('energy')[method](value),
      () => untyped(attribute('energy'))[method](value),
    ]);
    for (const hint of hintsOf(calls, 'energy')) expect(hint).toContain(advice);
  });
});

describe('a string condition', () => {
  const methods = ['eq', 'ne', 'like', 'notLike', 'contains', 'startsWith', 'endsWith', 'in', 'notIn'] as const;

  test.each<[string, unknown, string?]>([
    ['a number', 22, "'22'"],
    ['undefined', undefined, 'when(value, …)'],
    ['true', true],
    ['a list', ['x']],
    ['an object', {}],
    ['a regular expression', /Cosmics/],
    ['an invalid Date', new Date(Number.NaN)],
    ['a boxed string', Object('x')],
    ['a string with NUL', 'Cosmics\0'],
    ['a string with a lone high surrogate', 'Cosmics\ud83d'],
    ['a string with a lone low surrogate', '\ude00Cosmics'],
  ])('rejects %s', (_, value, advice = '') => {
    for (const hint of hintsOf(everyWay('class', value, methods, ['=', '<>', 'like', 'notlike']), 'class'))
      expect(hint).toContain(advice);
    hintsOf(everyWay('dataset_name', value, methods, ['=']), 'dataset_name');
  });

  test('rejects null, and suggests isNull()', () => {
    for (const hint of hintsOf(everyWay('class', null, methods, ['like', 'notlike']), 'class'))
      expect(hint).toContain('isNull()');
  });

  test('accepts a surrogate pair', () => {
    expect(() => registry.runs().where('class').contains('😀')).not.toThrow();
  });

  test('accepts a trailing backslash unless it is a pattern', () => {
    const calls = everyWay('class', 'a\\', ['eq', 'contains', 'startsWith', 'endsWith', 'in'], ['=']);
    for (const call of calls) expect(call).not.toThrow();
  });
});

describe('a pattern', () => {
  const like = (pattern: string) => everyWay('class', pattern, ['like', 'notLike'], ['like', 'notlike']);

  test.each(['\\', 'Cosmics\\', '%\\\\\\', 'a\\\\\\\\\\'])('is rejected with a dangling backslash: %j', (pattern) => {
    for (const call of like(pattern)) refused(call, bad('class'));
  });

  test.each(['\\\\', 'Cosmics\\\\', '%\\\\\\\\', '\\%', '\\a'])('is accepted with an escape: %j', (pattern) => {
    for (const call of like(pattern)) expect(call).not.toThrow();
  });
});

describe('a condition on an enum', () => {
  test.each<[string, string, unknown, string?]>([
    ['state', 'a value in lower case', 'open', "'OPEN'"],
    ['state', 'a state of datasets', 'waiting dqm gui', "'SIGNOFF'"],
    ['state', 'a number', 1],
    ['state', 'undefined', undefined, 'when(value, …)'],
    ['tracker_state', 'a value in upper case', 'WAITING DQM GUI', "'waiting dqm gui'"],
  ])('rejects, for %s, %s', (name, _, value, advice = '') => {
    for (const hint of hintsOf(everyWay(name, value, ['is', 'isNot', 'in', 'notIn'], ['=', '<>']), name))
      expect(hint).toContain(advice);
  });
});

describe('a boolean condition', () => {
  test.each<[string, unknown]>([
    ['a string', 'true'],
    ['a number', 1],
    ['undefined', undefined],
    ['an object', {}],
  ])('rejects %s', (_, value) => {
    for (const name of ['significant', 'dt_included'])
      for (const call of everyWay(name, value, ['is'], ['='])) refused(call, bad(name));
  });

  test('rejects null, and suggests isNull()', () => {
    for (const hint of hintsOf(everyWay('significant', null, ['is'], []), 'significant'))
      expect(hint).toContain('isNull()');
  });
});

describe('has() and hasNot()', () => {
  test.each<[string, unknown]>([
    ['a number', 5],
    ['a list', ['DT']],
    ['undefined', undefined],
    ['a lone surrogate', '\ud800'],
  ])('reject %s', (_, value) => {
    for (const call of everyWay('components', value, ['has', 'hasNot'], [])) refused(call, bad('components'));
  });
});

describe('a negated condition', () => {
  test.each<[string, unknown]>([
    ['a misspelt option', { ornull: true }],
    ['an option of another type', { orNull: 'yes' }],
    ['true instead of options', true],
    ['null instead of options', null],
    ['a second value', 'Cosmics23'],
    ['a list', []],
    ['a Date', new Date()],
    ['a Map', new Map([['orNull', true]])],
  ])('rejects %s', (_, options) => {
    const name = untyped(attribute('class'));
    for (const call of [
      () => name.ne('x', options),
      () => name.notLike('x', options),
      () => name.notIn(['x'], options),
      () => untyped(registry.runs()).where('class').ne('x', options),
    ])
      refused(call, bad('class'));
    refused(() => untyped(attribute('state')).isNot('OPEN', options), bad('state'));
  });
});
