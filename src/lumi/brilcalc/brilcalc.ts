import type { GuessedBrilcalc } from '../../catalogue/generated/guessed-members.js';
import * as guessed from '../../catalogue/guessed-lumi-members.js';
import { QueryError } from '../../errors.js';
import { describe } from '../../util/describe.js';
import { defineGuessed, type Hint } from '../../util/guessed.js';
import { inspect } from '../../util/inspect.js';
import { limitArguments } from '../../util/limit-arguments.js';
import { fileAccess } from '../io/access.js';
import { isLumiList, type LumiList, type Luminosity, listOfBounds } from '../lumi-list.js';
import { orAwait } from '../range.js';
import { type BrilcalcOptions, readOptions } from './options.js';
import { readBrilcalc } from './reader.js';
import { contentOf, LuminosityTable, lumisectionsOf, readTable } from './table.js';

/**
 * Names of static members that do not exist, as those of `LumiList`.
 *
 * @public
 */
export declare const fromText: { readonly [Name in keyof typeof guessed.brilcalcs]: Name };

type Read = (typeof guessed.brilcalcs)['load'];

/**
 * Luminosities by lumisection, from the CSV that `brilcalc lumi --byls --output-style csv` writes.
 * @example
 * ```ts
 * const csv = `#run:fill,ls,time,beamstatus,E(GeV),delivered(/ub),recorded(/ub),avgpu,source
 * 315257:6417,1:1,04/27/18 18:12:19,STABLE BEAMS,6500,120.5,110.5,30.1,HFET`;
 * console.assert(Brilcalc.fromText(csv).at(315257, 1)?.recorded === 110.5);
 * ```
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members do not exist.
export class Brilcalc extends LuminosityTable {
  #lumisections: LumiList | undefined;

  declare static readonly [fromText.load]: Hint<Read>;
  declare static readonly [fromText.read]: Hint<Read>;
  declare static readonly [fromText.open]: Hint<Read>;
  declare static readonly [fromText.from]: Hint<Read>;
  declare static readonly [fromText.parse]: Hint<Read>;
  declare static readonly [fromText.fromCsv]: Hint<Read>;
  declare static readonly [fromText.fromCSV]: Hint<Read>;
  declare static readonly [fromText.fromPath]: Hint<Read>;

  /**
   * Reads a CSV. Columns are found by their names, and every row must have all of them. A lumisection that occurs twice with equal
   * luminosities counts once. Rates (`hz/ub`), rows of two HLT paths and rows that disagree with brilcalc's own trailer (`#Summary`)
   * are errors; totals may differ by the rounding of the printed numbers. The text may be several outputs, one after the other.
   *
   * @example
   * ```ts
   * const brilcalc = Brilcalc.fromText('#run:fill,ls,delivered(/pb),recorded(/pb)\n355100:7920,1:1,2,1\n');
   * console.log(brilcalc.at(355100, 1)?.recorded);
   * ```
   * @throws QueryError `bad-brilcalc` with the number of the line; `bad-option`.
   */
  static fromText(text: string, options: BrilcalcOptions = {}): Brilcalc {
    return new Brilcalc(readTable(text, options));
  }

  /**
   * Reads a file with such a CSV, which may be compressed with gzip.
   *
   * @example
   * ```ts
   * import { writeFile } from 'node:fs/promises';
   * import { Brilcalc } from 'runregistry';
   *
   * await writeFile('build/lumi.csv', '#run:fill,ls,delivered(/pb),recorded(/pb)\n355100:7920,1:1,2,1\n');
   * const brilcalc = await Brilcalc.fromFile('build/lumi.csv');
   * ```
   * @throws NotFoundError `no-such-file`; QueryError `bad-brilcalc` if it cannot be read, or with the number of the line; `bad-option`.
   */
  static async fromFile(path: string | URL, options: BrilcalcOptions = {}): Promise<Brilcalc> {
    const read = readOptions(options, 'fromFile()');
    const { name, text } = await fileAccess().fromFile(path, 'bad-brilcalc');
    return new Brilcalc(readBrilcalc(text, read, name));
  }

  /** All lumisections of the CSV, including those in which CMS recorded nothing. */
  get lumisections(): LumiList {
    this.#lumisections ??= listOfBounds(lumisectionsOf(contentOf(this)));
    return this.#lumisections;
  }

  /**
   * Adds up the luminosity of a list, lumisection by lumisection in order: the same as `list.luminosity(brilcalc)`.
   *
   * @example
   * ```ts
   * const csv = `#run:fill,ls,time,beamstatus,E(GeV),delivered(/ub),recorded(/ub),avgpu,source
   * 315257:6417,1:1,04/27/18 18:12:19,STABLE BEAMS,6500,120.5,110.5,30.1,HFET`;
   * console.assert(Brilcalc.fromText(csv).sum(LumiList.fromRuns([315257])).recorded === 110.5);
   * ```
   * @throws QueryError `bad-lumi-list` for a value that is not a list.
   */
  sum(list: LumiList): Luminosity {
    if (!isLumiList(list))
      throw new QueryError('bad-lumi-list', `Expected a LumiList, got ${describe(list)}`, {
        hint: orAwait(list, 'Write LumiList.fromJSON(…).'),
      });
    return list.luminosity(this);
  }

  /** Returns the number of lumisections and the unit. */
  override toString(): string {
    const { lumisectionCount: count } = this.lumisections;
    return `Brilcalc: ${count} ${count === 1 ? 'lumisection' : 'lumisections'} in ${this.unit}`;
  }

  /** Output of `console.log` in Node. */
  [inspect](): string {
    return this.toString();
  }
}
limitArguments(Brilcalc.prototype);
limitArguments(Brilcalc, { fromText: 2, fromFile: 2 });
defineGuessed(Brilcalc.prototype, guessed.brilcalc, 'a Brilcalc');
defineGuessed(Brilcalc, guessed.brilcalcs, "'Brilcalc'");

// Members that do not exist, with their hints. Not a docstring: editors would show it for the class.
export interface Brilcalc extends GuessedBrilcalc {}
