import { type ErrorDetails, type ErrorDetailsByCode, QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { isIntegerIn } from '../util/integer.js';
import { isObject } from '../util/json-object.js';

/**
 * Lumisections of a run, both ends included. A range to the end of its run is open-ended: it ends at `Infinity`.
 * @example const range: readonly [first: number, last: number] = [1, 88];
 */
export type Range = readonly [first: number, last: number];

/** The upper bound of an open-ended range in files. 0 has the same meaning. */
export const openEnd = 0xfffffff;

/** The largest lumisection number. */
export const lastLumisection = openEnd - 1;

/** The largest run number. */
export const lastRun = 2 ** 32 - 1;

/** A message and a hint. */
export interface Problem {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Returns the hint for a promise without `await`, or else the given hint. */
export const orAwait = (value: unknown, hint: string | undefined): string | undefined =>
  value instanceof Promise ? 'Write await before the promise.' : hint;

/** The position of an error in a list of lumisections. */
export type Position = Omit<ErrorDetailsByCode['bad-lumi-list'], keyof ErrorDetails>;

/** Throws the error for an invalid list of lumisections. */
export function fail(message: string, hint?: string, position: Position = {}): never {
  throw new QueryError('bad-lumi-list', message, { hint, ...position });
}

/** Returns the hint for a run and a lumisection in one argument: `'1:2'`, `[1, 2]`, `{ run: 1, lumisection: 2 }`. */
function pairHint(value: unknown): string | undefined {
  const pair = isObject(value) ? [value.run, value.lumisection] : value;
  const isPair = Array.isArray(pair) && pair.every((part) => typeof part === 'number');
  const [, run, lumisection] =
    /^\s*(\d+)\s*[:,]\s*(\d+)\s*$/.exec(isPair ? pair.join() : typeof pair === 'string' ? pair : '') ?? [];
  return run && `Write ${run}, ${lumisection} as two arguments.`;
}

const isNumeric = (value: unknown): value is string => typeof value === 'string' && /^\s*\d+\s*$/.test(value);

/** Checks a run number. `what` names it in the message. */
export function checkRun(run: unknown, what?: string, position?: Position): number {
  if (isIntegerIn(run, 1, lastRun)) return run;
  return fail(
    `Expected a run number${what === undefined ? '' : ` as ${what}`}, got ${describe(run)}`,
    isNumeric(run)
      ? `Write ${run.trim()} without quotes.`
      : ((what === undefined ? pairHint(run) : undefined) ?? `Runs have numbers from 1 to ${lastRun}.`),
    position,
  );
}

/** Checks a lumisection number. `what` names it in the message. */
export function checkLumisection(lumisection: unknown, what: string, position: Position): number {
  if (isIntegerIn(lumisection, 1, lastLumisection)) return lumisection;
  return fail(
    `Expected a lumisection number as ${what}, got ${describe(lumisection)}`,
    isNumeric(lumisection)
      ? `Write ${lumisection.trim()} without quotes.`
      : `Lumisections have numbers from 1 to ${lastLumisection}.`,
    position,
  );
}

/** Returns the problem of one end of a range, or undefined for an integer. */
function endProblem(value: unknown, side: 'start' | 'end'): Problem | undefined {
  if (Number.isInteger(value)) return undefined;
  const message = `Expected an integer as the ${side} of the range, got ${describe(value)}`;
  if (isNumeric(value)) return { message, hint: `Write ${value.trim()} without quotes.` };
  return { message, hint: `Lumisections have numbers from 1 to ${lastLumisection}.` };
}

/** Returns the problem of a range for which `isRange` is false. `form` formats a range as in the input. */
export function rangeProblem(
  first: unknown,
  last: unknown,
  form = (from: unknown, to: unknown): string => `[${from}, ${to}]`,
): Problem {
  const end = endProblem(first, 'start') ?? (last === Number.POSITIVE_INFINITY ? undefined : endProblem(last, 'end'));
  if (end !== undefined) return end;
  const range = form(first, last);
  if ((first as number) < 1)
    return {
      message: `Expected a range that starts at 1 or later, got ${range}`,
      hint: 'The first lumisection of a run is 1.',
    };
  if ((first as number) > openEnd || (Number.isFinite(last) && (last as number) > openEnd))
    return {
      message: `Expected a range that ends at ${openEnd} or earlier, got ${range}`,
      hint: `Write ${openEnd} for the end of the run.`,
    };
  return {
    message: `Expected the first lumisection before the last, got ${range}`,
    hint: (last as number) < 1 ? 'The first lumisection of a run is 1.' : `Write ${form(last, first)}.`,
  };
}

/** Returns the end of a range: Infinity for 0 and 268435455, which are the end of the run. */
export const endOf = (last: number): number => (last === 0 || last === openEnd ? Number.POSITIVE_INFINITY : last);

/** Returns true if two values are the ends of a range in files and programs. */
export const isRange = (first: unknown, last: unknown): boolean =>
  Number.isInteger(first) &&
  (first as number) >= 1 &&
  (first as number) <= openEnd &&
  (last === Number.POSITIVE_INFINITY ||
    last === 0 ||
    (Number.isInteger(last) && (last as number) >= (first as number) && (last as number) <= openEnd));
