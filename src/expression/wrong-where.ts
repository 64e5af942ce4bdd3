import type { Attribute } from '../catalogue/attribute.js';
import { QueryError } from '../errors.js';
import { written } from './describe.js';
import { isOperator } from './operators.js';

/** What is wrong with a `where` of an attribute and one argument, or three. */
export function wrongWhere({ name, type }: Attribute, rest: readonly unknown[]): QueryError {
  const [first] = rest;
  const method = type === 'list' ? 'has' : type === 'enum' || type === 'boolean' ? 'is' : 'eq';
  return new QueryError('wrong-arguments', `where('${name}', …) takes an operator and a value`, {
    attribute: name,
    hint:
      rest.length > 1 || (typeof first === 'string' && isOperator(first))
        ? `write where('${name}', '=', …)`
        : `write where('${name}').${method}(${written(first)})`,
  });
}
