import { QueryError } from '../errors.js';
import { describe } from './describe.js';

/** Parts of a JSON Pointer (RFC 6901) behind one that is there. */
export const pointer = (path: string, ...parts: readonly (string | number)[]): string =>
  parts.reduce<string>((sum, part) => `${sum}/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`, path);

/** Deeper data is refused, so that nothing that goes through it runs out of stack. */
const deepest = 200;

/** A deep, frozen copy of JSON data, so that neither side can change the other's. */
export function frozenCopy(value: unknown, what = 'a payload', path: readonly (string | number)[] = []): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (path.length > deepest) throw new QueryError('bad-value', `${what} of more than ${deepest} levels is refused`);
  const below = (item: unknown, key: string | number): unknown => frozenCopy(item, what, [...path, key]);
  if (Array.isArray(value)) return Object.freeze(Array.from(value, below));
  if (typeof value === 'object') {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null)
      return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, below(item, key)])));
  }
  const place = path.length === 0 ? '' : ` (at ${pointer('', ...path)})`;
  throw new QueryError('bad-value', `${what} is JSON, and ${describe(value)} in it is not${place}`, {
    hint: 'write numbers, texts, true, false, null, lists and objects',
  });
}
