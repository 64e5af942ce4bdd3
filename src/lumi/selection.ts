import { checkRun, fail, orAwait, shown } from './range.js';

/**
 * Which runs are meant: a list of run numbers, all from one to another (both included, either may be left out), or a function
 * that says so.
 */
export type RunSelection =
  | Iterable<number>
  | { readonly from: number; readonly to?: number | undefined }
  | { readonly from?: number | undefined; readonly to: number }
  | ((run: number) => boolean);

const hint = 'write a list of run numbers, { from, to }, or (run) => …';

/** A value that must be true or false. A promise is neither, though it would pass for true. */
export function truth(value: unknown, what: string): boolean {
  if (typeof value === 'boolean') return value;
  return fail(
    `${what} gave ${shown(value)}, and not true or false`,
    value instanceof Promise ? 'write a function that is not async' : undefined,
  );
}

/**
 * The runs of a list, each checked.
 * @throws QueryError that says which is none.
 */
export function* runNumbers(runs: Iterable<unknown>): Generator<number, void, undefined> {
  let number = 0;
  for (const run of runs) {
    number++;
    if (Array.isArray(run))
      fail(
        `entry ${number} of the runs is ${shown(run)}, and not a run number`,
        'the runs of a LumiList are list.runs',
      );
    yield checkRun(run, `entry ${number} of the runs`);
  }
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

/**
 * Whether a run is among those that are meant.
 * @throws QueryError where the selection is none.
 */
export function selector(selection: unknown): (run: number) => boolean {
  if (typeof selection === 'function') return (run) => truth(selection(run), `the function for run ${run}`);
  if (isIterable(selection)) {
    const wanted = new Set(runNumbers(selection));
    return (run) => wanted.has(run);
  }
  if (typeof selection !== 'object' || selection === null || selection instanceof Promise)
    return fail(
      `${shown(selection)} does not say which runs are meant`,
      typeof selection === 'number' ? `write [${selection}]` : orAwait(selection, hint),
    );
  const { from, to, ...rest } = selection as { from?: unknown; to?: unknown };
  const [other] = Object.keys(rest);
  if (other !== undefined || (from === undefined && to === undefined))
    return fail(
      other === undefined
        ? 'the range of runs has neither from nor to'
        : `'${other}' is neither from nor to of a range of runs`,
      hint,
    );
  const first = from === undefined ? 0 : checkRun(from, `'from'`);
  const last = to === undefined ? Number.POSITIVE_INFINITY : checkRun(to, `'to'`);
  if (first > last)
    return fail(`the range of runs from ${first} to ${last} is reversed`, `write { from: ${last}, to: ${first} }`);
  return (run) => run >= first && run <= last;
}
