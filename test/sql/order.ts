/** The order of rows in SQL, computed without it. */
import type { Attribute } from '../../src/catalogue/attribute.js';
import { accessorOf, valueIn } from '../../src/print/row.js';
import type { Row } from '../property/reference.js';

/** Compares two values, strings by code points. JavaScript compares them by UTF-16 units. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a === b ? 0 : (a as number) < (b as number) ? -1 : 1;
}

/** Orders rows by some attributes, nulls last ascending and first descending, and then by key. */
export function ordered(
  rows: readonly Row[],
  keys: readonly (readonly [attribute: Attribute, direction: string])[],
  target: 'runs' | 'datasets',
): Row[] {
  const accessor = accessorOf(target);
  return rows.toSorted((a, b) => {
    for (const [attribute, direction] of keys) {
      const [left, right] = [valueIn(accessor, a, attribute), valueIn(accessor, b, attribute)];
      const nulls = Number(left === null) - Number(right === null);
      const up = nulls || (left === null ? 0 : compare(left, right));
      if (up !== 0) return direction === 'asc' ? up : -up;
    }
    return compare(b.run_number, a.run_number) || compare(a.name ?? '', b.name ?? '');
  });
}
