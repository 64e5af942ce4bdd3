import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { checkArgumentCount } from '../util/limit-arguments.js';
import { checkExpressions, limitedNode } from './logic.js';
import { asExpression, type Expression, type ExpressionOf, type ExpressionScope, type Node } from './node.js';

/**
 * Names an expression that is used in several queries or golden JSONs.
 *
 * `explain()`, `trace()` and the cut-flow show the name, and `remove` and `replace` of a golden JSON take it. It does not change the
 * result.
 *
 * @example const muons = named('muon system', flags(['dt-dt', 'csc-csc', 'rpc-rpc']).are('GOOD'));
 * @throws QueryError `bad-value` if the name is empty; `not-an-expression`.
 */
export function named<S extends ExpressionScope>(name: string, expression: ExpressionOf<S>): Expression<S>;
export function named(...args: readonly unknown[]): Expression {
  checkArgumentCount('named', args, 2, "Join expressions with and(): named('muon system', and(…)).");
  return asExpression(namedNode(args[0], args[1]));
}

/** Names a value after checking both. */
export function namedNode(name: unknown, expression: unknown): Node {
  if (typeof name !== 'string' || name.trim() === '')
    throw new QueryError('bad-value', `Expected a name for named(), got ${describe(name)}`, {
      hint: "Write named('muon system', and(…)).",
    });
  const [member] = checkExpressions('named', [expression], undefined, () => 'argument 2');
  return limitedNode({ kind: 'named', name, member: member as Node });
}
