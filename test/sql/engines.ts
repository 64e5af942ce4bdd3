/** Engines with the tables of a mirror in memory. */

import { DOUBLE, type DuckDBAppender, DuckDBInstance, type DuckDBValue, LIST, VARCHAR } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import { type Column, type ColumnType, type ColumnValue, columnsOf, type TableName } from '../../src/sql/tables.js';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Rows by table, in the shapes that columns read. */
export type Tables = { readonly [Name in TableName]?: Rows };

/** An SQL engine. */
export interface Engine {
  readonly dialect: 'duckdb' | 'postgres';
  /** Returns the rows of a statement. */
  rows(sql: string, parameters?: readonly (string | number)[]): Promise<unknown[][]>;
  close(): Promise<void>;
}

const types: Readonly<Record<ColumnType, readonly [duckdb: string, postgres: string]>> = {
  integer: ['INTEGER', 'integer'],
  double: ['DOUBLE', 'double precision'],
  boolean: ['BOOLEAN', 'boolean'],
  string: ['VARCHAR', 'text'],
  strings: ['VARCHAR[]', 'text[]'],
  doubles: ['DOUBLE[]', 'double precision[]'],
};

const definition = (name: string, columns: readonly Column[], dialect: 0 | 1): string =>
  `CREATE TABLE "${name}" (${columns.map((column) => `"${column.name}" ${types[column.type][dialect]}`).join(', ')})`;

const appends: Readonly<Record<ColumnType, (to: DuckDBAppender, value: ColumnValue & {}) => void>> = {
  integer: (to, value) => to.appendInteger(value as number),
  double: (to, value) => to.appendDouble(value as number),
  boolean: (to, value) => to.appendBoolean(value as boolean),
  string: (to, value) => to.appendVarchar(value as string),
  strings: (to, value) => to.appendList(value as string[], LIST(VARCHAR)),
  doubles: (to, value) => to.appendList(value as number[], LIST(DOUBLE)),
};

/** Opens a DuckDB in memory with tables. */
export async function openDuckDB(tables: Tables): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const [name, rows] of Object.entries(tables)) {
    const columns = columnsOf(name as TableName);
    await connection.run(definition(name, columns, 0));
    const appender = await connection.createAppender(name);
    for (const row of rows) {
      for (const { type, read } of columns) {
        const value = read(row);
        if (value === null) appender.appendNull();
        else appends[type](appender, value);
      }
      appender.endRow();
    }
    appender.closeSync();
  }
  return {
    dialect: 'duckdb',
    rows: async (sql, parameters = []) =>
      (await connection.runAndReadAll(sql, [...parameters] as DuckDBValue[])).getRowsJS(),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Opens a PostgreSQL in memory with tables. */
export async function openPostgres(tables: Tables): Promise<Engine> {
  const database = await PGlite.create();
  for (const [name, rows] of Object.entries(tables)) {
    const columns = columnsOf(name as TableName);
    await database.exec(definition(name, columns, 1));
    const records = rows.map((row) => Object.fromEntries(columns.map((column) => [column.name, column.read(row)])));
    await database.query(`INSERT INTO "${name}" SELECT * FROM json_populate_recordset(NULL::"${name}", $1)`, [
      JSON.stringify(records),
    ]);
  }
  return {
    dialect: 'postgres',
    rows: async (sql, parameters = []) =>
      (await database.query<unknown[]>(sql, [...parameters], { rowMode: 'array' })).rows,
    close: () => database.close(),
  };
}
