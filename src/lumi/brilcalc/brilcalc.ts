import { QueryError } from '../../errors.js';
import { fileAccess } from '../io/access.js';
// LumiList sums with Brilcalc, and Brilcalc returns a LumiList: neither is used before both modules are loaded.
import { LumiList } from '../lumi-list.js';
import { orAwait, shown } from '../range.js';
import { indexIn, type Luminosities } from './luminosities.js';
import { type BrilcalcOptions, readOptions } from './options.js';
import { readBrilcalc } from './reader.js';

const inspect = Symbol.for('nodejs.util.inspect.custom');

/** The integrated luminosity of a lumisection, in the unit of its CSV. */
export interface LumisectionLuminosity {
  /** What the LHC delivered. */
  readonly delivered: number;
  /** What CMS recorded: 0 where it was not taking data. */
  readonly recorded: number;
}

/** The integrated luminosity of a list of lumisections. */
export interface Luminosity extends LumisectionLuminosity {
  /** The unit of both luminosities: `/ub`, `/pb`. */
  readonly unit: string;
  /** How many lumisections were added up. */
  readonly lumisections: number;
  /** Lumisections of the list that the CSV does not have. */
  readonly missing: LumiList;
}

/**
 * Luminosities by lumisection, from the CSV that `brilcalc lumi --byls --output-style csv` writes.
 * @example
 * ```ts
 * const csv = `#run:fill,ls,time,beamstatus,E(GeV),delivered(/ub),recorded(/ub),avgpu,source
 * 315257:6417,1:1,04/27/18 18:12:19,STABLE BEAMS,6500,120.5,110.5,30.1,HFET`;
 * console.assert(Brilcalc.fromText(csv).at(315257, 1)?.recorded === 110.5);
 * ```
 */
export class Brilcalc {
  readonly #luminosities: Luminosities;
  #lumisections: LumiList | undefined;

  private constructor(luminosities: Luminosities) {
    if (!(luminosities?.runs instanceof Map))
      throw new QueryError('bad-brilcalc', 'a Brilcalc is not made with new', {
        hint: 'write Brilcalc.fromText(…) or Brilcalc.fromFile(…)',
      });
    this.#luminosities = luminosities;
    Object.freeze(this);
  }

  /**
   * Reads a CSV. Columns are found by their names, and every row must have all of them. A lumisection that occurs twice with equal
   * luminosities counts once. Rates (`hz/ub`), rows of two HLT paths and rows that disagree with brilcalc's own trailer (`#Summary`)
   * are errors; totals may differ by the rounding of the printed numbers. The text may be several outputs, one after the other.
   * @throws QueryError `bad-brilcalc` with the number of the line.
   */
  static fromText(text: string, options: BrilcalcOptions = {}): Brilcalc {
    const read = readOptions(options, 'fromText()');
    if (typeof text === 'string') return new Brilcalc(readBrilcalc(text, read));
    throw new QueryError('bad-brilcalc', `Expected the text of a CSV, got ${shown(text)}`, {
      hint: orAwait(text, 'files are read by Brilcalc.fromFile'),
    });
  }

  /**
   * Reads a file with such a CSV, which may be compressed with gzip.
   * @throws NotFoundError if the file is missing; QueryError `bad-brilcalc` if it cannot be read, or with the number of the line.
   */
  static async fromFile(path: string | URL, options: BrilcalcOptions = {}): Promise<Brilcalc> {
    const read = readOptions(options, 'fromFile()');
    const { name, text } = await fileAccess().fromFile(path, 'bad-brilcalc');
    return new Brilcalc(readBrilcalc(text, read, name));
  }

  /** The unit of the luminosities, as brilcalc writes it: `/ub`, `/pb`. */
  get unit(): string {
    return this.#luminosities.unit;
  }

  /** All lumisections of the CSV, those too in which CMS recorded nothing. */
  get lumisections(): LumiList {
    this.#lumisections ??= LumiList.fromPairs(this.#pairs());
    return this.#lumisections;
  }

  *#pairs(): Generator<readonly [number, number], void, undefined> {
    for (const [run, { lumisections }] of this.#luminosities.runs) for (const one of lumisections) yield [run, one];
  }

  /** The luminosity of a lumisection; undefined where the CSV does not have it. */
  at(run: number, lumisection: number): LumisectionLuminosity | undefined {
    const known = this.#luminosities.runs.get(run);
    const index = known === undefined ? 0 : indexIn(known.lumisections, lumisection);
    if (known?.lumisections[index] !== lumisection) return undefined;
    return Object.freeze({
      delivered: known.delivered[index] as number,
      recorded: known.recorded[index] as number,
    });
  }

  /** Adds up the luminosity of a list, lumisection by lumisection in order: what `list.luminosity(brilcalc)` does. */
  sum(list: LumiList): Luminosity {
    if (!(list instanceof LumiList))
      throw new QueryError('bad-lumi-list', `${shown(list)} is no LumiList`, {
        hint: orAwait(list, 'write LumiList.fromJSON(…)'),
      });
    let [delivered, recorded, count] = [0, 0, 0];
    for (const [run, ranges] of list) {
      const known = this.#luminosities.runs.get(run);
      if (known === undefined) continue;
      for (const [first, last] of ranges)
        for (let index = indexIn(known.lumisections, first); index < known.lumisections.length; index++) {
          if ((known.lumisections[index] as number) > last) break;
          delivered += known.delivered[index] as number;
          recorded += known.recorded[index] as number;
          count++;
        }
    }
    return Object.freeze({
      recorded,
      delivered,
      unit: this.unit,
      lumisections: count,
      missing: list.subtract(this.lumisections),
    });
  }

  /** A summary for the console. */
  [inspect](): string {
    return `Brilcalc: ${this.lumisections.lumisectionCount} lumisections in ${this.unit}`;
  }
}
