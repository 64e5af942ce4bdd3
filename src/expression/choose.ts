import { QueryError } from '../errors.js';
import { describe } from './describe.js';
import { and, checked, or } from './logic.js';
import type { Expression, ExpressionScope } from './node.js';

/** With more ways to choose, each written out, nobody could read the result. */
const mostChoices = 2_000;

/** How many ways there are to choose n of a number of things. */
function ways(of: number, n: number): number {
  let count = 1;
  for (let i = 1; i <= n; i++) count = (count * (of - n + i)) / i;
  return Math.round(count);
}

function* choices<T>(items: readonly T[], n: number): Generator<readonly T[]> {
  if (n === 0) yield [];
  for (let i = 0; n > 0 && i <= items.length - n; i++)
    for (const rest of choices(items.slice(i + 1), n - 1)) yield [items[i] as T, ...rest];
}

/**
 * At least `n` of the expressions hold. It is written out as an OR of every choice of `n`, which all printers and the loss report of
 * the JSON portal understand.
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
 * @throws QueryError where `n` is no whole number from 1 to the number of expressions, or there are more than 2,000 choices.
 */
export function atLeastOf<S extends ExpressionScope>(n: number, expressions: readonly Expression<S>[]): Expression<S> {
  if (!Array.isArray(expressions))
    throw new QueryError('bad-value', `atLeastOf() takes a list of expressions, and ${describe(expressions)} is none`, {
      hint: 'write atLeastOf(2, [a, b, c])',
    });
  const members = checked('atLeastOf', expressions) as readonly Expression<S>[];
  const of = members.length;
  if (!Number.isInteger(n) || n < 1 || n > of)
    throw new QueryError('bad-value', `atLeastOf() takes a whole number from 1 to ${of}, and ${describe(n)} is none`, {
      hint: `there are ${of} expressions to choose from`,
    });
  if (ways(of, n) > mostChoices)
    throw new QueryError('too-large', `there are ${ways(of, n)} ways to choose ${n} of ${of}`, {
      hint: `choose from fewer expressions: up to ${mostChoices} ways are written out`,
    });
  if (n === 1) return or(...members);
  if (n === of) return and(...members);
  return or(...[...choices(members, n)].map((choice) => and(...choice)));
}
