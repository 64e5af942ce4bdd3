import type { Attribute } from '../catalogue/attribute.js';
import { lookUpFlag } from '../catalogue/flag-lookup.js';
import { QueryError } from '../errors.js';
import { condition } from './condition.js';
import { describe } from './describe.js';
import { FlagConditions } from './flag-condition.js';
import { type Expression, isExpression, type Node } from './node.js';
import { operatorCondition } from './operators.js';
import { notAnExpression } from './unfinished.js';
import { wrongWhere } from './wrong-where.js';

/** An attribute under the name by which the caller wrote it, and what is done with a condition on it. */
interface Named<Builder> {
  readonly attribute: Attribute;
  readonly add: (condition: Node) => Builder;
}

/** What `where`, `flag` and `when` need to know of a builder: of queries, or of golden JSON. */
export interface Front<Builder> {
  /** What the builder is, in messages: `query for runs`. */
  readonly noun: (builder: Builder) => string;
  /** What the function of `when` is to return. */
  readonly whenHint: string;
  /** Whether a value is a builder of the same kind. */
  readonly isSame: (builder: Builder, value: unknown) => value is Builder;
  /** The attribute of a name. @throws QueryError for an unknown one. */
  readonly find: (builder: Builder, name: string) => Named<Builder>;
  readonly addFlag: (builder: Builder, condition: Node) => Builder;
  readonly addExpression: (builder: Builder, expression: Expression) => Builder;
  /** The error for an argument of `where` that is neither a name nor an expression. */
  readonly notWhere: (value: unknown) => QueryError;
}

/** `where(name)`, `where(name, operator, value)` and `where(expression)`. */
export function where<Builder>(front: Front<Builder>, builder: Builder, [what, ...rest]: readonly unknown[]): unknown {
  if (isExpression(what)) {
    if (rest.length > 0)
      throw new QueryError('wrong-arguments', 'where() of an expression takes nothing else', {
        hint: 'join two expressions with and() or or()',
      });
    return front.addExpression(builder, what);
  }
  if (typeof what !== 'string') throw front.notWhere(what);
  const { attribute, add } = front.find(builder, what);
  if (rest.length === 0) return condition(attribute, add);
  if (rest.length !== 2) throw wrongWhere(attribute, rest);
  return operatorCondition(attribute, rest[0], rest[1], add);
}

/** `flag(workspace, column)` and `flag(name)`. */
export const flag = <Builder>(
  front: Front<Builder>,
  builder: Builder,
  names: readonly unknown[],
): FlagConditions<Builder> => new FlagConditions(lookUpFlag(...names), (added) => front.addFlag(builder, added));

/** `when(value, build)`: the builder that `build` returns, or the same one where the value is undefined. */
export function when<Builder, Value>(
  front: Front<Builder>,
  builder: Builder,
  value: Value,
  build: (builder: Builder, value: Exclude<Value, undefined>) => unknown,
): Builder {
  const hint = `return the ${front.whenHint}`;
  if (typeof build !== 'function')
    throw new QueryError('bad-value', `when() takes a function, and ${describe(build)} is none`, { hint });
  // A function that does not take the value uses it as a switch: `when(onlyGood, (query) => …)`.
  if (value === undefined || (value === false && build.length < 2)) return builder;
  const built = build(builder, value as Exclude<Value, undefined>);
  if (front.isSame(builder, built)) return built;
  const what = sameClass(builder, built) ? `a ${front.noun(built)}` : notAnExpression(built).what;
  throw new QueryError('bad-value', `the function of when() returned ${what} instead of a ${front.noun(builder)}`, {
    hint,
  });
}

const sameClass = <Builder>(builder: Builder, value: unknown): value is Builder =>
  typeof value === 'object' && value !== null && value.constructor === (builder as object).constructor;
