import type { Json } from '../state.js';
import { quoteName, quoteText } from './literal.js';
import { columnType, runTable, type Table } from './table.js';

/** A sorting by a special expression, or by a name of the main table. */
interface Sorting {
  readonly expression: string | undefined;
  readonly key: string;
  readonly direction: Json | undefined;
}

const directions = [
  'ASC',
  'DESC',
  'ASC NULLS LAST',
  'DESC NULLS LAST',
  'ASC NULLS FIRST',
  'DESC NULLS FIRST',
  'NULLS FIRST',
  'NULLS LAST',
];

/** Reads `[["key","ASC"],…]`. Its errors precede those that PostgreSQL finds in the filter. */
export function readSortings(sortings: Json | undefined, table: Table): readonly Sorting[] {
  if (sortings === undefined || sortings === null) throw new TypeError(`Cannot read property 'map' of ${sortings}`);
  if (!Array.isArray(sortings)) throw new TypeError('sortings.map is not a function');
  return sortings.map((sorting: Json) => {
    const [key, direction] = pairOf(sorting);
    if (key === undefined || key === null) throw new TypeError(`Cannot read property 'includes' of ${key}`);
    if (typeof key === 'string') return { key, direction, expression: special(key, table) };
    if (Array.isArray(key)) throw new Error(`Unknown structure passed to order / group: ${JSON.stringify(key)}`);
    throw new TypeError('key.includes is not a function');
  });
}

/** Returns the ORDER BY of a list. As in the registry there is no tie-breaker: equal rows move between pages. */
export function orderSql(sortings: readonly Sorting[], table: Table, byDefault: string): string {
  return sortings.length === 0 ? byDefault : sortings.map((sorting) => sortingSql(sorting, table)).join(', ');
}

function pairOf(sorting: Json): [Json | undefined, Json | undefined] {
  if (typeof sorting === 'string') return [[...sorting][0], [...sorting][1]];
  if (!Array.isArray(sorting)) throw new TypeError(`${typeof sorting} is not iterable`);
  return [sorting[0], sorting[1]];
}

/** Two attributes sort as numbers, and a key with a dash is a flag. All other attributes sort as strings. */
function special(key: string, table: Table): string | undefined {
  if (key === 'oms_attributes.ls_duration') return `CAST(("Run"."oms_attributes"#>>'{ls_duration}') AS INTEGER)`;
  if (key === 'oms_attributes.b_field') return `CAST(("Run"."oms_attributes"#>>'{b_field}') AS FLOAT)`;
  if (key === 'rr_attributes.class' && table !== runTable) return `("Run"."rr_attributes"#>>'{class}')`;
  return key.includes('-') ? `("DatasetTripletCache"."triplet_summary"#>>${quoteText(`{${key}}`)})` : undefined;
}

function sortingSql({ expression, key, direction }: Sorting, table: Table): string {
  if (direction === undefined || direction === null) {
    throw new TypeError(`Cannot read property '_modelAttribute' of ${direction}`);
  }
  const subject = expression ?? keySql(key, table);
  if (typeof direction !== 'string') {
    throw new Error(`Unknown structure passed to order / group: ${JSON.stringify(direction)}`);
  }
  const isDirection = directions.includes(direction.toUpperCase());
  // An unknown direction is read as part of the name: `column Run.run_number"sideways does not exist`.
  return subject + (isDirection ? ` ${direction.toUpperCase()}` : quoteNames(direction));
}

function keySql(key: string, table: Table): string {
  const [first = '', ...path] = key.split('.');
  if (path.length > 0) {
    const type = columnType(table, first);
    if (type === undefined) throw new TypeError("Cannot read property 'type' of undefined");
    if (type === 'json') return `(${quoteName(table.name)}.${quoteName(first)}#>>${quoteText(`{${path.join(',')}}`)})`;
  }
  return `${quoteName(table.name)}.${quoteNames(key)}`;
}

function quoteNames(names: string): string {
  return names.split('.').map(quoteName).join('.');
}
