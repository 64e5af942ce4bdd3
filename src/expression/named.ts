import { QueryError } from '../errors.js';
import { describe } from './describe.js';
import { checked, made } from './logic.js';
import type { Expression, ExpressionScope, Node } from './node.js';

/**
 * An expression with a name, to be defined once and used in many queries and golden JSONs. The name is what `explain()`, tracing and
 * the cut-flow show, and what `remove` and `replace` of a golden JSON take; it changes nothing in what is asked.
 *
 * @example const muons = named('muon system', flags(['dt-dt', 'csc-csc', 'rpc-rpc']).are('GOOD'));
 * @throws QueryError where the name is empty or what is named is no expression.
 */
export function named<S extends ExpressionScope>(name: string, expression: Expression<S>): Expression<S> {
  return namedNode(name, expression);
}

/** The same for values of any type. */
export function namedNode(name: unknown, expression: unknown): Node {
  if (typeof name !== 'string' || name.trim() === '')
    throw new QueryError('bad-value', `named() takes a name, and ${describe(name)} is none`, {
      hint: "write named('muon system', and(…))",
    });
  const [member] = checked('named', [expression]);
  return made([member as Node], () => ({ kind: 'named', name, member: member as Node }));
}
