import { describe } from '../util/describe.js';
import { isPlainObject } from '../util/json-object.js';
import { type Boundaries, boundariesOf, fromAnyOrder, inOrder, type Runs } from './boundaries.js';
import { endOf, fail, isRange, lastRun, openEnd, orAwait, type Position, type Problem, rangeProblem } from './range.js';

/** The hint for a record of the JSON portal instead of the list in it. */
export const recordHint = 'This is a record of the JSON portal: pass its generated_json.';

/**
 * Returns the run of a key: `315257`, or `315257-/PromptReco/Collisions2018A/DQM` with the name of a dataset, as in the JSON portal.
 * Undefined for anything else.
 */
export function runOfKey(key: string): number | undefined {
  const dash = key.indexOf('-');
  if (dash !== -1 && key[dash + 1] !== '/' && key.slice(dash + 1) !== 'online') return undefined;
  const digits = dash === -1 ? key : key.slice(0, dash);
  const run = Number(digits);
  return /^[1-9]\d*$/.test(digits) && run <= lastRun ? run : undefined;
}

/** Returns the message for a key that is not a run number. */
export const keyProblem = (key: string): string => `Expected a run number as key, got ${describe(key)}`;

/** The hint for a key that is not a run number. */
export const keyHint = 'Write a run such as "315257", or "315257-/PromptReco/Collisions2018A/DQM".';

/** Returns the hint for an array that does not have two numbers. */
function singleHint({ length, 0: only }: readonly unknown[]): string {
  if (length !== 1 || !Number.isInteger(only)) return 'Write [first, last].';
  if (only === -1) return `Write [1, ${openEnd}] for a whole run.`;
  return (only as number) >= 1
    ? `Write [${only}, ${only}] for one lumisection.`
    : 'The first lumisection of a run is 1.';
}

/** Throws the error for a range, or for the ranges of a run. */
function failAt(position: Position, { message, hint }: Problem): never {
  const range = position.range === undefined ? '' : `, range ${position.range}`;
  return fail(`run ${position.key ?? position.run}${range}: ${message}`, hint, position);
}

/** Reads one range of a run. */
function boundsOf(value: unknown, position: Position, bounds: number[], zeroIsEnd: boolean): void {
  if (!Array.isArray(value))
    failAt(position, {
      message: `Expected a range, got ${describe(value)}`,
      hint:
        typeof value === 'number'
          ? 'Write [[first, last], …], or use LumiList.fromPairs for single lumisections.'
          : 'Write [first, last].',
    });
  const [first, last] = value as readonly unknown[];
  if (value.length !== 2)
    failAt(position, { message: `Expected two numbers in a range, got ${value.length}`, hint: singleHint(value) });
  if (!isRange(first, last) || (last === 0 && !zeroIsEnd)) failAt(position, rangeProblem(first, last));
  bounds.push(first as number, endOf(last as number) + 1);
}

/**
 * Returns the boundaries of a list of ranges. An upper bound of 0 is the end of the run in files. Computed by a program, it is an empty
 * range, which must not become open-ended.
 *
 * @throws QueryError with the run and the number of the range.
 */
export function readRanges(run: Position, ranges: unknown, { zeroIsEnd }: { zeroIsEnd: boolean }): Boundaries {
  if (!Array.isArray(ranges))
    return failAt(run, {
      message: `Expected an array of ranges, got ${describe(ranges)}`,
      hint: ranges instanceof Promise ? 'Pass a function that is not async.' : 'Write [[first, last], …].',
    });
  const bounds: number[] = [];
  // By index, since forEach would skip what is missing.
  for (let at = 0; at < ranges.length; at++) boundsOf(ranges[at], { ...run, range: at + 1 }, bounds, zeroIsEnd);
  return boundariesOf(bounds);
}

/** Returns the hint for a value that is not an object of runs. */
function valueHint(value: unknown): string | undefined {
  if (value instanceof Promise) return orAwait(value, undefined);
  if (Array.isArray(value))
    return isPlainObject(value[0])
      ? 'Join several lists: LumiList.empty.union(...lists.map((list) => LumiList.fromJSON(list))).'
      : 'Use LumiList.fromPairs for pairs of a run and a lumisection, or LumiList.fromRuns for run numbers.';
  if (typeof value === 'string') return 'Use LumiList.fromText for a string, or LumiList.fromFile for a file.';
  if (value instanceof Map) return 'Write Object.fromEntries(map).';
  return "Write { '315257': [[1, 88], [91, 92]] }.";
}

/**
 * Reads an object of runs, each with an array of ranges.
 *
 * @throws QueryError with the position of the mistake.
 */
export function readValue(value: unknown): Runs {
  if (!isPlainObject(value))
    return fail(`Expected an object of runs with ranges, got ${describe(value)}`, valueHint(value));
  const runs = new Map<number, Boundaries>();
  for (const key of Object.keys(value)) {
    const run = runOfKey(key);
    if (run === undefined)
      return fail(keyProblem(key), Object.hasOwn(value, 'generated_json') ? recordHint : keyHint, { key });
    const boundaries = readRanges({ key, run }, value[key], { zeroIsEnd: true });
    const before = runs.get(run);
    runs.set(run, before === undefined ? boundaries : fromAnyOrder([...before, ...boundaries]));
  }
  return inOrder(runs);
}
