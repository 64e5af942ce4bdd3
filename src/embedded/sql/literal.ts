import { Clause, isList, type Term } from './clause.js';

/** The type of a column. An expression over a JSON document has none. */
export type ColumnType = 'integer' | 'text' | 'boolean' | 'json';

/** Returns a text literal. */
export function quoteText(text: string): string {
  // PostgreSQL's text cannot contain NUL.
  return `'${text.replaceAll("'", "''").replaceAll('\0', '\\0')}'`;
}

/** Returns an identifier. Removes quotes inside it, as the registry does. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '')}"`;
}

/** Returns a value as a literal for the type of its column. */
export function literal(value: Term, type: ColumnType | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  if (type === 'json') return quoteText(JSON.stringify(plain(value)));
  // Everything else is sent as text, an object as "[object Object]", which PostgreSQL rejects as an integer.
  if (type === 'integer' && typeof value !== 'number' && typeof value !== 'boolean') return quoteText(written(value));
  if (typeof value === 'string') return quoteText(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `ARRAY[${value.map((item) => literal(item, undefined)).join(',')}]`;
  throw invalidValue(value);
}

/** Returns a value of a body as a literal for handwritten SQL, where an array is a list of its items. */
export function bareLiteral(value: Term): string {
  if (isList(value))
    return value.map((item) => (isList(item) ? `(${bareLiteral(item)})` : bareLiteral(item))).join(', ');
  if (value instanceof Clause) throw invalidValue(value);
  return literal(value, undefined);
}

/** Creates the error for a value that cannot be written as SQL. */
function invalidValue(value: Term): Error {
  return new Error(`Invalid value ${JSON.stringify(plain(value, true))}`);
}

/** Returns a term as JavaScript would concatenate it. */
function written(value: Term): string {
  if (value instanceof Clause) return '[object Object]';
  if (isList(value)) return value.map((item) => (item === null || item === undefined ? '' : written(item))).join(',');
  return String(value);
}

/** Returns a term as a plain value. The registry omits operators, except in errors. */
function plain(value: Term, withOperators = false): unknown {
  if (!(value instanceof Clause)) return isList(value) ? value.map((item) => plain(item, withOperators)) : value;
  const entries = [...value.names, ...(withOperators ? value.operators : [])];
  return Object.fromEntries(entries.map(([name, item]) => [name, plain(item, withOperators)]));
}
