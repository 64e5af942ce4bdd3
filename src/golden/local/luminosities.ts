import type { Brilcalc } from '../../lumi/index.js';

/** The luminosity of lumisections of a run: that of each, from lumisection 1, or else one for all. */
export interface LuminositySource {
  readonly recorded?: readonly unknown[] | undefined;
  readonly delivered?: readonly unknown[] | undefined;
  all?: { readonly recorded?: unknown; readonly delivered?: unknown } | undefined;
}

/** Converts a luminosity as the portal does: negative and non-numeric values are 0. */
function toLuminosity(value: unknown): number {
  if (typeof value === 'number') return value >= 0 ? value : 0;
  try {
    return Math.max(Number(value) || 0, 0);
  } catch {
    return 0;
  }
}

/** The maximum number of lumisections that are summed together. A range can have millions. */
const maxCount = 1024;

/** The luminosities of some consecutive lumisections: the first `count` elements. */
export class Luminosities {
  readonly recorded = new Float64Array(maxCount);
  readonly delivered = new Float64Array(maxCount);
  count = 0;

  /** Reads those of the lumisections from `first` to `last`, as many as fit, and returns their number. */
  read(source: LuminositySource, first: number, last: number): number {
    this.count = Math.min(last - first + 1, maxCount);
    this.#fill(this.recorded, source.recorded, source.all?.recorded, first);
    this.#fill(this.delivered, source.delivered, source.all?.delivered, first);
    return this.count;
  }

  #fill(into: Float64Array, list: readonly unknown[] | undefined, all: unknown, first: number): void {
    const { count } = this;
    if (list === undefined) into.fill(toLuminosity(all), 0, count);
    else for (let i = 0; i < count; i++) into[i] = toLuminosity(list[first - 1 + i]);
  }

  /** Reads those of brilcalc. */
  readBrilcalc(source: Brilcalc, run: number, first: number, last: number): number {
    this.count = Math.min(last - first + 1, maxCount);
    for (let i = 0; i < this.count; i++) {
      const measured = source.at(run, first + i);
      this.recorded[i] = toLuminosity(measured?.recorded);
      this.delivered[i] = toLuminosity(measured?.delivered);
    }
    return this.count;
  }
}

/** Adds values to a sum one after the other. Floating-point sums depend on the order, which must be that of the portal. */
export function added(sum: number, values: Float64Array, count: number): number {
  let result = sum;
  for (let i = 0; i < count; i++) result += values[i] as number;
  return result;
}
