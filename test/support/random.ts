import { createHash } from 'node:crypto';

/** Returns random numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Returns a number from 0 to 1, excluding 1, for these words. */
const fraction = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join('\n')).digest().readUInt32BE(0) / 2 ** 32;

/** Random draws, which depend on the seed and on the number of previous draws. */
export class Random {
  readonly #seed: string;
  #drawn = 0;

  constructor(...seed: readonly (string | number)[]) {
    this.#seed = seed.join('\n');
  }

  chance(of: number): boolean {
    return fraction(this.#seed, this.#drawn++) < of;
  }

  below(number: number): number {
    return Math.floor(fraction(this.#seed, this.#drawn++) * number);
  }

  one<Item>(of: readonly Item[]): Item {
    return of[this.below(of.length)] as Item;
  }
}
