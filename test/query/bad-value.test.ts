/** Values that cannot be meant are refused by every condition that takes a value, whichever way it is written. */
import { attribute, QueryError } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { silentRegistry } from '../support/silent-registry.js';
import { type Untyped, untyped } from '../support/untyped.js';

const registry = silentRegistry();
const bad = (...says: (string | RegExp)[]) => ({ is: QueryError, code: 'bad-value', says });

const when = 'write when(value, …) only if all rows are wanted where it is undefined';
const nulls = 'write isNull() or isNotNull()';
const hole = new Array<unknown>(3);
hole[0] = 1;
hole[2] = 3;

/** Every way to give a value to the attribute. */
function everyWay(name: string, value: unknown, methods: readonly (keyof Untyped)[], operators: readonly string[]) {
  const on = () => untyped(registry.datasets());
  const calls: (() => unknown)[] = [];
  for (const method of methods)
    for (const of of [() => on().where(name), () => untyped(attribute(name))])
      calls.push(() => (of()[method] as Untyped['eq'])(...(method.toLowerCase().endsWith('in') ? [[value]] : [value])));
  for (const operator of operators) calls.push(() => on().where(name, operator, value));
  return calls;
}

describe('numbers: energy', () => {
  const low = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'notIn'] as const;
  test.each<[string, unknown, ...string[]]>([
    ['NaN', Number.NaN, "'energy' cannot be compared with NaN; write a number such as 6800"],
    ['Infinity', Number.POSITIVE_INFINITY, 'cannot be compared with Infinity'],
    ['-Infinity', Number.NEGATIVE_INFINITY, 'cannot be compared with -Infinity'],
    ['undefined', undefined, 'undefined is none', when],
    ['[]', [], 'an empty list is none; write a number such as 6800'],
    ['[6500]', [6500], 'a list of 1 is none; write in([…])'],
    ['{}', {}, 'an object is none'],
    ['a function', () => 6500, 'a function is none'],
    ['a symbol', Symbol('x'), 'a symbol is none'],
    ['a bigint', 6500n, 'the bigint 6500 is none; write 6500'],
    ['a number as text', '6500', "the text '6500' is none; write 6500"],
    ['a number as text with blanks', ' 6.5e3 ', 'write 6500'],
    ['a text', 'abc', "the text 'abc' is none; write a number such as 6800"],
    ['an empty text', '', "the text '' is none; write a number such as 6800"],
    ['a Date', new Date(0), 'the Date 1970-01-01T00:00:00.000Z is none'],
    ['a boxed number', Object(6500), 'an object is none'],
    ['true', true, 'true is none'],
  ])('%s', (_, value, ...says) => {
    for (const call of everyWay('energy', value, low, ['=', '<>', '>', '>=', '<', '<=']))
      refused(call, bad("'energy'", ...says));
    for (const bounds of [[value, 7000] as const, [0, value] as const])
      refused(() => untyped(attribute('energy')).between(...bounds), bad("'energy'", ...says));
  });
  test('null', () => {
    for (const call of everyWay('energy', null, low, ['>', '>=', '<', '<=']))
      refused(call, bad("'energy' is a number, and null is none", nulls));
  });
  test('between with swapped bounds', () => {
    refused(() => untyped(attribute('energy')).between(7000, 6500), bad('swapped', 'write between(6500, 7000)'));
    refused(() => untyped(attribute('energy')).between(7000), bad('undefined is none', when));
  });
});

describe('run numbers', () => {
  test.each([
    [1.5, "'run_number' is a whole number from 1 to 2147483647, and 1.5 is none; write a run number such as 355556"],
    [0, 'and 0 is none'],
    [-1, 'and -1 is none'],
    [2 ** 31, 'and 2147483648 is none'],
    [1e21, 'and 1e+21 is none'],
    ['355556', 'write 355556'],
  ])('%s', (value, sentence) => {
    for (const call of everyWay('run_number', value, ['eq', 'gte', 'in', 'notIn'], ['=', '<', '<>']))
      refused(call, bad(sentence));
    refused(() => untyped(registry.runs()).where('run_number').between(1, value), bad(sentence));
  });
  test('the smallest and the largest are taken', () => {
    expect(() =>
      registry
        .runs()
        .where('run_number')
        .between(1, 2 ** 31 - 1),
    ).not.toThrow();
  });
});

describe('lists of values', () => {
  test.each<[string, unknown, ...string[]]>([
    ['sparse', hole, "the list of values for 'energy' has a hole at position 2"],
    ['nothing', undefined, 'undefined is none', when],
    ['null', null, 'null is none', nulls],
    ['one value', 6500, '6500 is none; write [6500]'],
    ['a Set', new Set([6500]), 'an object is none; write the values in brackets'],
    ['an object', { 0: 6500, length: 1 }, 'an object is none'],
    ['with a wrong one', [6500, '6800'], "'energy' is a number, and the text '6800' is none; write 6800"],
    ['with undefined', [6500, undefined], 'undefined is none'],
    ['nested', [[6500]], 'a list of 1 is none'],
  ])('%s', (_, value, ...says) => {
    for (const method of ['in', 'notIn'] as const) {
      refused(() => untyped(registry.runs()).where('energy')[method](value), bad(...says));
      refused(() => untyped(attribute('energy'))[method](value), bad(...says));
    }
  });
});

describe('texts', () => {
  const all = ['eq', 'ne', 'like', 'notLike', 'contains', 'startsWith', 'endsWith', 'in', 'notIn'] as const;
  test.each<[string, unknown, ...string[]]>([
    ['a number', 22, "'class' is a text, and 22 is none; write '22'"],
    ['undefined', undefined, 'undefined is none', when],
    ['true', true, 'true is none; write a text in quotes'],
    ['a list', ['x'], 'a list of 1 is none'],
    ['an object', {}, 'an object is none'],
    ['a pattern of JavaScript', /Cosmics/, 'an object is none'],
    ['a Date', new Date(Number.NaN), 'an invalid Date is none'],
    ['a boxed text', Object('x'), 'an object is none'],
    ['with a NUL', 'Cosmics\0', "'class' cannot be compared with a text that has a NUL or half a character; remove it"],
    ['with half a character', 'Cosmics\ud83d', 'half a character'],
    ['with the other half', '\ude00Cosmics', 'half a character'],
  ])('%s', (_, value, ...says) => {
    for (const call of everyWay('class', value, all, ['=', '<>', 'like', 'notlike']))
      refused(call, bad("'class'", ...says));
    for (const call of everyWay('dataset_name', value, all, ['=']))
      refused(call, bad(...says.map((part) => part.replace('class', 'dataset_name'))));
  });
  test('null', () => {
    for (const call of everyWay('class', null, all, ['like', 'notlike'])) refused(call, bad(nulls));
  });
  test('a whole character of two halves is taken', () => {
    expect(() => registry.runs().where('class').contains('😀')).not.toThrow();
  });
});

describe('patterns', () => {
  test.each(['\\', 'Cosmics\\', '%\\\\\\', 'a\\\\\\\\\\'])('%j ends in a backslash that escapes nothing', (pattern) => {
    for (const call of everyWay('class', pattern, ['like', 'notLike'], ['like', 'notlike']))
      refused(
        call,
        bad(`the pattern '${pattern}' of 'class' ends in a backslash that escapes nothing`, 'two backslashes'),
      );
  });
  test.each(['\\\\', 'Cosmics\\\\', '%\\\\\\\\', '\\%', '\\a'])('%j is taken', (pattern) => {
    for (const call of everyWay('class', pattern, ['like', 'notLike'], ['like', 'notlike'])) expect(call).not.toThrow();
  });
  test('a text that ends in a backslash can be contained, started and ended with', () => {
    const calls = everyWay('class', 'a\\', ['eq', 'contains', 'startsWith', 'endsWith', 'in'], ['=']);
    for (const call of calls) expect(call).not.toThrow();
  });
});

describe('enums, booleans, elements of lists', () => {
  test.each<[string, string, unknown, ...string[]]>([
    ['state', 'lower case', 'open', "'state' is never the text 'open'; did you mean 'OPEN'?"],
    ['state', 'of a dataset', 'waiting dqm gui', "write one of 'OPEN', 'SIGNOFF', 'COMPLETED'"],
    ['state', 'a number', 1, "'state' is never 1"],
    ['state', 'undefined', undefined, when],
    ['tracker_state', 'upper case', 'WAITING DQM GUI', "did you mean 'waiting dqm gui'?"],
  ])('%s of %s', (name, _, value, ...says) => {
    for (const call of everyWay(name, value, ['is', 'isNot', 'in', 'notIn'], ['=', '<>'])) refused(call, bad(...says));
  });
  test.each<[string, unknown, ...string[]]>([
    ['a text', 'true', "'significant' is true or false, and the text 'true' is neither; write is(true) or is(false)"],
    ['a number', 1, '1 is neither'],
    ['undefined', undefined, 'undefined is neither', when],
    ['an object', {}, 'an object is neither'],
  ])('a yes-or-no of %s', (_, value, ...says) => {
    for (const call of everyWay('significant', value, ['is'], ['='])) refused(call, bad(...says));
    for (const call of everyWay('dt_included', value, ['is'], ['=']))
      refused(call, bad(says[0]?.split(' ').at(-1) ?? ''));
  });
  test('a yes-or-no of null', () => {
    for (const call of everyWay('significant', null, ['is'], [])) refused(call, bad(nulls));
  });
  test.each<[string, unknown, string]>([
    ['a number', 5, "'components' is a text"],
    ['a list', ['DT'], 'a list of 1 is none'],
    ['nothing', undefined, when],
    ['half a character', '\ud800', 'half a character'],
  ])('an element that is %s', (_, value, sentence) => {
    for (const call of everyWay('components', value, ['has', 'hasNot'], []))
      refused(call, bad(sentence.replace("'components' is a text", "'components' is a list of texts, and 5 is none")));
  });
});

describe('options of negated conditions', () => {
  test.each([
    ['misspelt', { ornull: true }, "the option 'ornull' of a condition on 'class' is unknown; write { orNull: true }"],
    ['of another type', { orNull: 'yes' }, 'write { orNull: true }'],
    ['true alone', true, 'are true; write { orNull: true }'],
    ['null', null, 'are null; write { orNull: true }'],
    ['a second value', 'Cosmics23', "are the text 'Cosmics23'; write { orNull: true }"],
    ['a list', [], 'write { orNull: true }'],
  ])('%s', (_, options, sentence) => {
    const name = untyped(attribute('class'));
    for (const call of [
      () => name.ne('x', options),
      () => name.notLike('x', options),
      () => name.notIn(['x'], options),
      () => untyped(registry.runs()).where('class').ne('x', options),
    ])
      refused(call, bad(sentence));
    refused(() => untyped(attribute('state')).isNot('OPEN', options), bad(sentence.replace('class', 'state')));
  });
});
