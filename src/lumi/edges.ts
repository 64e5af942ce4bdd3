import type { Range } from './range.js';

/**
 * The lumisections of a run as edges: where the list goes in, where it is out again, and so on. `[1, 89, 91, 93]` are the
 * ranges 1-88 and 91-92. The numbers rise strictly, so that ranges are sorted, apart, and never adjacent: two lists hold the
 * same lumisections exactly if their edges are equal. The last edge of an open-ended list is Infinity.
 */
export type Edges = readonly number[];

/** The edges of all runs, in the order of the runs. No run is without lumisections. */
export type Runs = ReadonlyMap<number, Edges>;

/** Which lumisections an operation keeps, by whether they are in the one and in the other list. Never those in neither. */
export type Keep = (here: boolean, there: boolean) => boolean;

export const either: Keep = (here, there) => here || there;
export const both: Keep = (here, there) => here && there;
export const onlyFirst: Keep = (here, there) => here && !there;
export const exactlyOne: Keep = (here, there) => here !== there;

const none: Edges = [];

/** Walks along the edges of two lists and notes where what is kept begins and ends. */
function combine(a: Edges, b: Edges, keep: Keep): Edges {
  if (a.length === 0) return keep(false, true) ? b : none;
  if (b.length === 0) return keep(true, false) ? a : none;
  const edges: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const here = i < a.length ? (a[i] as number) : Number.POSITIVE_INFINITY;
    const there = j < b.length ? (b[j] as number) : Number.POSITIVE_INFINITY;
    const edge = Math.min(here, there);
    if (here === edge && i < a.length) i++;
    if (there === edge && j < b.length) j++;
    if (keep(i % 2 === 1, j % 2 === 1) !== (edges.length % 2 === 1)) edges.push(edge);
  }
  return edges;
}

/** The same for all runs of two lists. */
export function combineRuns(a: Runs, b: Runs, keep: Keep): Runs {
  const result = new Map<number, Edges>();
  const put = (run: number, edges: Edges) => {
    if (edges.length > 0) result.set(run, edges);
  };
  const others = [...b.keys()];
  let next = 0;
  const othersBefore = (run: number) => {
    for (let other = others[next]; other !== undefined && other < run; other = others[++next])
      put(other, combine(none, b.get(other) ?? none, keep));
  };
  for (const [run, edges] of a) {
    othersBefore(run);
    if (others[next] === run) next++;
    put(run, combine(edges, b.get(run) ?? none, keep));
  }
  othersBefore(Number.POSITIVE_INFINITY);
  return result;
}

/** Makes edges of ranges in any order, given as `first, last + 1, first, last + 1, …`; they may overlap. */
export function fromAnyOrder(bounds: readonly number[]): Edges {
  const ranges: [number, number][] = [];
  for (let at = 0; at < bounds.length; at += 2) ranges.push([bounds[at] as number, bounds[at + 1] as number]);
  ranges.sort(([a], [b]) => a - b);
  const edges: number[] = [];
  for (const [first, end] of ranges) {
    const previous = edges.at(-1);
    if (previous === undefined || first > previous) edges.push(first, end);
    else if (end > previous) edges[edges.length - 1] = end;
  }
  return edges;
}

/** Makes edges of ranges, which mostly are in order already. */
export function edgesOf(bounds: number[]): Edges {
  for (let at = 1; at < bounds.length; at++)
    if ((bounds[at] as number) <= (bounds[at - 1] as number)) return fromAnyOrder(bounds);
  return bounds;
}

/** Runs in numeric order, without those that have no lumisection. */
export function inOrder(runs: Map<number, Edges>): Runs {
  let previous = 0;
  let sorted = true;
  for (const [run, edges] of runs) {
    if (edges.length === 0) runs.delete(run);
    else {
      if (run < previous) sorted = false;
      previous = run;
    }
  }
  return sorted ? runs : new Map([...runs].sort(([a], [b]) => a - b));
}

/** The frozen ranges of some edges. */
export function rangesOf(edges: Edges): readonly Range[] {
  const ranges: Range[] = [];
  for (let at = 0; at < edges.length; at += 2)
    ranges.push(Object.freeze([edges[at] as number, (edges[at + 1] as number) - 1] as const));
  return Object.freeze(ranges);
}

/** How many lumisections there are: Infinity where the last range is open-ended. */
function sizeOf(edges: Edges): number {
  let size = 0;
  for (let at = 0; at < edges.length; at += 2) size += (edges[at + 1] as number) - (edges[at] as number);
  return size;
}

/** Returns the number of lumisections of all runs: Infinity if a range is open-ended. */
export function lumisectionCount(runs: Runs): number {
  let count = 0;
  for (const edges of runs.values()) count += sizeOf(edges);
  return count;
}

/** Whether all lumisections of a range are there. */
export function holds(edges: Edges, first: number, last: number): boolean {
  // The number of edges at or before the first one is odd where the list is in.
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= first) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1 && (last < (edges[low] as number) || edges[low] === Number.POSITIVE_INFINITY);
}

/** Whether two lists of runs hold the same lumisections. */
export function sameRuns(a: Runs, b: Runs): boolean {
  if (a.size !== b.size) return false;
  for (const [run, edges] of a) {
    const others = b.get(run);
    if (others?.length !== edges.length || edges.some((edge, at) => edge !== others[at])) return false;
  }
  return true;
}
