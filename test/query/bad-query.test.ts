/** Invalid limits, orders, selections, payloads and functions of when() throw at the call. */
import { QueryError, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { type Refusal, refused } from '../support/refusal.js';
import { silentRegistry } from '../support/silent-registry.js';
import { type Untyped, untyped } from '../support/untyped.js';

const registry = silentRegistry();
const onRuns = () => untyped(registry.runs());
const bad = (code: string, details: Refusal['details'] = {}): Refusal => ({ is: QueryError, code, details });

describe('limit() and pageSize()', () => {
  test.each([
    [-1],
    [1.5],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [2 ** 53],
    ['5'],
    [5n],
    [null],
    [undefined],
    [[5]],
  ])('reject %s', (value) => {
    refused(() => onRuns().limit(value), bad('bad-value', { hint: 'Write limit(100).' }));
    refused(() => onRuns().pageSize(value), bad('bad-value', { hint: 'Write pageSize(1000).' }));
  });

  test('limit(0) is valid, pageSize(0) is not', () => {
    refused(() => onRuns().pageSize(0), bad('bad-value'));
    expect(() => onRuns().limit(0)).not.toThrow();
  });
});

describe('orderBy()', () => {
  test.each<[string, (on: Untyped) => unknown, string]>([
    ['no attribute', (on) => on.orderBy(), 'unknown-attribute'],
    ['an object', (on) => on.orderBy({}), 'unknown-attribute'],
    ['the same attribute twice', (on) => on.orderBy('class').orderBy('energy').orderBy('class', 'desc'), 'bad-order'],
    ['a direction in upper case', (on) => on.orderBy('class', 'ASC'), 'bad-order'],
    ['a number as a direction', (on) => on.orderBy('class', -1), 'bad-order'],
    ['null as a direction', (on) => on.orderBy('class', null), 'bad-order'],
    ['a second attribute', (on) => on.orderBy('class', 'energy'), 'bad-order'],
    ['a list', (on) => on.orderBy('components'), 'bad-order'],
  ])('rejects %s', (_, call, code) => void refused(() => call(onRuns()), bad(code)));
});

describe('select()', () => {
  test.each<[string, (on: Untyped) => unknown, string]>([
    ['no attribute', (on) => on.select(), 'bad-value'],
    ['a list', (on) => on.select(['run_number', 'energy']), 'unknown-attribute'],
    ['undefined', (on) => on.select('energy', undefined), 'unknown-attribute'],
    ['a flag', (on) => on.select('dt-dt'), 'unknown-attribute'],
  ])('rejects %s', (_, call, code) => void refused(() => call(onRuns()), bad(code)));
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

  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a string', '{"run_number":5}'],
    ['a list', [{ run_number: 5 }]],
    ['a Date', { 'oms_attributes.start_time': { '=': new Date(0) } }],
    ['undefined as a value', { run_number: { '=': undefined } }],
    ['NaN as a value', { run_number: { '=': Number.NaN } }],
    ['a bigint', { run_number: { '=': 1n } }],
    ['a function', { run_number: () => 1 }],
    ['a symbol', { run_number: Symbol('x') }],
    ['a Map', { run_number: new Map() }],
    ['an instance of a class', new Filter()],
    ['a sparse list', { and: Object.assign(new Array(2), { 0: {} }) }],
    ['a cyclic object', cyclic],
    ['a cyclic list', { and: list }],
    ['10,000 levels', deep],
  ])('rejects %s', (_, filter) => void refused(() => onRuns().raw(filter), bad('bad-value')));

  test.each<[string, (on: Untyped) => unknown]>([
    ['after where()', (on) => on.where('energy').gte(6000).raw({})],
    ['before where()', (on) => on.raw({}).where('energy').gte(6000)],
    ['before where() with an operator', (on) => on.raw({}).where('energy', '=', 6000)],
    ['after flag()', (on) => on.flag('dt-dt').is('GOOD').raw({})],
    ['before flag()', (on) => on.raw({}).flag('dt-dt').is('GOOD')],
    ['twice', (on) => on.raw({}).raw({})],
  ])('is rejected %s', (_, call) => void refused(() => call(onRuns()), bad('raw-stands-alone')));

  test('accepts JSON with own keys named like prototype properties', () => {
    const hostile = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"=":1}}') as Record<string, unknown>;
    const query = registry.runs().raw(hostile);
    expect(JSON.stringify(query.toFilter())).toBe('{"__proto__":{"polluted":true},"constructor":{"=":1}}');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('when()', () => {
  test.each<[string, (on: Untyped) => unknown]>([
    ['a missing function', (on) => on.when(5)],
    ['a missing function, even if the value is undefined', (on) => on.when(undefined)],
    ['a query instead of a function', (on) => on.when(5, on.where('energy').gte(5))],
    ['a function that returns undefined', (on) => on.when(5, () => undefined)],
    ['a function that returns an attribute without a condition', (on) => on.when(5, () => on.where('energy'))],
    ['a function that returns a flag without a condition', (on) => on.when(5, () => on.flag('dt-dt'))],
    ['an async function', (on) => on.when(5, async () => on)],
    ['a function that returns a query for another target', (on) => on.when(5, () => registry.datasets())],
    [
      'a function that returns a new query',
      (on) => untyped(on.where('class').eq('x')).when(5, () => registry.runs().where('class').eq('x')),
    ],
    ['a function that loses an order', (on) => untyped(on.orderBy('class')).when(5, () => on.limit(1))],
    ['a function that loses a limit', (on) => untyped(on.limit(1)).when(5, () => on.orderBy('class'))],
    ['a function that loses selected attributes', (on) => untyped(on.select('class')).when(5, () => on)],
    ['a function that loses a payload', (on) => untyped(on.raw({ run_number: 5 })).when(5, () => on)],
    ['a function that returns a query of another client', (on) => on.when(5, () => runs().where('energy').gte(5))],
    [
      'a function that returns a query without the condition before it',
      (on) => untyped(on.where('class').eq('x')).when(5, () => on.where('energy').gte(5)),
    ],
  ])('rejects %s', (_, call) => void refused(() => call(onRuns()), bad('bad-value')));

  test('takes the query with additions, also those of nested functions', () => {
    const query = registry
      .runs()
      .where('class')
      .eq('x')
      .limit(3)
      .when(5, (on, energy) =>
        on
          .orderBy('energy')
          .when(energy, (inner) => inner.where('energy').gte(energy).flag('dt-dt').is('GOOD'))
          .limit(9),
      );
    expect(query.toJSON()).toEqual(
      registry
        .runs()
        .where('class')
        .eq('x')
        .orderBy('energy')
        .where('energy')
        .gte(5)
        .flag('dt-dt')
        .is('GOOD')
        .limit(9)
        .toJSON(),
    );
  });

  test('is skipped for undefined, and for false if the function takes no value', () => {
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
