import { firstAtLeast } from '../../util/sorted.js';
import type { Row } from './tally.js';

/** The lumisections of a run in ascending order, and the luminosities of each. */
interface RunLuminosity {
  /** Numbers of the lumisections, ascending. */
  readonly lumisections: readonly number[];
  /** Delivered luminosity of each lumisection. */
  readonly delivered: readonly number[];
  /** Recorded luminosity of each lumisection. */
  readonly recorded: readonly number[];
}

/** The content of a CSV of brilcalc. */
export interface Luminosities {
  /** The unit of all luminosities: `/pb`. */
  readonly unit: string;
  /** In ascending order of the runs. */
  readonly runs: ReadonlyMap<number, RunLuminosity>;
}

type Building = { readonly [Key in keyof RunLuminosity]: number[] };

/** Collects rows in any order. */
export class LuminosityBuilder {
  readonly #runs = new Map<number, Building>();

  /** Adds a row. Returns false if the lumisection already has another luminosity. */
  add({ run, lumisection, delivered, recorded }: Row): boolean {
    let ofRun = this.#runs.get(run);
    if (ofRun === undefined) {
      ofRun = { lumisections: [], delivered: [], recorded: [] };
      this.#runs.set(run, ofRun);
    }
    const { lumisections } = ofRun;
    const last = lumisections[lumisections.length - 1];
    const at = last === undefined || lumisection > last ? lumisections.length : firstAtLeast(lumisections, lumisection);
    if (lumisections[at] === lumisection) return ofRun.delivered[at] === delivered && ofRun.recorded[at] === recorded;
    lumisections.splice(at, 0, lumisection);
    ofRun.delivered.splice(at, 0, delivered);
    ofRun.recorded.splice(at, 0, recorded);
    return true;
  }

  build(unit: string): Luminosities {
    return { unit, runs: new Map([...this.#runs].sort(([a], [b]) => a - b)) };
  }
}
