import { LumiList, type LumiListJSON } from 'runregistry';
import { compare, type Goal, timed } from './measure.js';
import { numbers } from './numbers.js';

/** A list like those of a year: 480 runs with two or three ranges each, some 230,000 lumisections. */
function year(seed: number): LumiListJSON {
  const below = numbers(seed);
  const list: LumiListJSON = {};
  for (let run = 0; run < 480; run++) {
    const ranges: [number, number][] = [];
    let next = 1 + below(50);
    for (let left = 2 + below(2); left > 0; left--) {
      const last = next + below(384);
      ranges.push([next, last]);
      next = last + 2 + below(30);
    }
    // Two lists share most of their runs, but not all.
    list[`${315_000 + run * 20 + (below(20) === 0 ? 1 : 0)}`] = ranges;
  }
  return list;
}

/** The lumisections of a list by run, in the naive form. */
function setsOf(list: LumiListJSON): Map<string, Set<number>> {
  const runs = new Map<string, Set<number>>();
  for (const [run, ranges] of Object.entries(list)) {
    const set = new Set<number>();
    for (const [first, last] of ranges) for (let one = first; one <= last; one++) set.add(one);
    runs.set(run, set);
  }
  return runs;
}

function rangesOf(runs: ReadonlyMap<string, ReadonlySet<number>>): LumiListJSON {
  const list: LumiListJSON = {};
  for (const [run, set] of runs) {
    const ranges: [number, number][] = [];
    for (const one of [...set].sort((a, b) => a - b)) {
      const previous = ranges.at(-1);
      if (previous?.[1] === one - 1) previous[1] = one;
      else ranges.push([one, one]);
    }
    if (ranges.length > 0) list[run] = ranges;
  }
  return list;
}

function naiveUnion(a: LumiListJSON, b: LumiListJSON): LumiListJSON {
  const runs = setsOf(a);
  for (const [run, set] of setsOf(b)) runs.set(run, new Set([...(runs.get(run) ?? []), ...set]));
  return rangesOf(runs);
}

function naiveIntersection(a: LumiListJSON, b: LumiListJSON): LumiListJSON {
  const others = setsOf(b);
  const runs = new Map<string, Set<number>>();
  for (const [run, set] of setsOf(a)) runs.set(run, new Set([...set].filter((one) => others.get(run)?.has(one))));
  return rangesOf(runs);
}

const repeats = 40;

/** Repeats a task, because one call is too short for the clock. */
const repeated = (task: () => unknown) =>
  timed(() => {
    for (let repeat = 0; repeat < repeats; repeat++) task();
  });

const each = (time: number) => `${((time / repeats) * 1000).toFixed(0)} µs`;

/** Lists of a year: combining them compared with sets of lumisections, reading them compared with JSON.parse. */
export async function lumiLists(): Promise<Goal[]> {
  const [a, b] = [year(1), year(2)];
  const [listA, listB] = [LumiList.fromJSON(a), LumiList.fromJSON(b)];
  const goals: Goal[] = [];
  const operations = [
    ['union', () => listA.union(listB), () => naiveUnion(a, b)],
    ['intersection', () => listA.intersect(listB), () => naiveIntersection(a, b)],
  ] as const;
  for (const [name, ours, naive] of operations) {
    if (!ours().equals(LumiList.fromJSON(naive()))) throw new Error(`the two ways of ${name} differ`);
    const [mine, theirs] = await compare(9, repeated(ours), timed(naive));
    goals.push({
      name: `${name} of two lists of a year / with sets of lumisections`,
      ratio: mine / repeats / theirs,
      atMost: 1 / 20,
      figures: `${each(mine)} / ${theirs.toFixed(1)} ms`,
    });
  }
  const texts = [
    ['one run a line', listA.toText()],
    ['pretty-printed', JSON.stringify(a, undefined, 2)],
  ] as const;
  for (const [style, text] of texts) {
    const [mine, theirs] = await compare(
      15,
      repeated(() => LumiList.fromText(text)),
      repeated(() => JSON.parse(text)),
    );
    goals.push({
      name: `read the file of a year, ${style} / JSON.parse`,
      ratio: mine / theirs,
      atMost: 3,
      figures: `${each(mine)} / ${each(theirs)}`,
    });
  }
  return goals;
}
