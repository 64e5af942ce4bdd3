import { type Atom, atomOf, dataOf } from './atom.js';
import type { Class, Classes } from './classes.js';
import type { Entry } from './domain.js';
import type { AtomFormula, Formula } from './formula.js';
import type { Variable } from './variable.js';

/** The values of a variable in each row. */
export interface Column extends Omit<Classes, 'classOf'> {
  readonly variable: Variable;
  /** The class of its value in each row. */
  readonly classIn: Uint16Array;
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

/** Returns the truths of four rows at a time. */
const wordsOf = ({ buffer }: Uint8Array): Uint32Array => new Uint32Array(buffer);

/** The truth of formulas in rows of values. */
export class TruthRows<Of extends Column = Column> {
  readonly columns: readonly Of[];
  readonly rows: number;
  readonly #cache = new Map<Atom, Uint8Array>();

  constructor(columns: readonly Of[], rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  /** Returns the class of a column in a row. */
  classAt({ classes, classIn }: Of, row: number): Class {
    return classes[classIn[row] as number] as Class;
  }

  /** Creates a truth for each row, in whole words. */
  #newTruths(): Uint8Array {
    return new Uint8Array(new ArrayBuffer(4 * Math.ceil(this.rows / 4)), 0, this.rows);
  }

  /** Returns the truth of an atom, or of its negation, in each row. */
  #atomTruths({ rule, negated }: AtomFormula): Uint8Array {
    const atom = atomOf(rule);
    const column = this.columns.find(({ ranks }) => ranks.has(atom));
    const flip = Number(negated);
    const truths = this.#newTruths();
    if (column === undefined) {
      for (const [row, truth] of this.#truthsOfPair(atom).entries()) truths[row] = truth ^ flip;
      return truths;
    }
    const { classIn, ranks, words } = column;
    const rank = ranks.get(atom) as number;
    const word = words[rank >> 5] as Int32Array;
    for (let row = 0; row < truths.length; row++)
      truths[row] = (((word[classIn[row] as number] as number) >>> (rank & 31)) & 1) ^ flip;
    return truths;
  }

  /** Returns the truth of an atom that compares two variables, or reads none. */
  #truthsOfPair(atom: Atom): Uint8Array {
    const cached = this.#cache.get(atom);
    if (cached !== undefined) return cached;
    const columns = this.columns.filter(({ variable }) => atom.variables.has(variable.path));
    const truths = Uint8Array.from({ length: this.rows }, (_, row) =>
      Number(
        atom.holds(dataOf(columns.map((column) => [column.variable.path, this.classAt(column, row).value] as const))),
      ),
    );
    this.#cache.set(atom, truths);
    return truths;
  }

  /** Returns the truth of a formula in each row. */
  truthsOf(formula: Formula): Uint8Array {
    if (formula.kind === 'atom') return this.#atomTruths(formula);
    const isAnd = formula.kind === 'and';
    const truths = this.#newTruths().fill(Number(isAnd));
    const words = wordsOf(truths);
    for (const member of formula.members) {
      const others = wordsOf(this.truthsOf(member));
      for (let at = 0; at < words.length; at++)
        words[at] = isAnd
          ? (words[at] as number) & (others[at] as number)
          : (words[at] as number) | (others[at] as number);
    }
    return truths;
  }

  /** Returns the rows in which every variable satisfies a test. */
  rowsWhere(test: (entry: Entry, variable: Variable) => boolean): Uint8Array {
    const selected = new Uint8Array(this.rows).fill(1);
    for (const { classes, classIn, variable } of this.columns) {
      const passing = classes.map((entry) => test(entry, variable));
      if (passing.every(Boolean)) continue;
      for (let row = 0; row < this.rows; row++) if (!passing[classIn[row] as number]) selected[row] = 0;
    }
    return selected;
  }
}
