import { decimalsOf } from './number.js';

/** A row of a lumisection, as printed. */
export interface Row {
  readonly run: number;
  readonly fill: number;
  readonly lumisection: number;
  /** True if CMS was recording: `12:12`, not `12:0`. */
  readonly isCms: boolean;
  readonly delivered: number;
  readonly recorded: number;
  readonly printedDelivered: string;
  readonly printedRecorded: string;
  readonly path: string | undefined;
}

/** The sum of one column, and how far rounding of the printed numbers can have moved it. */
class Sum {
  value = 0;
  #count = 0;
  #zeros = 0;
  #fixed = 0;
  #most = 0;
  #fewest = Number.POSITIVE_INFINITY;
  /** Rounding of numbers with an exponent, whose decimals differ by nature. */
  #exponentBound = 0;

  add(value: number, printed: string): void {
    this.value += value;
    this.#count++;
    // brilcalc prints 0 for what is smaller than its last decimal.
    if (printed === '0') this.#zeros++;
    else if (/e/i.test(printed)) this.#exponentBound += 0.5 * 10 ** -decimalsOf(printed);
    else {
      this.#fixed++;
      const dot = printed.indexOf('.');
      const decimals = dot === -1 ? 0 : printed.length - dot - 1;
      this.#most = Math.max(this.#most, decimals);
      this.#fewest = Math.min(this.#fewest, decimals);
    }
  }

  /** Few decimals that vary from row to row: the numbers were not rounded by a fixed format. */
  get #isExact(): boolean {
    return this.#most === 0 || (this.#most <= 3 && this.#fewest < this.#most);
  }

  /** The largest difference between this sum and the true one. */
  get tolerance(): number {
    const float = Number.EPSILON * (this.#count + 1) * Math.abs(this.value);
    const fixed = this.#isExact ? 0 : 0.5 * (this.#fixed + 2 * this.#zeros) * 10 ** -this.#most;
    return float + this.#exponentBound + fixed;
  }
}

/** Counts and sums of the rows of one trailer line. A row that is repeated counts once. */
export class Tally {
  readonly delivered = new Sum();
  readonly recorded = new Sum();
  lumisections = 0;
  cms = 0;
  readonly #fills = new Map<number, number>();
  readonly #seen = new Map<number, Set<number>>();

  add(row: Row): void {
    // Trailers of HLT paths are about lumisections that CMS recorded.
    if (row.path !== undefined && !row.isCms) return;
    let seen = this.#seen.get(row.run);
    if (seen === undefined) {
      seen = new Set();
      this.#seen.set(row.run, seen);
      // brilcalc attributes a run to the fill of its first row.
      this.#fills.set(row.run, row.fill);
    }
    if (seen.has(row.lumisection)) return;
    seen.add(row.lumisection);
    this.lumisections++;
    if (row.isCms) this.cms++;
    this.delivered.add(row.delivered, row.printedDelivered);
    this.recorded.add(row.recorded, row.printedRecorded);
  }

  get runs(): number {
    return this.#seen.size;
  }

  get fills(): number {
    return new Set(this.#fills.values()).size;
  }
}
