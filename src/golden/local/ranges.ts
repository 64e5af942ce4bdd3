/** Ranges of lumisections by run, in the order in which they were added. */
export type RangesByRun = Map<number, [start: number, end: number][]>;

/** Appends a range, and joins it to an adjacent range before it. */
export function appendRange(byRun: RangesByRun, run: number, start: number, end: number): void {
  const ranges = byRun.get(run);
  if (ranges === undefined) {
    byRun.set(run, [[start, end]]);
    return;
  }
  const last = ranges[ranges.length - 1];
  if (last !== undefined && last[1] + 1 === start) last[1] = end;
  else ranges.push([start, end]);
}
