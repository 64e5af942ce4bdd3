import { QueryError } from '../errors.js';
import type { Expression, ExpressionScope, Node } from './node.js';
import { isExpression, node } from './node.js';
import { notAnExpression } from './unfinished.js';

/** Arguments that must be expressions, of which there must be at least one. */
export function checked(name: string, expressions: readonly unknown[]): readonly Node[] {
  if (expressions.length === 0)
    throw new QueryError('empty-expression', `${name}() needs at least one expression`, {
      hint: `write ${name}(run.energy.gte(6000), …)`,
    });
  for (const [index, expression] of expressions.entries())
    if (!isExpression(expression)) {
      const { what, hint } = notAnExpression(expression);
      throw new QueryError('not-an-expression', `argument ${index + 1} of ${name}() is ${what}, not an expression`, {
        hint:
          hint ??
          (Array.isArray(expression)
            ? `write ${name}(...list) for the members of a list`
            : 'write a condition such as run.energy.gte(6000)'),
      });
    }
  return expressions as readonly Node[];
}

/** Larger expressions are refused: most likely one was joined with itself again and again, which doubles it each time. */
const mostConditions = 100_000;

const sizes = new WeakMap<Node, number>();

/** Makes a node of members whose size is checked before they are put together. */
export function made(members: readonly Node[], make: () => Node): Node {
  let size = 0;
  for (const member of members) size += sizes.get(member) ?? 1;
  if (size > mostConditions)
    throw new QueryError('too-large', `an expression of ${size} conditions is refused`, {
      hint: 'write in([…]) for many values of one attribute',
    });
  const tree = node(make());
  sizes.set(tree, size);
  return tree;
}

/** An OR of ORs is one OR: an expression that is built up in a loop stays flat, however long it grows. */
const flat = (kind: 'and' | 'or', members: readonly Node[]): readonly Node[] =>
  members.flatMap((member) => (member.kind === kind ? member.members : [member]));

function joined(kind: 'and' | 'or', expressions: readonly unknown[]): Node {
  const members = checked(kind, expressions);
  return made(members, () => ({ kind, members: flat(kind, members) }));
}

/**
 * All of the expressions hold. Unknown (null) where none is false and at least one is unknown.
 *
 * @example and(run.energy.gte(6000), run.b_field.gte(3.7))
 */
export function and<S extends ExpressionScope>(...expressions: readonly Expression<S>[]): Expression<S> {
  return joined('and', expressions);
}

/**
 * At least one of the expressions holds. Unknown (null) where none is true and at least one is unknown.
 *
 * @example or(run.class.like('%Cosmics%'), flag('dt', 'dt').is('BAD'))
 */
export function or<S extends ExpressionScope>(...expressions: readonly Expression<S>[]): Expression<S> {
  return joined('or', expressions);
}

/**
 * The expression does not hold. Unknown (null) stays unknown, so rows whose attribute is null or missing are left out, as with
 * `ne`; write `or(not(x), run.energy.isNull())` to keep them.
 *
 * @example not(run.significant.is(true))
 */
export function not<S extends ExpressionScope>(expression: Expression<S>): Expression<S>;
export function not(...expressions: readonly unknown[]): Expression {
  const [member] = checked('not', expressions.length === 0 ? [undefined] : expressions);
  if (expressions.length > 1)
    throw new QueryError('wrong-arguments', `not() takes one expression, and got ${expressions.length}`, {
      hint: 'write not(or(…)) or not(and(…))',
    });
  return made([member as Node], () => ({ kind: 'not', member: member as Node }));
}
