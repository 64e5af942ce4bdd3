/**
 * A seeded source of random numbers (mulberry32 over a hashed seed). Only integer operations, `+ - * /` and
 * `Math.imul`/`Math.floor` are used, so every engine draws the same values.
 */
export class Random {
  #state: number;

  /** Creates a separate stream for a list of keys, so draws of one run do not affect those of the next. */
  constructor(...keys: readonly (number | string)[]) {
    this.#state = hash(keys.join('/'));
  }

  /** Returns a number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Returns an integer in [low, high], both included; `low` when the range is empty. */
  int(low: number, high: number): number {
    return high <= low ? low : low + Math.floor(this.next() * (high - low + 1));
  }

  /** Returns a number in [low, high). */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** Returns true with this probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Returns one of the values. */
  pick<T>(values: readonly [T, ...T[]]): T {
    return values[this.int(0, values.length - 1)] ?? values[0];
  }

  /** Returns one of the values, with probabilities proportional to their weights. */
  weighted<T>(choices: readonly [readonly [T, number], ...(readonly [T, number])[]]): T {
    let left = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    return choices[0][0];
  }
}

/** Rounds to a fixed number of decimals, so a value is the same in every JSON. */
export function round(value: number, decimals: 0 | 1 | 2 | 3 | 4 | 6 | 8): number {
  const scale = { 0: 1, 1: 10, 2: 100, 3: 1e3, 4: 1e4, 6: 1e6, 8: 1e8 }[decimals];
  return Math.round(value * scale) / scale;
}

/** Hashes a string by FNV-1a over UTF-16 units, with a final mix because mulberry32 streams of neighbouring seeds resemble each other. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
