import { didYouMean, nearest, quoted } from '../catalogue/nearest.js';
import { checkOptionNames, checkSwitch } from '../catalogue/options.js';
import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { type Dialect, dialects, type SqlDialect, valueWriter } from './dialects.js';
import { render, type Sql, type SqlValue, trusted } from './fragment.js';
import { columnsOf, type TableName } from './tables.js';

/** Options of `toSql()`. */
export interface SqlOptions<Parameters extends boolean = boolean> {
  /** The engine that runs the statement. For Trino, only the syntax is tested. */
  readonly dialect: SqlDialect;
  /**
   * True returns the values separately from the statement, which has `$1` (DuckDB, PostgreSQL) or `?` (Spark, Trino) in their places.
   * False (default) writes them as literals, which their content cannot end.
   */
  readonly parameters?: Parameters | undefined;
  /** The schema of the tables, such as `cms` or `hive.cms`. By default, the statement names only the tables. */
  readonly schema?: string | undefined;
  /**
   * The directory of a mirror, whose Parquet files DuckDB and Spark read without tables. During an update and after a crash, it may contain
   * files that do not belong to the mirror.
   */
  readonly directory?: string | undefined;
}

/** An SQL statement with parameters. */
export interface SqlStatement {
  /** The statement, with `$1` or `?` for each parameter. */
  readonly sql: string;
  /** Values of the parameters, in order. */
  readonly parameters: readonly (string | number)[];
}

/** Checked options of `toSql()`. */
interface CheckedOptions {
  readonly dialect: Dialect;
  /** Returns a table. @throws QueryError `bad-extension` if two of its columns have the same name. */
  table(name: TableName): Sql;
  /** Returns the result of `toSql()`. */
  finish(lines: readonly Sql[]): string | SqlStatement;
}

const names = ['dialect', 'parameters', 'schema', 'directory'] as const;

const bad = (message: string, hint: string, suggestions?: readonly string[]): QueryError =>
  new QueryError('bad-option', message, { hint, suggestions });

function checkDialect(name: unknown): Dialect {
  const names = Object.keys(dialects);
  if (typeof name === 'string' && names.includes(name)) return dialects[name as SqlDialect];
  const suggestions = typeof name === 'string' ? nearest(name, names) : [];
  throw bad(
    `Expected a dialect of SQL, got ${describe(name)}`,
    didYouMean(suggestions) ?? `Write one of ${quoted(names)}.`,
    suggestions,
  );
}

function checkSchema(schema: unknown): readonly string[] {
  if (schema === undefined) return [];
  if (typeof schema !== 'string' || !/^[\w-]+(\.[\w-]+)*$/.test(schema))
    throw bad(`Expected the name of a schema, got ${describe(schema)}`, "Write 'cms', or 'hive.cms'.");
  return schema.split('.');
}

function checkDirectory(directory: unknown, { dialect, schema }: SqlOptions): string | undefined {
  if (directory === undefined) return undefined;
  if (dialects[dialect as SqlDialect].files === undefined)
    throw bad(`'${dialect}' cannot read the files of a directory`, "Create tables, and write their schema: 'cms'.");
  if (schema !== undefined) throw bad("Expected one of 'schema' and 'directory', got both", 'Remove one of them.');
  // Engines read some characters as patterns, and Spark replaces variables.
  if (typeof directory !== 'string' || !/^[^*?[\]{}\0\p{Surrogate}]+$/u.test(directory))
    throw bad(
      `Expected the path of a directory without *, ?, brackets or braces, got ${describe(directory)}`,
      directory instanceof URL ? 'Write fileURLToPath(url).' : "Write '/data/mirror'.",
    );
  return directory.replace(/(?<=.)\/+$/, '');
}

/** Checks the options of a method. `more` names options that the caller checks. */
export function checkSqlOptions(options: SqlOptions, owner: string, more: readonly string[] = []): CheckedOptions {
  checkOptionNames(options, [...names, ...more], owner, `Write ${owner.replace('()', "({ dialect: 'duckdb' })")}.`);
  const dialect: Dialect = checkDialect(options.dialect);
  const schema = checkSchema(options.schema);
  const directory = checkDirectory(options.directory, options);
  const { parameters: separate = false } = options;
  checkSwitch(separate, "the option 'parameters'");
  const quote = (name: string): string => `${dialect.quote}${name}${dialect.quote}`;
  return {
    dialect,
    table: (name) => {
      columnsOf(name);
      return directory !== undefined && dialect.files
        ? dialect.files(directory, name)
        : trusted([...schema, name].map(quote).join('.'));
    },
    finish: (lines) => {
      const parameters: SqlValue[] | undefined = separate ? [] : undefined;
      const write = valueWriter(dialect, parameters);
      const text = lines.map((line) => render(line, write)).join('\n');
      return parameters === undefined ? text : Object.freeze({ sql: text, parameters: Object.freeze(parameters) });
    },
  };
}
