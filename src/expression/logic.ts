import { QueryError } from '../errors.js';
import { isObject } from '../util/json-object.js';
import { checkArgumentCount } from '../util/limit-arguments.js';
import { node } from './create-node.js';
import { notAnExpression } from './invalid-expression.js';
import {
  asExpression,
  type Expression,
  type ExpressionOf,
  type ExpressionScope,
  isExpression,
  type Node,
} from './node.js';
import { childrenOf } from './walk.js';

/** Checks that there is at least one argument, and that all are expressions. */
export function checkExpressions(
  name: string,
  expressions: readonly unknown[],
  example = `${name}(run.energy.gte(6000), …)`,
  position = (index: number) => `argument ${index + 1}`,
): readonly Node[] {
  if (expressions.length === 0)
    throw new QueryError('empty-expression', `Expected at least one expression for ${name}(), got none`, {
      hint: `Write ${example}.`,
    });
  for (const [index, expression] of expressions.entries())
    if (!isExpression(expression)) {
      const { what, hint } = notAnExpression(expression);
      throw new QueryError(
        'not-an-expression',
        `Expected an expression as ${position(index)} of ${name}(), got ${what}`,
        {
          hint:
            hint ??
            (Array.isArray(expression)
              ? `Write ${name}(...expressions) for the elements of an array.`
              : 'Write a condition such as run.energy.gte(6000).'),
        },
      );
    }
  return expressions as readonly Node[];
}

/** A larger expression was probably joined with itself in a loop, which doubles it each time. */
const maxConditions = 100_000;

const sizes = new WeakMap<Node, number>();

/** Returns a node after checking its size. */
export function limitedNode(data: Node): Node {
  let size = 0;
  for (const child of childrenOf(data)) size += sizes.get(child) ?? 1;
  if (size > maxConditions)
    throw new QueryError('too-large', `Expected an expression of at most ${maxConditions} conditions, got ${size}`, {
      hint: 'Use in([…]) for many values of one attribute.',
    });
  const tree = node(data);
  sizes.set(tree, size);
  return tree;
}

/** Flattens an AND of ANDs, or an OR of ORs. An expression built in a loop stays flat. */
const flat = (kind: 'and' | 'or', members: readonly Node[]): readonly Node[] =>
  members.flatMap((member) => (member.kind === kind ? member.members : [member]));

const joined = (kind: 'and' | 'or', expressions: readonly unknown[]): Node =>
  limitedNode({ kind, members: flat(kind, checkExpressions(kind, expressions)) });

/**
 * Returns an expression that is true if all expressions are true. Null if none is false and at least one is null. Do not write `a && b`:
 * it is `b` alone.
 *
 * @example and(run.energy.gte(6000), run.b_field.gte(3.7))
 * @throws QueryError `empty-expression` without arguments; `not-an-expression`; `too-large` for more than 100,000 conditions.
 */
export function and<S extends ExpressionScope = never>(...expressions: readonly ExpressionOf<S>[]): Expression<S> {
  return asExpression(joined('and', expressions));
}

/**
 * Returns an expression that is true if at least one expression is true. Null if none is true and at least one is null. Do not write
 * `a || b`: it is `a` alone.
 *
 * @example or(run.class.like('%Cosmics%'), flag('dt', 'dt').is('BAD'))
 * @throws QueryError `empty-expression` without arguments; `not-an-expression`; `too-large` for more than 100,000 conditions.
 */
export function or<S extends ExpressionScope = never>(...expressions: readonly ExpressionOf<S>[]): Expression<S> {
  return asExpression(joined('or', expressions));
}

/**
 * Negates an expression. Null stays null: rows without the attribute do not match, as with `ne`. Add
 * `or(not(x), run.energy.isNull())` to include them.
 *
 * @example not(run.significant.is(true))
 * @throws QueryError `not-an-expression`.
 */
export function not<S extends ExpressionScope = never>(expression: ExpressionOf<S>): Expression<S>;
export function not(...expressions: readonly unknown[]): Expression {
  checkArgumentCount('not', expressions, 1, ([, second]) =>
    isObject(second) && 'orNull' in second
      ? 'Write or(not(…), run.energy.isNull()) to include rows with null.'
      : 'Write not(or(…)) or not(and(…)).',
  );
  const [member] = checkExpressions('not', [expressions[0]]);
  return asExpression(limitedNode({ kind: 'not', member: member as Node }));
}
