import { type Boundaries, boundariesOf, fromAnyOrder, inOrder, type Runs } from './boundaries.js';
import { endOf, fail, isRange, lastRun, openEnd, orAwait, rangeProblem, shown } from './range.js';

/** A record of the JSON portal that someone took for the list in it. */
export const recordHint = 'this is a record of the JSON portal: take its generated_json';

/**
 * The run of a key: `315257`, or `315257-/PromptReco/Collisions2018A/DQM` as the JSON portal writes it beside the name of a
 * dataset. Undefined for anything else.
 */
export function runOfKey(key: string): number | undefined {
  const dash = key.indexOf('-');
  if (dash !== -1 && key[dash + 1] !== '/' && key.slice(dash + 1) !== 'online') return undefined;
  const digits = dash === -1 ? key : key.slice(0, dash);
  const run = Number(digits);
  return /^[1-9]\d*$/.test(digits) && run <= lastRun ? run : undefined;
}

/** A key that is no run number, in words. */
export const keyProblem = (key: string): string => `the key ${shown(key)} is no run number`;

/** What to write for a list of runs, each with ranges. */
export const keyHint = 'write a run such as "315257", or "315257-/PromptReco/Collisions2018A/DQM"';

/** The range that a list with one number may stand for. */
function singleHint({ length, 0: only }: readonly unknown[]): string {
  if (length !== 1 || !Number.isInteger(only)) return 'write [first, last]';
  if (only === -1) return `write [1, ${openEnd}] for a whole run`;
  return (only as number) >= 1 ? `write [${only}, ${only}] for one lumisection` : 'the first lumisection of a run is 1';
}

/** One range of a run. `where` says which. */
function boundsOf(value: unknown, where: string, bounds: number[], zeroIsEnd: boolean): void {
  if (!Array.isArray(value))
    fail(
      `${where}: ${shown(value)} is not a range`,
      typeof value === 'number'
        ? `write [[first, last], …]; single lumisections are read by LumiList.fromPairs`
        : 'write [first, last]',
    );
  const [first, last] = value as readonly unknown[];
  if (value.length !== 2)
    fail(`${where}: a range has two numbers, and this one has ${value.length}`, singleHint(value));
  if (!isRange(first, last) || (last === 0 && !zeroIsEnd)) {
    const { message, hint } = rangeProblem(first, last);
    fail(`${where}: ${message}`, hint);
  }
  bounds.push(first as number, endOf(last as number) + 1);
}

/**
 * The boundaries of a list of ranges. An upper bound 0 is the end of the run in files; where a program has worked it out, it is a range
 * that became empty, and must not become one without end.
 * @throws QueryError that names the run and the range.
 */
export function readRanges(run: string | number, ranges: unknown, { zeroIsEnd }: { zeroIsEnd: boolean }): Boundaries {
  if (!Array.isArray(ranges))
    fail(
      `run ${run}: ${shown(ranges)} is not a list of ranges`,
      ranges instanceof Promise ? 'write a function that is not async' : 'write [[first, last], …]',
    );
  const bounds: number[] = [];
  // By index, since forEach would skip what is missing.
  for (let at = 0; at < ranges.length; at++) boundsOf(ranges[at], `run ${run}, range ${at + 1}`, bounds, zeroIsEnd);
  return boundariesOf(bounds);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What to write instead of a value that is no object of runs. */
function valueHint(value: unknown): string | undefined {
  if (value instanceof Promise) return orAwait(value, undefined);
  if (Array.isArray(value))
    return isPlain(value[0])
      ? 'unite several lists: LumiList.empty.union(...lists.map((list) => LumiList.fromJSON(list)))'
      : 'pairs of a run and a lumisection are read by LumiList.fromPairs, run numbers by LumiList.fromRuns';
  if (typeof value === 'string') return 'text is read by LumiList.fromText, and files by LumiList.fromFile';
  if (value instanceof Map) return 'write Object.fromEntries(map)';
  return "write { '315257': [[1, 88], [91, 92]] }";
}

/**
 * Reads an object of runs, each with a list of ranges.
 * @throws QueryError that says where it is wrong, and how it would be right.
 */
export function readValue(value: unknown): Runs {
  if (!isPlain(value)) return fail(`${shown(value)} is no list of lumisections`, valueHint(value));
  const runs = new Map<number, Boundaries>();
  for (const key of Object.keys(value)) {
    const run = runOfKey(key);
    if (run === undefined) return fail(keyProblem(key), Object.hasOwn(value, 'generated_json') ? recordHint : keyHint);
    const boundaries = readRanges(key, value[key], { zeroIsEnd: true });
    const before = runs.get(run);
    runs.set(run, before === undefined ? boundaries : fromAnyOrder([...before, ...boundaries]));
  }
  return inOrder(runs);
}
