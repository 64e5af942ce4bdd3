/** A value in a cell; null is an empty cell. */
export type Cell = string | number | boolean | null;

const quoted = (cell: Cell): string => {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A flat table: columns, and rows that have a cell in each. */
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

  /** The table as CSV (RFC 4180) with a line of names at the top; null is an empty cell. */
  toCsv(): string {
    const lines = this.rows.map((row) => this.columns.map((column) => quoted(row[column] ?? null)).join(','));
    return [this.columns.map(quoted).join(','), ...lines].map((line) => `${line}\r\n`).join('');
  }

  /** The table for people, in columns. */
  toString(): string {
    const cells = [this.columns, ...this.rows.map((row) => this.columns.map((column) => String(row[column] ?? '')))];
    const widths = this.columns.map((_, at) => cells.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), 0));
    return cells
      .map((row) =>
        row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd(),
      )
      .join('\n');
  }
}
