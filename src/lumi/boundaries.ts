import { firstAtLeast } from '../util/sorted.js';
import type { Range } from './range.js';

/**
 * The lumisections of a run as boundaries of half-open intervals: `[1, 89, 91, 93]` are the ranges 1-88 and 91-92. The numbers
 * strictly increase, which makes ranges sorted, disjoint and never adjacent: two lists have the same lumisections exactly if their
 * boundaries are equal. The last boundary of an open-ended list is Infinity.
 */
export type Boundaries = readonly number[];

/** The boundaries of all runs, in the order of the runs. No run is without lumisections. */
export type Runs = ReadonlyMap<number, Boundaries>;

/** Decides whether a lumisection is in a result, by whether it is in each list. Lumisections in neither list never are. */
export type Keep = (here: boolean, there: boolean) => boolean;

export const either: Keep = (here, there) => here || there;
export const both: Keep = (here, there) => here && there;
export const onlyFirst: Keep = (here, there) => here && !there;
export const exactlyOne: Keep = (here, there) => here !== there;

const none: Boundaries = [];

/** Combines two lists in one pass over their boundaries. */
function combine(a: Boundaries, b: Boundaries, keep: Keep): Boundaries {
  if (a.length === 0) return keep(false, true) ? b : none;
  if (b.length === 0) return keep(true, false) ? a : none;
  const boundaries: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const here = i < a.length ? (a[i] as number) : Number.POSITIVE_INFINITY;
    const there = j < b.length ? (b[j] as number) : Number.POSITIVE_INFINITY;
    const boundary = Math.min(here, there);
    if (here === boundary && i < a.length) i++;
    if (there === boundary && j < b.length) j++;
    if (keep(i % 2 === 1, j % 2 === 1) !== (boundaries.length % 2 === 1)) boundaries.push(boundary);
  }
  return boundaries;
}

/** Combines all runs of two lists. */
export function combineRuns(a: Runs, b: Runs, keep: Keep): Runs {
  const result = new Map<number, Boundaries>();
  const put = (run: number, boundaries: Boundaries) => {
    if (boundaries.length > 0) result.set(run, boundaries);
  };
  const others = [...b.keys()];
  let next = 0;
  const othersBefore = (run: number) => {
    for (let other = others[next]; other !== undefined && other < run; other = others[++next])
      put(other, combine(none, b.get(other) ?? none, keep));
  };
  for (const [run, boundaries] of a) {
    othersBefore(run);
    if (others[next] === run) next++;
    put(run, combine(boundaries, b.get(run) ?? none, keep));
  }
  othersBefore(Number.POSITIVE_INFINITY);
  return result;
}

/** Returns the boundaries of ranges in any order, given as `first, last + 1, first, last + 1, …`; they may overlap. */
export function fromAnyOrder(bounds: readonly number[]): Boundaries {
  const ranges: [number, number][] = [];
  for (let at = 0; at < bounds.length; at += 2) ranges.push([bounds[at] as number, bounds[at + 1] as number]);
  ranges.sort(([a], [b]) => a - b);
  const boundaries: number[] = [];
  for (const [first, end] of ranges) {
    const previous = boundaries.at(-1);
    if (previous === undefined || first > previous) boundaries.push(first, end);
    else if (end > previous) boundaries[boundaries.length - 1] = end;
  }
  return boundaries;
}

/** Returns the boundaries of ranges, which are usually in order already. */
export function boundariesOf(bounds: readonly number[]): Boundaries {
  for (let at = 1; at < bounds.length; at++)
    if ((bounds[at] as number) <= (bounds[at - 1] as number)) return fromAnyOrder(bounds);
  return bounds;
}

/** Sorts runs numerically, without runs that have no lumisections. */
export function inOrder(runs: Map<number, Boundaries>): Runs {
  let previous = 0;
  let sorted = true;
  for (const [run, boundaries] of runs) {
    if (boundaries.length === 0) runs.delete(run);
    else {
      if (run < previous) sorted = false;
      previous = run;
    }
  }
  return sorted ? runs : new Map([...runs].sort(([a], [b]) => a - b));
}

/** Returns the frozen ranges of boundaries. */
export function rangesOf(boundaries: Boundaries): readonly Range[] {
  const ranges: Range[] = [];
  for (let at = 0; at < boundaries.length; at += 2)
    ranges.push(Object.freeze([boundaries[at] as number, (boundaries[at + 1] as number) - 1] as const));
  return Object.freeze(ranges);
}

/** Returns the number of lumisections: Infinity if the last range is open-ended. */
function sizeOf(boundaries: Boundaries): number {
  let size = 0;
  for (let at = 0; at < boundaries.length; at += 2) size += (boundaries[at + 1] as number) - (boundaries[at] as number);
  return size;
}

/** Returns the number of lumisections of all runs: Infinity if a range is open-ended. */
export function lumisectionCount(runs: Runs): number {
  let count = 0;
  for (const boundaries of runs.values()) count += sizeOf(boundaries);
  return count;
}

/** Returns true if all lumisections of a range are in the list. */
export function holds(boundaries: Boundaries, first: number, last: number): boolean {
  // The number of boundaries at or before the first lumisection is odd where the list has it.
  const next = firstAtLeast(boundaries, first + 1);
  return next % 2 === 1 && (last < (boundaries[next] as number) || boundaries[next] === Number.POSITIVE_INFINITY);
}

/** Returns true if two lists have the same lumisections. */
export function sameRuns(a: Runs, b: Runs): boolean {
  if (a.size !== b.size) return false;
  for (const [run, boundaries] of a) {
    const others = b.get(run);
    if (others?.length !== boundaries.length || boundaries.some((boundary, at) => boundary !== others[at]))
      return false;
  }
  return true;
}
