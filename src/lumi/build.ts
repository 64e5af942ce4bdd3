import { describe } from '../util/describe.js';
import { type Boundaries, boundariesOf, inOrder, type Runs } from './boundaries.js';
import { checkLumisection, checkRun, endOf, fail, isRange, orAwait, rangeProblem } from './range.js';
import { checkBoolean, isIterable, runNumbers } from './selection.js';

/** Checks an iterable. */
function each(values: unknown, hint: string): Iterable<unknown> {
  if (isIterable(values)) return values;
  return fail(`Expected a list, got ${describe(values)}`, orAwait(values, hint));
}

/** Collects lumisections. Most follow the one before. */
export function runsOfPairs(pairs: unknown): Runs {
  const bounds = new Map<number, number[]>();
  let element = 0;
  const failed = (message: string): never => fail(message, 'Write [315257, 1].', { element });
  for (const pair of each(pairs, 'Write [[315257, 1], [315257, 2]].')) {
    element++;
    if (!Array.isArray(pair))
      return failed(`Expected a run and a lumisection as pair ${element}, got ${describe(pair)}`);
    if (pair.length !== 2) return failed(`Expected two numbers as pair ${element}, got ${pair.length}`);
    const [first, second] = pair as readonly unknown[];
    const run = checkRun(first, `the run of pair ${element}`, { element });
    const lumisection = checkLumisection(second, `the lumisection of run ${run} in pair ${element}`, { element, run });
    const boundaries = bounds.get(run);
    if (boundaries === undefined) bounds.set(run, [lumisection, lumisection + 1]);
    else if (boundaries[boundaries.length - 1] === lumisection) boundaries[boundaries.length - 1] = lumisection + 1;
    else boundaries.push(lumisection, lumisection + 1);
  }
  return runsOfBounds(bounds);
}

/** Returns whole runs. */
export function wholeRuns(runs: unknown): Runs {
  const boundaries = new Map<number, Boundaries>();
  for (const run of runNumbers(each(runs, 'Write [315257, 315259].')))
    boundaries.set(run, [1, Number.POSITIVE_INFINITY]);
  return inOrder(boundaries);
}

/** Returns the ranges of a run in the registry's format for which `keep` is true. */
export function runsOfRanges(run: unknown, ranges: unknown, keep: ((range: never) => unknown) | undefined): Runs {
  const bounds: number[] = [];
  const name = checkRun(run);
  let number = 0;
  for (const range of each(ranges, 'Pass the list of ranges of the registry.')) {
    number++;
    const where = `run ${name}, range ${number}`;
    const position = { run: name, range: number };
    if (typeof range !== 'object' || range === null || Array.isArray(range))
      return fail(
        `${where}: Expected an object with start and end, got ${describe(range)}`,
        Array.isArray(range) ? `Write LumiList.fromJSON({ '${name}': ranges }).` : 'Write { start: 1, end: 88 }.',
        position,
      );
    const { start, end } = range as { start?: unknown; end?: unknown };
    // 0 is not the end of the run here: ranges of the registry have their own ends.
    if (end === 0 || !isRange(start, end)) {
      const { message, hint } = rangeProblem(start, end, (from, to) => `{ start: ${from}, end: ${to} }`);
      return fail(`${where}: ${message}`, hint, position);
    }
    if (keep === undefined || checkBoolean(keep(range as never), `the function for ${where}`, position))
      bounds.push(start as number, endOf(end as number) + 1);
  }
  return inOrder(new Map([[name, boundariesOf(bounds)]]));
}

/** Returns runs of ranges in any order. */
export function runsOfBounds(bounds: ReadonlyMap<number, readonly number[]>): Runs {
  const runs = new Map<number, Boundaries>();
  for (const [run, list] of bounds) runs.set(run, boundariesOf(list));
  return inOrder(runs);
}
