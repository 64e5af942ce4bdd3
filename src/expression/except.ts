import type { Attribute } from '../catalogue/attribute.js';
import { findAttribute } from '../catalogue/lookup.js';
import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { isObject } from '../util/json-object.js';
import { checkNumber } from './check.js';
import { build } from './condition.js';
import { and, checkExpressions, not, or } from './logic.js';
import { asExpression, type Expression, type ExpressionOf, type ExpressionScope, type Node } from './node.js';

/** A range of run numbers, both ends included, or one run number. */
export type RunRange =
  | number
  | readonly [first: number, last: number]
  | {
      /** The first run. */
      readonly from: number;
      /** The last run, included. */
      readonly to: number;
    };

const badRange = (message: string, hint: string): QueryError =>
  new QueryError('bad-value', message, { attribute: 'run_number', hint });

function bounds(range: unknown): readonly [first: unknown, last: unknown] {
  if (typeof range === 'number') return [range, range];
  if (Array.isArray(range) && range.some(Array.isArray))
    throw badRange(
      'Expected one range of runs for except(), got several',
      'Write except(range, except(otherRange, expression)).',
    );
  if (Array.isArray(range) && range.length === 2) return [range[0], range[1]];
  if (isObject(range) && 'from' in range && 'to' in range) {
    const { from, to, ...rest } = range;
    const [unknown] = Object.keys(rest);
    if (unknown !== undefined)
      throw badRange(`Unknown key '${unknown}' of a range of runs in except()`, 'Write { from: 355100, to: 355208 }.');
    return [from, to];
  }
  throw badRange(
    `Expected a run number or a range of runs, got ${describe(range)}`,
    'Write [355100, 355208], or { from: 355100, to: 355208 }.',
  );
}

/** Returns the condition that the run is in a range. */
function within(range: unknown): Expression<'run'> {
  const [first, last] = bounds(range);
  const runNumber = findAttribute('run_number', ['run']) as Attribute;
  if (checkNumber(first, runNumber) > checkNumber(last, runNumber))
    throw badRange(`Expected the first run before the last, got [${first}, ${last}]`, `Write [${last}, ${first}].`);
  const node = first === last ? build(runNumber, 'eq', first) : build(runNumber, 'between', first, last);
  return asExpression(node);
}

/**
 * Suspends an expression in a range of runs, for example because the detector that it checks was broken.
 *
 * In the range, the result is true, or that of the third argument.
 *
 * @example
 * ```ts
 * // The beam-present bits cannot be used in runs 355100 to 355208.
 * const beams = except([355100, 355208], and(lumisection.beam1_present.is(true), lumisection.beam2_present.is(true)));
 * ```
 * @throws QueryError `bad-value` for an invalid range, or one with swapped bounds; `not-an-expression`.
 */
export function except<S extends ExpressionScope>(
  range: RunRange,
  expression: ExpressionOf<S>,
  instead?: ExpressionOf<S>,
): Expression<S | 'run'>;
export function except(range: unknown, ...expressions: readonly unknown[]): Expression {
  const inRange: Expression = within(range);
  const given = expressions.length > 1 && expressions[1] === undefined ? expressions.slice(0, 1) : expressions;
  const [usual, instead, more] = checkExpressions(
    'except',
    given.length === 0 ? [undefined] : given,
    undefined,
    (index) => `argument ${index + 2}`,
  );
  if (more !== undefined)
    throw new QueryError(
      'wrong-arguments',
      `Expected a range and one or two expressions for except(), got ${expressions.length} expressions`,
      { hint: 'Join expressions with and() or or().' },
    );
  return instead === undefined
    ? or(inRange, usual as Node)
    : or(and(inRange, instead), and(not(inRange), usual as Node));
}
