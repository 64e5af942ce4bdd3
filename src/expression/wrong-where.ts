import type { Attribute } from '../catalogue/attribute.js';
import { QueryError } from '../errors.js';
import { written } from '../util/describe.js';
import { isOperator } from './operators.js';

/** Returns the call for `where(name, 'between', low, high)` and `where(name, 'in', first, second)`, also in upper case. */
function separateValues(name: string, condition: unknown, values: readonly unknown[]): string | undefined {
  if (typeof condition !== 'string' || values.length < 2) return undefined;
  const list = values.map(written).join(', ');
  const calls = new Map([
    ['in', `in([${list}])`],
    ['between', values.length === 2 ? `between(${list})` : undefined],
  ]);
  const call = calls.get(condition.toLowerCase());
  return call === undefined ? undefined : `Write where('${name}').${call}.`;
}

/** Returns the error for a `where` of an attribute with one further argument, or with three. */
export function wrongWhere({ name, type }: Attribute, rest: readonly unknown[]): QueryError {
  const [first, ...values] = rest;
  const method = type === 'list' ? 'has' : type === 'enum' || type === 'boolean' ? 'is' : 'eq';
  return new QueryError(
    'wrong-arguments',
    `Expected an operator and a value after where('${name}', …), got ${rest.length === 1 ? 'one argument' : `${rest.length} arguments`}`,
    {
      attribute: name,
      hint:
        separateValues(name, first, values) ??
        (rest.length > 1 || (typeof first === 'string' && isOperator(first))
          ? `Write where('${name}', '=', …).`
          : `Write where('${name}').${method}(${written(first)}).`),
    },
  );
}
