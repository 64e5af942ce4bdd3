/** json-logic-js with a limit of work: a document of a kilobyte could otherwise stop the process, or fill its memory. */
import { createRequire } from 'node:module';

interface JsonLogicJs {
  apply(rule: unknown, data: unknown): unknown;
  add_operation(name: string, operation: (...values: unknown[]) => unknown): void;
}

/** One evaluation did more work than it may. */
export class WorkLimitError extends Error {}

/** Work that one evaluation may do. A rule, or some characters of a string, are one unit each; a million take less than 0.1 s. */
export const maxWork = 1_000_000;

const charactersPerUnit = 16;
const elementsPerUnit = 4;

let left = maxWork;
/** Sizes of lists that hold lists, which operators may flatten to one string. */
let sizes = new Map<readonly unknown[], number>();

function spend(work: number): void {
  left -= work;
  if (left < 0) throw new WorkLimitError(`evaluation stopped after ${maxWork} steps`);
}

/** The work of going through a value once, as every operator may do with its arguments. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length / charactersPerUnit;
  if (!Array.isArray(value)) return 0;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  let size = value.length / elementsPerUnit;
  let holdsLists = false;
  for (const item of value as readonly unknown[]) {
    holdsLists ||= Array.isArray(item);
    // A list that holds itself ends here.
    if (holdsLists) sizes.set(value, size);
    if (typeof item === 'string' || Array.isArray(item)) size += sizeOf(item);
  }
  if (holdsLists) sizes.set(value, size);
  return size;
}

/**
 * An instance that no other code shares, since it is changed: each step of an evaluation, which are all calls of its `apply`, is
 * counted, and `log` does not write to stdout.
 */
function load(): JsonLogicJs {
  const require = createRequire(import.meta.url);
  const file = require.resolve('json-logic-js');
  const shared = require.cache[file];
  delete require.cache[file];
  const logic = require(file) as JsonLogicJs;
  if (shared === undefined) delete require.cache[file];
  else require.cache[file] = shared;
  const step = logic.apply;
  logic.apply = (rule, data) => {
    spend(1);
    const value = step(rule, data);
    spend(sizeOf(value));
    return value;
  };
  logic.add_operation('log', (value) => value);
  return logic;
}

let loaded: JsonLogicJs | undefined;

/** Starts an evaluation with all the work that one may do. */
export function startWork(): void {
  left = maxWork;
  if (sizes.size > 0) sizes = new Map();
}

/** Returns the work done since {@link startWork}. */
export const workDone = (): number => maxWork - left;

/**
 * Evaluates a rule as json-logic-js does, as a part of the evaluation that {@link startWork} began.
 *
 * @throws WorkLimitError when the evaluation exceeds its limit; what json-logic-js throws.
 */
export function applyBounded(rule: unknown, data: unknown): unknown {
  // Loaded when a rule first needs it: most rules do not, and importing the library stays quick.
  loaded ??= load();
  return loaded.apply(rule, data);
}
