import { createHash } from 'node:crypto';
import type { DuckDBAppender, DuckDBListType, DuckDBType } from '@duckdb/node-api';
import type { Attribute } from '../catalogue/attribute.js';
import { flagNames } from '../catalogue/flag-lookup.js';
import { attributeNames, findAttribute, scopesOf } from '../catalogue/lookup.js';
import { statuses } from '../catalogue/states.js';
import type { Target } from '../print/formula.js';
import { accessorOf } from '../print/row.js';
import { type Column, type ColumnType, type ColumnValue, columnOf, columnsOf, type TableName } from '../sql/tables.js';
import { isIntegerIn, maxInt32 } from '../util/integer.js';
import type { JsonObject } from '../util/json-object.js';

/** The tables of a mirror, each in a folder of its name. */
export const tableNames = ['runs', 'datasets', 'lumisections'] as const satisfies readonly TableName[];

/** Returns the SQL of the key of a row, as `rowKey` returns it. */
export const keySql = (table: Target): string =>
  table === 'runs' ? `run_number || ' '` : `run_number || ' ' || dataset_name`;

/** Types of columns in DuckDB. */
export const duckTypes: Readonly<Record<ColumnType, string>> = {
  integer: 'INTEGER',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  string: 'VARCHAR',
  strings: 'VARCHAR[]',
  doubles: 'DOUBLE[]',
};

/** Returns the definition of the columns of a table. */
export const definition = (columns: readonly Column[]): string =>
  columns.map(({ name, type }) => `"${name}" ${duckTypes[type]}`).join(', ');

/** Returns a hash of all columns. It changes with the catalogue and its extensions. */
export const fingerprint = (): string =>
  createHash('sha256')
    .update(tableNames.map((table) => `${table}: ${definition(columnsOf(table))}`).join('\n'))
    .digest('hex');

type Append = (appender: DuckDBAppender, value: ColumnValue & {}, type: DuckDBType) => void;

const appendList: Append = (appender, value, type) => appender.appendList(value as string[], type as DuckDBListType);

const appends: Readonly<Record<ColumnType, Append>> = {
  integer: (appender, value) => appender.appendInteger(value as number),
  double: (appender, value) => appender.appendDouble(value as number),
  boolean: (appender, value) => appender.appendBoolean(value as boolean),
  string: (appender, value) => appender.appendVarchar(value as string),
  strings: appendList,
  doubles: appendList,
};

/** Returns a function that appends a row to a table with these columns. */
export function rowAppender(appender: DuckDBAppender, columns: readonly Column[]): (row: JsonObject) => void {
  const cells = columns.map(({ type, read }, index) => ({
    read,
    append: appends[type],
    type: appender.columnType(index),
  }));
  return (row) => {
    for (const { read, append, type } of cells) {
      const value = read(row);
      if (value === null) appender.appendNull();
      else append(appender, value, type);
    }
    appender.endRow();
  };
}

/** Strings that a column does not preserve, and those whose byte order mark DuckDB's client removes. */
const isBroken = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isBroken) : typeof value === 'string' && /\p{Surrogate}|\0|^\uFEFF/u.test(value);

/** Returns true if a column has the value of a row. A list without its members that are not strings is another value. */
const isStored = (stored: ColumnValue, value: unknown): boolean =>
  stored === value || (Array.isArray(stored) && Array.isArray(value) && stored.length === value.length);

/**
 * Returns a function that names the attributes and flags of a row that its columns do not preserve: a value of another type is null in
 * its column. Conditions on them are evaluated on the row, and `select()` reads them from the row.
 */
export function irregularities(target: Target): (row: JsonObject) => string[] {
  const accessor = accessorOf(target);
  const scopes = scopesOf(target);
  const byColumn = new Map(columnsOf(target).map((column) => [column.name, column]));
  const attributes = attributeNames(scopes).map((name) => findAttribute(name, scopes) as Attribute);
  const checked = attributes.map((attribute) => ({ attribute, column: byColumn.get(columnOf(attribute)) as Column }));
  const flags = flagNames();
  return (row) => [
    ...checked
      .filter(({ attribute, column }) => {
        const value = accessor.attribute(row, attribute) ?? null;
        return value !== null && (!isStored(column.read(row), value) || isBroken(value));
      })
      .map(({ attribute }) => attribute.name),
    ...flags.filter((flag) => {
      const summary = accessor.flag(row, flag);
      if (summary === undefined) return false;
      const counts = statuses.map((status) => summary[status]);
      return (
        counts.some((count) => count !== undefined && !isIntegerIn(count, -maxInt32, maxInt32)) ||
        isBroken(summary.comments) ||
        isBroken(summary.causes)
      );
    }),
  ];
}
