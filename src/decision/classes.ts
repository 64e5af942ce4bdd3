import { type Atom, dataOf } from './atom.js';
import type { Entry } from './domain.js';
import { changes } from './steps.js';

/** Values of a variable that no atom on it alone distinguishes. */
export interface Class extends Entry {
  /** All values of the class. */
  readonly values: unknown[];
}

/** The classes of the values of a variable. */
export interface Classes {
  readonly classes: readonly Class[];
  /** The class of each entry. */
  readonly classOf: Int32Array;
  /** The number of each atom on the variable alone. */
  readonly ranks: ReadonlyMap<Atom, number>;
  /** For each 32 atoms, their truth in each class, as bits. */
  readonly words: readonly Int32Array[];
}

const bits = 32;

/** Computes the truth of atoms for the values of a variable. */
class Evaluator {
  readonly #entries: readonly Entry[];
  readonly #data: readonly unknown[];
  /** Indexes of the numbers or strings, by ascending value. */
  readonly #ascending: readonly number[];
  readonly #values: readonly (number | string)[];
  /** Indexes of all other values. */
  readonly #others: readonly number[];

  constructor(entries: readonly Entry[], path: string) {
    this.#entries = entries;
    this.#data = entries.map(({ value }) => dataOf([[path, value]]));
    const valueAt = (index: number) => this.#entries[index]?.value as number | string;
    const isOrdered = ({ value }: Entry): boolean => typeof value === 'number' || typeof value === 'string';
    const indexes = [...entries.keys()];
    this.#ascending = indexes
      .filter((index) => isOrdered(entries[index] as Entry))
      .sort((a, b) => (valueAt(a) < valueAt(b) ? -1 : 1));
    this.#values = this.#ascending.map(valueAt);
    this.#others = indexes.filter((index) => !isOrdered(entries[index] as Entry));
  }

  /** Returns the truth of at most 32 atoms for each entry, as bits. */
  wordsOf(atoms: readonly Atom[]): Int32Array {
    const words = new Int32Array(this.#entries.length);
    /** The bits that change from one ascending value to the next. */
    const changed = new Int32Array(this.#values.length + 1);
    for (const [index, atom] of atoms.entries()) this.#add(atom, 1 << index, words, changed);
    let word = 0;
    for (const [position, index] of this.#ascending.entries()) {
      word ^= changed[position] as number;
      words[index] = (words[index] as number) | word;
    }
    return words;
  }

  #add(atom: Atom, bit: number, words: Int32Array, changed: Int32Array): void {
    const { steps } = atom;
    for (const index of steps === undefined ? this.#data.keys() : this.#others)
      if (atom.holds(this.#data[index])) words[index] = (words[index] as number) | bit;
    if (steps === undefined) return;
    let held = false;
    for (const position of changes(this.#values, steps)) {
      const index = this.#ascending[position];
      const holds = index !== undefined && atom.holds(this.#data[index]);
      if (holds !== held) changed[position] = (changed[position] as number) ^ bit;
      held = holds;
    }
  }
}

/** Hashes the words of each entry, continuing from a first word. */
function hashesOf(first: Int32Array, all: readonly Int32Array[]): Int32Array {
  const hashes = new Int32Array(first.length);
  for (const words of [first, ...all])
    for (let index = 0; index < hashes.length; index++) {
      const mixed = Math.imul((hashes[index] as number) ^ (words[index] as number), 0x9e3779b1);
      hashes[index] = mixed ^ (mixed >>> 15);
    }
  return hashes;
}

/** Returns the group of each entry: those with equal words. Groups are numbered in the order of their first entry. */
function groupsOf(first: Int32Array, all: readonly Int32Array[]): Int32Array {
  const isEqual = (a: number, b: number): boolean =>
    first[a] === first[b] && all.every((words) => words[a] === words[b]);
  const byHash = new Map<number, { readonly index: number; readonly group: number }[]>();
  let groups = 0;
  return hashesOf(first, all).map((hash, index) => {
    const others = byHash.get(hash) ?? [];
    if (others.length === 0) byHash.set(hash, others);
    const same = others.find((other) => isEqual(other.index, index));
    if (same !== undefined) return same.group;
    others.push({ index, group: groups });
    return groups++;
  });
}

/** Merges values with the same truth of all atoms on the variable, unless an atom compares two variables. */
export function classesOf(entries: readonly Entry[], path: string, atoms: readonly Atom[]): Classes {
  const own = atoms.filter(({ variables }) => variables.size === 1);
  const evaluator = new Evaluator(entries, path);
  const all: Int32Array[] = [];
  for (let start = 0; start < own.length; start += bits) all.push(evaluator.wordsOf(own.slice(start, start + bits)));
  const isCompared = own.length < atoms.length;
  const initial = Int32Array.from(entries, ({ isNull }, index) => (isCompared ? index : Number(isNull)));
  const classOf = groupsOf(initial, all);
  const classes: Class[] = [];
  const first: number[] = [];
  for (const [index, entry] of entries.entries()) {
    const number = classOf[index] as number;
    const existing = classes[number];
    if (existing === undefined) first.push(index);
    existing?.values.push(entry.value);
    if (existing === undefined || entry.level < existing.level)
      classes[number] = { ...entry, values: existing?.values ?? [entry.value] };
  }
  return {
    classes,
    classOf,
    ranks: new Map(own.map((atom, rank) => [atom, rank])),
    words: all.map((words) => Int32Array.from(first, (index) => words[index] as number)),
  };
}
