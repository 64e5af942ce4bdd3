import { describe } from '../util/describe.js';
import { checkRun, fail, orAwait, type Position } from './range.js';

/**
 * A selection of runs: run numbers, a range (both ends included, either can be omitted), or a function that returns true.
 */
export type RunSelection =
  | Iterable<number>
  | {
      /** The first run. */
      readonly from: number;
      /** The last run, included. Without it, there is no upper limit. */
      readonly to?: number | undefined;
    }
  | {
      /** The first run. Without it, there is no lower limit. */
      readonly from?: number | undefined;
      /** The last run, included. */
      readonly to: number;
    }
  | ((run: number) => boolean);

const hint = 'Write an array of run numbers, { from, to }, or (run) => ….';

/** Checks a boolean. A promise would be truthy. */
export function checkBoolean(value: unknown, what: string, position: Position): boolean {
  if (typeof value === 'boolean') return value;
  return fail(
    `Expected a boolean from ${what}, got ${describe(value)}`,
    value instanceof Promise ? 'Pass a function that is not async.' : 'Return true or false.',
    position,
  );
}

/**
 * Yields the runs of a list.
 *
 * @throws QueryError with the position of an invalid run number.
 */
export function* runNumbers(runs: Iterable<unknown>): Generator<number, void, undefined> {
  let element = 0;
  for (const run of runs) {
    element++;
    if (Array.isArray(run))
      fail(
        `Expected a run number as element ${element} of the runs, got ${describe(run)}`,
        'Write list.runs for the runs of a LumiList.',
        { element },
      );
    yield checkRun(run, `element ${element} of the runs`, { element });
  }
}

export const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

/**
 * Returns a function that tests if a run is selected.
 *
 * @throws QueryError for an invalid selection.
 */
export function selector(selection: unknown): (run: number) => boolean {
  if (typeof selection === 'function')
    return (run) => checkBoolean(selection(run), `the function for run ${run}`, { run });
  if (isIterable(selection)) {
    const wanted = new Set(runNumbers(selection));
    return (run) => wanted.has(run);
  }
  if (typeof selection !== 'object' || selection === null || selection instanceof Promise)
    return fail(
      `Expected a selection of runs, got ${describe(selection)}`,
      typeof selection === 'number' ? `Write [${selection}].` : orAwait(selection, hint),
    );
  const { from, to, ...rest } = selection as { from?: unknown; to?: unknown };
  const [other] = Object.keys(rest);
  if (other !== undefined || (from === undefined && to === undefined))
    return fail(
      other === undefined
        ? "Expected 'from' or 'to' in the range of runs, got neither"
        : `Unknown key '${other}' of a range of runs`,
      hint,
    );
  const first = from === undefined ? 0 : checkRun(from, "'from'");
  const last = to === undefined ? Number.POSITIVE_INFINITY : checkRun(to, "'to'");
  if (first > last)
    return fail(
      `Expected the first run before the last, got { from: ${first}, to: ${last} }`,
      `Write { from: ${last}, to: ${first} }.`,
    );
  return (run) => run >= first && run <= last;
}
