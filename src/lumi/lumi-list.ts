import { QueryError } from '../errors.js';
import {
  type Boundaries,
  both,
  combineRuns,
  either,
  exactlyOne,
  holds,
  inOrder,
  type Keep,
  lumisectionCount,
  onlyFirst,
  type Runs,
  rangesOf,
  sameRuns,
} from './boundaries.js';
import { type LuminosityTable, type LumisectionLuminosity, luminositiesIn, sumOf } from './brilcalc/table.js';
import { runsOfPairs, runsOfRanges, wholeRuns } from './build.js';
import { cmsswParts, readCmssw } from './cmssw.js';
import { compare, counted, type DifferenceCounts, type RunDifference } from './diff.js';
import { fileAccess } from './io/access.js';
import type { UrlOptions } from './io/types.js';
import { checkOptions } from './options.js';
import { checkLumisection, checkRun, fail, openEnd, orAwait, type Range, shown } from './range.js';
import { readText } from './read-text.js';
import { readRanges, readValue } from './read-value.js';
import { type RunSelection, selector, truth } from './selection.js';
import { plainObject, textByLines } from './write.js';

/** Runs with their ranges, as JSON: `{ '315257': [[1, 88], [91, 92]] }`. Open-ended ranges go to 268435455. */
export type LumiListJSON = { [run: string]: [first: number, last: number][] };

/** A range as the registry gives it, with whatever else it says of these lumisections. */
export interface NumberedRange {
  readonly start: number;
  readonly end: number;
}

/** How a file is written. */
export interface FileOptions {
  /** `lines` (one run a line, as published files are) if nothing else is said; `compact` is one line without spaces. */
  readonly style?: 'lines' | 'compact' | undefined;
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

/** In what two lists differ. As text it is a sentence and a table. */
export interface LumiListDiff {
  readonly isEqual: boolean;
  /** The lumisections that only this list has. */
  readonly onlyHere: LumiList;
  /** The lumisections that only the other list has. */
  readonly onlyThere: LumiList;
  /** The runs that differ, in numeric order. */
  readonly runs: readonly RunDifference[];
  readonly counts: DifferenceCounts;
  /** A sentence, and a table of the runs that differ: the first 20 of them. */
  toString(): string;
}

const code = 'bad-lumi-list';
const inspect = Symbol.for('nodejs.util.inspect.custom');

/**
 * A list of lumisections by run: what a golden JSON or a DCS-only JSON holds. Lists do not change; what works on them gives new
 * ones. Runs are in numeric order; the ranges of a run are sorted, and none overlaps or touches another. Runs are numbered from 1 to
 * 2³² - 1, lumisections from 1 to 268435454. A range may be open-ended: it goes to the end of its run, wherever that is, is
 * `[first, Infinity]` here, and is told apart from all that end.
 * @example
 * ```ts
 * const golden = LumiList.fromJSON({ '315257': [[1, 88], [91, 92]], '315259': [[1, 172]] });
 * const mine = golden.select({ from: 315258 }).subtract(LumiList.fromPairs([[315259, 17]]));
 * console.assert(mine.toCmssw() === '315259:1-315259:16,315259:18-315259:172');
 * ```
 */
export class LumiList implements Iterable<readonly [run: number, ranges: readonly Range[]]> {
  // Made when it is first asked for: a static field would use the class before the compiled code has named it.
  static #empty: LumiList | undefined;
  readonly #runs: Runs;
  #numbers: readonly number[] | undefined;

  private constructor(runs: Runs) {
    if (!(runs instanceof Map)) fail('a LumiList is not made with new', 'write LumiList.fromJSON(…)');
    this.#runs = runs;
    Object.freeze(this);
  }

  /**
   * The list without lumisections. It also begins the union of many lists: `LumiList.empty.union(...lists)`.
   * @example LumiList.empty.union(LumiList.fromRuns([1]), LumiList.fromRuns([2])).runCount
   */
  static get empty(): LumiList {
    LumiList.#empty ??= new LumiList(new Map());
    return LumiList.#empty;
  }

  /**
   * Reads an object of runs, each with a list of ranges: a parsed golden JSON, or `generated_json` of the JSON portal. With
   * `generated_json_with_dataset_names`, whose keys are a run and a dataset, the datasets of a run are united. Ranges may be in any
   * order and overlap; the upper bounds 268435455 and 0 mean the end of the run. Several objects are united with `union`.
   * @throws QueryError that names the run and the range that is wrong.
   * @example LumiList.fromJSON({ '315257': [[1, 88], [91, 92]] }).lumisectionCount
   */
  static fromJSON(value: unknown): LumiList {
    return LumiList.#isList(value) ? value : new LumiList(readValue(value));
  }

  /**
   * Reads the text of a golden JSON file. Unlike after JSON.parse, a run that is there twice is an error, and errors say where they
   * are.
   * @throws QueryError that says run, line and column.
   * @example LumiList.fromText('{"315257": [[1, 88], [91, 92]]}').lumisectionCount
   */
  static fromText(text: string): LumiList {
    if (typeof text !== 'string')
      fail(`${shown(text)} is not the text of a golden JSON`, orAwait(text, 'objects are read by LumiList.fromJSON'));
    return new LumiList(readText(text));
  }

  /**
   * Reads a golden JSON file, which may be compressed with gzip.
   * @throws NotFoundError where there is no such file; QueryError where it cannot be read, or that says run, line and column.
   */
  static async fromFile(path: string | URL): Promise<LumiList> {
    const { name, text } = await fileAccess().fromFile(path, code);
    return new LumiList(readText(text, name));
  }

  /**
   * Reads a golden JSON file from an address, which must be https, or http to this machine. It is not sent any credentials.
   * The download may take `timeout` milliseconds, 300,000 by default.
   * @throws QueryError as `fromFile`; ConnectionError, ResponseError, TimeoutError or AbortError where there is no good response.
   */
  static async fromUrl(url: string | URL, options?: UrlOptions): Promise<LumiList> {
    const { name, text } = await fileAccess().fromUrl(url, code, options);
    return new LumiList(readText(text, name));
  }

  /**
   * Gathers pairs of a run and a lumisection, in any order, with repeats.
   * @throws QueryError that names the pair that is wrong.
   * @example LumiList.fromPairs([[315257, 1], [315257, 2]]).ranges(315257)
   */
  static fromPairs(pairs: Iterable<readonly [run: number, lumisection: number]>): LumiList {
    return new LumiList(runsOfPairs(pairs));
  }

  /**
   * Whole runs: an open-ended range from lumisection 1 for each.
   * @throws QueryError where something is no run number.
   * @example LumiList.fromRuns([315257, 315259]).contains(315257, 12)
   */
  static fromRuns(runs: Iterable<number>): LumiList {
    return new LumiList(wholeRuns(runs));
  }

  /**
   * The lumisections of a run from ranges as the registry gives them, with flags or bits beside `start` and `end`: those ranges for
   * which the function is true, or all.
   * @throws QueryError that names the range that is wrong.
   * @example
   * ```ts
   * const ranges = [
   *   { start: 1, end: 18, 'dt-dt': { status: 'STANDBY' } },
   *   { start: 19, end: 88, 'dt-dt': { status: 'GOOD' } },
   * ];
   * const good = LumiList.fromRanges(315257, ranges, (range) => range['dt-dt'].status === 'GOOD');
   * console.assert(good.lumisectionCount === 70);
   * ```
   */
  static fromRanges<Given extends NumberedRange>(
    run: number,
    ranges: Iterable<Given>,
    keep?: (range: Given) => boolean,
  ): LumiList {
    if (keep !== undefined && typeof keep !== 'function')
      fail(`${shown(keep)} is no function of a range`, 'write (range) => …');
    return new LumiList(runsOfRanges(run, ranges, keep));
  }

  /**
   * Reads the ranges of CMSSW's `lumisToProcess`, one after the other with commas: `1:1-1:33,1:35,2:5-2:max`. A range from 0 begins
   * at 1, as in CMSSW.
   * @throws QueryError that names the range that is wrong.
   * @example LumiList.fromCmssw('1:1-1:33,1:35').lumisectionCount
   */
  static fromCmssw(text: string): LumiList {
    if (typeof text !== 'string')
      fail(
        `${shown(text)} is not a text with ranges of CMSSW`,
        Array.isArray(text) ? 'write ranges.join()' : orAwait(text, 'write 1:1-1:33,1:35'),
      );
    return new LumiList(readCmssw(text));
  }

  /** How many runs there are. */
  get runCount(): number {
    return this.#runs.size;
  }

  /** How many ranges there are. */
  get rangeCount(): number {
    let count = 0;
    for (const boundaries of this.#runs.values()) count += boundaries.length / 2;
    return count;
  }

  /** How many lumisections there are: Infinity where a range is open-ended. */
  get lumisectionCount(): number {
    return lumisectionCount(this.#runs);
  }

  /** Whether there is no lumisection. */
  get isEmpty(): boolean {
    return this.#runs.size === 0;
  }

  /** The runs, in numeric order. */
  get runs(): readonly number[] {
    this.#numbers ??= Object.freeze([...this.#runs.keys()]);
    return this.#numbers;
  }

  /** The smallest run; undefined where the list is empty. */
  get firstRun(): number | undefined {
    return this.runs[0];
  }

  /** The largest run; undefined where the list is empty. */
  get lastRun(): number | undefined {
    return this.runs.at(-1);
  }

  /** The ranges of a run, both ends included: none where the list does not have the run. */
  ranges(run: number): readonly Range[] {
    return rangesOf(this.#runs.get(checkRun(run)) ?? []);
  }

  /** Each run with its ranges. */
  *[Symbol.iterator](): Generator<readonly [run: number, ranges: readonly Range[]], void, undefined> {
    for (const [run, boundaries] of this.#runs) yield Object.freeze([run, rangesOf(boundaries)] as const);
  }

  /**
   * Each lumisection with its run.
   * @throws QueryError where a range is open-ended.
   * @example [...LumiList.fromCmssw('1:1-1:3').lumisections()]
   */
  lumisections(): Generator<readonly [run: number, lumisection: number], void, undefined> {
    this.#checkEnds();
    return this.#eachLumisection();
  }

  *#eachLumisection(): Generator<readonly [run: number, lumisection: number], void, undefined> {
    for (const [run, boundaries] of this.#runs)
      for (let at = 0; at < boundaries.length; at += 2)
        for (let one = boundaries[at] as number; one < (boundaries[at + 1] as number); one++) yield [run, one];
  }

  /** Complains of open-ended ranges, for what goes through all lumisections. */
  #checkEnds(): void {
    for (const [run, boundaries] of this.#runs)
      if (boundaries.at(-1) === Number.POSITIVE_INFINITY)
        fail(
          `run ${run} has an open-ended range, whose lumisections cannot be listed`,
          'intersect the list with one that ends',
        );
  }

  /** The lumisections that are in this list or in any of the others. */
  union(...others: readonly LumiList[]): LumiList {
    return this.#combine(others, either);
  }

  /** The lumisections that are in this list and in all of the others. */
  intersect(...others: readonly LumiList[]): LumiList {
    return this.#combine(others, both);
  }

  /** The lumisections of this list that are not in the other. */
  subtract(other: LumiList): LumiList {
    return this.#combine([other], onlyFirst);
  }

  /** The lumisections that are in exactly one of the two lists. */
  symmetricDifference(other: LumiList): LumiList {
    return this.#combine([other], exactlyOne);
  }

  /**
   * The lumisections of `universe` that are not in this list: the "anti JSON". Nothing outside of `universe` is in it, so that
   * the runs and lumisections that were taken at all must be given.
   * @example
   * ```ts
   * const taken = LumiList.fromJSON({ '315257': [[1, 92]] });
   * console.assert(LumiList.fromJSON({ '315257': [[1, 88]] }).complement(taken).toCmssw() === '315257:89-315257:92');
   * ```
   */
  complement(universe: LumiList): LumiList {
    LumiList.#check(universe);
    return universe.subtract(this);
  }

  /** Neighbours first, then what became of them: taken one after the other, thousands of lists would be copied for each. */
  #combine(others: readonly LumiList[], keep: Keep): LumiList {
    let lists: Runs[] = [this.#runs];
    for (const other of others) lists.push(LumiList.#check(other));
    while (lists.length > 1) {
      const joined: Runs[] = [];
      for (let at = 0; at < lists.length; at += 2) {
        const [one, next] = [lists[at] as Runs, lists[at + 1]];
        joined.push(next === undefined ? one : combineRuns(one, next, keep));
      }
      lists = joined;
    }
    return new LumiList(lists[0] as Runs);
  }

  /** Whether this class has made it: an object may have its prototype and no runs. */
  static #isList(value: unknown): value is LumiList {
    return typeof value === 'object' && value !== null && #runs in value;
  }

  /** The runs of what must be a list. */
  static #check(other: unknown): Runs {
    if (LumiList.#isList(other)) return other.#runs;
    return fail(
      `${shown(other)} is no LumiList`,
      Array.isArray(other) ? 'write union(...lists)' : orAwait(other, 'write LumiList.fromJSON(…)'),
    );
  }

  /** Whether both lists hold the same lumisections. */
  equals(other: LumiList): boolean {
    return sameRuns(this.#runs, LumiList.#check(other));
  }

  /** Whether all lumisections of this list are in the other. */
  isSubsetOf(other: LumiList): boolean {
    return this.subtract(other).isEmpty;
  }

  /** Whether the list has lumisections of a run. */
  contains(run: number): boolean;
  /** Whether a lumisection is in the list. */
  contains(run: number, lumisection: number): boolean;
  /**
   * Whether all lumisections from the first to the last, both included, are in the list. The last may be `Infinity`.
   * @throws QueryError where the last is before the first.
   */
  contains(run: number, first: number, last: number): boolean;
  contains(...given: readonly number[]): boolean {
    const run = checkRun(given[0]);
    const boundaries = this.#runs.get(run) ?? [];
    // What is given is counted, so that an undefined lumisection does not ask for the run.
    if (given.length === 1) return boundaries.length > 0;
    const first = checkLumisection(given[1], `the lumisection of run ${run}`);
    if (given.length === 2) return holds(boundaries, first, first);
    const end = given[2];
    const last = end === Number.POSITIVE_INFINITY || end === openEnd ? Number.POSITIVE_INFINITY : end;
    if (last !== Number.POSITIVE_INFINITY) checkLumisection(last, `the last lumisection of run ${run}`);
    if ((last as number) < first)
      fail(`run ${run}: the range [${first}, ${last}] is reversed`, `write contains(${run}, ${last}, ${first})`);
    return holds(boundaries, first, last as number);
  }

  /**
   * The runs that are meant, with all their lumisections.
   * @throws QueryError where the selection is none.
   * @example LumiList.fromRuns([1, 2, 3]).select({ from: 2 }).runs
   */
  select(runs: RunSelection): LumiList {
    const isMeant = selector(runs);
    return this.#where((run) => isMeant(run));
  }

  /**
   * All runs but those that are meant.
   * @throws QueryError where the selection is none.
   * @example LumiList.fromRuns([1, 2, 3]).remove([2]).runs
   */
  remove(runs: RunSelection): LumiList {
    const isMeant = selector(runs);
    return this.#where((run) => !isMeant(run));
  }

  #where(isKept: (run: number) => boolean): LumiList {
    return new LumiList(new Map([...this.#runs].filter(([run]) => isKept(run))));
  }

  /**
   * The lumisections for which a function is true.
   * @throws QueryError where a range is open-ended.
   * @example LumiList.fromCmssw('1:1-1:9').filter((run, lumisection) => lumisection % 2 === 1).lumisectionCount
   */
  filter(keep: (run: number, lumisection: number) => boolean): LumiList {
    if (typeof keep !== 'function')
      fail(`${shown(keep)} is no function of a run and a lumisection`, 'runs are chosen by select(…)');
    this.#checkEnds();
    const where = (run: number, one: number) =>
      truth(keep(run, one), `the function for run ${run}, lumisection ${one}`);
    const runs = new Map<number, Boundaries>();
    for (const [run, boundaries] of this.#runs) {
      const kept: number[] = [];
      for (let at = 0; at < boundaries.length; at += 2)
        for (let one = boundaries[at] as number; one < (boundaries[at + 1] as number); one++) {
          if (!where(run, one)) continue;
          if (kept[kept.length - 1] === one) kept[kept.length - 1] = one + 1;
          else kept.push(one, one + 1);
        }
      if (kept.length > 0) runs.set(run, kept);
    }
    return new LumiList(runs);
  }

  /**
   * The list with other ranges for each run. They may be in any order and overlap, and end at `Infinity`, though not at 0; a run
   * without ranges is dropped.
   * @throws QueryError that names the run and the range that is wrong.
   * @example LumiList.fromRuns([1]).map((run, ranges) => ranges.map(([first, last]) => [first + 5, last])).toCmssw()
   */
  map(change: (run: number, ranges: readonly Range[]) => readonly Range[]): LumiList {
    if (typeof change !== 'function')
      fail(`${shown(change)} is no function of a run and its ranges`, 'write (run, ranges) => …');
    const runs = new Map<number, Boundaries>();
    for (const [run, boundaries] of this.#runs)
      runs.set(run, readRanges(run, change(run, rangesOf(boundaries)), { zeroIsEnd: false }));
    return new LumiList(inOrder(runs));
  }

  /**
   * In what this list and another differ, run by run. As text it is a sentence and a table.
   * @example LumiList.fromRuns([1, 2]).diff(LumiList.fromRuns([2, 3])).counts.runsOnlyHere
   */
  diff(other: LumiList): LumiListDiff {
    const { onlyHere, onlyThere, runs, counts, text } = compare(this.#runs, LumiList.#check(other));
    const report = {
      isEqual: runs.length === 0,
      onlyHere: new LumiList(onlyHere),
      onlyThere: new LumiList(onlyThere),
      runs,
      counts,
    };
    // Not enumerable, so that the report prints and compares as data.
    Object.defineProperty(report, 'toString', { value: text });
    return Object.freeze(report);
  }

  /**
   * The integrated luminosity of the list, from brilcalc's CSV (`brilcalc lumi --byls --output-style csv`) or from a `Brilcalc`. Of
   * an open-ended range, all that the CSV has is added up, and the rest is `missing`.
   * @throws QueryError that says in which line the CSV is wrong.
   * @example
   * ```ts
   * const csv = `#run:fill,ls,time,beamstatus,E(GeV),delivered(/ub),recorded(/ub),avgpu,source
   * 315257:6417,1:1,04/27/18 18:12:19,STABLE BEAMS,6500,120.5,110.5,30.1,HFET`;
   * const { recorded, missing } = LumiList.fromJSON({ '315257': [[1, 2]] }).luminosity(csv);
   * console.assert(recorded === 110.5 && missing.toCmssw() === '315257:2');
   * ```
   */
  luminosity(brilcalc: string | LuminosityTable): Luminosity {
    const { missing, ...sum } = sumOf(luminositiesIn(brilcalc), this.#runs);
    return Object.freeze({ ...sum, missing: new LumiList(missing) });
  }

  /** The list as a plain object, which JSON.stringify also writes. Open-ended ranges go to 268435455. */
  toJSON(): LumiListJSON {
    return plainObject(this.#runs);
  }

  /**
   * The text of a golden JSON file, one run a line as published files are, without a line break at the end. The empty list returns
   * `{}`: CRAB ignores such a `Data.lumiMask` and processes the whole dataset. Check `isEmpty` before you submit a task.
   */
  toText(): string {
    return textByLines(this.#runs);
  }

  /** The list on one line without spaces: what `brilcalc lumi -i` takes in place of a file. */
  toCompactText(): string {
    return JSON.stringify(this);
  }

  /**
   * `1:1-1:33,1:35`, as CMSSW writes it; open-ended ranges go to `max`. **The empty list returns `''`, and CMSSW restricts nothing
   * then: an empty `lumisToProcess` processes every lumisection.** Check `isEmpty` before you start a job.
   */
  toCmssw(): string {
    return this.toLuminosityBlockRanges().join();
  }

  /**
   * `['1:1-1:33', '1:35']`: the arguments of `cms.untracked.VLuminosityBlockRange`. Open-ended ranges go to `max`. The empty list
   * returns `[]`, with which CMSSW processes every lumisection: see `toCmssw`.
   */
  toLuminosityBlockRanges(): string[] {
    return [...cmsswParts(this.#runs)];
  }

  /**
   * Writes a golden JSON file, over one that is there. It is compressed where its name ends in `.gz`.
   * @throws QueryError where it cannot be written.
   */
  async toFile(path: string | URL, options: FileOptions = {}): Promise<void> {
    checkOptions(options, ['style'], 'toFile()');
    const { style = 'lines' } = options;
    if (style !== 'lines' && style !== 'compact')
      throw new QueryError('bad-option', `the option 'style' is ${shown(style)}`, {
        hint: "write 'lines' or 'compact'",
      });
    await fileAccess().toFile(path, style === 'lines' ? this.toText() : this.toCompactText(), code);
  }

  /** A summary on one line. */
  toString(): string {
    if (this.isEmpty) return 'LumiList: empty';
    const runs = this.runCount === 1 ? `${this.firstRun}` : `${this.firstRun} to ${this.lastRun}`;
    return `LumiList: ${counted(this.runCount, 'run')}, ${counted(this.lumisectionCount, 'lumisection')}, ${runs}`;
  }

  /** What the console shows: the summary. */
  [inspect](): string {
    return this.toString();
  }
}
