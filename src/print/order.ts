import type { Attribute } from '../catalogue/attribute.js';
import type { JsonObject } from '../util/json-object.js';
import type { Target } from './formula.js';
import { accessorOf, valueIn } from './row.js';

/** Ascending or descending. */
export type Direction = 'asc' | 'desc';

/** One key of an order. */
export interface OrderKey {
  readonly attribute: Attribute;
  readonly direction: Direction;
}

/** A sorting of the registry: `["rr_attributes.class","ASC"]`. */
export type WireSorting = readonly [key: string, direction: 'ASC' | 'DESC'];

/**
 * Returns true if the registry sorts by the attribute correctly. It sorts JSON attributes as strings, which is right for strings, dates
 * and booleans but not for numbers, except two that it casts. Datasets can be sorted by three run attributes only.
 */
export function registrySorts({ home, type, serverOrder, sortsDatasets, scope }: Attribute, target: Target): boolean {
  if (type === 'list') return false;
  if (type === 'number' && serverOrder !== 'number') return false;
  if (target === 'runs' || scope === 'dataset' || home === 'column') return true;
  return sortsDatasets === true;
}

/** Returns true for strings, whose order depends on the locale of the registry's database. */
export const isAlphabetic = ({ attribute }: OrderKey): boolean =>
  attribute.type === 'string' || attribute.type === 'enum';

/**
 * Returns the direction to send. The registry sorts nulls last ascending and first descending. If a missing value means false, values
 * are true or null, and false sorts before true in the opposite direction.
 */
const wireDirection = ({ attribute, direction }: OrderKey): 'ASC' | 'DESC' =>
  (direction === 'asc') !== (attribute.absence === 'false') ? 'ASC' : 'DESC';

const rowKeys: Readonly<Record<Target, readonly WireSorting[]>> = {
  runs: [['run_number', 'DESC']],
  datasets: [
    ['run_number', 'DESC'],
    ['name', 'ASC'],
  ],
};

/**
 * Returns the sortings to send. The key of the row always comes last: rows that compare equal arrive in a different order on each page, so
 * some would be missing and others repeated. An empty list is the registry's own order, by key.
 */
export function sortings(keys: readonly OrderKey[], target: Target): readonly WireSorting[] {
  if (keys.length === 0) return [];
  const requested = keys.map((key): WireSorting => [key.attribute.wire, wireDirection(key)]);
  return [...requested, ...rowKeys[target].filter(([key]) => !requested.some(([other]) => other === key))];
}

// The registry's database sorts strings like en_US.UTF-8: letters before case, and punctuation only between otherwise equal strings,
// so `online` comes between `/Express/…` and `/PromptReco/…`. Created on first use, since that takes longer than importing this library.
let collators: { readonly letters: Intl.Collator; readonly marks: Intl.Collator } | undefined;

/** Compares two strings in the order of the registry. */
export function compareStrings(a: string, b: string): number {
  collators ??= {
    letters: new Intl.Collator('en-US', { ignorePunctuation: true }),
    marks: new Intl.Collator('en-US'),
  };
  return collators.letters.compare(a, b) || collators.marks.compare(a, b) || compareAscending(a, b);
}

function compareAscending<Value extends string | number | boolean>(a: Value, b: Value): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

const compareValues = (a: unknown, b: unknown): number =>
  typeof a === 'string' && typeof b === 'string' ? compareStrings(a, b) : compareAscending(a as number, b as number);

const nullsLast = (a: unknown, b: unknown): number =>
  a === null || b === null ? Number(a === null) - Number(b === null) : compareValues(a, b);

/** Compares two rows. */
export type RowOrder = (a: JsonObject, b: JsonObject) => number;

/** Returns the order of rows for some keys, with nulls last ascending and first descending. The key of the row decides last. */
export function rowOrder(keys: readonly OrderKey[], target: Target): RowOrder {
  const accessor = accessorOf(target);
  return (a, b) => {
    for (const { attribute, direction } of keys) {
      const ascending = nullsLast(valueIn(accessor, a, attribute), valueIn(accessor, b, attribute));
      if (ascending !== 0) return direction === 'asc' ? ascending : -ascending;
    }
    return compareValues(b.run_number, a.run_number) || compareValues(a.name ?? '', b.name ?? '');
  };
}

/** Returns a string that identifies a row. */
export const rowKey = (row: JsonObject): string => `${row.run_number} ${row.name ?? ''}`;
