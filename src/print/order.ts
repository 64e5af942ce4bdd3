import type { Attribute } from '../catalogue/attribute.js';
import type { JsonObject } from '../util/json-object.js';
import type { Target } from './formula.js';
import type { RowAccessor } from './row.js';
import { datasetAccessor, runAccessor, valueIn } from './row.js';

/** From small to large, or from large to small. */
export type Direction = 'asc' | 'desc';

/** One key of an order. */
export interface OrderKey {
  readonly attribute: Attribute;
  readonly direction: Direction;
}

/** A sorting of the registry: `["rr_attributes.class","ASC"]`. */
export type WireSorting = readonly [key: string, direction: 'ASC' | 'DESC'];

/**
 * Whether the registry sorts by the attribute as it is meant. It sorts JSON attributes as text, which is right for texts, dates
 * and yes-or-no but not for numbers, save two that it casts; and of the run attributes, datasets can only be sorted by three.
 */
export function registrySorts({ home, type, serverOrder, sortsDatasets, scope }: Attribute, target: Target): boolean {
  if (type === 'list') return false;
  if (type === 'number' && serverOrder !== 'number') return false;
  if (target === 'runs' || scope === 'dataset' || home === 'column') return true;
  return sortsDatasets === true;
}

/** Whether the order of two values is a matter of the alphabet, which depends on the language that the registry's database is set to. */
export const isAlphabetic = ({ attribute }: OrderKey): boolean =>
  attribute.type === 'string' || attribute.type === 'enum';

/**
 * The direction to send. The registry sorts null last ascending and first descending. Where a missing value means false, it has true or
 * null, and false sorts before true in the opposite direction.
 */
const wireDirection = ({ attribute, direction }: OrderKey): 'ASC' | 'DESC' =>
  (direction === 'asc') !== (attribute.absence === 'false') ? 'ASC' : 'DESC';

/**
 * The sortings to send. Rows with equal keys come in any order, page by page anew, so that some would be lost and others doubled:
 * the key of the row always follows. An empty list is the registry's own order, the run number (and the dataset's name).
 */
export function sortings(keys: readonly OrderKey[], target: Target): readonly WireSorting[] {
  if (keys.length === 0) return [];
  const asked = keys.map((key): WireSorting => [key.attribute.wire, wireDirection(key)]);
  const ties: readonly WireSorting[] =
    target === 'runs'
      ? [['run_number', 'DESC']]
      : [
          ['run_number', 'DESC'],
          ['name', 'ASC'],
        ];
  return [...asked, ...ties.filter(([key]) => !asked.some(([other]) => other === key))];
}

// The registry's database sorts text as en_US.UTF-8 does: letters before case, and punctuation counts only between texts that are
// else equal, so that `online` stands between `/Express/…` and `/PromptReco/…`.
// Made when first needed, since that takes longer than loading this library.
let alphabet: { readonly letters: Intl.Collator; readonly marks: Intl.Collator } | undefined;

/** Compares two texts in the order of the registry. */
export function compareTexts(a: string, b: string): number {
  alphabet ??= {
    letters: new Intl.Collator('en-US', { ignorePunctuation: true }),
    marks: new Intl.Collator('en-US'),
  };
  return alphabet.letters.compare(a, b) || alphabet.marks.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

/** Compares rows as the registry does: nulls sort last ascending and first descending. */
export type RowOrder = (a: JsonObject, b: JsonObject) => number;

/** The order in which rows come, the key of the row last. */
export function rowOrder(keys: readonly OrderKey[], target: Target): RowOrder {
  const reader: RowAccessor = target === 'runs' ? runAccessor : datasetAccessor;
  return (a, b) => {
    for (const { attribute, direction } of keys) {
      const left = valueIn(reader, a, attribute);
      const right = valueIn(reader, b, attribute);
      const up =
        left === null || right === null ? Number(left === null) - Number(right === null) : compareValues(left, right);
      if (up !== 0) return direction === 'asc' ? up : -up;
    }
    return compareValues(b.run_number, a.run_number) || compareValues(a.name ?? '', b.name ?? '');
  };
}

/** What tells one row from another. */
export const rowKey = (row: JsonObject): string => `${row.run_number} ${row.name ?? ''}`;
