import { QueryError } from '../errors.js';
import { notAnAttribute } from '../expression/invalid-expression.js';
import { describe } from '../util/describe.js';
import { isIntegerIn } from '../util/integer.js';
import { isObject } from '../util/json-object.js';

/** Checks the number of rows of a limit or of a page. */
export function checkCount(value: unknown, method: 'limit' | 'pageSize', least: number): number {
  if (isIntegerIn(value, least, Number.MAX_SAFE_INTEGER)) return value;
  throw new QueryError('bad-value', `Expected an integer from ${least} for ${method}(), got ${describe(value)}`, {
    hint: `Write ${method}(${method === 'limit' ? 100 : 1000}).`,
  });
}

/** Returns the error for conditions next to a payload. */
export const standsAlone = (): QueryError =>
  new QueryError(
    'raw-stands-alone',
    'A query with raw() cannot have other conditions: the registry would not combine them by AND',
    { hint: 'Put the condition into the payload, or write the payload as conditions.' },
  );

/** Returns the error for an argument of `where()` that is neither an attribute nor an expression. */
export function notWhere(value: unknown): QueryError {
  const payload = isObject(value) ? ', or raw({ … }) for a payload' : '';
  const write = `Write where('energy') or where(run.energy.gte(6000))${payload}.`;
  return notAnAttribute(value, 'an attribute or an expression', write);
}
