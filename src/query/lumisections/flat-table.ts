import { QueryError } from '../../errors.js';
import { checkOptions } from '../../expression/options.js';
import { describe } from '../../util/describe.js';
import { textTable } from '../../util/text-table.js';

/** A value of a cell; null is an empty cell. */
export type Cell = string | number | boolean | null;

/** Options for CSV. */
export interface CsvOptions {
  /**
   * Spreadsheets evaluate cells that begin with `=`, `+`, `-`, `@`, a tab or a line break. `'escape'` (default) puts a `'`
   * before such strings, which marks them as text; numbers are unchanged. `'keep'` changes no cell.
   */
  readonly formulas?: 'escape' | 'keep' | undefined;
}

/** A string that a spreadsheet evaluates, or one that was already escaped, so that removing one `'` restores each cell. */
const formula = /^'*[=+\-@\t\r\n]/;
const numeric = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

const escaped = (cell: Cell): Cell =>
  typeof cell === 'string' && formula.test(cell) && !numeric.test(cell) ? `'${cell}` : cell;

const quoted = (cell: Cell): string => {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A table with named columns. */
export class FlatTable implements Iterable<Readonly<Record<string, Cell>>> {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];

  constructor(columns: readonly string[], rows: readonly Readonly<Record<string, Cell>>[]) {
    this.columns = Object.freeze([...columns]);
    this.rows = Object.freeze([...rows]);
  }

  *[Symbol.iterator](): Generator<Readonly<Record<string, Cell>>, void, undefined> {
    yield* this.rows;
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
    checkOptions(options, ['formulas'], 'toCsv()');
    const { formulas = 'escape' } = options;
    if (formulas !== 'escape' && formulas !== 'keep')
      throw new QueryError('bad-option', `Expected 'escape' or 'keep' for 'formulas', got ${describe(formulas)}`, {
        hint: "Write { formulas: 'keep' } for programs.",
      });
    const print = (cell: Cell): string => quoted(formulas === 'keep' ? cell : escaped(cell));
    const lines = this.rows.map((row) => this.columns.map((column) => print(row[column] ?? null)).join(','));
    return [this.columns.map(print).join(','), ...lines].map((line) => `${line}\r\n`).join('');
  }

  /** Returns the table with aligned columns. */
  toString(): string {
    const cells = [this.columns, ...this.rows.map((row) => this.columns.map((column) => String(row[column] ?? '')))];
    return textTable(cells).join('\n');
  }
}
