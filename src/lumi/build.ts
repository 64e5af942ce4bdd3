import { type Boundaries, boundariesOf, inOrder, type Runs } from './boundaries.js';
import { checkLumisection, checkRun, endOf, fail, isRange, orAwait, rangeProblem, shown } from './range.js';
import { runNumbers, truth } from './selection.js';

/** An iterable, or an error that says what to write. */
function each(values: unknown, hint: string): Iterable<unknown> {
  if (typeof values === 'object' && values !== null && Symbol.iterator in values) return values as Iterable<unknown>;
  return fail(`${shown(values)} is no list`, orAwait(values, hint));
}

/** Gathers lumisections, of which most follow on the one before. */
export function runsOfPairs(pairs: unknown): Runs {
  const bounds = new Map<number, number[]>();
  let number = 0;
  for (const pair of each(pairs, 'write [[315257, 1], [315257, 2]]')) {
    number++;
    if (!Array.isArray(pair))
      fail(`pair ${number}: ${shown(pair)} is no pair of a run and a lumisection`, 'write [315257, 1]');
    if (pair.length !== 2)
      fail(`pair ${number}: a pair is two numbers, and this one has ${pair.length}`, 'write [315257, 1]');
    const [first, second] = pair as readonly unknown[];
    const run = checkRun(first, `pair ${number}: the run`);
    const lumisection = checkLumisection(second, `pair ${number}: the lumisection of run ${run}`);
    const known = bounds.get(run);
    if (known === undefined) bounds.set(run, [lumisection, lumisection + 1]);
    else if (known[known.length - 1] === lumisection) known[known.length - 1] = lumisection + 1;
    else known.push(lumisection, lumisection + 1);
  }
  return runsOfBounds(bounds);
}

/** Whole runs. */
export function wholeRuns(runs: unknown): Runs {
  const boundaries = new Map<number, Boundaries>();
  for (const run of runNumbers(each(runs, 'write [315257, 315259]')))
    boundaries.set(run, [1, Number.POSITIVE_INFINITY]);
  return inOrder(boundaries);
}

/** The ranges of a run as the registry gives them, those for which `keep` is true. */
export function runsOfRanges(run: unknown, ranges: unknown, keep: ((range: never) => unknown) | undefined): Runs {
  const bounds: number[] = [];
  const name = checkRun(run);
  let number = 0;
  for (const range of each(ranges, 'write the list of ranges that the registry gives')) {
    number++;
    const where = `run ${name}, range ${number}`;
    if (typeof range !== 'object' || range === null || Array.isArray(range))
      return fail(
        `${where}: ${shown(range)} is no object with start and end`,
        Array.isArray(range) ? `write LumiList.fromJSON({ '${name}': ranges })` : 'write { start: 1, end: 88 }',
      );
    const { start, end } = range as { start?: unknown; end?: unknown };
    // 0 is no end here: the registry knows where its ranges end.
    if (end === 0 || !isRange(start, end)) {
      const { message, hint } = rangeProblem(start, end, (from, to) => `{ start: ${from}, end: ${to} }`);
      return fail(`${where}: ${message}`, hint);
    }
    if (keep === undefined || truth(keep(range as never), `the function for ${where}`))
      bounds.push(start as number, endOf(end as number) + 1);
  }
  return inOrder(new Map([[name, boundariesOf(bounds)]]));
}

/** Runs of ranges in any order. */
export function runsOfBounds(bounds: ReadonlyMap<number, number[]>): Runs {
  const runs = new Map<number, Boundaries>();
  for (const [run, list] of bounds) runs.set(run, boundariesOf(list));
  return inOrder(runs);
}
