import type { JsonLogic } from './node.js';
import { comparisons, equalities, operation } from './operation.js';

/** Returns true if an argument of `if` is a branch rather than a condition. */
const isBranch = (args: readonly JsonLogic[], index: number): boolean => index % 2 === 1 || index === args.length - 1;

const tests = new Set([...comparisons, 'in', 'some', 'all', 'none', '!', '!!']);

/** Returns true if the value of a rule is always a boolean, never null, a list or another value. */
export function isTruthValue(rule: JsonLogic): boolean {
  const call = operation(rule);
  if (call === undefined) return typeof rule === 'boolean';
  const { operator, args } = call;
  if (operator === 'and' || operator === 'or') return args.length > 0 && args.every(isTruthValue);
  if (operator === 'if' || operator === '?:')
    return args.length % 2 === 1 && args.every((arg, index) => !isBranch(args, index) || isTruthValue(arg));
  if (operator === 'log') return args.length === 1 && isTruthValue(args[0] as JsonLogic);
  return tests.has(operator);
}

/**
 * Returns the index of the rule that is compared with true or false, and whether the comparison negates it; undefined for any other
 * comparison.
 */
export function comparedWithTruth(
  operator: string,
  args: readonly JsonLogic[],
): { readonly index: number; readonly negates: boolean } | undefined {
  if (args.length !== 2 || !equalities.has(operator)) return undefined;
  const index = typeof args[1] === 'boolean' ? 0 : 1;
  const [rule, truth] = [args[index] as JsonLogic, args[1 - index]];
  if (typeof truth !== 'boolean' || operation(rule) === undefined || !isTruthValue(rule)) return undefined;
  return { index, negates: truth === operator.startsWith('!') };
}
