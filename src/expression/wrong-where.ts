import type { Attribute } from '../catalogue/attribute.js';
import { QueryError } from '../errors.js';
import { written } from '../util/describe.js';
import { isOperator } from './operators.js';

/** Returns the error for a `where` of an attribute with one further argument, or with three. */
export function wrongWhere({ name, type }: Attribute, rest: readonly unknown[]): QueryError {
  const [first] = rest;
  const method = type === 'list' ? 'has' : type === 'enum' || type === 'boolean' ? 'is' : 'eq';
  return new QueryError(
    'wrong-arguments',
    `Expected an operator and a value after where('${name}', …), got ${rest.length === 1 ? 'one argument' : `${rest.length} arguments`}`,
    {
      attribute: name,
      hint:
        rest.length > 1 || (typeof first === 'string' && isOperator(first))
          ? `Write where('${name}', '=', …).`
          : `Write where('${name}').${method}(${written(first)}).`,
    },
  );
}
