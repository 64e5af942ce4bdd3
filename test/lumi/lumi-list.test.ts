import { inspect } from 'node:util';
import { LumiList, type LumiListJSON, type NumberedRange, type Range } from 'runregistry';
import { describe, expect, expectTypeOf, test } from 'vitest';

const golden = LumiList.fromJSON({
  '315259': [[1, 172]],
  '315257': [
    [91, 92],
    [1, 88],
  ],
});

describe('constructors of LumiList', () => {
  test('fromJSON sorts and joins ranges, and omits runs without ranges', () => {
    const list = LumiList.fromJSON({
      '8': [
        [5, 9],
        [1, 3],
        [4, 4],
        [8, 12],
      ],
      '9': [],
      '7': [[2, 2]],
    });
    expect([...list]).toEqual([
      [7, [[2, 2]]],
      [8, [[1, 12]]],
    ]);
    expect(LumiList.fromJSON({}).isEmpty).toBe(true);
    expect(LumiList.fromJSON(Object.assign(Object.create(null), { '7': [[1, 2]] })).toCmssw()).toBe('7:1-7:2');
    expect(LumiList.fromJSON(golden)).toBe(golden);
  });

  test('fromJSON joins the datasets of a run, as in the JSON portal', () => {
    const list = LumiList.fromJSON({
      '315257-/PromptReco/Collisions2018A/DQM': [[1, 50]],
      '315257-/PromptReco/HICollisions2018A/DQM': [[40, 88]],
      '315259-online': [[1, 172]],
      '315257': [[90, 90]],
    });
    expect(list.toCmssw()).toBe('315257:1-315257:88,315257:90,315259:1-315259:172');
  });

  test('fromText reads the same as fromJSON, with any spaces', () => {
    const text = '\uFEFF\r\n{ "315259"\t: [ [1 ,172 ] ] ,\n"315257":[[1,88],[91,92]] }\n\n';
    expect(LumiList.fromText(text).equals(golden)).toBe(true);
    expect(LumiList.fromText('{"7-\\/PromptReco\\/A\\/DQM": [[1, 2]]}').toCmssw()).toBe('7:1-7:2');
    expect(LumiList.fromText('{}').isEmpty).toBe(true);
  });

  test('fromPairs accepts any order, duplicates, and any iterable', () => {
    const pairs = [
      [7, 3],
      [7, 1],
      [6, 9],
      [7, 2],
      [7, 3],
    ] as const;
    expect(LumiList.fromPairs(pairs).toCmssw()).toBe('6:9,7:1-7:3');
    expect(LumiList.fromPairs(new Set(pairs)).toCmssw()).toBe('6:9,7:1-7:3');
    expect(LumiList.fromPairs(golden.lumisections()).equals(golden)).toBe(true);
    expect(LumiList.fromPairs([]).isEmpty).toBe(true);
  });

  test('fromRuns returns whole runs', () => {
    expect(LumiList.fromRuns([9, 7, 9]).toCmssw()).toBe('7:1-7:max,9:1-9:max');
    expect(LumiList.fromRuns(new Set([4294967295])).contains(4294967295, 1)).toBe(true);
  });

  test('fromCmssw reads single lumisections, ranges, min and max', () => {
    expect(LumiList.fromCmssw(' 8:min-8:3, 7:5-7:MAX ,7:1,7:2').toCmssw()).toBe('7:1-7:2,7:5-7:max,8:1-8:3');
  });

  test('fromRanges selects ranges by a function of their flags and bits', () => {
    const ranges = [
      { start: 1, end: 18, 'dt-dt': { status: 'STANDBY' }, bpix_ready: false },
      { start: 19, end: 60, 'dt-dt': { status: 'GOOD' }, bpix_ready: true },
      { start: 61, end: 88, 'dt-dt': { status: 'GOOD' }, bpix_ready: false },
    ];
    expect(LumiList.fromRanges(7, ranges).toCmssw()).toBe('7:1-7:88');
    const good = LumiList.fromRanges(7, ranges, (range) => range['dt-dt'].status === 'GOOD' && range.bpix_ready);
    expect(good.toCmssw()).toBe('7:19-7:60');
    expect(LumiList.fromRanges(7, ranges, () => false).isEmpty).toBe(true);
    expect(LumiList.fromRanges(7, []).isEmpty).toBe(true);
  });
});

describe('formats of LumiList', () => {
  test('toText writes one run per line, in the order of the runs', () => {
    expect(golden.toText()).toBe('{\n  "315257": [[1, 88], [91, 92]],\n  "315259": [[1, 172]]\n}');
    expect(LumiList.empty.toText()).toBe('{}');
    const other = LumiList.fromCmssw('100000:1,99999:1,4294967295:7');
    expect(other.toText()).toBe('{\n  "99999": [[1, 1]],\n  "100000": [[1, 1]],\n  "4294967295": [[7, 7]]\n}');
  });

  test('toCompactText writes one line without spaces', () => {
    expect(golden.toCompactText()).toBe('{"315257":[[1,88],[91,92]],"315259":[[1,172]]}');
    expect(LumiList.empty.toCompactText()).toBe('{}');
    const other = LumiList.fromCmssw('4294967295:7,100000:1,99999:1');
    expect(other.toCompactText()).toBe('{"99999":[[1,1]],"100000":[[1,1]],"4294967295":[[7,7]]}');
  });

  test('fromCmssw reads a first lumisection 0 as 1', () => {
    expect(LumiList.fromCmssw('1:0-1:33,2:0-2:max').toCmssw()).toBe('1:1-1:33,2:1-2:max');
  });

  test.each(['1.0', '10e-1', '1E0'])('fromText and fromJSON read %s as 1', (number) => {
    const text = `{"7": [[${number}, 33.0]]}`;
    expect(LumiList.fromText(text).toCmssw()).toBe('7:1-7:33');
    expect(LumiList.fromJSON(JSON.parse(text)).toCmssw()).toBe('7:1-7:33');
  });

  test('toCmssw and toLuminosityBlockRanges write ranges of CMSSW', () => {
    expect(
      LumiList.fromJSON({
        '1': [
          [1, 33],
          [35, 35],
        ],
      }).toCmssw(),
    ).toBe('1:1-1:33,1:35');
    expect(golden.toLuminosityBlockRanges()).toEqual([
      '315257:1-315257:88',
      '315257:91-315257:92',
      '315259:1-315259:172',
    ]);
    expect(LumiList.empty.toCmssw()).toBe('');
    expect(LumiList.empty.toLuminosityBlockRanges()).toEqual([]);
  });

  test('toJSON returns a plain object, which JSON.stringify writes', () => {
    expect(golden.toJSON()).toEqual({
      '315257': [
        [1, 88],
        [91, 92],
      ],
      '315259': [[1, 172]],
    });
    expect(JSON.stringify({ golden })).toBe(`{"golden":${golden.toCompactText()}}`);
    expect(JSON.stringify(golden, null, 1)).toContain('\n "315259": [\n');
  });

  test('toString and console.log print a summary', () => {
    expect(`${golden}`).toBe('LumiList: 2 runs, 262 lumisections, 315257 to 315259');
    expect(inspect({ golden })).toBe('{ golden: LumiList: 2 runs, 262 lumisections, 315257 to 315259 }');
    expect(`${LumiList.fromCmssw('7:1')}`).toBe('LumiList: 1 run, 1 lumisection, 7');
    expect(`${LumiList.fromRuns([7])}`).toBe('LumiList: 1 run, lumisections without end, 7');
    expect(inspect(LumiList.empty)).toBe('LumiList: empty');
  });
});

describe('content of LumiList', () => {
  test('has counts, runs and ranges', () => {
    expect([golden.runCount, golden.rangeCount, golden.lumisectionCount]).toEqual([2, 3, 262]);
    expect([golden.firstRun, golden.lastRun, golden.isEmpty]).toEqual([315257, 315259, false]);
    expect(golden.runs).toEqual([315257, 315259]);
    expect(golden.ranges(315257)).toEqual([
      [1, 88],
      [91, 92],
    ]);
    expect(golden.ranges(315258)).toEqual([]);
  });

  test('is empty for the empty list', () => {
    const { empty } = LumiList;
    expect([empty.runCount, empty.rangeCount, empty.lumisectionCount, empty.isEmpty]).toEqual([0, 0, 0, true]);
    expect([empty.firstRun, empty.lastRun]).toEqual([undefined, undefined]);
    expect([[...empty], [...empty.lumisections()], empty.runs]).toEqual([[], [], []]);
    expect(LumiList.empty).toBe(empty);
    expect(golden.subtract(golden).equals(empty)).toBe(true);
  });

  test('iterates over runs with their ranges, and over lumisections', () => {
    const seen: string[] = [];
    for (const [run, ranges] of golden) for (const [first, last] of ranges) seen.push(`${run} ${first}-${last}`);
    expect(seen).toEqual(['315257 1-88', '315257 91-92', '315259 1-172']);
    expect(Object.fromEntries(golden)).toEqual(golden.toJSON());
    expect([...golden.intersect(LumiList.fromCmssw('315257:88-315257:91')).lumisections()]).toEqual([
      [315257, 88],
      [315257, 91],
    ]);
  });

  test('contains() accepts a run, a lumisection or a range', () => {
    expect([golden.contains(315257), golden.contains(315258)]).toEqual([true, false]);
    expect([88, 89, 90, 91].map((number) => golden.contains(315257, number))).toEqual([true, false, false, true]);
    expect(golden.contains(315257, 80, 88)).toBe(true);
    expect(golden.contains(315257, 88, 91)).toBe(false);
    expect(golden.contains(315257, 91, Number.POSITIVE_INFINITY)).toBe(false);
  });
});

describe('operations of LumiList', () => {
  const [a, b] = [LumiList.fromCmssw('7:1-7:5,8:1'), LumiList.fromCmssw('7:4-7:9,9:1')];

  test('union, intersect, subtract and symmetricDifference combine lists like sets', () => {
    expect(a.union(b).toCmssw()).toBe('7:1-7:9,8:1,9:1');
    expect(a.intersect(b).toCmssw()).toBe('7:4-7:5');
    expect(a.subtract(b).toCmssw()).toBe('7:1-7:3,8:1');
    expect(a.symmetricDifference(b).toCmssw()).toBe('7:1-7:3,7:6-7:9,8:1,9:1');
    expect(LumiList.empty.union(...[a, b, golden]).runCount).toBe(5);
    expect(a.union().equals(a)).toBe(true);
    expect(a.intersect().equals(a)).toBe(true);
  });

  test('union joins thousands of lists, of different and of the same runs', () => {
    const lists = Array.from({ length: 100_001 }, (_, at) => LumiList.fromPairs([[1 + (at % 95_000), 1 + at]]));
    // One after the other, the time would grow with the square of their number, to more than the test's limit.
    const all = LumiList.empty.union(...lists);
    expect([all.runCount, all.lumisectionCount, all.ranges(5001)]).toEqual([
      95_000,
      100_001,
      [
        [5001, 5001],
        [100_001, 100_001],
      ],
    ]);
    expect(all.intersect(...lists.slice(0, 3)).isEmpty).toBe(true);
    expect(all.intersect(...Array(999).fill(a), b, all).toCmssw()).toBe(a.intersect(b).intersect(all).toCmssw());
  });

  test('complement returns only lumisections of the universe', () => {
    const taken = LumiList.fromCmssw('7:2-7:9,10:1-10:3');
    expect(a.complement(taken).toCmssw()).toBe('7:6-7:9,10:1-10:3');
    expect(a.complement(taken).complement(taken).equals(a.intersect(taken))).toBe(true);
  });

  test('equals and isSubsetOf compare lumisections', () => {
    expect(a.equals(LumiList.fromPairs(a.lumisections()))).toBe(true);
    expect(a.equals(b)).toBe(false);
    expect([a.isSubsetOf(a.union(b)), a.isSubsetOf(b), LumiList.empty.isSubsetOf(a)]).toEqual([true, false, true]);
  });

  test('select and remove accept runs, a range or a function', () => {
    const list = LumiList.fromRuns([7, 8, 9]);
    expect(list.select([9, 7, 10]).runs).toEqual([7, 9]);
    expect(list.select({ from: 8 }).runs).toEqual([8, 9]);
    expect(list.select({ from: 8, to: 8 }).runs).toEqual([8]);
    expect(list.select((run) => run % 2 === 1).runs).toEqual([7, 9]);
    expect(list.select(golden.runs).isEmpty).toBe(true);
    expect(list.select([]).isEmpty).toBe(true);
    expect(list.remove({ to: 8 }).runs).toEqual([9]);
    expect(list.remove(new Set([8])).runs).toEqual([7, 9]);
  });

  test('filter and map call a function of lumisections or ranges', () => {
    expect(a.filter((run, number) => run === 7 && number !== 3).toCmssw()).toBe('7:1-7:2,7:4-7:5');
    expect(a.map((run, ranges) => (run === 7 ? [[9, 12], ...ranges, [2, 10]] : [])).toCmssw()).toBe('7:1-7:12');
    const toTheEnd = a.map((_, [first = [1, 1]]) => [[first[0], Number.POSITIVE_INFINITY]]);
    expect(toTheEnd.toCmssw()).toBe('7:1-7:max,8:1-8:max');
  });
});

describe('diff', () => {
  const here = LumiList.fromCmssw('7:1-7:5,8:1-8:max,10:3');
  const there = LumiList.fromCmssw('7:4-7:9,9:1,10:3');

  test('returns the differences as data', () => {
    const report = here.diff(there);
    expect(report.isEqual).toBe(false);
    expect(report.onlyHere.toCmssw()).toBe('7:1-7:3,8:1-8:max');
    expect(report.onlyThere.toCmssw()).toBe('7:6-7:9,9:1');
    expect(report.runs).toEqual([
      { run: 7, kind: 'differs', onlyHere: [[1, 3]], onlyThere: [[6, 9]] },
      { run: 8, kind: 'only here', onlyHere: [[1, Number.POSITIVE_INFINITY]], onlyThere: [] },
      { run: 9, kind: 'only there', onlyHere: [], onlyThere: [[1, 1]] },
    ]);
    expect(Object.keys(report)).toEqual(['isEqual', 'onlyHere', 'onlyThere', 'runs', 'counts']);
  });

  test('prints a sentence and a table', () => {
    expect(`${here.remove([8]).diff(there)}`).toBe(
      [
        '2 runs differ: 1 only there, 1 with different lumisections. ' +
          'Here 6 lumisections in 2 runs, there 8 lumisections in 3 runs (2 more); ' +
          'only here 3 lumisections, only there 5 lumisections.',
        '',
        'run  which       only here  only there',
        '7    differs     1-3        6-9',
        '9    only there  -          1',
      ].join('\n'),
    );
    expect(`${here.select([8]).diff(LumiList.empty)}`).toBe(
      [
        '1 run differs: 1 only here. Here lumisections without end in 1 run, there 0 lumisections in 0 runs; ' +
          'only here lumisections without end, only there 0 lumisections.',
        '',
        'run  which      only here  only there',
        '8    only here  1-max      -',
      ].join('\n'),
    );
  });

  test('is empty for equal lists', () => {
    const report = golden.diff(LumiList.fromJSON(golden.toJSON()));
    expect([report.isEqual, report.runs, report.onlyHere.isEmpty]).toEqual([true, [], true]);
    expect(`${report}`).toBe('The two lists are equal: 262 lumisections in 2 runs.');
  });

  test('shortens a long table and long lists of ranges', () => {
    const many = LumiList.fromRuns(Array.from({ length: 21 }, (_, at) => at + 1));
    expect(`${many.diff(LumiList.empty)}`).toMatch(/\n20 +only here +1-max +-\n… and 1 more run$/);
    const scattered = LumiList.fromPairs(Array.from({ length: 50 }, (_, at) => [7, 100 + 2 * at] as const));
    expect(`${scattered.diff(LumiList.empty)}`).toContain('100, 102, 104, 106, 108, 110, 112, 114, … (42 more)');
  });
});

describe('open-ended ranges', () => {
  const open = LumiList.fromJSON({
    '7': [
      [1, 3],
      [5, 0],
    ],
    '8': [[2, 268435455]],
  });

  test('end at Infinity, and at 268435455 or max in files', () => {
    expect(open.ranges(7)).toEqual([
      [1, 3],
      [5, Number.POSITIVE_INFINITY],
    ]);
    expect(open.lumisectionCount).toBe(Number.POSITIVE_INFINITY);
    expect(open.toCmssw()).toBe('7:1-7:3,7:5-7:max,8:2-8:max');
    expect(open.toText()).toBe('{\n  "7": [[1, 3], [5, 268435455]],\n  "8": [[2, 268435455]]\n}');
    expect(open.toCompactText()).toBe('{"7":[[1,3],[5,268435455]],"8":[[2,268435455]]}');
  });

  test('differ from ranges that end', () => {
    const ends = LumiList.fromJSON({
      '7': [
        [1, 3],
        [5, 268435454],
      ],
      '8': [[2, 268435454]],
    });
    expect(open.equals(ends)).toBe(false);
    expect([ends.isSubsetOf(open), open.isSubsetOf(ends)]).toEqual([true, false]);
    expect(open.contains(7, 5, Number.POSITIVE_INFINITY)).toBe(true);
    expect(open.contains(7, 5, 268435455)).toBe(true);
    expect(ends.contains(7, 5, Number.POSITIVE_INFINITY)).toBe(false);
    expect(open.contains(7, 268435454)).toBe(true);
  });

  test('end where an operation ends them', () => {
    const taken = LumiList.fromCmssw('7:1-7:92,8:1-8:10');
    const cut = open.intersect(taken);
    expect(cut.toCmssw()).toBe('7:1-7:3,7:5-7:92,8:2-8:10');
    expect(cut.lumisectionCount).toBe(100);
    expect(taken.subtract(open).toCmssw()).toBe('7:4,8:1');
    expect(open.subtract(taken).toCmssw()).toBe('7:93-7:max,8:11-8:max');
    expect(cut.union(open).equals(open)).toBe(true);
  });
});

describe('immutability of LumiList', () => {
  const attempt = (change: () => unknown) => expect(change).toThrow(TypeError);

  test('freezes or copies returned values', () => {
    const list = LumiList.fromJSON(golden.toJSON());
    expect(Object.isFrozen(list)).toBe(true);
    const ranges = list.ranges(315257) as [number, number][];
    attempt(() => ranges.push([100, 200]));
    attempt(() => {
      (ranges[0] as [number, number])[1] = 500;
    });
    attempt(() => (list.runs as number[]).push(1));
    const [entry] = list as Iterable<unknown> as [[number, [number, number][]]];
    attempt(() => {
      entry[0] = 1;
    });
    attempt(() => entry[1].pop());
    attempt(() => Object.assign(list, { runCount: 5 }));
    list.map((_, given) => {
      attempt(() => (given as Range[]).pop());
      return given;
    });
    const json = list.toJSON();
    json['1'] = [[1, 2]];
    json['315257']?.pop();
    list.toLuminosityBlockRanges().pop();
    const report = list.diff(LumiList.empty);
    attempt(() => Object.assign(report, { isEqual: true }));
    attempt(() => (report.runs as unknown[]).pop());
    attempt(() => Object.assign(report.counts, { runs: 0 }));
    expect(list.equals(golden)).toBe(true);
    expect([...list]).toEqual([...golden]);
  });

  test('copies its input', () => {
    const json: LumiListJSON = { '7': [[1, 5]] };
    const list = LumiList.fromJSON(json);
    const pairs: [number, number][] = [[7, 1]];
    const others = [LumiList.fromPairs(pairs), list.map(() => json['7'] as Range[])];
    (json['7'] as number[][])[0] = [1, 9];
    json['8'] = [[1, 1]];
    pairs.push([7, 2]);
    expect(list.toCmssw()).toBe('7:1-7:5');
    expect(others.map((other) => other.toCmssw())).toEqual(['7:1', '7:1-7:5']);
    const frozen = Object.freeze({ '7': Object.freeze([Object.freeze([1, 5])]) });
    expect(LumiList.fromJSON(frozen).equals(list)).toBe(true);
  });
});

describe('types of LumiList', () => {
  test('are precise', () => {
    expectTypeOf(golden.ranges).returns.toEqualTypeOf<readonly (readonly [first: number, last: number])[]>();
    expectTypeOf(golden.runs).toEqualTypeOf<readonly number[]>();
    expectTypeOf(golden.firstRun).toEqualTypeOf<number | undefined>();
    expectTypeOf(golden.toJSON).returns.toEqualTypeOf<LumiListJSON>();
    expectTypeOf(LumiList.fromFile).returns.resolves.toEqualTypeOf<LumiList>();
    const flagged: readonly (NumberedRange & { readonly dt: 'GOOD' | 'BAD' })[] = [];
    LumiList.fromRanges(7, flagged, (range) => {
      expectTypeOf(range.dt).toEqualTypeOf<'GOOD' | 'BAD'>();
      return true;
    });
  });
});
