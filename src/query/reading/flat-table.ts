import type { GuessedTable } from '../../catalogue/generated/guessed-members.js';
import { table as guessed } from '../../catalogue/guessed-result-members.js';
import { checkOptions } from '../../catalogue/options.js';
import { QueryError } from '../../errors.js';
import { describe } from '../../util/describe.js';
import { defineGuessed } from '../../util/guessed.js';
import { isObject, isPlainObject } from '../../util/json-object.js';
import { limitArguments } from '../../util/limit-arguments.js';
import { textTable } from '../../util/text-table.js';

/** The value of a cell. In CSV, null is an empty cell, and a list such as `components` is JSON. */
export type Cell = string | number | boolean | null | readonly string[];

/** Options for CSV. */
export interface CsvOptions {
  /**
   * Spreadsheets evaluate cells that begin with `=`, `+`, `-`, `@`, a tab or a line break. `'escape'` (default) puts a `'`
   * before such strings, which marks them as text; numbers are unchanged. `'keep'` changes no cell.
   */
  readonly formulas?: 'escape' | 'keep' | undefined;
}

/** A string that a spreadsheet evaluates, or an escaped one. Both are escaped: removing one `'` restores each cell. */
const formula = /^'*[=+\-@\t\r\n]/;
const numeric = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

const escaped = (cell: Cell): Cell =>
  typeof cell === 'string' && formula.test(cell) && !numeric.test(cell) ? `'${cell}` : cell;

const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell);

const quoted = (cell: Cell): string => {
  const text = textOf(cell);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Copies a list, which the table would share with its columns. */
const copied = (cell: unknown): unknown => (Array.isArray(cell) ? [...cell] : cell);

const badTable = (expected: string, received: string, hint: string): QueryError =>
  new QueryError('bad-value', `Expected ${expected} for new FlatTable(), got ${received}`, { hint });

/** Returns true for a value of JSON. Other objects, such as a Map, would be printed as `{}`. */
const isPrintable = (cell: unknown): boolean =>
  typeof cell === 'object'
    ? cell === null || Array.isArray(cell) || isPlainObject(cell)
    : typeof cell !== 'function' && typeof cell !== 'symbol';

/** Checks the arguments of the constructor. */
function checkTable(args: readonly unknown[]): void {
  const example = "Write new FlatTable(['run'], [{ run: 355100 }]).";
  const [columns, rows] = args;
  if (args.length > 2)
    throw new QueryError('wrong-arguments', `Expected two arguments for new FlatTable(), got ${args.length}`, {
      hint: example,
    });
  if (!Array.isArray(columns)) throw badTable('an array of columns', describe(columns), example);
  for (const [at, column] of columns.entries()) {
    if (typeof column !== 'string') throw badTable(`a name of column ${at}`, describe(column), example);
    if (columns.indexOf(column) < at) throw badTable('different columns', `'${column}' twice`, 'Remove one of them.');
  }
  if (!Array.isArray(rows)) throw badTable('an array of rows', describe(rows), example);
  for (const [at, row] of rows.entries()) {
    if (!isObject(row)) throw badTable(`an object in row ${at}`, describe(row), example);
    const column = columns.find((name) => !isPrintable(row[name]));
    if (column !== undefined)
      throw badTable(`a cell for '${column}' in row ${at}`, describe(row[column]), 'Convert it to a string.');
  }
}

/** Returns the option `formulas`. */
export function checkCsvOptions(options: CsvOptions): 'escape' | 'keep' {
  checkOptions(options, ['formulas'], 'toCsv()');
  const { formulas = 'escape' } = options;
  if (formulas === 'escape' || formulas === 'keep') return formulas;
  throw new QueryError(
    'bad-option',
    `Expected 'escape' or 'keep' for the option 'formulas', got ${describe(formulas)}`,
    {
      hint: "Write { formulas: 'keep' } for programs.",
    },
  );
}

/**
 * A table with named columns: the rows of `runs().toTable()`, or your own.
 *
 * @example
 * ```ts
 * const table = await runs().where('run_number').gt(309980).select('run_number', 'class', 'recorded_lumi').toTable();
 * console.log(String(table)); // aligned columns
 * console.log(table.toColumns().recorded_lumi); // one array per column
 * ```
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members do not exist.
export class FlatTable<Row = Readonly<Record<string, Cell>>> implements Iterable<Row> {
  /** Names of the columns, in order. */
  readonly columns: readonly string[];
  /** The rows, in order. A missing value is null. */
  readonly rows: readonly Row[];

  /**
   * Creates a table of your own rows. `columns` names the cells to print; further ones are ignored.
   * @throws QueryError `bad-value` for columns that are not different strings, rows that are not objects, and cells that are not JSON.
   */
  constructor(columns: readonly string[], rows: readonly Row[]);
  constructor(columns: readonly string[], rows: readonly Row[], ...others: readonly unknown[]) {
    checkTable([columns, rows, ...others]);
    this.columns = Object.freeze([...columns]);
    this.rows = Object.freeze([...rows]);
  }

  /** Yields the rows. */
  *[Symbol.iterator](): Generator<Row, void, undefined> {
    yield* this.rows;
  }

  /**
   * Returns one array per column, by name. `table()` of arquero and `DataFrame()` of polars take this object.
   *
   * @example console.assert(new FlatTable(['run'], [{ run: 1 }, { run: 2 }]).toColumns().run.length === 2);
   */
  toColumns(): { [Name in keyof Row]: Row[Name][] } {
    const entries = this.columns.map((column) => [
      column,
      this.rows.map((row) => copied(row[column as keyof Row] ?? null)),
    ]);
    return Object.fromEntries(entries) as { [Name in keyof Row]: Row[Name][] };
  }

  /**
   * Returns CSV (RFC 4180) with the names of the columns in the first line; null is an empty cell. Strings that a spreadsheet
   * would evaluate as a formula, such as a comment `=HYPERLINK(…)`, are escaped with a `'`, unless `formulas` is `'keep'`.
   * @throws QueryError `bad-option` for unknown options.
   * @example
   * ```ts
   * const table = new FlatTable(['run_number', 'comment'], [{ run_number: 1, comment: '=1+1' }]);
   * console.assert(table.toCsv() === "run_number,comment\r\n1,'=1+1\r\n");
   * console.assert(table.toCsv({ formulas: 'keep' }) === 'run_number,comment\r\n1,=1+1\r\n');
   * ```
   */
  toCsv(options: CsvOptions = {}): string {
    const formulas = checkCsvOptions(options);
    const print = (cell: Cell): string => quoted(formulas === 'keep' ? cell : escaped(cell));
    const lines = this.#cells().map((row) => row.map((cell) => print(cell ?? null)).join(','));
    return [this.columns.map(print).join(','), ...lines].map((line) => `${line}\r\n`).join('');
  }

  /** Returns the table with aligned columns. */
  toString(): string {
    return textTable([this.columns, ...this.#cells().map((row) => row.map(textOf))]).join('\n');
  }

  #cells(): (Cell | undefined)[][] {
    return this.rows.map((row) => this.columns.map((column) => row[column as keyof Row] as Cell | undefined));
  }
}
limitArguments(FlatTable.prototype, { toCsv: 1 });
defineGuessed(FlatTable.prototype, guessed, 'a table');

// Members that do not exist, with their hints. Not a docstring: editors would show it for the class.
export interface FlatTable<Row> extends GuessedTable<Row> {}
