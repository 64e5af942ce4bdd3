/** Random lists, compared with sets of `run:ls`. A range without an end is modelled as one up to a bound. */
import fc from 'fast-check';
import { LumiList, type LumiListJSON, type Range } from 'runregistry';
import { expect, test } from 'vitest';
import { fewest, rounds, seed } from '../support/rounds.js';

/** Number of random cases. */
const cases = rounds({ usual: 60, full: 600 });

type Model = ReadonlySet<string>;

/** The largest end of ranges. */
const longest = 40;
/** Lumisections from the largest end to this one represent those of open-ended ranges. */
const bound = 44;
const runs = [1, 7, 8, 315257];
/** A run that no list has. */
const otherRun = 9;

interface Given {
  readonly runs: readonly (readonly [run: number, ranges: readonly Range[]])[];
}

const ranges = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.tuple(fc.integer({ min: 1, max: longest }), fc.integer({ min: 0, max: 12 })) },
    { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1, max: longest }), fc.constant(Number.POSITIVE_INFINITY)) },
  ),
  { maxLength: 6 },
);

/** Mostly finite lists: open-ended ones must not hide the results of the others. */
const lists = fc
  .tuple(
    fc.uniqueArray(fc.tuple(fc.constantFrom(...runs), ranges), { maxLength: 4, selector: ([run]) => run }),
    fc.integer({ min: 0, max: 2 }),
  )
  .map(
    ([given, open]): Given => ({
      runs: given.map(([run, pairs]) => [
        run,
        pairs.map(([first, more]): Range => {
          if (more === Number.POSITIVE_INFINITY && open === 0) return [first, more];
          return [first, Math.min(first + (Number.isFinite(more) ? more : 0), longest)];
        }),
      ]),
    }),
  );

/** The end of an open-ended range, in its three notations. */
const endings = fc.constantFrom(0, 0xfffffff, Number.POSITIVE_INFINITY);

const key = (run: number, one: number) => `${run}:${one}`;

function add(set: Set<string>, run: number, [first, last]: Range): void {
  for (let one = first; one <= Math.min(last, bound); one++) set.add(key(run, one));
}

function modelOf(given: Iterable<readonly [run: number, ranges: readonly Range[]]>): Set<string> {
  const set = new Set<string>();
  for (const [run, list] of given) for (const range of list) add(set, run, range);
  return set;
}

const numbersOf = (text: string) => text.split(':').map(Number) as [run: number, one: number];

/** The runs of a set with the fewest ranges, sorted. */
function compacted(set: Model): [number, [number, number][]][] {
  const result: [number, [number, number][]][] = [];
  for (const run of runs) {
    const list: [number, number][] = [];
    for (let one = 1; one <= bound; one++) {
      if (!set.has(key(run, one))) continue;
      const previous = list.at(-1);
      if (previous?.[1] === one - 1) previous[1] = one;
      else list.push([one, one]);
    }
    for (const range of list) if (range[1] === bound) range[1] = Number.POSITIVE_INFINITY;
    if (list.length > 0) result.push([run, list]);
  }
  return result;
}

const where = (set: Model, keep: (run: number, one: number) => boolean) =>
  new Set([...set].filter((text) => keep(...numbersOf(text))));

const isOpen = (set: Model) => runs.some((run) => set.has(key(run, bound)));

const build = ({ runs }: Given, end = Number.POSITIVE_INFINITY) =>
  LumiList.fromJSON(
    Object.fromEntries(runs.map(([run, list]) => [run, list.map(([a, b]) => [a, Number.isFinite(b) ? b : end])])),
  );

/** Compares the content and the form of a list with a set. */
function same(list: LumiList, set: Model): void {
  const expected = compacted(set);
  expect([...list]).toEqual(expected);
  expect(list.runs).toEqual(expected.map(([run]) => run));
  expect([list.firstRun, list.lastRun]).toEqual([expected[0]?.[0], expected.at(-1)?.[0]]);
  expect(list.runCount).toBe(expected.length);
  expect(list.isEmpty).toBe(set.size === 0);
  expect(list.rangeCount).toBe(expected.reduce((count, [, ranges]) => count + ranges.length, 0));
  expect(list.lumisectionCount).toBe(isOpen(set) ? Number.POSITIVE_INFINITY : set.size);
  for (const run of [...runs, otherRun])
    expect(list.ranges(run)).toEqual(expected.find(([other]) => other === run)?.[1] ?? []);
}

const settings = { numRuns: cases, seed, endOnFailure: false };
console.log(`${cases} random lists for each test: TEST_SEED=${seed}`);

test('reads ranges in any order and with any overlap', () => {
  let several = 0;
  fc.assert(
    fc.property(lists, endings, (given, end) => {
      const set = modelOf(given.runs);
      const list = build(given, end);
      same(list, set);
      if (list.rangeCount > 2) several++;
      const text = `{${given.runs.map(
        ([run, ranges]) =>
          `"${run}": [${ranges.map(([a, b]) => `[${a},\n ${Number.isFinite(b) ? b : Math.min(end, 0xfffffff)}]`)}]`,
      )}}`;
      same(LumiList.fromText(text), set);
      const parts = given.runs.flatMap(([run, ranges]) =>
        ranges.map(([a, b]) => `${run}:${a}-${run}:${Number.isFinite(b) ? b : 'max'}`),
      );
      same(LumiList.fromCmssw(parts.join(', ')), set);
      for (const [run, ranges] of given.runs) {
        const objects = ranges.map(([start, last]) => ({ start, end: last }));
        same(LumiList.fromRanges(run, objects), modelOf([[run, ranges]]));
        same(
          LumiList.fromRanges(run, objects, ({ start }) => start % 2 === 0),
          modelOf([[run, ranges.filter(([start]) => start % 2 === 0)]]),
        );
      }
    }),
    settings,
  );
  // Lists with few ranges would prove nothing.
  expect(several).toBeGreaterThanOrEqual(fewest(0.5, cases));
});

test('reads each format as it was written', () => {
  fc.assert(
    fc.property(lists, (given) => {
      const list = build(given);
      const set = modelOf(given.runs);
      same(LumiList.fromJSON(list.toJSON()), set);
      same(LumiList.fromJSON(JSON.parse(JSON.stringify(list)) as LumiListJSON), set);
      same(LumiList.fromText(list.toText()), set);
      same(LumiList.fromText(list.toCompactText()), set);
      same(LumiList.fromCmssw(list.toCmssw()), set);
      expect(JSON.parse(list.toText())).toEqual(list.toJSON());
      expect(JSON.parse(list.toCompactText())).toEqual(list.toJSON());
      if (isOpen(set)) return;
      const pairs = [...list.lumisections()];
      expect(pairs).toEqual([...set].map(numbersOf).sort(([a, c], [b, d]) => a - b || c - d));
      same(LumiList.fromPairs(pairs), set);
      same(LumiList.fromPairs([...pairs.reverse(), ...pairs]), set);
    }),
    settings,
  );
});

test('combines two or three lists like sets', () => {
  fc.assert(
    fc.property(lists, lists, lists, (first, second, third) => {
      const [a, b, c] = [modelOf(first.runs), modelOf(second.runs), modelOf(third.runs)];
      const [listA, listB, listC] = [build(first), build(second), build(third)];
      same(listA.union(listB), new Set([...a, ...b]));
      same(listA.union(listB, listC), new Set([...a, ...b, ...c]));
      same(
        listA.intersect(listB),
        where(a, (run, one) => b.has(key(run, one))),
      );
      same(
        listA.intersect(listB, listC),
        where(a, (run, one) => b.has(key(run, one)) && c.has(key(run, one))),
      );
      const onlyA = where(a, (run, one) => !b.has(key(run, one)));
      const onlyB = where(b, (run, one) => !a.has(key(run, one)));
      same(listA.subtract(listB), onlyA);
      same(listA.complement(listB), onlyB);
      same(listA.symmetricDifference(listB), new Set([...onlyA, ...onlyB]));
      expect(listA.equals(listB)).toBe(onlyA.size + onlyB.size === 0);
      expect(listA.isSubsetOf(listB)).toBe(onlyA.size === 0);
      expect(listA.isSubsetOf(listA.union(listB))).toBe(true);
      expect(listA.intersect(listB).isSubsetOf(listA)).toBe(true);
      expect(listA.subtract(listB).union(listA.intersect(listB)).equals(listA)).toBe(true);
      // None of these calls changed the lists.
      same(listA, a);
      same(listB, b);
    }),
    settings,
  );
});

test('contains the lumisections of the set', () => {
  const lumisections = fc.integer({ min: 1, max: longest });
  fc.assert(
    fc.property(lists, fc.constantFrom(...runs, otherRun), lumisections, lumisections, (given, run, one, other) => {
      const list = build(given);
      const set = modelOf(given.runs);
      const [first, last] = [Math.min(one, other), Math.max(one, other)];
      const all = (to: number) => [...modelOf([[run, [[first, to]]]])].every((text) => set.has(text));
      expect(list.contains(run)).toBe([...set].some((text) => numbersOf(text)[0] === run));
      for (let each = 1; each <= bound; each++) expect(list.contains(run, each)).toBe(set.has(key(run, each)));
      expect(list.contains(run, first, last)).toBe(all(last));
      expect(list.contains(run, first, first)).toBe(all(first));
      expect(list.contains(run, first, Number.POSITIVE_INFINITY)).toBe(all(bound));
      for (const [start, end] of list.ranges(run)) {
        expect(list.contains(run, start, end)).toBe(true);
        if (Number.isFinite(end)) expect(list.contains(run, start, end + 1)).toBe(false);
        if (start > 1) expect(list.contains(run, start - 1, end)).toBe(false);
      }
    }),
    settings,
  );
});

test('selects, removes, filters and maps like a set', () => {
  const chosen = fc.uniqueArray(fc.constantFrom(...runs, otherRun));
  const seeds = fc.integer({ min: 2, max: 5 });
  fc.assert(
    fc.property(lists, lists, chosen, seeds, (given, other, some, modulus) => {
      const list = build(given);
      const set = modelOf(given.runs);
      const ends: readonly [from: number, to: number] = [Math.min(...some, 9), Math.max(...some, 9)];
      const selections = [
        [some, (run: number) => some.includes(run)],
        [new Set(some), (run: number) => some.includes(run)],
        [(run: number) => run % modulus === 0, (run: number) => run % modulus === 0],
        [{ from: ends[0] }, (run: number) => run >= ends[0]],
        [{ to: ends[1] }, (run: number) => run <= ends[1]],
        [{ from: ends[0], to: ends[1] }, (run: number) => run >= ends[0] && run <= ends[1]],
      ] as const;
      for (const [selection, isMeant] of selections) {
        same(list.select(selection), where(set, isMeant));
        same(
          list.remove(selection),
          where(set, (run) => !isMeant(run)),
        );
      }
      // Each run gets the ranges of the other list, if that has the run.
      const changed = new Map(other.runs);
      const kept = given.runs.filter(([, ranges]) => ranges.length > 0);
      same(
        list.map((run) => changed.get(run) ?? []),
        modelOf(kept.map(([run]) => [run, changed.get(run) ?? []])),
      );
      same(
        list.map((_, ranges) => ranges),
        set,
      );
      if (isOpen(set)) return;
      const keep = (run: number, one: number) => (run + one) % modulus !== 0;
      same(list.filter(keep), where(set, keep));
      same(
        list.filter(() => true),
        set,
      );
    }),
    settings,
  );
});

test('reports the differences of two sets', () => {
  fc.assert(
    fc.property(lists, lists, (first, second) => {
      const [a, b] = [modelOf(first.runs), modelOf(second.runs)];
      const [listA, listB] = [build(first), build(second)];
      const onlyA = where(a, (run, one) => !b.has(key(run, one)));
      const onlyB = where(b, (run, one) => !a.has(key(run, one)));
      const report = listA.diff(listB);
      same(report.onlyHere, onlyA);
      same(report.onlyThere, onlyB);
      expect(report.isEqual).toBe(listA.equals(listB));
      const has = (set: Model, run: number) => compacted(set).find(([other]) => other === run)?.[1] ?? [];
      const expected = runs
        .map((run) => {
          const [here, there] = [has(a, run).length > 0, has(b, run).length > 0];
          const kind = here && there ? 'differs' : here ? 'only here' : 'only there';
          return { run, kind, onlyHere: has(onlyA, run), onlyThere: has(onlyB, run) };
        })
        .filter(({ onlyHere, onlyThere }) => onlyHere.length + onlyThere.length > 0);
      expect(report.runs).toEqual(expected);
      const count = (kind: string) => expected.filter((run) => run.kind === kind).length;
      expect(report.counts).toEqual({
        runs: expected.length,
        runsOnlyHere: count('only here'),
        runsOnlyThere: count('only there'),
        runsChanged: count('differs'),
        lumisectionsOnlyHere: isOpen(onlyA) ? Number.POSITIVE_INFINITY : onlyA.size,
        lumisectionsOnlyThere: isOpen(onlyB) ? Number.POSITIVE_INFINITY : onlyB.size,
      });
      const text = `${report}`;
      if (report.isEqual) expect(text).toMatch(/^The two lists are equal: /);
      else for (const { run, kind } of expected) expect(text).toMatch(new RegExp(`^${run} +${kind} `, 'm'));
    }),
    settings,
  );
});
