/** json-logic-js with a limit: a document of a kilobyte could otherwise block the process, or fill its memory. */
import jsonLogic from 'json-logic-js';
import type { JsonLogic } from '../expression/node.js';
import { operation } from '../expression/operation.js';

/** An evaluation exceeded its limit. */
export class WorkLimitError extends Error {}

/** The maximum work of an evaluation. A rule or a few characters are one unit. A million units take less than 0.1 s. */
export const maxWork = 1_000_000;

const charactersPerUnit = 16;
const elementsPerUnit = 4;

let left = maxWork;
/** Sizes of nested lists, which operators can flatten to a string. */
let sizes = new Map<readonly unknown[], number>();

function spend(work: number): void {
  left -= work;
  if (left < 0) throw new WorkLimitError(`evaluation stopped after ${maxWork} steps`);
}

/** Returns the work of reading a value once, as operators do with their arguments. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length / charactersPerUnit;
  if (!Array.isArray(value)) return 0;
  const cached = sizes.get(value);
  if (cached !== undefined) return cached;
  let size = value.length / elementsPerUnit;
  let holdsLists = false;
  for (const item of value as readonly unknown[]) {
    holdsLists ||= Array.isArray(item);
    // Ends a list that contains itself.
    if (holdsLists) sizes.set(value, size);
    if (typeof item === 'string' || Array.isArray(item)) size += sizeOf(item);
  }
  if (holdsLists) sizes.set(value, size);
  return size;
}

const operators = new Set(
  `and or ! !! == === != !== > >= < <= in if ?: var missing missing_some + - * / % min max cat substr merge method
  map filter reduce all none some`.split(/\s+/),
);

/** Evaluates a rule with the standard operators only. The program may have added others to json-logic-js. */
function evaluate(apply: typeof jsonLogic.apply, rule: unknown, data: unknown): unknown {
  const { operator, args = [] } = operation(rule as JsonLogic) ?? {};
  if (operator === undefined || operators.has(operator)) return apply(rule, data);
  // `log` of json-logic-js writes to stdout.
  if (operator === 'log') return args.map((argument) => jsonLogic.apply(argument, data))[0];
  throw new Error(`Unrecognized operation ${operator}`);
}

/** Starts an evaluation with the maximum work. */
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
  // Every step of an evaluation is a call of this property. The program shares the object, so it is restored afterwards.
  const { apply } = jsonLogic;
  jsonLogic.apply = (rule, data) => {
    spend(1);
    const value = evaluate(apply, rule, data);
    spend(sizeOf(value));
    return value;
  };
  try {
    return jsonLogic.apply(rule, data);
  } finally {
    jsonLogic.apply = apply;
  }
}
