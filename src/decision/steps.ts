import type { JsonLogic } from '../expression/node.js';
import { comparisons, operation } from '../expression/operation.js';
import { firstAtLeast } from '../util/sorted.js';
import { type Variable, variableAt } from './variable.js';

const isConstant = (rule: JsonLogic): boolean => typeof rule !== 'object' || rule === null;

/** Returns true for a variable that reads the value itself, not its length. */
const readsValue = (rule: JsonLogic): boolean => {
  const call = operation(rule);
  const [path, otherwise = null] = call?.operator === 'var' ? call.args : [];
  return (
    typeof path === 'string' && variableAt(path) !== undefined && !path.endsWith('.length') && isConstant(otherwise)
  );
};

/** Returns the constants that a rule compares a value with; undefined if it does anything else with the value. */
function comparedWith(rule: JsonLogic): readonly JsonLogic[] | undefined {
  const { operator = '', args = [] } = operation(rule) ?? {};
  const [left = null, list] = args;
  if (operator === 'in')
    return args.length === 2 && readsValue(left) && Array.isArray(list) && list.every(isConstant) ? list : undefined;
  return comparisons.has(operator) && args.every((arg) => isConstant(arg) || readsValue(arg))
    ? args.filter(isConstant)
    : undefined;
}

/** The values at which a rule on one variable can change. In ascending order. */
export type Steps = readonly number[] | readonly string[];

/**
 * Returns the steps of a rule on one variable: between two steps, it has the same truth for all numbers or strings. Undefined for a rule
 * that is not a comparison with constants.
 */
export function stepsOf(rule: JsonLogic, { attribute }: Variable): Steps | undefined {
  const constants = comparedWith(rule);
  if (constants === undefined) return undefined;
  if (attribute?.type === 'number') {
    const numbers = constants.map(Number).filter(Number.isFinite);
    return [...new Set(numbers)].sort((a, b) => a - b);
  }
  // JavaScript compares a string with any other constant as a number.
  return constants.every((constant) => typeof constant === 'string') ? [...new Set(constants)].sort() : undefined;
}

/** Returns the ascending indexes of the ascending values at which a rule with the steps can change: 0, and up to their number. */
export function changes(values: readonly (number | string)[], steps: Steps): readonly number[] {
  const indexes = new Set([0]);
  for (const step of steps) {
    const at = firstAtLeast(values, step);
    indexes.add(at);
    if (values[at] === step) indexes.add(at + 1);
  }
  return [...indexes];
}
