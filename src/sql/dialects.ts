import { QueryError } from '../errors.js';
import { isIntegerIn, maxInt32 } from '../util/integer.js';
import { type Sql, type SqlValue, sql, trusted } from './fragment.js';

/** How SQL differs between engines. */
export interface Dialect {
  /** Quotes identifiers. */
  readonly quote: '"' | '`';
  /** Returns a string as a literal that its content cannot end. */
  string(value: string): string;
  /** The type of doubles. A literal such as `3.8` would be a decimal. */
  readonly double: string;
  /** Returns the n-th parameter, from 1. */
  parameter(n: number): string;
  /** Follows a string that is compared by code points. */
  readonly byCodePoint: string;
  /** Compares with a pattern, case-insensitively. The escape character is `!`. */
  ilike(value: Sql, pattern: string): Sql;
  /** Returns true if an element of a list passes a test, false for an empty list, null for null. */
  some(list: Sql, test: (element: Sql) => Sql): Sql;
  /** Returns the length of a list, null for null. */
  length(list: Sql): Sql;
  /** Returns the string at a path of JSON. The path has only letters, digits and underscores. */
  at(json: Sql, path: readonly string[]): Sql;
  /** Returns the table of Parquet files in a directory. Undefined if the engine reads tables only. */
  files?(directory: string, table: string): Sql;
}

const doubled = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const escapedLike = (value: Sql, pattern: string): Sql => sql`${value} ILIKE ${pattern} ESCAPE '!'`;

const arrowed =
  (name: string) =>
  (list: Sql, test: (element: Sql) => Sql): Sql =>
    sql`${trusted(name)}(${list}, e -> ${test(trusted('e'))})`;

const dollar = (n: number): string => `$${n}`;
const questionMark = (): string => '?';

const jsonPath = (path: readonly string[]): Sql => trusted(`'$.${path.join('.')}'`);

const duckdb: Dialect = {
  quote: '"',
  string: doubled,
  double: 'DOUBLE',
  parameter: dollar,
  byCodePoint: '',
  ilike: escapedLike,
  some: (list, test) => sql`len(list_filter(${list}, lambda e: ${test(trusted('e'))})) > 0`,
  length: (list) => sql`len(${list})`,
  at: (json, path) => sql`json_extract_string(${json}, ${jsonPath(path)})`,
  files: (directory, table) =>
    sql`read_parquet(${`${directory}/${table}/**/*.parquet`}, union_by_name = true, hive_partitioning = false)`,
};

const postgres: Dialect = {
  quote: '"',
  // Without `E`, a setting of old servers would let a backslash escape the quote.
  string: (value) => (value.includes('\\') ? `E${doubled(value.replaceAll('\\', '\\\\'))}` : doubled(value)),
  double: 'float8',
  parameter: dollar,
  byCodePoint: ' COLLATE "C"',
  ilike: escapedLike,
  some: (list, test) =>
    sql`CASE WHEN ${list} IS NOT NULL THEN EXISTS (SELECT 1 FROM unnest(${list}) AS u (e) WHERE ${test(trusted('e'))}) END`,
  length: (list) => sql`cardinality(${list})`,
  at: (json, path) => sql`(${json}::json #>> ${trusted(`'{${path.join(',')}}'`)})`,
};

const spark: Dialect = {
  quote: '`',
  // Spark replaces `${…}` by a variable before it parses a statement.
  string: (value) => `'${value.replace(/[\\']/g, '\\$&').replaceAll('$', '\\u0024')}'`,
  double: 'DOUBLE',
  parameter: questionMark,
  byCodePoint: '',
  ilike: escapedLike,
  some: arrowed('exists'),
  // `size()` of null can be -1.
  length: (list) => sql`array_size(${list})`,
  at: (json, path) => sql`get_json_object(${json}, ${jsonPath(path)})`,
  files: (directory, table) => trusted(`parquet.\`${`${directory}/${table}`.replaceAll('`', '``')}\``),
};

const trino: Dialect = {
  quote: '"',
  string: doubled,
  double: 'DOUBLE',
  parameter: questionMark,
  byCodePoint: '',
  ilike: (value, pattern) => sql`lower(${value}) LIKE lower(${pattern}) ESCAPE '!'`,
  some: arrowed('any_match'),
  length: (list) => sql`cardinality(${list})`,
  at: (json, path) => sql`json_extract_scalar(${json}, ${jsonPath(path)})`,
};

/** The dialects by name. */
export const dialects = { duckdb, postgres, spark, trino } as const satisfies Readonly<Record<string, Dialect>>;

/** An SQL dialect. The syntax for Trino is checked, but not executed by the tests of this library. */
export type SqlDialect = keyof typeof dialects;

/** Returns the error for what SQL cannot express; `path` is the position of a rule. */
export const notInSql = (message: string, hint: string | undefined, path?: string): QueryError =>
  new QueryError('not-in-sql', message, { hint, path });

/** Returns true for a number that is exact in every type. An index over integers applies to it. */
const isInteger = (value: number): boolean => isIntegerIn(value, -maxInt32, maxInt32);

function literal(value: SqlValue, { string, double }: Dialect): string {
  if (typeof value === 'string') return string(value);
  return isInteger(value) ? String(value) : `CAST('${value}' AS ${double})`;
}

/** Returns a function that writes a value as a literal, or as a parameter if there is a list to add it to. */
export function valueWriter(dialect: Dialect, parameters: SqlValue[] | undefined): (value: SqlValue) => string {
  return (value) => {
    // Engines cannot store such strings.
    if (typeof value === 'string' && /\0|\p{Surrogate}/u.test(value))
      throw notInSql('SQL cannot express a string with NUL or a lone surrogate', 'Remove the character.');
    // Drivers bind integers as 64 bits.
    const isLarge = Number.isInteger(value) && !Number.isSafeInteger(value);
    if (parameters === undefined || isLarge) return literal(value, dialect);
    parameters.push(value);
    const parameter = dialect.parameter(parameters.length);
    return typeof value === 'string' || isInteger(value) ? parameter : `CAST(${parameter} AS ${dialect.double})`;
  };
}
