import { QueryError } from '../errors.js';
import { describe } from './describe.js';

/** A deep, frozen copy of JSON data, so that neither side can change the other's. */
export function frozenCopy(value: unknown, depth = 0): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (depth > 200) throw new QueryError('bad-value', 'a payload of more than 200 levels is refused');
  if (Array.isArray(value)) return Object.freeze(Array.from(value, (item) => frozenCopy(item, depth + 1)));
  if (typeof value === 'object') {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null)
      return Object.freeze(
        Object.fromEntries(Object.entries(value).map(([key, item]) => [key, frozenCopy(item, depth + 1)])),
      );
  }
  throw new QueryError('bad-value', `a payload is JSON, and ${describe(value)} in it is not`, {
    hint: 'write numbers, texts, true, false, null, lists and objects',
  });
}
