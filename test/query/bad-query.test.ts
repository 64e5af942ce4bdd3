/** What a builder takes besides conditions: limits, orders, selections, payloads, and functions of when(). */
import { QueryError } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { silentRegistry } from '../support/silent-registry.js';
import { type Untyped, untyped } from '../support/untyped.js';

const registry = silentRegistry();
const onRuns = () => untyped(registry.runs());
const bad = (code: string, ...says: (string | RegExp)[]) => ({ is: QueryError, code, says });

describe('limit() and pageSize()', () => {
  const notWhole = [
    [-1, '-1 is none'],
    [1.5, '1.5 is none'],
    [Number.NaN, 'NaN is none'],
    [Number.POSITIVE_INFINITY, 'Infinity is none'],
    [2 ** 53, '9007199254740992 is none'],
    ['5', "the text '5' is none"],
    [5n, 'the bigint 5 is none'],
    [null, 'null is none'],
    [undefined, 'undefined is none'],
    [[5], 'a list of 1 is none'],
  ] as const;
  test.each(notWhole)('%s', (value, sentence) => {
    refused(
      () => onRuns().limit(value),
      bad('bad-value', `limit() takes a whole number from 0, and ${sentence}`, 'write limit(100)'),
    );
    refused(
      () => onRuns().pageSize(value),
      bad('bad-value', 'pageSize() takes a whole number from 1', 'write pageSize(1000)'),
    );
  });
  test('pageSize(0)', () => {
    refused(() => onRuns().pageSize(0), bad('bad-value', 'from 1, and 0 is none'));
    expect(() => onRuns().limit(0)).not.toThrow();
  });
});

describe('orderBy()', () => {
  test.each<[string, (on: Untyped) => unknown, string, ...string[]]>([
    ['nothing', (on) => on.orderBy(), 'unknown-attribute', 'undefined is not an attribute of runs', "such as 'energy'"],
    ['an attribute handle', (on) => on.orderBy({}), 'unknown-attribute', 'an object is not an attribute of runs'],
    [
      'the same twice',
      (on) => on.orderBy('class').orderBy('energy').orderBy('class', 'desc'),
      'bad-order',
      "already ordered by 'class'",
    ],
    [
      'upper case',
      (on) => on.orderBy('class', 'ASC'),
      'bad-order',
      "the direction of orderBy('class') is the text 'ASC'; write 'asc' or 'desc'",
    ],
    ['a number', (on) => on.orderBy('class', -1), 'bad-order', "write 'asc' or 'desc'"],
    ['null', (on) => on.orderBy('class', null), 'bad-order', "write 'asc' or 'desc'"],
    [
      'a second attribute',
      (on) => on.orderBy('class', 'energy'),
      'bad-order',
      "is the text 'energy'; write 'asc' or 'desc'",
    ],
    [
      'a list',
      (on) => on.orderBy('components'),
      'bad-order',
      "'components' is a list, and rows cannot be ordered by it",
    ],
  ])('%s', (_, call, code, ...says) => void refused(() => call(onRuns()), bad(code, ...says)));
});

describe('select()', () => {
  test.each<[string, (on: Untyped) => unknown, string, ...string[]]>([
    [
      'nothing',
      (on) => on.select(),
      'bad-value',
      'select() needs at least one attribute',
      "write select('run_number', 'energy')",
    ],
    ['a list', (on) => on.select(['run_number', 'energy']), 'unknown-attribute', 'a list is not an attribute of runs'],
    ['undefined', (on) => on.select('energy', undefined), 'unknown-attribute', 'undefined is not an attribute of runs'],
    ['a flag', (on) => on.select('dt-dt'), 'unknown-attribute', "'dt-dt' is not an attribute of runs", 'it is a flag'],
  ])('%s', (_, call, code, ...says) => void refused(() => call(onRuns()), bad(code, ...says)));
});

describe('raw()', () => {
  const cyclic: Record<string, unknown> = { run_number: { '=': 1 } };
  cyclic.and = [cyclic];
  const list: unknown[] = [];
  list.push(list);
  const deep = JSON.parse(`${'{"and":['.repeat(10_000)}{}${']}'.repeat(10_000)}`) as unknown;
  class Filter {
    run_number = 5;
  }

  test.each<[string, unknown, ...string[]]>([
    ['nothing', undefined, 'raw() takes a filter, and undefined is none', 'write raw({'],
    ['null', null, 'null is none'],
    ['a text', '{"run_number":5}', 'and the text', 'write raw({'],
    ['a list', [{ run_number: 5 }], 'a list of 1 is none'],
    [
      'a Date',
      { 'oms_attributes.start_time': { '=': new Date(0) } },
      'a payload is JSON, and the Date 1970',
      'write numbers, texts',
    ],
    ['undefined inside', { run_number: { '=': undefined } }, 'and undefined in it is not'],
    ['NaN inside', { run_number: { '=': Number.NaN } }, 'and NaN in it is not'],
    ['a bigint inside', { run_number: { '=': 1n } }, 'and the bigint 1 in it is not'],
    ['a function inside', { run_number: () => 1 }, 'and a function in it is not'],
    ['a symbol inside', { run_number: Symbol('x') }, 'and a symbol in it is not'],
    ['a Map inside', { run_number: new Map() }, 'and an object in it is not'],
    ['an object of a class', new Filter(), 'and an object in it is not'],
    ['a hole in a list', { and: Object.assign(new Array(2), { 0: {} }) }, 'and undefined in it is not'],
    ['itself', cyclic, 'more than 200 levels'],
    ['a list that holds itself', { and: list }, 'more than 200 levels'],
    ['10,000 levels', deep, 'more than 200 levels'],
  ])('%s', (_, filter, ...says) => void refused(() => onRuns().raw(filter), bad('bad-value', ...says)));

  const alone = bad('raw-stands-alone', 'takes no condition beside the payload', 'put the condition into the payload');
  test.each<[string, (on: Untyped) => unknown]>([
    ['where() before', (on) => on.where('energy').gte(6000).raw({})],
    ['where() after', (on) => on.raw({}).where('energy').gte(6000)],
    ['operator form after', (on) => on.raw({}).where('energy', '=', 6000)],
    ['flag() before', (on) => on.flag('dt-dt').is('GOOD').raw({})],
    ['flag() after', (on) => on.raw({}).flag('dt-dt').is('GOOD')],
    ['raw() twice', (on) => on.raw({}).raw({})],
  ])('%s', (_, call) => void refused(() => call(onRuns()), alone));
  test('a payload in JSON is taken, own keys with names of prototypes included', () => {
    const hostile = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"=":1}}') as Record<string, unknown>;
    const query = registry.runs().raw(hostile);
    expect(JSON.stringify(query.toFilter())).toBe('{"__proto__":{"polluted":true},"constructor":{"=":1}}');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('when()', () => {
  test.each<[string, (on: Untyped) => unknown, ...string[]]>([
    [
      'no function',
      (on) => on.when(5),
      'when() takes a function, and undefined is none',
      '(query, value) => query.where(…)',
    ],
    ['no function, skipped', (on) => on.when(undefined), 'when() takes a function'],
    ['a condition', (on) => on.when(5, on.where('energy').gte(5)), 'when() takes a function, and an object is none'],
    [
      'returns nothing',
      (on) => on.when(5, () => undefined),
      'returned undefined instead of a query',
      'return the query',
    ],
    [
      'returns an unfinished condition',
      (on) => on.when(5, () => on.where('energy')),
      "returned 'energy' without a condition",
    ],
    [
      'returns an unfinished flag',
      (on) => on.when(5, () => on.flag('dt-dt')),
      "returned the flag 'dt-dt' without a condition",
    ],
    ['returns a promise', (on) => on.when(5, async () => on), 'returned a promise instead of a query'],
    [
      'returns a query of the other kind',
      (on) => on.when(5, () => registry.datasets()),
      'returned a query for datasets',
    ],
  ])('%s', (_, call, ...says) => void refused(() => call(onRuns()), bad('bad-value', ...says)));

  test('is skipped for undefined, and for false where the function does not take it', () => {
    const query = registry.runs();
    for (const value of [undefined, false])
      expect(query.when(value, (on) => on.limit(1)).toJSON()).toEqual(query.toJSON());
    for (const value of [null, 0, '', true, Number.NaN])
      expect(query.when(value, (on) => on.limit(1)).toJSON()).toHaveProperty('limit', 1);
    expect(query.when(false, (on, flagged) => on.where('significant').is(flagged)).toFilter()).toEqual({
      'rr_attributes.significant': { '=': false },
    });
  });
});
