import type { JsonLogic } from '../expression/node.js';
import { operation } from '../expression/operation.js';
import { comparedWithTruth, isTruthValue } from '../expression/truth-value.js';
import { variableAt } from './variable.js';

/** A rule, or its negation, that is evaluated as a whole. */
export interface AtomFormula {
  readonly kind: 'atom';
  readonly rule: JsonLogic;
  readonly negated: boolean;
}

/** A rule in negation normal form: `and`, `or` and atoms, which alone are negated. */
export type Formula = { readonly kind: 'and' | 'or'; readonly members: readonly Formula[] } | AtomFormula;

const scalars = new Set(['+', '-', '*', '/', '%', 'min', 'max', 'cat', 'substr']);

/**
 * Returns true if the value of a rule can be a list. An empty list is false as a condition, but passes the lumisection as the value of a
 * document.
 */
export function mayBeList(rule: JsonLogic): boolean {
  if (Array.isArray(rule)) return true;
  const call = operation(rule);
  if (call === undefined || isTruthValue(rule)) return false;
  const { operator, args } = call;
  if (operator !== 'var') return !scalars.has(operator);
  const [path, otherwise] = args;
  const variable = typeof path === 'string' ? variableAt(path) : undefined;
  return variable === undefined || variable.attribute?.type === 'list' || mayBeList(otherwise ?? null);
}

function choice(args: readonly JsonLogic[], negated: boolean): Formula {
  const [condition, then, ...rest] = args as [JsonLogic, JsonLogic, ...JsonLogic[]];
  const or: Formula['kind'] = negated ? 'and' : 'or';
  const and: Formula['kind'] = negated ? 'or' : 'and';
  const first: Formula = { kind: and, members: [formulaOf(condition, negated), formulaOf(then, negated)] };
  if (rest.length === 0) return first;
  const otherwise = rest.length === 1 ? formulaOf(rest[0] as JsonLogic, negated) : choice(rest, negated);
  return { kind: or, members: [first, { kind: and, members: [formulaOf(condition, !negated), otherwise] }] };
}

/** Returns the formula that is true exactly if the value of the rule is truthy in JSON logic, or falsy if negated. */
export function formulaOf(rule: JsonLogic, negated = false): Formula {
  const call = operation(rule);
  if (call !== undefined) {
    const { operator, args } = call;
    const [only] = args;
    if ((operator === 'and' || operator === 'or') && args.length > 0)
      return {
        kind: (operator === 'and') === negated ? 'or' : 'and',
        members: args.map((arg) => formulaOf(arg, negated)),
      };
    if (args.length === 1 && operator === '!') return formulaOf(only as JsonLogic, !negated);
    // The value of `log` is its argument.
    if (args.length === 1 && (operator === '!!' || operator === 'log')) return formulaOf(only as JsonLogic, negated);
    if ((operator === 'if' || operator === '?:') && args.length > 0)
      return args.length === 1 ? formulaOf(only as JsonLogic, negated) : choice(args, negated);
    const compared = comparedWithTruth(operator, args);
    if (compared !== undefined) return formulaOf(args[compared.index] as JsonLogic, compared.negates !== negated);
  }
  return { kind: 'atom', rule, negated };
}
