/** Dates as instants, Date objects and prefixes of periods. The registry stores strings in UTC with whole seconds. */
import { runInNewContext } from 'node:vm';
import { QueryError, run, runs } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { ofRun, unfrozen } from '../support/rows.js';
import { untyped } from '../support/untyped.js';

const start = run.start_time;
const at = (time: string | null, tree: Parameters<typeof ofRun>[0]) => ofRun(tree, { oms: { start_time: time } });
const payload = (tree: ReturnType<typeof start.eq>) => runs().where(tree).toFilter()['oms_attributes.start_time'];

const second = '2018-05-25T19:16:05Z';

describe('an instant', () => {
  test.each([
    ['as it is stored', second],
    ['as a Date', new Date(second)],
    ['as a Date of another realm', runInNewContext(`new Date('${second}')`) as Date],
    ['with milliseconds of zero', '2018-05-25T19:16:05.000Z'],
    ['with more zeros', '2018-05-25T19:16:05.000000Z'],
    ['without a zone, which is UTC', '2018-05-25T19:16:05'],
    ['with a blank', '2018-05-25 19:16:05'],
    ['with a blank and Z', '2018-05-25 19:16:05Z'],
    ['in Geneva', '2018-05-25T21:16:05+02:00'],
    ['in Geneva, without colon', '2018-05-25T21:16:05+0200'],
    ['the day after, in Auckland', '2018-05-26T07:16:05+12:00'],
    ['half an hour off', '2018-05-25T15:46:05-03:30'],
  ] as const)('has one filter for all notations: %s', (_, value) => {
    expect(payload(start.eq(value))).toEqual({ '=': second });
    expect(payload(start.gte(value))).toEqual({ '>=': second });
    expect(payload(start.before(value))).toEqual({ '<': second });
    expect(at(second, start.eq(value))).toBe(true);
  });
});

describe('conditions on an instant, for the second before, the second, the second after and null', () => {
  const times = ['2018-05-25T19:16:04Z', second, '2018-05-25T19:16:06Z', null];
  test.each([
    ['eq', start.eq(second), [false, true, false, null]],
    ['ne', start.ne(second), [true, false, true, null]],
    ['ne, orNull', start.ne(second, { orNull: true }), [true, false, true, true]],
    ['gt', start.gt(second), [false, false, true, null]],
    ['after', start.after(second), [false, false, true, null]],
    ['gte', start.gte(second), [false, true, true, null]],
    ['lt', start.lt(second), [true, false, false, null]],
    ['before', start.before(second), [true, false, false, null]],
    ['lte', start.lte(second), [true, true, false, null]],
    ['between', start.between(second, second), [false, true, false, null]],
    ['in', start.in([second, new Date(second)]), [false, true, false, null]],
    ['notIn', start.notIn([second]), [true, false, true, null]],
    ['notIn, orNull', start.notIn([second], { orNull: true }), [true, false, true, true]],
    ['isNull', start.isNull(), [false, false, false, true]],
    ['isNotNull', start.isNotNull(), [true, true, true, false]],
  ] as const)('evaluate %s', (_, tree, truths) => {
    expect(times.map((time) => at(time, tree))).toEqual(truths);
    expect(unfrozen(tree)).toEqual([]);
  });
  test('send values of in() that are the same instant once', () => {
    expect(payload(start.in([second, new Date(second), '2018-05-25 19:16:05']))).toEqual({ '=': second });
  });
});

describe('a fraction of a second', () => {
  const [before, after] = [second, '2018-05-25T19:16:06Z'];
  const both = (tree: ReturnType<typeof start.eq>) => [at(before, tree), at(after, tree)];

  test.each([new Date('2018-05-25T19:16:05.250Z'), '2018-05-25T19:16:05.25Z', '2018-05-25T19:16:05.0001Z'])(
    'lies between two stored dates: %s',
    (value) => {
      expect(both(start.gt(value))).toEqual([false, true]);
      expect(both(start.gte(value))).toEqual([false, true]);
      expect(both(start.lt(value))).toEqual([true, false]);
      expect(both(start.lte(value))).toEqual([true, false]);
      expect(both(start.between(value, after))).toEqual([false, true]);
      expect(both(start.between(before, value))).toEqual([true, false]);
      for (const call of [() => start.eq(value), () => start.ne(value), () => start.in([second, value])])
        refused(call, { is: QueryError, code: 'bad-value' });
    },
  );
  test('may be a bound of between(), which rejects bounds in the wrong order', () => {
    const [early, late] = ['2018-05-25T19:16:05.250Z', '2018-05-25T19:16:05.750Z'];
    expect(both(start.between(early, late))).toEqual([false, false]);
    refused(() => start.between(late, early), { is: QueryError, code: 'bad-value' });
    refused(() => start.between(early, before), { is: QueryError, code: 'bad-value' });
  });
});

describe('a prefix of a date', () => {
  test.each([
    ['2018', '2018', '2019', '2018-01-01T00:00:00Z', '2018-12-31T23:59:59Z'],
    ['2018-05', '2018-05', '2018-06', '2018-05-01T00:00:00Z', '2018-05-31T23:59:59Z'],
    ['2018-12', '2018-12', '2019-01', '2018-12-01T00:00:00Z', '2018-12-31T23:59:59Z'],
    ['2024-02-29', '2024-02-29', '2024-03-01', '2024-02-29T00:00:00Z', '2024-02-29T23:59:59Z'],
    ['2018-12-31', '2018-12-31', '2019-01-01', '2018-12-31T00:00:00Z', '2018-12-31T23:59:59Z'],
    ['2018-05-25T23', '2018-05-25T23', '2018-05-26T00', '2018-05-25T23:00:00Z', '2018-05-25T23:59:59Z'],
    ['2018-05-25 19', '2018-05-25T19', '2018-05-25T20', '2018-05-25T19:00:00Z', '2018-05-25T19:59:59Z'],
    ['2018-05-25T19:59', '2018-05-25T19:59', '2018-05-25T20:00', '2018-05-25T19:59:00Z', '2018-05-25T19:59:59Z'],
  ])('is the whole period: %s', (prefix, from, to, first, last) => {
    expect(payload(start.eq(prefix))).toEqual({ '>=': from, '<': to });
    expect(payload(start.gt(prefix))).toEqual({ '>=': to });
    expect(payload(start.gte(prefix))).toEqual({ '>=': from });
    expect(payload(start.lt(prefix))).toEqual({ '<': from });
    expect(payload(start.lte(prefix))).toEqual({ '<': to });
    expect(payload(start.between(prefix, prefix))).toEqual({ '>=': from, '<': to });
    const stored = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;
    const around = [stored(Date.parse(first) - 1000), first, last, stored(Date.parse(last) + 1000)];
    const of = (tree: ReturnType<typeof start.eq>) => around.map((time) => at(time, tree));
    expect(of(start.eq(prefix))).toEqual([false, true, true, false]);
    expect(of(start.ne(prefix))).toEqual([true, false, false, true]);
    expect(of(start.in([prefix]))).toEqual([false, true, true, false]);
    expect(of(start.notIn([prefix, '1999']))).toEqual([true, false, false, true]);
    expect(of(start.after(prefix))).toEqual([false, false, false, true]);
    expect(of(start.gte(prefix))).toEqual([false, true, true, true]);
    expect(of(start.before(prefix))).toEqual([true, false, false, false]);
    expect(of(start.lte(prefix))).toEqual([true, true, true, false]);
    expect(at(null, start.eq(prefix))).toBe(null);
    expect(at(null, start.notIn([prefix], { orNull: true }))).toBe(true);
  });
  test('may differ in length in between(), which includes both periods', () => {
    expect(payload(start.between('2018', '2018-05-25'))).toEqual({ '>=': '2018', '<': '2018-05-26' });
    expect(payload(start.between(second, '2018'))).toEqual({ '>=': second, '<': '2019' });
  });
});

describe('an invalid date', () => {
  test.each([
    ['2018-02-30'],
    ['2019-02-29'],
    ['2018-13'],
    ['2018-00'],
    ['2018-04-31T00:00:00Z'],
    ['2018-05-25T24:00:00Z'],
    ['2018-05-25T19:60'],
    ['2018-05-25T19:16:60Z'],
    ['2018-05-25T19:16:05+25:00'],
    ['2018-05-25T19:16:05+02:75'],
    ['0000-01-01'],
    ['0018'],
    ['9999'],
    ['9999-12-31T23:59:59Z'],
    ['yesterday'],
    [''],
    ['18'],
    ['201805'],
    ['25.05.2018'],
    ['05/25/2018'],
    ['2018-5-25'],
    ['2018-05-25T'],
    ['2018-05-25T19:16:05 UTC'],
    ['2018-05-25T19:16:05Z\n'],
    [' 2018-05-25'],
    ['+002018-05-25T19:16:05Z'],
    ['2018-05-25T19:16Z'],
    ['2018-W21'],
    ['٢٠١٨'],
  ])('that is the string %j is rejected', (text) => {
    for (const call of [() => start.gte(text), () => start.in([text]), () => start.between(text, '2020')])
      refused(call, {
        is: QueryError,
        code: 'bad-value',
        details: { message: expect.stringContaining(`'${text}'`), hint: expect.any(String) },
      });
  });
  test.each([
    [new Date('nonsense')],
    [new Date(-1, 0)],
    [new Date(8.64e15)],
    [1_527_275_765_000],
    [2018],
    [null],
    [undefined],
    [true],
    [[second]],
    [{}],
  ])('that is %s is rejected', (value) => {
    refused(() => untyped(start).eq(value), {
      is: QueryError,
      code: 'bad-value',
      details: { hint: expect.any(String) },
    });
  });
});

test('a proxy of a Date is rejected, because it has no time', () => {
  refused(() => untyped(start).eq(new Proxy(new Date(second), {})), { is: QueryError, code: 'bad-value' });
});

describe('bounds in the wrong order', () => {
  test.each([
    ['2018-06', '2018-05', "between('2018-05', '2018-06')"],
    ['2018-06-01T00:00:00Z', '2018-05', "between('2018-05', '2018-06-01T00:00:00Z')"],
    [new Date('2019-01-01T00:00:00Z'), '2018', "between('2018', new Date('2019-01-01T00:00:00.000Z'))"],
  ])('are rejected with the right order in the hint: %s, %s', (low, high, call) => {
    refused(() => start.between(low, high), {
      is: QueryError,
      code: 'bad-value',
      details: { hint: expect.stringContaining(call) },
    });
  });
});
