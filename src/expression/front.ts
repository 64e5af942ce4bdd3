import type { Attribute } from '../catalogue/attribute.js';
import { lookUpFlag } from '../catalogue/flag-lookup.js';
import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import type { Hints } from '../util/guessed.js';
import { Condition } from './condition.js';
import { FlagConditions } from './flag-condition.js';
import { notAnExpression } from './invalid-expression.js';
import { isExpression, type Node } from './node.js';
import { operatorCondition } from './operators.js';
import { wrongWhere } from './wrong-where.js';

/** An attribute under the name that the caller wrote, and how to add a condition on it. */
interface Named<Builder> {
  readonly attribute: Attribute;
  readonly add: (condition: Node) => Builder;
}

/** The differences between the builders of queries and golden JSON that `where`, `flag` and `when` depend on. */
export interface Front<Builder> {
  /** Returns the builder's name in messages: `query for runs`. */
  readonly noun: (builder: Builder) => string;
  /** The expected result of the function of `when`, in its hint. */
  readonly whenHint: string;
  /** Returns true for a builder of the same kind. */
  readonly isSame: (builder: Builder, value: unknown) => value is Builder;
  /** Returns true for a builder that was made from this one. Another would lose its conditions. */
  readonly extends: (builder: Builder, built: Builder) => boolean;
  /** Returns the attribute with a name. @throws QueryError for an unknown name. */
  readonly find: (builder: Builder, name: string) => Named<Builder>;
  /** Hints for conditions of flags that people guess. */
  readonly flagHints?: Hints;
  readonly addFlag: (builder: Builder, condition: Node) => Builder;
  readonly addExpression: (builder: Builder, expression: Node) => Builder;
  /** Returns the error for an argument of `where` that is neither a name nor an expression. */
  readonly notWhere: (value: unknown) => QueryError;
}

/** Implements `where(name)`, `where(name, operator, value)` and `where(expression)`. */
export function where<Builder>(front: Front<Builder>, builder: Builder, args: readonly unknown[]): unknown {
  const [given] = args;
  if (isExpression(given)) {
    if (args.length > 1)
      throw new QueryError(
        'wrong-arguments',
        `Expected one argument for where() of an expression, got ${args.length}`,
        {
          hint: 'Write where(and(…, …)) or where(or(…, …)).',
        },
      );
    return front.addExpression(builder, given);
  }
  if (typeof given !== 'string') throw front.notWhere(given);
  const { attribute, add } = front.find(builder, given);
  if (args.length <= 1) return new Condition(attribute, add);
  if (args.length !== 3) throw wrongWhere(attribute, args.slice(1));
  return operatorCondition(attribute, args[1], args[2], add);
}

/** Implements `flag(workspace, column)` and `flag(name)`. */
export const flag = <Builder>(
  front: Front<Builder>,
  builder: Builder,
  names: readonly unknown[],
): FlagConditions<Builder> =>
  new FlagConditions(lookUpFlag(...names), (added) => front.addFlag(builder, added), front.flagHints);

/** Implements `when(value, build)`: returns the builder that `build` returns, or the same one if the value is undefined. */
export function when<Builder, Value>(
  front: Front<Builder>,
  builder: Builder,
  value: Value,
  build: (builder: Builder, value: Exclude<Value, undefined>) => unknown,
): Builder {
  const hint = `Return the ${front.whenHint}.`;
  if (typeof build !== 'function')
    throw new QueryError('bad-value', `Expected a function for when(), got ${describe(build)}`, { hint });
  // A function without a parameter for the value uses it as a switch: `when(onlyGood, (query) => …)`.
  if (value === undefined || (value === false && build.length < 2)) return builder;
  const built = build(builder, value as Exclude<Value, undefined>);
  const isSame = front.isSame(builder, built);
  if (isSame && front.extends(builder, built)) return built;
  const another = isSame ? 'another' : 'a';
  const received = sameClass(builder, built) ? `${another} ${front.noun(built)}` : notAnExpression(built).what;
  throw new QueryError('bad-value', `Expected a ${front.noun(builder)} from the function of when(), got ${received}`, {
    hint,
  });
}

const sameClass = <Builder>(builder: Builder, value: unknown): value is Builder =>
  typeof value === 'object' && value !== null && value.constructor === (builder as object).constructor;
