/** What is no argument of a method is refused, and never taken for another. */
import { LumiList, type Range } from 'runregistry';
import { describe, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { any, bad, noRuns, numbered, runsNumbered } from './refusals.js';

const list = LumiList.fromJSON({ '7': [[1, 5]], '315257': [[1, 88]] });
const open = LumiList.fromCmssw('7:1-7:5,8:9-8:max');

describe.each(['select', 'remove'] as const)('%s', (method) => {
  test.each<[unknown, string]>([
    [
      undefined,
      'undefined does not say which runs are meant; write a list of run numbers, { from, to }, or (run) => …',
    ],
    [null, 'null does not say which runs are meant'],
    ['315257', "'315257' does not say which runs are meant; write a list of run numbers"],
    [315257, '315257 does not say which runs are meant; write [315257]'],
    [Promise.resolve([7]), 'a promise does not say which runs are meant; write await before it'],
    [{}, 'the range of runs has neither from nor to; write a list of run numbers, { from, to }, or (run) => …'],
    [{ from: undefined, to: undefined }, 'the range of runs has neither from nor to'],
    [{ min: 7 }, "'min' is neither from nor to of a range of runs"],
    [{ from: 7, until: 9 }, "'until' is neither from nor to of a range of runs"],
    [{ from: '7' }, "'from' is '7', and not a run number; write the number 7, without quotes"],
    [{ from: 0 }, "'from' is 0, and not a run number"],
    [{ to: Number.NaN }, "'to' is NaN, and not a run number"],
    [{ to: Number.POSITIVE_INFINITY }, "'to' is Infinity, and not a run number"],
    [{ from: null }, "'from' is null, and not a run number"],
    [{ from: 9, to: 7 }, 'the range of runs from 9 to 7 is reversed; write { from: 7, to: 9 }'],
    [() => 1, 'the function for run 7 gave 1, and not true or false'],
    [() => undefined, 'the function for run 7 gave undefined, and not true or false'],
    [
      async () => true,
      'the function for run 7 gave a promise, and not true or false; write a function that is not async',
    ],
    ...noRuns,
  ])('%o', (runs, words) => {
    refused(() => list[method](any(runs)), bad(words));
  });

  test('what is wrong is wrong for the empty list too', () => {
    refused(() => LumiList.empty[method]([0]), bad('entry 1 of the runs is 0'));
  });
});

test.each<[unknown, string]>([
  [undefined, 'undefined is no function of a run and a lumisection; runs are chosen by select(…)'],
  [[7], 'a list is no function of a run and a lumisection; runs are chosen by select(…)'],
  [() => 1, 'the function for run 7, lumisection 1 gave 1, and not true or false'],
  [() => null, 'the function for run 7, lumisection 1 gave null, and not true or false'],
  [
    async () => false,
    'the function for run 7, lumisection 1 gave a promise, and not true or false; write a function that is not async',
  ],
])('filter: %s', (keep, words) => {
  refused(() => list.filter(any(keep)), bad(words));
});

test('filter and lumisections: open-ended ranges', () => {
  const says = [
    'run 8 has an open-ended range, whose lumisections cannot be listed; intersect the list with one that ends',
  ];
  refused(() => open.filter(() => true), bad(...says));
  // At the call, and not when the first one is taken.
  refused(() => open.lumisections(), bad(...says));
});

test.each<[unknown, string]>([
  [undefined, 'undefined is no function of a run and its ranges; write (run, ranges) => …'],
  [{}, 'an object is no function of a run and its ranges'],
  [() => undefined, 'run 7: undefined is not a list of ranges; write [[first, last], …]'],
  [() => ({}), 'run 7: an object is not a list of ranges'],
  [async () => [], 'run 7: a promise is not a list of ranges; write a function that is not async'],
  [() => [1, 5], 'run 7, range 1: 1 is not a range'],
  [() => [[1, 5, 9]], 'run 7, range 1: a range has two numbers, and this one has 3'],
  [
    () => [
      [1, 2],
      [5, 3],
    ],
    'run 7, range 2: the range [5, 3] is reversed; write [3, 5]',
  ],
  [() => [[0, 3]], 'run 7, range 1: the range [0, 3] starts at 0'],
  [() => [[1, Number.NaN]], 'run 7, range 1: the range ends at NaN'],
  // What has shrunk to nothing must not become the whole run, as 0 would say in a file.
  [
    (_: number, ranges: readonly Range[]) => ranges.map(([first, last]) => [first, last - 5]),
    'run 7, range 1: the range [1, 0] is reversed',
  ],
])('map: %s', (change, words) => {
  refused(() => list.map(any(change)), bad(words));
});

test.each<[unknown[], string]>([
  [[], 'the run is undefined, and not a run number'],
  [['7'], "the run is '7', and not a run number; write the number 7, without quotes"],
  [[0], `the run is 0, and not a run number; ${runsNumbered}`],
  [[7.5], 'the run is 7.5, and not a run number'],
  // An undefined lumisection does not ask for the run.
  [[7, undefined], `the lumisection of run 7 is undefined, and not the number of a lumisection; ${numbered}`],
  [[7, null], 'the lumisection of run 7 is null, and'],
  [[7, 0], 'the lumisection of run 7 is 0, and'],
  [
    [7, '2'],
    "the lumisection of run 7 is '2', and not the number of a lumisection; write the number 2, without quotes",
  ],
  [[7, Number.POSITIVE_INFINITY], 'the lumisection of run 7 is Infinity, and'],
  [[9, Number.NaN], 'the lumisection of run 9 is NaN, and'],
  [[7, [1, 2]], 'the lumisection of run 7 is a list, and'],
  [[7, 1, undefined], 'the last lumisection of run 7 is undefined, and'],
  [[7, 1, 0], 'the last lumisection of run 7 is 0, and'],
  [[7, 1, 2.5], 'the last lumisection of run 7 is 2.5, and'],
  [[7, 3, 2], 'run 7: the range [3, 2] is reversed; write contains(7, 2, 3)'],
])('contains(%o)', (given, words) => {
  refused(() => (list.contains as (...given: unknown[]) => boolean)(...given), bad(words));
});

test.each([0, -1, 1.5, Number.NaN, '7', null, undefined])('ranges(%o)', (run) => {
  refused(
    () => list.ranges(any(run)),
    bad(`the run is ${typeof run === 'string' ? `'${run}'` : run}, and not a run number`),
  );
});

describe('another list that is none', () => {
  const methods = [
    'union',
    'intersect',
    'subtract',
    'symmetricDifference',
    'complement',
    'equals',
    'isSubsetOf',
    'diff',
  ] as const;
  test.each(methods)('%s', (method) => {
    const call = (other: unknown) => (list[method] as (other: unknown) => unknown).call(list, other);
    refused(() => call(undefined), bad('undefined is no LumiList; write LumiList.fromJSON(…)'));
    refused(() => call({ '7': [[1, 2]] }), bad('an object is no LumiList; write LumiList.fromJSON(…)'));
    refused(() => call(Object.create(LumiList.prototype)), bad());
    refused(() => call('7:1'), bad("'7:1' is no LumiList"));
    refused(() => call([list]), bad('a list is no LumiList; write union(...lists)'));
    refused(() => call(Promise.resolve(list)), bad('a promise is no LumiList; write await before it'));
  });

  test('the last of several', () => {
    refused(() => list.union(list, any(null)), bad('null is no LumiList'));
    refused(() => LumiList.empty.intersect(list, any(null)), bad('null is no LumiList'));
  });
});
