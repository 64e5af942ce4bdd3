import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { isIntegerIn } from '../util/integer.js';
import { checkArgumentCount } from '../util/limit-arguments.js';
import { and, checkExpressions, or } from './logic.js';
import type { Expression, ExpressionOf, ExpressionScope } from './node.js';

/** Maximum number of combinations. Each is written out, and more would be unreadable. */
const maxChoices = 2_000;

/** Returns the number of combinations of n out of `size`. */
function combinations(size: number, n: number): number {
  let count = 1;
  for (let i = 1; i <= n; i++) count = (count * (size - n + i)) / i;
  return Math.round(count);
}

function* choices<T>(items: readonly T[], n: number): Generator<readonly T[]> {
  if (n === 0) yield [];
  for (let i = 0; n > 0 && i <= items.length - n; i++)
    for (const rest of choices(items.slice(i + 1), n - 1)) yield [items[i] as T, ...rest];
}

/**
 * Returns an expression that is true if at least `n` of the expressions are true.
 *
 * It is an OR of all combinations of `n`, which the loss report of the JSON portal supports.
 *
 * @example
 * ```ts
 * // Two of the three stations of an arm of CTPPS.
 * const arm45 = atLeastOf(2, [
 *   flag('ctpps', 'rp45_210').is('GOOD'),
 *   flag('ctpps', 'rp45_220').is('GOOD'),
 *   flag('ctpps', 'rp45_cyl').is('GOOD'),
 * ]);
 * ```
 * @throws QueryError `bad-value` if `n` is not an integer from 1 to the number of expressions; `not-an-expression`; `empty-expression`;
 * `too-large` for more than 2,000 combinations.
 */
export function atLeastOf<S extends ExpressionScope>(n: number, expressions: readonly ExpressionOf<S>[]): Expression<S>;
export function atLeastOf(...args: readonly unknown[]): Expression {
  checkArgumentCount('atLeastOf', args, 2, 'Write the expressions in brackets: atLeastOf(2, [a, b, c]).');
  const [n, expressions] = args;
  if (!Array.isArray(expressions))
    throw new QueryError(
      'bad-value',
      `Expected an array of expressions for atLeastOf(), got ${describe(expressions)}`,
      {
        hint: 'Write atLeastOf(2, [a, b, c]).',
      },
    );
  const members = checkExpressions('atLeastOf', expressions, 'atLeastOf(1, [a, b])', (index) => `element ${index + 1}`);
  const size = members.length;
  if (!isIntegerIn(n, 1, size))
    throw new QueryError('bad-value', `Expected an integer from 1 to ${size} for atLeastOf(), got ${describe(n)}`, {
      hint: `There ${size === 1 ? 'is one expression' : `are ${size} expressions`}.`,
    });
  if (combinations(size, n) > maxChoices)
    throw new QueryError(
      'too-large',
      `Expected at most ${maxChoices} combinations for atLeastOf(), got ${combinations(size, n)}`,
      {
        hint: 'Pass fewer expressions.',
      },
    );
  if (n === 1) return or(...members);
  if (n === size) return and(...members);
  return or(...[...choices(members, n)].map((choice) => and(...choice)));
}
