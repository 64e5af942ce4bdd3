import { Clause, isList, type Operator, type Term } from './clause.js';

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
  throw new InvalidValueError(value);
}

/** Returns a value of a body as a literal for handwritten SQL, where an array is a list of its items. */
export function bareLiteral(value: Term): string {
  if (isList(value))
    return value.map((item) => (isList(item) ? `(${bareLiteral(item)})` : bareLiteral(item))).join(', ');
  if (value instanceof Clause) throw new InvalidValueError(value);
  return literal(value, undefined);
}

/** A value that cannot be written as SQL. The registry prints it with operators as symbols: `{ a: { [Symbol(gt)]: 5 } }`. */
export class InvalidValueError extends Error {
  readonly value: unknown;

  constructor(value: Term) {
    super('Invalid value');
    this.value = plain(value);
  }
}

const symbols: Readonly<Record<Operator, symbol>> = {
  and: Symbol('and'),
  or: Symbol('or'),
  '>': Symbol('gt'),
  '<': Symbol('lt'),
  '>=': Symbol('gte'),
  '<=': Symbol('lte'),
  '=': Symbol('eq'),
  '<>': Symbol('ne'),
  ilike: Symbol('iLike'),
  notilike: Symbol('notILike'),
  notlike: Symbol('notLike'),
  contains: Symbol('contains'),
};

/** Returns a term as JavaScript would concatenate it. */
function written(value: Term): string {
  if (value instanceof Clause) return '[object Object]';
  if (isList(value)) return value.map((item) => (item === null || item === undefined ? '' : written(item))).join(',');
  return String(value);
}

/** Returns a term as a plain value. Operators are symbols, which JSON omits. */
function plain(value: Term): unknown {
  if (!(value instanceof Clause)) return isList(value) ? value.map(plain) : value;
  return Object.fromEntries([
    ...[...value.names].map(([name, item]) => [name, plain(item)] as const),
    ...[...value.operators].map(([operator, item]) => [symbols[operator], plain(item)] as const),
  ]);
}
