/** A set of rows of a truth table, as bits. */
export class RowSet {
  readonly #words: Uint32Array;
  /** The first word with a row. */
  readonly #start: number;

  /** Creates the set of rows with a truth, within some rows. */
  constructor(truths: Uint8Array, within: Uint8Array, truth = 1) {
    const words = new Uint32Array(Math.ceil(truths.length / 32));
    for (let row = 0; row < truths.length; row++)
      if (truths[row] === truth && within[row] === 1) words[row >> 5] = (words[row >> 5] as number) | (1 << (row & 31));
    this.#words = words;
    const start = words.findIndex((word) => word !== 0);
    this.#start = start === -1 ? words.length : start;
  }

  isSubsetOf(other: RowSet): boolean {
    const words = this.#words;
    const others = other.#words;
    for (let at = this.#start; at < words.length; at++)
      if (((words[at] as number) & ~(others[at] as number)) !== 0) return false;
    return true;
  }

  /** Calls a function with each row. */
  visitRows(visit: (row: number) => void): void {
    const words = this.#words;
    for (let at = this.#start; at < words.length; at++)
      for (let word = words[at] as number; word !== 0; word &= word - 1) visit(32 * at + 31 - Math.clz32(word & -word));
  }

  /** Returns true if some row is in both sets. */
  intersects(other: RowSet): boolean {
    const words = this.#words;
    const others = other.#words;
    for (let at = this.#start; at < words.length; at++)
      if (((words[at] as number) & (others[at] as number)) !== 0) return true;
    return false;
  }

  /** Returns true if some row is in all sets. */
  static haveCommon(sets: readonly RowSet[]): boolean {
    const [first, ...others] = sets;
    if (first === undefined) return true;
    for (let at = first.#start; at < first.#words.length; at++)
      if (others.reduce((word, other) => word & (other.#words[at] as number), first.#words[at] as number) !== 0)
        return true;
    return false;
  }
}
