/** What is no list of lumisections is refused: the error says where it is wrong, and what to write. */
import { Brilcalc, LumiList } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { any, bad, badCsv, noRuns, nothings, numbered, promised, runsNumbered } from './refusals.js';

describe('fromJSON', () => {
  test.each<[unknown, RegExp?]>([
    ...nothings.slice(0, -1).map(([value]): [unknown] => [value]),
    [promised, /await/],
    ['{"1": [[1, 2]]}', /LumiList\.fromText/],
    [() => ({})],
    [new Date(0)],
    [new Map([['1', [[1, 2]]]]), /Object\.fromEntries/],
    // As JavaScript reads it, a prototype and no key.
    [{ __proto__: { '1': [[1, 2]] } }],
    [[], /LumiList\.fromPairs/],
    [[[315257, 1]], /LumiList\.fromPairs/],
    [[{ '1': [[1, 2]] }], /LumiList\.empty\.union/],
  ])('rejects %o', (value, hint = /'315257': /) => {
    expect(refused(() => LumiList.fromJSON(value), bad()).hint).toMatch(hint);
  });

  test.each([
    '0',
    '01',
    ' 1',
    '1 ',
    '+1',
    '-1',
    '1.0',
    '1.5',
    '1e3',
    '0x1',
    '',
    'NaN',
    '4294967296',
    '١',
    'constructor',
  ])("rejects the key '%s'", (key) => {
    refused(() => LumiList.fromJSON({ '7': [[1, 2]], [key]: [[1, 2]] }), bad());
    const error = refused(() => LumiList.fromJSON({ [key]: [] }), bad());
    expect(error.message).toContain(`'${key}'`);
    expect(error.hint).toContain('315257-/PromptReco/Collisions2018A/DQM');
  });

  test('hostile keys reach no prototype', () => {
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const value: unknown = JSON.parse(`{"${key}": [[1, 2]]}`);
      refused(() => LumiList.fromJSON(value), bad(`the key '${key}' is no run number`));
    }
    expect(Object.prototype).not.toHaveProperty('1');
  });

  test('documents around a list', () => {
    const record = { id_json: 1, generated_json: { '1': [[1, 2]] } };
    refused(
      () => LumiList.fromJSON(record),
      bad("the key 'id_json'", 'a record of the JSON portal: take its generated_json'),
    );
    refused(() => LumiList.fromJSON({ data: { '1': [[1, 2]] } }), bad("the key 'data' is no run number"));
    refused(() => LumiList.fromJSON({ '1': { '2': [[1, 2]] } }), bad('run 1: an object is not a list of ranges'));
  });

  test.each<[unknown, string]>([
    [null, 'null is not a list of ranges; write [[first, last], …]'],
    [undefined, 'undefined is not a list of ranges'],
    ['[[1, 2]]', `'[[1, 2]]' is not a list of ranges`],
    [{ start: 1, end: 2 }, 'an object is not a list of ranges'],
    [new Set([[1, 2]]), 'an object is not a list of ranges'],
  ])('%o is no list of ranges', (ranges, words) => {
    refused(() => LumiList.fromJSON({ '7': [[1, 2]], '315257': ranges }), bad(`run 315257: ${words}`));
  });

  test.each<[unknown, string]>([
    [5, '5 is not a range; write [[first, last], …]; single lumisections are read by LumiList.fromPairs'],
    [null, 'null is not a range; write [first, last]'],
    ['1-2', "'1-2' is not a range; write [first, last]"],
    [{ start: 1, end: 2 }, 'an object is not a range; write [first, last]'],
    [[], 'a range has two numbers, and this one has 0; write [first, last]'],
    [[5], 'a range has two numbers, and this one has 1; write [5, 5] for one lumisection'],
    [[-1], 'a range has two numbers, and this one has 1; write [1, 268435455] for a whole run'],
    [[0], 'a range has two numbers, and this one has 1; the first lumisection of a run is 1'],
    [[[1, 2]], 'a range has two numbers, and this one has 1; write [first, last]'],
    [[1, 2, 3], 'a range has two numbers, and this one has 3; write [first, last]'],
    [[5, 3], 'the range [5, 3] is reversed; write [3, 5]'],
    [[0, 3], 'the range [0, 3] starts at 0; the first lumisection of a run is 1'],
    [[0, 0], 'the range [0, 0] starts at 0'],
    [[0, Number.POSITIVE_INFINITY], 'the range [0, Infinity] starts at 0'],
    [[-4, 3], 'the range [-4, 3] starts at -4; the first lumisection of a run is 1'],
    [[4, -3], 'the range [4, -3] is reversed; the first lumisection of a run is 1'],
    [[1.5, 3], `the range starts at 1.5, and not at a whole number; ${numbered}`],
    [[1, 2.5], `the range ends at 2.5, and not at a whole number; ${numbered}`],
    [[Number.NaN, 3], 'the range starts at NaN, and'],
    [[1, Number.NaN], 'the range ends at NaN, and'],
    [[1, Number.NEGATIVE_INFINITY], 'the range ends at -Infinity, and'],
    [[Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], 'the range starts at Infinity, and'],
    [['1', 3], "the range starts at '1', and not at a whole number; write 1, without quotes"],
    [[1, ' 3 '], "the range ends at ' 3 ', and not at a whole number; write 3, without quotes"],
    [[1, 'end'], `the range ends at 'end', and not at a whole number; ${numbered}`],
    [[1, null], 'the range ends at null, and'],
    [[1, undefined], 'the range ends at undefined, and'],
    [[true, 3], 'the range starts at true, and'],
    [[1n, 3n], 'the range starts at 1n, and'],
    [
      [1, 268435456],
      'the range [1, 268435456] is beyond the largest lumisection; write 268435455 for the end of the run',
    ],
    [[268435456, Number.POSITIVE_INFINITY], 'the range [268435456, Infinity] is beyond the largest lumisection'],
  ])('the range %o', (range, words) => {
    refused(() => LumiList.fromJSON({ '315257': [[1, 2], range] }), bad(`run 315257, range 2: ${words}`));
  });

  test('ranges that are missing are not skipped', () => {
    // biome-ignore lint/suspicious/noSparseArray: this is what is tested.
    refused(() => LumiList.fromJSON({ '7': [[1, 2], , [4, 5]] }), bad('run 7, range 2: undefined is not a range'));
  });

  test('a key with a dataset is named as it stands', () => {
    const key = '315257-/PromptReco/Collisions2018A/DQM';
    refused(() => LumiList.fromJSON({ [key]: [[2, 1]] }), bad(`run ${key}, range 1: the range [2, 1] is reversed`));
  });

  test('long text is not repeated at length', () => {
    const error = refused(() => LumiList.fromJSON({ ['x'.repeat(10_000)]: [] }), bad(/the key 'x+…' is no run number/));
    expect(error.message.length).toBeLessThan(200);
  });
});

describe('fromPairs', () => {
  test.each<[unknown, string]>([
    ...nothings.map(([value, shown]): [unknown, string] => [value, `${shown} is no list; write `]),
    ['1:1', "'1:1' is no list; write [[315257, 1], [315257, 2]]"],
    [{ '1': [1] }, 'an object is no list'],
  ])('%o', (pairs, words) => {
    refused(() => LumiList.fromPairs(any(pairs)), bad(words));
  });

  test.each<[unknown, string]>([
    [5, 'pair 2: 5 is no pair of a run and a lumisection; write [315257, 1]'],
    [null, 'pair 2: null is no pair'],
    ['71', "pair 2: '71' is no pair"],
    [{ run: 7, ls: 1 }, 'pair 2: an object is no pair'],
    [[7], 'pair 2: a pair is two numbers, and this one has 1; write [315257, 1]'],
    [[7, 1, 2], 'pair 2: a pair is two numbers, and this one has 3'],
    [[0, 1], `pair 2: the run is 0, and not a run number; ${runsNumbered}`],
    [[-7, 1], 'pair 2: the run is -7, and not a run number'],
    [[7.5, 1], 'pair 2: the run is 7.5, and not a run number'],
    [[4294967296, 1], 'pair 2: the run is 4294967296, and not a run number'],
    [['7', 1], "pair 2: the run is '7', and not a run number; write the number 7, without quotes"],
    [[7, 0], `pair 2: the lumisection of run 7 is 0, and not the number of a lumisection; ${numbered}`],
    [[7, -2], 'pair 2: the lumisection of run 7 is -2, and'],
    [[7, 1.5], 'pair 2: the lumisection of run 7 is 1.5, and'],
    [[7, Number.NaN], 'pair 2: the lumisection of run 7 is NaN, and'],
    [[7, Number.POSITIVE_INFINITY], 'pair 2: the lumisection of run 7 is Infinity, and'],
    [[7, 268435455], 'pair 2: the lumisection of run 7 is 268435455, and'],
    [[7, null], 'pair 2: the lumisection of run 7 is null, and'],
    [
      [7, '2'],
      "pair 2: the lumisection of run 7 is '2', and not the number of a lumisection; write the number 2, without quotes",
    ],
    [[7, [2, 3]], 'pair 2: the lumisection of run 7 is a list, and'],
  ])('the pair %o', (pair, words) => {
    refused(() => LumiList.fromPairs(any([[7, 1], pair])), bad(words));
  });
});

describe('fromRuns', () => {
  test.each<[unknown, string]>([
    ...nothings.map(([value, shown]): [unknown, string] => [value, `${shown} is no list; write `]),
    ['315257', "'315257' is no list; write [315257, 315259]"],
    [{ from: 1, to: 2 }, 'an object is no list'],
    ...noRuns,
  ])('%o', (runs, words) => {
    refused(() => LumiList.fromRuns(any(runs)), bad(words));
  });
});

describe('fromRanges', () => {
  const read = (...ranges: unknown[]) => LumiList.fromRanges(315257, any([{ start: 1, end: 2 }, ...ranges]));

  test.each<[unknown, string]>([
    [5, '5 is no object with start and end; write { start: 1, end: 88 }'],
    [null, 'null is no object with start and end'],
    ['1-2', "'1-2' is no object with start and end"],
    [[1, 2], "a list is no object with start and end; write LumiList.fromJSON({ '315257': ranges })"],
    [{}, `the range starts at undefined, and not at a whole number; ${numbered}`],
    [{ start: 3 }, 'the range ends at undefined, and'],
    [{ start: '3', end: 4 }, "the range starts at '3', and not at a whole number; write 3, without quotes"],
    [{ start: 3, end: 4.5 }, 'the range ends at 4.5, and'],
    [{ start: Number.NaN, end: 4 }, 'the range starts at NaN, and'],
    [{ start: 3, end: null }, 'the range ends at null, and'],
    [{ start: 0, end: 4 }, 'the range { start: 0, end: 4 } starts at 0; the first lumisection of a run is 1'],
    [{ start: -3, end: 4 }, 'the range { start: -3, end: 4 } starts at -3'],
    [{ start: 5, end: 4 }, 'the range { start: 5, end: 4 } is reversed; write { start: 4, end: 5 }'],
    // The registry knows where its ranges end.
    [{ start: 3, end: 0 }, 'the range { start: 3, end: 0 } is reversed; the first lumisection of a run is 1'],
    [{ start: 3, end: 268435456 }, 'the range { start: 3, end: 268435456 } is beyond the largest lumisection'],
  ])('%o', (range, words) => {
    refused(() => read(range), bad(`run 315257, range 2: ${words}`));
  });

  test('a range is checked also where it is not kept', () => {
    const ranges = [{ start: 5, end: 4 }];
    refused(() => LumiList.fromRanges(7, ranges, () => false), bad('run 7, range 1: the range { start: 5, end: 4 }'));
  });

  test.each<[unknown, string]>([
    ...nothings.map(([value, shown]): [unknown, string] => [value, `${shown} is no list; write `]),
    [{ start: 1, end: 2 }, 'an object is no list; write the list of ranges that the registry gives'],
    ['x', "'x' is no list"],
  ])('%o is no list', (ranges, words) => {
    refused(() => LumiList.fromRanges(7, any(ranges)), bad(words));
  });

  test('the run', () => {
    refused(() => LumiList.fromRanges(0, []), bad(`the run is 0, and not a run number; ${runsNumbered}`));
    refused(
      () => LumiList.fromRanges(any('7'), []),
      bad("the run is '7', and not a run number; write the number 7, without quotes"),
    );
    refused(() => LumiList.fromRanges(any(undefined), []), bad('the run is undefined, and not a run number'));
  });

  test('the function', () => {
    const read = (keep: unknown) => LumiList.fromRanges(7, [{ start: 1, end: 2 }], any(keep));
    refused(() => read(null), bad('null is no function of a range; write (range) => …'));
    refused(() => read({ status: 'GOOD' }), bad('an object is no function of a range'));
    refused(() => read(() => undefined), bad('the function for run 7, range 1 gave undefined, and not true or false'));
    refused(
      () => read(async () => false),
      bad('the function for run 7, range 1 gave a promise, and not true or false; write a function that is not async'),
    );
  });
});

describe('fromCmssw', () => {
  test.each<[unknown, string]>([
    ...nothings.map(([value, shown]): [unknown, string] => [
      value,
      `${shown} is not a text with ranges of CMSSW; write `,
    ]),
    [['1:1', '1:3'], 'a list is not a text with ranges of CMSSW; write ranges.join()'],
    ['1:1,', "range 2: '' is no range of CMSSW; remove the comma before or after it"],
    [',1:1', "range 1: '' is no range of CMSSW"],
    ['7:1,315257', "range 2: '315257' is no range of CMSSW; write 315257:1-315257:max for a whole run"],
    ['315257-315259', "range 1: '315257-315259' is no range of CMSSW"],
    ['7:1,7:', "range 2: '7:' is no range of CMSSW; write 1:1-1:33,1:35"],
    [':1', "range 1: ':1' is no range of CMSSW"],
    ['x:1', "range 1: 'x:1' is no range of CMSSW"],
    ['7:1.5', "range 1: '7:1.5' is no range of CMSSW"],
    ['7:-1', "range 1: '7:-1' is no range of CMSSW"],
    ['-7:1', "range 1: '-7:1' is no range of CMSSW"],
    ['7:1-5', "range 1: '7:1-5' is no range of CMSSW"],
    ['7:1-7:2-7:3', "range 1: '7:1-7:2-7:3' is no range of CMSSW"],
    ['7:1 7:2', "range 1: '7:1 7:2' is no range of CMSSW"],
    ['7:max', "range 1: '7:max' is no range of CMSSW"],
    ['7:1-7:min', "range 1: '7:1-7:min' is no range of CMSSW"],
    ['"7:1-7:2"', `range 1: '"7:1-7:2"' is no range of CMSSW; write it without quotes inside`],
    ['{"7": [[1, 2]]}', `range 1: '{"7": [[1' is no range of CMSSW`],
    ['7:1-8:2', "range 1: '7:1-8:2' goes from one run into another; write one range for each run"],
    ['0:1', `range 1: the run is 0, and not a run number; ${runsNumbered}`],
    ['4294967296:1', 'range 1: the run is 4294967296, and not a run number'],
    ['7:1,7:0', 'run 7, range 2: the range 7:0-7:0 starts at 0; the first lumisection of a run is 1'],
    ['7:0-7:0', 'run 7, range 1: the range 7:0-7:0 starts at 0'],
    ['8:1,7:5-7:3', 'run 7, range 2: the range 7:5-7:3 is reversed; write 7:3-7:5'],
    ['7:1-7:268435456', 'run 7, range 1: the range 7:1-7:268435456 is beyond the largest lumisection'],
    [`7:1-7:${'9'.repeat(400)}`, 'run 7, range 1: the range 7:1-7:9007199254740991 is beyond the largest lumisection'],
  ])('%o', (text, words) => {
    refused(() => LumiList.fromCmssw(any(text)), bad(words));
  });

  test('no ranges are an empty list, as CMSSW has it', () => {
    expect(LumiList.fromCmssw('').isEmpty).toBe(true);
    expect(LumiList.fromCmssw(' ').isEmpty).toBe(true);
  });
});

test('neither is made with new', () => {
  const make = (Class: unknown, ...given: unknown[]) => new (Class as new (...given: unknown[]) => unknown)(...given);
  refused(() => make(LumiList), bad('a LumiList is not made with new; write LumiList.fromJSON(…)'));
  refused(() => make(LumiList, { '1': [[1, 2]] }), bad('a LumiList is not made with new'));
  refused(
    () => make(Brilcalc),
    badCsv('a Brilcalc is not made with new; write Brilcalc.fromText(…) or Brilcalc.fromFile(…)'),
  );
});

test.each<[string, unknown, string]>([
  ['that end with 268435455', [[5, 268435455]], '7:5-7:max'],
  ['with 0', [[5, 0]], '7:5-7:max'],
  ['with Infinity', [[5, Number.POSITIVE_INFINITY]], '7:5-7:max'],
  [
    'that overlap others',
    [
      [1, 9],
      [5, 0],
      [12, 20],
    ],
    '7:1-7:max',
  ],
  [
    'that touch others',
    [
      [1, 4],
      [5, 0],
    ],
    '7:1-7:max',
  ],
  [
    'that stand apart',
    [
      [5, 0],
      [1, 3],
    ],
    '7:1-7:3,7:5-7:max',
  ],
  [
    'twice',
    [
      [5, 0],
      [8, 268435455],
    ],
    '7:5-7:max',
  ],
])('open-ended ranges are none of all that: those %s', (_, ranges, cmssw) => {
  expect(LumiList.fromJSON({ '7': ranges }).toCmssw()).toBe(cmssw);
});
