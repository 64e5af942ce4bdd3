import { classesOf } from './classes.js';
import { domainOf } from './domain.js';
import type { Formula } from './formula.js';
import { atomsOf, type Column, TruthRows, variablesOf } from './truth-rows.js';

/** Formulas with a larger table stay undecided. */
const maxRows = 20_000;

interface TableColumn extends Column {
  /** Rows between one class and the next. */
  readonly stride: number;
}

/** Returns the class of each row if the classes alternate. */
const alternating = (rows: number, classes: number, stride: number): Uint16Array => {
  const classIn = new Uint16Array(rows);
  for (let start = 0; start < rows; start += stride) classIn.fill((start / stride) % classes, start, start + stride);
  return classIn;
};

/** A truth table of formulas over every relevant combination of values. */
export class Table extends TruthRows<TableColumn> {
  /** True if the values produce every truth value of the formulas. */
  readonly isExact: boolean;

  private constructor(columns: readonly TableColumn[], rows: number, isExact: boolean) {
    super(columns, rows);
    this.isExact = isExact;
  }

  /** Creates the table of formulas; undefined if it is too large, or if an atom is unknown. */
  static of(formulas: readonly Formula[]): Table | undefined {
    const atoms = atomsOf(formulas);
    if (atoms.some(({ isKnown }) => !isKnown)) return undefined;
    const parts: Omit<TableColumn, 'classIn'>[] = [];
    let rows = 1;
    let isExact = atoms.every((atom) => atom.isExact);
    for (const [path, variable] of variablesOf(formulas)) {
      const own = atoms.filter((atom) => atom.variables.has(path));
      const domain = domainOf(variable, own);
      const classes = classesOf(domain.entries, path, own);
      parts.push({ variable, ...classes, stride: rows });
      rows *= classes.classes.length;
      isExact &&= domain.isExact;
      if (rows > maxRows) return undefined;
    }
    const columns = parts.map((part) => ({ ...part, classIn: alternating(rows, part.classes.length, part.stride) }));
    return new Table(columns, rows, isExact);
  }

  /**
   * Returns true if null at a path makes a formula true although another value, all else equal, makes it false. Rows in which a `safe`
   * path is null do not count.
   */
  decides(truths: Uint8Array, path: string, safe: ReadonlySet<string> = new Set()): boolean {
    const column = this.columns.find(({ variable }) => variable.path === path);
    if (column === undefined) return false;
    const counted = this.rowsWhere((entry, variable) => !entry.isNull || !safe.has(variable.path));
    return this.#nullRows(column).some((row) => {
      if (truths[row] !== 1 || counted[row] !== 1) return false;
      // A value that is not in the table may make it false.
      if (!this.isExact && this.columns.length === 1) return true;
      const start = row - (column.classIn[row] as number) * column.stride;
      return column.classes.some(({ isNull }, index) => !isNull && truths[start + index * column.stride] === 0);
    });
  }

  /** Returns true if a formula is false whenever a path is null. */
  excludes(truths: Uint8Array, path: string): boolean {
    const column = this.columns.find(({ variable }) => variable.path === path);
    if (column === undefined || (!this.isExact && this.columns.length > 1)) return false;
    return this.#nullRows(column).every((row) => truths[row] !== 1);
  }

  /** Returns true if a formula is true for one value of a variable and false for another, all else equal. */
  prefers(truths: Uint8Array, path: string, value: unknown, other: unknown): boolean {
    const column = this.columns.find(({ variable }) => variable.path === path);
    if (column === undefined) return false;
    const { classes, classIn, stride } = column;
    const from = classes.findIndex(({ values }) => values.includes(value));
    const to = classes.findIndex(({ values }) => values.includes(other));
    return truths.some(
      (truth, row) => truth === 1 && classIn[row] === from && truths[row + (to - from) * stride] === 0,
    );
  }

  #nullRows(column: TableColumn): readonly number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.rows; row++) if (this.classAt(column, row).isNull) rows.push(row);
    return rows;
  }
}
