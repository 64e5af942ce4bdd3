/** Invalid input of `LumiList.fromJSON`, `fromPairs`, `fromRuns`, `fromRanges` and `fromCmssw`: errors have the position. */
import { Brilcalc, LumiList } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { any, bad, badCsv, noRuns, nothings } from './refusals.js';

describe('fromJSON', () => {
  test.each<[unknown, RegExp?]>([
    ...nothings.slice(0, -1).map((value): [unknown] => [value]),
    [Promise.resolve({}), /await/],
    ['{"1": [[1, 2]]}', /LumiList\.fromText/],
    [() => ({})],
    [new Date(0)],
    [new Map([['1', [[1, 2]]]]), /Object\.fromEntries/],
    // In JavaScript, this sets the prototype, and no key.
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
    refused(() => LumiList.fromJSON({ '7': [[1, 2]], [key]: [[1, 2]] }), bad({ key }));
    const error = refused(() => LumiList.fromJSON({ [key]: [] }), bad({ key }));
    expect(error).not.toHaveProperty('run');
    expect(error.hint).toContain('315257-/PromptReco/Collisions2018A/DQM');
  });

  test('rejects keys that are names of the prototype', () => {
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const value: unknown = JSON.parse(`{"${key}": [[1, 2]]}`);
      refused(() => LumiList.fromJSON(value), bad({ key }));
    }
    expect(Object.prototype).not.toHaveProperty('1');
  });

  test('rejects objects that contain a list', () => {
    const record = { id_json: 1, generated_json: { '1': [[1, 2]] } };
    expect(refused(() => LumiList.fromJSON(record), bad({ key: 'id_json' })).hint).toContain('generated_json');
    refused(() => LumiList.fromJSON({ data: { '1': [[1, 2]] } }), bad({ key: 'data' }));
    refused(() => LumiList.fromJSON({ '1': { '2': [[1, 2]] } }), bad({ key: '1', run: 1 }));
  });

  test.each([null, undefined, '[[1, 2]]', { start: 1, end: 2 }, new Set([[1, 2]])])(
    'reports the run that has %o instead of ranges',
    (ranges) => {
      const value = { '7': [[1, 2]], '315257': ranges };
      expect(refused(() => LumiList.fromJSON(value), bad({ key: '315257', run: 315257 }))).not.toHaveProperty('range');
    },
  );

  test.each<[unknown]>([
    [5],
    [null],
    ['1-2'],
    [{ start: 1, end: 2 }],
    [[]],
    [[5]],
    [[-1]],
    [[0]],
    [[[1, 2]]],
    [[1, 2, 3]],
    [[5, 3]],
    [[0, 3]],
    [[0, 0]],
    [[0, Number.POSITIVE_INFINITY]],
    [[-4, 3]],
    [[4, -3]],
    [[1.5, 3]],
    [[1, 2.5]],
    [[Number.NaN, 3]],
    [[1, Number.NaN]],
    [[1, Number.NEGATIVE_INFINITY]],
    [[Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]],
    [['1', 3]],
    [[1, ' 3 ']],
    [[1, 'end']],
    [[1, null]],
    [[1, undefined]],
    [[true, 3]],
    [[1n, 3n]],
    [[1, 268435456]],
    [[268435456, Number.POSITIVE_INFINITY]],
  ])('reports the position of the invalid range %o', (range) => {
    refused(() => LumiList.fromJSON({ '315257': [[1, 2], range] }), bad({ key: '315257', run: 315257, range: 2 }));
  });

  test('does not skip holes of an array', () => {
    // biome-ignore lint/suspicious/noSparseArray: this is what is tested.
    refused(() => LumiList.fromJSON({ '7': [[1, 2], , [4, 5]] }), bad({ run: 7, range: 2 }));
  });

  test('reports a key with a dataset as written', () => {
    const key = '315257-/PromptReco/Collisions2018A/DQM';
    refused(() => LumiList.fromJSON({ [key]: [[2, 1]] }), bad({ key, run: 315257, range: 1 }));
  });

  test('shortens a long key in the message', () => {
    const key = 'x'.repeat(10_000);
    expect(refused(() => LumiList.fromJSON({ [key]: [] }), bad({ key })).message.length).toBeLessThan(200);
  });
});

describe('fromPairs', () => {
  test.each([...nothings, '1:1', { '1': [1] }])('rejects %o instead of a list', (pairs) => {
    expect(refused(() => LumiList.fromPairs(any(pairs)), bad())).not.toHaveProperty('element');
  });

  test.each<[unknown]>([
    [5],
    [null],
    ['71'],
    [{ run: 7, ls: 1 }],
    [[7]],
    [[7, 1, 2]],
    [[0, 1]],
    [[-7, 1]],
    [[7.5, 1]],
    [[4294967296, 1]],
    [['7', 1]],
  ])('reports the position of the invalid pair %o', (pair) => {
    expect(refused(() => LumiList.fromPairs(any([[7, 1], pair])), bad({ element: 2 }))).not.toHaveProperty('run');
  });

  test.each([0, -2, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 268435455, null, '2', [2, 3]])(
    'reports the run of the invalid lumisection %o',
    (lumisection) => {
      refused(
        () =>
          LumiList.fromPairs(
            any([
              [7, 1],
              [8, lumisection],
            ]),
          ),
        bad({ element: 2, run: 8 }),
      );
    },
  );
});

describe('fromRuns', () => {
  test.each([...nothings, '315257', { from: 1, to: 2 }])('rejects %o instead of a list', (runs) => {
    refused(() => LumiList.fromRuns(any(runs)), bad());
  });

  test.each(noRuns)('reports the invalid element of %o', (runs, element) => {
    refused(() => LumiList.fromRuns(any(runs)), bad({ element }));
  });
});

describe('fromRanges', () => {
  test.each<[unknown]>([
    [5],
    [null],
    ['1-2'],
    [[1, 2]],
    [{}],
    [{ start: 3 }],
    [{ start: '3', end: 4 }],
    [{ start: 3, end: 4.5 }],
    [{ start: Number.NaN, end: 4 }],
    [{ start: 3, end: null }],
    [{ start: 0, end: 4 }],
    [{ start: -3, end: 4 }],
    [{ start: 5, end: 4 }],
    // Unlike in files, 0 is not the end of the run: ranges of the registry have their own ends.
    [{ start: 3, end: 0 }],
    [{ start: 3, end: 268435456 }],
  ])('reports the position of the invalid range %o', (range) => {
    const ranges = any([{ start: 1, end: 2 }, range]);
    refused(() => LumiList.fromRanges(315257, ranges), bad({ run: 315257, range: 2 }));
  });

  test('checks ranges for which the function returns false', () => {
    refused(() => LumiList.fromRanges(7, [{ start: 5, end: 4 }], () => false), bad({ run: 7, range: 1 }));
  });

  test.each([...nothings, { start: 1, end: 2 }, 'x'])('rejects %o instead of a list', (ranges) => {
    expect(refused(() => LumiList.fromRanges(7, any(ranges)), bad())).not.toHaveProperty('range');
  });

  test.each([0, '7', undefined])('rejects the run %o', (run) => {
    refused(() => LumiList.fromRanges(any(run), []), bad());
  });

  test.each([null, { status: 'GOOD' }])('rejects %o instead of a function', (keep) => {
    refused(() => LumiList.fromRanges(7, [], any(keep)), bad());
  });

  test.each([() => undefined, async () => false])('reports the range for which %o returns no boolean', (keep) => {
    const read = () => LumiList.fromRanges(7, [{ start: 1, end: 2 }], any(keep));
    refused(read, bad({ run: 7, range: 1 }));
  });
});

describe('fromCmssw', () => {
  test.each([...nothings, ['1:1', '1:3']])('rejects %o instead of a string', (text) => {
    expect(refused(() => LumiList.fromCmssw(any(text)), bad())).not.toHaveProperty('range');
  });

  test.each([
    ['1:1,', 2],
    [',1:1', 1],
    ['7:1,315257', 2],
    ['315257-315259', 1],
    ['7:1,7:', 2],
    [':1', 1],
    ['x:1', 1],
    ['7:1.5', 1],
    ['7:-1', 1],
    ['-7:1', 1],
    ['7:1-5', 1],
    ['7:1-7:2-7:3', 1],
    ['7:1 7:2', 1],
    ['7:max', 1],
    ['7:1-7:min', 1],
    ['"7:1-7:2"', 1],
    ['{"7": [[1, 2]]}', 1],
    ['7:1-8:2', 1],
    ['0:1', 1],
    ['4294967296:1', 1],
  ])('rejects %o at range %i', (text, range) => {
    expect(refused(() => LumiList.fromCmssw(text), bad({ range }))).not.toHaveProperty('run');
  });

  test.each([
    ['7:1,7:0', 2],
    ['7:0-7:0', 1],
    ['8:1,7:5-7:3', 2],
    ['7:1-7:268435456', 1],
    [`7:1-7:${'9'.repeat(400)}`, 1],
  ])('rejects the lumisections of %o at range %i', (text, range) => {
    refused(() => LumiList.fromCmssw(text), bad({ run: 7, range }));
  });

  test('reads an empty string as the empty list, as in CMSSW', () => {
    expect(LumiList.fromCmssw('').isEmpty).toBe(true);
    expect(LumiList.fromCmssw(' ').isEmpty).toBe(true);
  });
});

test('LumiList and Brilcalc cannot be created with new', () => {
  const make = (Class: unknown, ...given: unknown[]) => new (Class as new (...given: unknown[]) => unknown)(...given);
  refused(() => make(LumiList), bad());
  refused(() => make(LumiList, { '1': [[1, 2]] }), bad());
  refused(() => make(Brilcalc), badCsv());
});

test.each<[string, unknown, string]>([
  ['an end of 268435455', [[5, 268435455]], '7:5-7:max'],
  ['an end of 0', [[5, 0]], '7:5-7:max'],
  ['an end of Infinity', [[5, Number.POSITIVE_INFINITY]], '7:5-7:max'],
  [
    'overlaps',
    [
      [1, 9],
      [5, 0],
      [12, 20],
    ],
    '7:1-7:max',
  ],
  [
    'adjacent ranges',
    [
      [1, 4],
      [5, 0],
    ],
    '7:1-7:max',
  ],
  [
    'separate ranges',
    [
      [5, 0],
      [1, 3],
    ],
    '7:1-7:3,7:5-7:max',
  ],
  [
    'two open ends',
    [
      [5, 0],
      [8, 268435455],
    ],
    '7:5-7:max',
  ],
])('fromJSON accepts open-ended ranges with %s', (_, ranges, cmssw) => {
  expect(LumiList.fromJSON({ '7': ranges }).toCmssw()).toBe(cmssw);
});
