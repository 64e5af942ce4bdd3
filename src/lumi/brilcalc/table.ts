import { QueryError } from '../../errors.js';
import { makeComparable } from '../../util/comparable.js';
import { describe } from '../../util/describe.js';
import { limitArguments } from '../../util/limit-arguments.js';
import { firstAtLeast } from '../../util/sorted.js';
import { combineRuns, onlyFirst, type Runs } from '../boundaries.js';
import { runsOfPairs } from '../build.js';
import { checkLumisection, checkRun, orAwait } from '../range.js';
import type { Luminosities } from './luminosities.js';
import { type BrilcalcOptions, readOptions } from './options.js';
import { readBrilcalc } from './reader.js';

/** The integrated luminosity of a lumisection, in the unit of its CSV. */
export interface LumisectionLuminosity {
  /** Luminosity that the LHC delivered. */
  readonly delivered: number;
  /** Luminosity that CMS recorded; 0 if it was not taking data. */
  readonly recorded: number;
}

/** The integrated luminosity of lumisections, and the lumisections that the CSV does not have. */
interface LuminositySum extends LumisectionLuminosity {
  readonly unit: string;
  readonly lumisections: number;
  readonly missing: Runs;
}

/** Luminosities, and their lumisections once they are needed. */
export interface Content extends Luminosities {
  lumisections?: Runs;
}

const contents = new WeakMap<LuminosityTable, Content>();

/** Returns the content of a table. */
export const contentOf = (table: LuminosityTable): Content => contents.get(table) as Content;

/** Luminosities by lumisection: `Brilcalc` without what returns a `LumiList`. */
export class LuminosityTable {
  protected constructor(luminosities: Luminosities) {
    if (!(luminosities?.runs instanceof Map))
      throw new QueryError('bad-brilcalc', 'Cannot create a Brilcalc with new', {
        hint: 'Write Brilcalc.fromText(…) or Brilcalc.fromFile(…).',
      });
    contents.set(this, luminosities);
    makeComparable(this, luminosities);
    Object.freeze(this);
  }

  /** The unit of the luminosities, as brilcalc writes it: `/ub`, `/pb`. */
  get unit(): string {
    return contentOf(this).unit;
  }

  /**
   * Returns the luminosity of a lumisection, in `unit`; undefined if the CSV lacks the lumisection.
   *
   * @example
   * ```ts
   * const csv = `#run:fill,ls,time,beamstatus,E(GeV),delivered(/ub),recorded(/ub),avgpu,source
   * 315257:6622,1:1,04/27/18 00:03:06,STABLE BEAMS,6500,2.5,2.4,30,HFET`;
   * console.log(Brilcalc.fromText(csv).at(315257, 1)?.recorded); // 2.4
   * ```
   * @throws QueryError `bad-lumi-list` for anything but numbers of a run and a lumisection.
   */
  at(run: number, lumisection: number): LumisectionLuminosity | undefined {
    checkLumisection(lumisection, `the lumisection of run ${checkRun(run)}`, { run });
    const luminosities = contentOf(this).runs.get(run);
    const index = luminosities === undefined ? 0 : firstAtLeast(luminosities.lumisections, lumisection);
    if (luminosities?.lumisections[index] !== lumisection) return undefined;
    return Object.freeze({
      delivered: luminosities.delivered[index] as number,
      recorded: luminosities.recorded[index] as number,
    });
  }
}
limitArguments(LuminosityTable.prototype);

/** Reads the text of a CSV. */
export function readTable(text: unknown, options: BrilcalcOptions = {}): Luminosities {
  const read = readOptions(options, 'fromText()');
  if (typeof text === 'string') return readBrilcalc(text, read);
  throw new QueryError('bad-brilcalc', `Expected the text of a CSV, got ${describe(text)}`, {
    hint: orAwait(text, 'Use Brilcalc.fromFile for a file.'),
  });
}

/** Returns all lumisections of a CSV. */
export function lumisectionsOf(content: Content): Runs {
  content.lumisections ??= runsOfPairs(pairsOf(content));
  return content.lumisections;
}

/** Yields the lumisections of a CSV. */
function* pairsOf({ runs }: Luminosities): Generator<readonly [run: number, lumisection: number], void, undefined> {
  for (const [run, { lumisections }] of runs) for (const lumisection of lumisections) yield [run, lumisection];
}

/** Returns the luminosities of a CSV or a table. An object may have the prototype of a table and no content. */
export const luminositiesIn = (brilcalc: unknown): Luminosities =>
  contents.get(brilcalc as LuminosityTable) ?? readTable(brilcalc);

/** Adds up luminosities, lumisection by lumisection in order. */
export function sumOf(content: Content, list: Runs): LuminositySum {
  let [delivered, recorded, count] = [0, 0, 0];
  for (const [run, boundaries] of list) {
    const luminosities = content.runs.get(run);
    if (luminosities === undefined) continue;
    for (let at = 0; at < boundaries.length; at += 2) {
      const [first, end] = [boundaries[at] as number, boundaries[at + 1] as number];
      const { lumisections } = luminosities;
      for (let index = firstAtLeast(lumisections, first); index < lumisections.length; index++) {
        if ((lumisections[index] as number) >= end) break;
        delivered += luminosities.delivered[index] as number;
        recorded += luminosities.recorded[index] as number;
        count++;
      }
    }
  }
  const missing = combineRuns(list, lumisectionsOf(content), onlyFirst);
  return { recorded, delivered, unit: content.unit, lumisections: count, missing };
}
