/** A set of rows of a truth table, as bits. */
export class RowSet {
  readonly #words: Uint32Array;

  constructor(rows: Uint8Array, within: Uint8Array) {
    this.#words = new Uint32Array(Math.ceil(rows.length / 32));
    for (let row = 0; row < rows.length; row++)
      if (rows[row] === 1 && within[row] === 1)
        this.#words[row >> 5] = (this.#words[row >> 5] as number) | (1 << (row & 31));
  }

  get isEmpty(): boolean {
    return this.#words.every((word) => word === 0);
  }

  isSubsetOf(other: RowSet): boolean {
    const words = other.#words;
    for (let at = 0; at < this.#words.length; at++)
      if (((this.#words[at] as number) & ~(words[at] as number)) !== 0) return false;
    return true;
  }

  /** Returns true if some row is in all sets. */
  static haveCommon(sets: readonly RowSet[]): boolean {
    const [first, ...others] = sets;
    if (first === undefined) return true;
    for (let at = 0; at < first.#words.length; at++)
      if (others.reduce((word, other) => word & (other.#words[at] as number), first.#words[at] as number) !== 0)
        return true;
    return false;
  }
}
