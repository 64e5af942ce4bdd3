/** Invalid arguments of the methods of a list. */
import { Brilcalc, LumiList, type Range } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { any, bad, noRuns } from './refusals.js';

const list = LumiList.fromJSON({ '7': [[1, 5]], '315257': [[1, 88]] });
const open = LumiList.fromCmssw('7:1-7:5,8:9-8:max');

describe.each(['select', 'remove'] as const)('%s()', (method) => {
  test.each([
    undefined,
    null,
    '315257',
    315257,
    Promise.resolve([7]),
    {},
    { from: undefined, to: undefined },
    { min: 7 },
    { from: 7, until: 9 },
    { from: '7' },
    { from: 0 },
    { to: Number.NaN },
    { to: Number.POSITIVE_INFINITY },
    { from: null },
    { from: 9, to: 7 },
  ])('rejects the selection %o', (runs) => {
    refused(() => list[method](any(runs)), bad());
  });

  test.each([() => 1, () => undefined, async () => true])('reports the run for which %o returns no boolean', (isIn) => {
    refused(() => list[method](any(isIn)), bad({ run: 7 }));
  });

  test.each(noRuns)('reports the invalid element of %o', (runs, element) => {
    refused(() => list[method](any(runs)), bad({ element }));
  });

  test('rejects an invalid selection from the empty list', () => {
    refused(() => LumiList.empty[method]([0]), bad({ element: 1 }));
  });
});

test.each([undefined, [7]])('filter() rejects %o instead of a function', (keep) => {
  refused(() => list.filter(any(keep)), bad());
});

test.each([() => 1, () => null, async () => false])(
  'filter() reports the lumisection for which %o returns no boolean',
  (keep) => {
    refused(() => list.filter(any(keep)), bad({ run: 7, lumisection: 1 }));
  },
);

test('filter() and lumisections() reject open-ended ranges at the call', () => {
  refused(() => open.filter(() => true), bad({ run: 8 }));
  refused(() => open.lumisections(), bad({ run: 8 }));
});

test.each([undefined, {}])('map() rejects %o instead of a function', (change) => {
  refused(() => list.map(any(change)), bad());
});

test.each([() => undefined, () => ({}), async () => []])(
  'map() reports the run for which %o returns no ranges',
  (change) => {
    expect(refused(() => list.map(any(change)), bad({ run: 7 }))).not.toHaveProperty('range');
  },
);

test.each<[range: number, change: unknown]>([
  [1, () => [1, 5]],
  [1, () => [[1, 5, 9]]],
  [
    2,
    () => [
      [1, 2],
      [5, 3],
    ],
  ],
  [1, () => [[0, 3]]],
  [1, () => [[1, Number.NaN]]],
  // In a file, the 0 would be the end of the run: an empty range must not become open-ended.
  [1, (_: number, ranges: readonly Range[]) => ranges.map(([first, last]) => [first, last - 5])],
])('map() reports the invalid range %i of %o', (range, change) => {
  refused(() => list.map(any(change)), bad({ run: 7, range }));
});

const contains = list.contains.bind(list) as (...given: unknown[]) => boolean;

test.each([[[]], [['7']], [[0]], [[7.5]]])('contains(%o) rejects the run', (given) => {
  expect(refused(() => contains(...given), bad())).not.toHaveProperty('run');
});

test.each([['7:5'], [' 7 , 5 '], [[7, 5]], [{ run: 7, lumisection: 5 }]])(
  'contains(%j) suggests two arguments',
  (pair) => {
    refused(() => contains(pair), bad({ hint: expect.stringContaining('7, 5') as string }));
  },
);

test('complement() without a list suggests all data taken', () => {
  refused(() => list.complement(any(undefined)), bad({ hint: expect.stringContaining('complement(taken)') as string }));
});

test('contains() rejects a list', () => {
  refused(() => contains(list), bad({ hint: expect.stringContaining('isSubsetOf') as string }));
});

test.each<[unknown[]]>([
  // An undefined lumisection is not a test of the run.
  [[7, undefined]],
  [[7, null]],
  [[7, 0]],
  [[7, '2']],
  [[7, Number.POSITIVE_INFINITY]],
  [[9, Number.NaN]],
  [[7, [1, 2]]],
  [[7, 1, undefined]],
  [[7, 1, 0]],
  [[7, 1, 2.5]],
  [[7, 3, 2]],
])('contains(%o) rejects the lumisections, and names the run', (given) => {
  refused(() => contains(...given), bad({ run: given[0] as number }));
});

test.each([0, -1, 1.5, Number.NaN, '7', null, undefined])('ranges(%o) rejects the run', (run) => {
  refused(() => list.ranges(any(run)), bad());
});

test.each([0, -1, 1.5, Number.NaN, '7', null, undefined])(
  'at(%o) of a CSV rejects the run and the lumisection',
  (no) => {
    const brilcalc = Brilcalc.fromText('#run:fill,ls,delivered(/ub),recorded(/ub)\n7:1,1:1,2,1');
    expect(brilcalc.at(7, 1)?.recorded).toBe(1);
    refused(() => brilcalc.at(any(no), 1), bad());
    refused(() => brilcalc.at(7, any(no)), bad({ run: 7 }));
  },
);

const combinations = [
  'union',
  'intersect',
  'subtract',
  'symmetricDifference',
  'complement',
  'equals',
  'isSubsetOf',
  'diff',
] as const;

describe.each(combinations)('%s()', (method) => {
  const call = (other: unknown) => (list[method] as (other: unknown) => unknown).call(list, other);

  test.each([undefined, { '7': [[1, 2]] }, '7:1', [list], Promise.resolve(list)])(
    'rejects %o instead of a list',
    (other) => {
      refused(() => call(other), bad());
    },
  );

  test('rejects an object with the prototype of a list', () => {
    refused(() => call(Object.create(LumiList.prototype)), bad());
  });
});

test('union() and intersect() check the last of several lists', () => {
  refused(() => list.union(list, any(null)), bad());
  refused(() => LumiList.empty.intersect(list, any(null)), bad());
});
