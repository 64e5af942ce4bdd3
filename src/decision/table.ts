import { type Atom, atomOf, dataOf } from './atom.js';
import { type Domain, domainOf, type Entry } from './domain.js';
import type { Formula } from './formula.js';
import type { Variable } from './variable.js';

/** Formulas with a larger table stay undecided. */
const maxRows = 20_000;

/** Values of a variable that no atom on it alone distinguishes. */
interface Class extends Entry {
  /** Truth values of the atoms on this variable alone. */
  readonly truths: Uint8Array;
  /** All values of the class. */
  readonly values: unknown[];
}

interface Column {
  readonly variable: Variable;
  readonly classes: readonly Class[];
  /** Rows between one class and the next. */
  readonly stride: number;
}

/** Returns the unique atoms of formulas, in order. */
export function atomsOf(formulas: readonly Formula[]): readonly Atom[] {
  const atoms = new Set<Atom>();
  const visit = (formula: Formula): void => {
    if (formula.kind === 'atom') atoms.add(atomOf(formula.rule));
    else for (const member of formula.members) visit(member);
  };
  for (const formula of formulas) visit(formula);
  return [...atoms];
}

/** Returns the variables of formulas by path. */
export function variablesOf(formulas: readonly Formula[]): ReadonlyMap<string, Variable> {
  return new Map(atomsOf(formulas).flatMap(({ variables }) => [...variables]));
}

/** Returns a string that is equal for equal truth values. A typed array joins its elements much more slowly. */
function keyOf(truths: Uint8Array): string {
  let key = '';
  for (let start = 0; start < truths.length; start += 16) {
    let bits = 0;
    for (let index = start; index < start + 16; index++) bits = bits * 2 + (truths[index] ?? 0);
    key += String.fromCharCode(bits);
  }
  return key;
}

/** Merges values with the same truth of all atoms on the variable, unless an atom compares two variables. */
function classesOf({ entries }: Domain, path: string, singles: readonly Atom[], isCompared: boolean): readonly Class[] {
  const classes = new Map<string, Class>();
  for (const [index, entry] of entries.entries()) {
    const data = dataOf([[path, entry.value]]);
    const truths = new Uint8Array(singles.length);
    for (let at = 0; at < singles.length; at++) truths[at] = singles[at]?.holds(data) ? 1 : 0;
    const key = `${isCompared ? index : ''},${entry.isNull},${keyOf(truths)}`;
    const existing = classes.get(key);
    existing?.values.push(entry.value);
    if (existing === undefined) classes.set(key, { ...entry, truths, values: [entry.value] });
    else if (entry.level < existing.level) classes.set(key, { ...entry, truths, values: existing.values });
  }
  return [...classes.values()];
}

/** A truth table of formulas over every relevant combination of values. */
export class Table {
  readonly columns: readonly Column[];
  readonly rows: number;
  /** True if the values produce every truth value of the formulas. */
  readonly isExact: boolean;
  readonly #rank = new Map<Atom, number>();

  private constructor(columns: readonly Column[], rows: number, atoms: readonly Atom[], isExact: boolean) {
    this.columns = columns;
    this.rows = rows;
    this.isExact = isExact;
    for (const { variable } of columns)
      for (const [index, atom] of atoms.filter((candidate) => isOn(candidate, variable.path)).entries())
        this.#rank.set(atom, index);
  }

  /** Creates the table of formulas; undefined if it is too large, or if an atom is unknown. */
  static of(formulas: readonly Formula[]): Table | undefined {
    const atoms = atomsOf(formulas);
    if (atoms.some(({ isKnown }) => !isKnown)) return undefined;
    const columns: Column[] = [];
    let rows = 1;
    let isExact = atoms.every((atom) => atom.isExact);
    for (const [path, variable] of variablesOf(formulas)) {
      const own = atoms.filter((atom) => atom.variables.has(path));
      const domain = domainOf(variable, own);
      const singles = own.filter((atom) => atom.variables.size === 1);
      const classes = classesOf(domain, path, singles, singles.length < own.length);
      columns.push({ variable, classes, stride: rows });
      rows *= classes.length;
      isExact &&= domain.isExact;
      if (rows > maxRows) return undefined;
    }
    return new Table(columns, rows, atoms, isExact);
  }

  /** Returns the class of a column in a row. */
  classIn({ classes, stride }: Column, row: number): Class {
    return classes[Math.floor(row / stride) % classes.length] as Class;
  }

  #atomTruths(atom: Atom): Uint8Array {
    const truths = new Uint8Array(this.rows);
    const columns = this.columns.filter(({ variable }) => atom.variables.has(variable.path));
    const [only] = columns;
    const rank = this.#rank.get(atom);
    const isAlone = only !== undefined && rank !== undefined;
    const alone = isAlone ? only.classes.map(({ truths }) => truths[rank] as number) : [];
    for (let row = 0; row < this.rows; row++)
      truths[row] = isAlone
        ? (alone[Math.floor(row / only.stride) % alone.length] as number)
        : Number(
            atom.holds(
              dataOf(columns.map((column) => [column.variable.path, this.classIn(column, row).value] as const)),
            ),
          );
    return truths;
  }

  readonly #cache = new Map<Atom, Uint8Array>();

  /** Returns the truth of a formula in each row. */
  truthsOf(formula: Formula): Uint8Array {
    if (formula.kind === 'atom') {
      const atom = atomOf(formula.rule);
      let truths = this.#cache.get(atom);
      if (truths === undefined) {
        truths = this.#atomTruths(atom);
        this.#cache.set(atom, truths);
      }
      return formula.negated ? truths.map((truth) => 1 - truth) : truths;
    }
    const isAnd = formula.kind === 'and';
    const [first, ...more] = formula.members.map((member) => this.truthsOf(member));
    const truths = Uint8Array.from(first ?? []);
    for (const other of more)
      for (let row = 0; row < truths.length; row++)
        truths[row] = isAnd
          ? (truths[row] as number) & (other[row] as number)
          : (truths[row] as number) | (other[row] as number);
    return truths;
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
      const start = row - (Math.floor(row / column.stride) % column.classes.length) * column.stride;
      return column.classes.some(({ isNull }, index) => !isNull && truths[start + index * column.stride] === 0);
    });
  }

  /** Returns true if a formula is false in all rows in which a path is null. */
  excludes(truths: Uint8Array, path: string): boolean {
    const column = this.columns.find(({ variable }) => variable.path === path);
    return column !== undefined && this.#nullRows(column).every((row) => truths[row] !== 1);
  }

  /** Returns true if a formula is true for one value of a variable and false for another, all else equal. */
  prefers(truths: Uint8Array, path: string, value: unknown, other: unknown): boolean {
    const column = this.columns.find(({ variable }) => variable.path === path);
    if (column === undefined) return false;
    const { classes, stride } = column;
    const from = classes.findIndex(({ values }) => values.includes(value));
    const to = classes.findIndex(({ values }) => values.includes(other));
    return truths.some(
      (truth, row) =>
        truth === 1 && Math.floor(row / stride) % classes.length === from && truths[row + (to - from) * stride] === 0,
    );
  }

  #nullRows(column: Column): readonly number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.rows; row++) if (this.classIn(column, row).isNull) rows.push(row);
    return rows;
  }

  /** Returns the rows in which every variable satisfies a test. */
  rowsWhere(test: (entry: Entry, variable: Variable) => boolean): Uint8Array {
    const selected = new Uint8Array(this.rows).fill(1);
    for (const column of this.columns) {
      const passing = column.classes.map((entry) => test(entry, column.variable));
      if (passing.every(Boolean)) continue;
      for (let row = 0; row < this.rows; row++)
        if (!passing[Math.floor(row / column.stride) % column.classes.length]) selected[row] = 0;
    }
    return selected;
  }
}

const isOn = ({ variables }: Atom, path: string): boolean => variables.size === 1 && variables.has(path);
