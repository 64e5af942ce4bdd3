import { QueryError } from '../errors.js';
import { describe as shown } from '../util/describe.js';
import { isIntegerIn } from '../util/integer.js';

export { shown };

/**
 * Lumisections of a run, both ends included. An open-ended range, which goes to the end of its run, ends at `Infinity`.
 * @example const range: readonly [first: number, last: number] = [1, 88];
 */
export type Range = readonly [first: number, last: number];

/** What stands for "to the end of the run" in files: the upper bound of an open-ended range. So does 0. */
export const openEnd = 0xfffffff;

/** The largest number that a lumisection can have. */
export const lastLumisection = openEnd - 1;

/** The largest number that a run can have. */
export const lastRun = 2 ** 32 - 1;

/** What is wrong with something, and what to write instead. */
export interface Problem {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What to write instead of a promise, which somebody forgot to wait for, or else the given hint. */
export const orAwait = (value: unknown, hint: string | undefined): string | undefined =>
  value instanceof Promise ? 'write await before it' : hint;

/** Throws the error of everything that is no list of lumisections. */
export function fail(message: string, hint?: string): never {
  throw new QueryError('bad-lumi-list', message, { hint });
}

const isNumeric = (value: unknown): value is string => typeof value === 'string' && /^\s*\d+\s*$/.test(value);

/** Checks the number of a run. `what` says whose it is. */
export function checkRun(run: unknown, what = 'the run'): number {
  if (isIntegerIn(run, 1, lastRun)) return run;
  return fail(
    `${what} is ${shown(run)}, and not a run number`,
    isNumeric(run) ? `write the number ${run.trim()}, without quotes` : `runs are numbered from 1 to ${lastRun}`,
  );
}

/** Checks the number of a lumisection. */
export function checkLumisection(lumisection: unknown, what: string): number {
  if (isIntegerIn(lumisection, 1, lastLumisection)) return lumisection;
  return fail(
    `${what} is ${shown(lumisection)}, and not the number of a lumisection`,
    isNumeric(lumisection)
      ? `write the number ${lumisection.trim()}, without quotes`
      : `lumisections are numbered from 1 to ${lastLumisection}`,
  );
}

/** What is wrong with one end of a range; undefined where it is a number that can stand there. */
function endProblem(value: unknown, side: 'starts' | 'ends'): Problem | undefined {
  if (Number.isInteger(value)) return undefined;
  const message = `the range ${side} at ${shown(value)}, and not at a whole number`;
  if (isNumeric(value)) return { message, hint: `write ${value.trim()}, without quotes` };
  return { message, hint: `lumisections are numbered from 1 to ${lastLumisection}` };
}

/** What is wrong with the ends of a range, where `isRange` is false. `form` writes a range as the caller does. */
export function rangeProblem(
  first: unknown,
  last: unknown,
  form = (from: unknown, to: unknown): string => `[${from}, ${to}]`,
): Problem {
  const end = endProblem(first, 'starts') ?? (last === Number.POSITIVE_INFINITY ? undefined : endProblem(last, 'ends'));
  if (end !== undefined) return end;
  const range = form(first, last);
  if ((first as number) < 1)
    return { message: `the range ${range} starts at ${first}`, hint: 'the first lumisection of a run is 1' };
  if ((first as number) > openEnd || (Number.isFinite(last) && (last as number) > openEnd))
    return {
      message: `the range ${range} is beyond the largest lumisection`,
      hint: `write ${openEnd} for the end of the run`,
    };
  return {
    message: `the range ${range} is reversed`,
    hint: (last as number) < 1 ? 'the first lumisection of a run is 1' : `write ${form(last, first)}`,
  };
}

/** Where a range ends: 0 and 268435455 are the end of the run. */
export const endOf = (last: number): number => (last === 0 || last === openEnd ? Number.POSITIVE_INFINITY : last);

/** Whether two values are the ends of a range as files and programs give them. */
export const isRange = (first: unknown, last: unknown): boolean =>
  Number.isInteger(first) &&
  (first as number) >= 1 &&
  (first as number) <= openEnd &&
  (last === Number.POSITIVE_INFINITY ||
    last === 0 ||
    (Number.isInteger(last) && (last as number) >= (first as number) && (last as number) <= openEnd));
