// Over the limit: the public class, most of whose methods are one line and a docstring.

import type { GuessedLumiList } from '../catalogue/generated/guessed-members.js';
import * as guessed from '../catalogue/guessed-lumi-members.js';
import { checkOptionNames } from '../catalogue/options.js';
import { QueryError } from '../errors.js';
import { makeComparable } from '../util/comparable.js';
import { describe } from '../util/describe.js';
import { defineGuessed, type Hint } from '../util/guessed.js';
import { inspect } from '../util/inspect.js';
import { checkArgumentCount, limitArguments } from '../util/limit-arguments.js';
import { checkReceiver } from '../util/receiver.js';
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
import { runsOfBounds, runsOfPairs, runsOfRanges, wholeRuns } from './build.js';
import { cmsswParts, readCmssw } from './cmssw.js';
import { compare, counted, type DifferenceCounts, type RunDifference } from './diff.js';
import { fileAccess } from './io/access.js';
import type { UrlOptions } from './io/types.js';
import { checkLumisection, checkRun, fail, openEnd, orAwait, type Range } from './range.js';
import { readText } from './read-text.js';
import { readRanges, readValue } from './read-value.js';
import { checkBoolean, type RunSelection, selector } from './selection.js';
import { plainObject, textByLines } from './write.js';

/** Runs with their ranges, as JSON: `{ '315257': [[1, 88], [91, 92]] }`. Open-ended ranges go to 268435455. */
export type LumiListJSON = { [run: string]: [first: number, last: number][] };

/** A range in the registry's format, with any further data on its lumisections. */
export interface NumberedRange {
  /** First lumisection, from 1. */
  readonly start: number;
  /** Last lumisection, included. */
  readonly end: number;
}

/** Options of `toFile`. */
export interface FileOptions {
  /** `lines` (default) has one run per line, as published files do; `compact` is one line without spaces. */
  readonly style?: 'lines' | 'compact' | undefined;
}

/** The integrated luminosity of a list of lumisections. */
export interface Luminosity extends LumisectionLuminosity {
  /** The unit of both luminosities: `/ub`, `/pb`. */
  readonly unit: string;
  /** The number of lumisections in the sum. */
  readonly lumisections: number;
  /** Lumisections of the list that the CSV lacks. */
  readonly missing: LumiList;
}

/** The differences between two lists. `toString()` returns a sentence and a table. */
export interface LumiListDiff {
  /** True if both lists have the same lumisections. */
  readonly isEqual: boolean;
  /** The lumisections that only this list has. */
  readonly onlyHere: LumiList;
  /** The lumisections that only the other list has. */
  readonly onlyThere: LumiList;
  /** The runs that differ, in numeric order. */
  readonly runs: readonly RunDifference[];
  /** The numbers of runs and lumisections that differ. */
  readonly counts: DifferenceCounts;
  /** A sentence, and a table of the runs that differ: the first 20 of them. */
  toString(): string;
}

const code = 'bad-lumi-list';
const created = "Write await LumiList.fromFile('golden.json'), or LumiList.fromJSON(value).";

let hasRuns: (value: unknown) => boolean;
let listOf: (runs: Runs) => LumiList;

/**
 * Names of static members that do not exist. It has the name of one that does, so editors do not offer it; see `scripts/catalogue/guessed-members.ts`.
 *
 * @public
 */
export declare const fromJSON: { readonly [Name in keyof typeof guessed.lumiLists]: Name };

type Read = (typeof guessed.lumiLists)['load'];

/**
 * An immutable list of lumisections by run, such as a golden JSON or a DCS-only JSON.
 *
 * Runs are in numeric order. The ranges of a run are sorted, and do not overlap or touch each other. Runs have numbers from 1 to
 * 2³² - 1, lumisections from 1 to 268435454. A range to the end of its run is open-ended: `[first, Infinity]`.
 *
 * Methods throw a QueryError `bad-lumi-list` for an invalid run, lumisection or list.
 * @example
 * ```ts
 * const golden = LumiList.fromJSON({ '315257': [[1, 88], [91, 92]], '315259': [[1, 172]] });
 * const mine = golden.select({ from: 315258 }).subtract(LumiList.fromPairs([[315259, 17]]));
 * console.assert(mine.toCmssw() === '315259:1-315259:16,315259:18-315259:172');
 * ```
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members do not exist.
export class LumiList implements Iterable<readonly [run: number, ranges: readonly Range[]]> {
  // Created on demand: a static field would use the class before the compiled code names it.
  static #empty: LumiList | undefined;
  readonly #runs: Runs;
  #numbers: readonly number[] | undefined;

  declare static readonly [fromJSON.load]: Hint<Read>;
  declare static readonly [fromJSON.read]: Hint<Read>;
  declare static readonly [fromJSON.open]: Hint<Read>;
  declare static readonly [fromJSON.from]: Hint<Read>;
  declare static readonly [fromJSON.of]: Hint<Read>;
  declare static readonly [fromJSON.parse]: Hint<Read>;
  declare static readonly [fromJSON.create]: Hint<Read>;
  declare static readonly [fromJSON.fromJson]: Hint<Read>;
  declare static readonly [fromJSON.fromPath]: Hint<Read>;
  declare static readonly [fromJSON.fromString]: Hint<Read>;
  declare static readonly [fromJSON.fromObject]: Hint<Read>;
  declare static readonly [fromJSON.fromDict]: Hint<Read>;
  declare static readonly [fromJSON.fromCsv]: Hint<Read>;
  declare static readonly [fromJSON.fromRun]: Hint<(typeof guessed.lumiLists)['fromRun']>;
  declare static readonly [fromJSON.fromList]: Hint<(typeof guessed.lumiLists)['fromList']>;
  declare static readonly [fromJSON.fromMap]: Hint<(typeof guessed.lumiLists)['fromMap']>;
  declare static readonly [fromJSON.intersection]: Hint<(typeof guessed.lumiLists)['intersection']>;
  declare static readonly [fromJSON.union]: Hint<(typeof guessed.lumiLists)['union']>;
  declare static readonly [fromJSON.merge]: Hint<(typeof guessed.lumiLists)['merge']>;
  declare static readonly [fromJSON.intersect]: Hint<(typeof guessed.lumiLists)['intersect']>;
  declare static readonly [fromJSON.subtract]: Hint<(typeof guessed.lumiLists)['subtract']>;
  declare static readonly [fromJSON.difference]: Hint<(typeof guessed.lumiLists)['difference']>;
  declare static readonly [fromJSON.fromCompactList]: Hint<Read>;

  /** Use `fromJSON()` and the other static methods. */
  constructor(runs: Hint<typeof created>) {
    const checked: unknown = runs;
    if (!(checked instanceof Map)) fail('Cannot create a LumiList with new', created);
    this.#runs = checked as Runs;
    makeComparable(this, checked);
    Object.freeze(this);
  }

  static #of(runs: Runs): LumiList {
    return new LumiList(runs as never);
  }

  /**
   * The empty list. Use it to join many lists: `LumiList.empty.union(...lists)`.
   * @example LumiList.empty.union(LumiList.fromRuns([1]), LumiList.fromRuns([2])).runCount
   */
  static get empty(): LumiList {
    LumiList.#empty ??= LumiList.#of(new Map());
    return LumiList.#empty;
  }

  /**
   * Reads an object of runs with ranges: a parsed golden JSON, or `generated_json` of the JSON portal.
   *
   * In `generated_json_with_dataset_names`, the datasets of a run are joined. Ranges can be in any order and overlap. The upper bounds
   * 268435455 and 0 are the end of the run.
   * @throws QueryError `bad-lumi-list` with the run and the number of the invalid range.
   * @example LumiList.fromJSON({ '315257': [[1, 88], [91, 92]] }).lumisectionCount
   */
  static fromJSON(value: unknown): LumiList {
    if (LumiList.#isList(value)) return value;
    if (value instanceof LumiList) fail('Expected a LumiList, got a proxy of one', 'Pass the list itself.');
    return LumiList.#of(readValue(value));
  }

  /**
   * Parses the text of a golden JSON file. Unlike JSON.parse, it rejects duplicate runs and reports positions.
   * @throws QueryError `bad-lumi-list` with run, line and column.
   * @example LumiList.fromText('{"315257": [[1, 88], [91, 92]]}').lumisectionCount
   */
  static fromText(text: string): LumiList {
    if (typeof text !== 'string')
      fail(
        `Expected the text of a golden JSON, got ${describe(text)}`,
        orAwait(text, 'Use LumiList.fromJSON for an object.'),
      );
    return LumiList.#of(readText(text));
  }

  /**
   * Reads a golden JSON file, which can be compressed with gzip.
   *
   * @example
   * ```ts
   * await LumiList.fromJSON({ 355100: [[1, 50]] }).toFile('build/list.json');
   * const list = await LumiList.fromFile('build/list.json');
   * ```
   * @throws NotFoundError `no-such-file`; QueryError `bad-lumi-list` if it cannot be read, or with run, line and column.
   */
  static async fromFile(path: string | URL): Promise<LumiList> {
    const { name, text } = await fileAccess().fromFile(path, code);
    return LumiList.#of(readText(text, name));
  }

  /**
   * Downloads a golden JSON file from an https URL, or from http on this machine. Sends no credentials.
   *
   * The download may take `timeout` milliseconds, 300,000 by default.
   *
   * @example const download = (url: string) => LumiList.fromUrl(url, { timeout: 10_000 });
   * @throws QueryError as `fromFile`, and `bad-url`; ConnectionError, ResponseError, TimeoutError or AbortError if the download fails.
   */
  static async fromUrl(url: string | URL, options?: UrlOptions): Promise<LumiList> {
    const { name, text } = await fileAccess().fromUrl(url, code, options);
    return LumiList.#of(readText(text, name));
  }

  /**
   * Collects pairs of a run and a lumisection, in any order. Duplicates are allowed.
   * @throws QueryError `bad-lumi-list` with the number of the invalid pair.
   * @example LumiList.fromPairs([[315257, 1], [315257, 2]]).ranges(315257)
   */
  static fromPairs(pairs: Iterable<readonly [run: number, lumisection: number]>): LumiList {
    return LumiList.#of(runsOfPairs(pairs));
  }

  /**
   * Returns whole runs: an open-ended range from lumisection 1 for each.
   * @throws QueryError `bad-lumi-list` for an invalid run number.
   * @example LumiList.fromRuns([315257, 315259]).contains(315257, 12)
   */
  static fromRuns(runs: Iterable<number>): LumiList {
    return LumiList.#of(wholeRuns(runs));
  }

  /**
   * Returns the ranges of a run in the registry's format, which have flags or bits next to `start` and `end`. With a function, only the
   * ranges for which it returns true.
   * @throws QueryError `bad-lumi-list` with the number of the invalid range.
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
      fail(`Expected a function of a range, got ${describe(keep)}`, 'Write (range) => ….');
    return LumiList.#of(runsOfRanges(run, ranges, keep));
  }

  /**
   * Parses the ranges of CMSSW's `lumisToProcess`, separated by commas: `1:1-1:33,1:35,2:5-2:max`. A range from 0 begins at 1, as in
   * CMSSW.
   * @throws QueryError `bad-lumi-list` with the number of the invalid range.
   * @example LumiList.fromCmssw('1:1-1:33,1:35').lumisectionCount
   */
  static fromCmssw(text: string): LumiList {
    if (typeof text !== 'string')
      fail(
        `Expected a string of ranges of CMSSW, got ${describe(text)}`,
        Array.isArray(text) ? 'Write ranges.join().' : orAwait(text, 'Write 1:1-1:33,1:35.'),
      );
    return LumiList.#of(readCmssw(text));
  }

  /** The number of runs. */
  get runCount(): number {
    return this.#runs.size;
  }

  /** The number of ranges. */
  get rangeCount(): number {
    let count = 0;
    for (const boundaries of this.#runs.values()) count += boundaries.length / 2;
    return count;
  }

  /** The number of lumisections: Infinity if a range is open-ended. */
  get lumisectionCount(): number {
    return lumisectionCount(this.#runs);
  }

  /** True if the list has no lumisections. */
  get isEmpty(): boolean {
    return this.#runs.size === 0;
  }

  /** The runs, in numeric order. */
  get runs(): readonly number[] {
    this.#numbers ??= Object.freeze([...this.#runs.keys()]);
    return this.#numbers;
  }

  /** The smallest run; undefined if the list is empty. */
  get firstRun(): number | undefined {
    return this.runs[0];
  }

  /** The largest run; undefined if the list is empty. */
  get lastRun(): number | undefined {
    return this.runs.at(-1);
  }

  /**
   * Returns the ranges of a run, both ends included: an empty array if the list lacks the run.
   *
   * @example LumiList.fromCmssw('1:1-1:33,1:35').ranges(1) // [[1, 33], [35, 35]]
   */
  ranges(run: number): readonly Range[] {
    return rangesOf(this.#runs.get(checkRun(run)) ?? []);
  }

  /** Yields each run with its ranges. */
  *[Symbol.iterator](): Generator<readonly [run: number, ranges: readonly Range[]], void, undefined> {
    for (const [run, boundaries] of this.#runs) yield Object.freeze([run, rangesOf(boundaries)] as const);
  }

  /**
   * Yields each lumisection with its run.
   * @throws QueryError `bad-lumi-list` if a range is open-ended.
   * @example [...LumiList.fromCmssw('1:1-1:3').lumisections()]
   */
  lumisections(): Generator<readonly [run: number, lumisection: number], void, undefined> {
    this.#checkEnds();
    return this.#eachLumisection();
  }

  *#eachLumisection(): Generator<readonly [run: number, lumisection: number], void, undefined> {
    for (const [run, boundaries] of this.#runs)
      for (let at = 0; at < boundaries.length; at += 2)
        for (let lumisection = boundaries[at] as number; lumisection < (boundaries[at + 1] as number); lumisection++)
          yield [run, lumisection];
  }

  /** Rejects open-ended ranges before all lumisections are listed. */
  #checkEnds(): void {
    for (const [run, boundaries] of this.#runs)
      if (boundaries.at(-1) === Number.POSITIVE_INFINITY)
        fail(
          `Cannot list the lumisections of the open-ended range of run ${run}`,
          'Intersect the list with one without open-ended ranges.',
          { run },
        );
  }

  /**
   * Returns the lumisections in this list or in any of the others.
   *
   * @example LumiList.fromCmssw('1:1-1:9').union(LumiList.fromCmssw('1:10')).toCmssw() // '1:1-1:10'
   */
  union(...others: readonly LumiList[]): LumiList {
    checkReceiver('union', this, LumiList.prototype);
    return this.#combine(others, either, 'union');
  }

  /**
   * Returns the lumisections in this list and in all of the others.
   *
   * @example LumiList.fromCmssw('1:1-1:9').intersect(LumiList.fromCmssw('1:5-1:20')).toCmssw() // '1:5-1:9'
   */
  intersect(...others: readonly LumiList[]): LumiList {
    checkReceiver('intersect', this, LumiList.prototype);
    return this.#combine(others, both, 'intersect');
  }

  /**
   * Returns the lumisections of this list that are not in the other.
   *
   * @example LumiList.fromCmssw('1:1-1:9').subtract(LumiList.fromCmssw('1:5')).toCmssw() // '1:1-1:4,1:6-1:9'
   */
  subtract(other: LumiList): LumiList {
    return this.#combine([other], onlyFirst);
  }

  /**
   * Returns the lumisections in exactly one of the two lists.
   *
   * @example LumiList.fromCmssw('1:1-1:9').symmetricDifference(LumiList.fromCmssw('1:5-1:20')).toCmssw() // '1:1-1:4,1:10-1:20'
   */
  symmetricDifference(other: LumiList): LumiList {
    return this.#combine([other], exactlyOne);
  }

  /**
   * Returns the lumisections of `universe` that are not in this list: the "anti JSON". Pass the lumisections of all data taken.
   * @example
   * ```ts
   * const taken = LumiList.fromJSON({ '315257': [[1, 92]] });
   * console.assert(LumiList.fromJSON({ '315257': [[1, 88]] }).complement(taken).toCmssw() === '315257:89-315257:92');
   * ```
   */
  complement(universe: LumiList): LumiList {
    if (universe === undefined)
      fail(
        'Expected a LumiList, got undefined',
        'Write list.complement(taken), with the lumisections of all data taken.',
      );
    LumiList.#check(universe);
    return universe.subtract(this);
  }

  /** Combines lists pairwise: one after the other, the result would be copied for each of thousands of lists. */
  #combine(others: readonly LumiList[], keep: Keep, method?: string): LumiList {
    let lists: Runs[] = [this.#runs];
    for (const other of others) lists.push(LumiList.#check(other, method));
    while (lists.length > 1) {
      const joined: Runs[] = [];
      for (let at = 0; at < lists.length; at += 2) {
        const [first, second] = [lists[at] as Runs, lists[at + 1]];
        joined.push(second === undefined ? first : combineRuns(first, second, keep));
      }
      lists = joined;
    }
    return LumiList.#of(lists[0] as Runs);
  }

  /** Returns true for an instance: an object with the prototype, or a proxy, has no runs. */
  static #isList(value: unknown): value is LumiList {
    return typeof value === 'object' && value !== null && #runs in value;
  }

  static {
    hasRuns = (value) => LumiList.#isList(value);
    listOf = (runs) => LumiList.#of(runs);
  }

  /** Returns the runs of a list. `method` names a method that takes several lists. */
  static #check(other: unknown, method?: string): Runs {
    if (LumiList.#isList(other)) return other.#runs;
    return fail(
      `Expected a LumiList, got ${describe(other)}`,
      Array.isArray(other)
        ? `Write ${method === undefined ? 'LumiList.empty.union' : method}(...lists).`
        : typeof other === 'string'
          ? "Write await LumiList.fromFile('golden.json'), or LumiList.fromText(text)."
          : orAwait(other, 'Write LumiList.fromJSON(…).'),
    );
  }

  /**
   * Returns true if both lists have the same lumisections.
   *
   * @example LumiList.fromCmssw('1:1-1:2').equals(LumiList.fromPairs([[1, 2], [1, 1]])) // true
   */
  equals(other: LumiList): boolean {
    return sameRuns(this.#runs, LumiList.#check(other));
  }

  /**
   * Returns true if all lumisections of this list are in the other.
   *
   * @example LumiList.fromCmssw('1:5').isSubsetOf(LumiList.fromCmssw('1:1-1:9')) // true
   */
  isSubsetOf(other: LumiList): boolean {
    return this.subtract(other).isEmpty;
  }

  /** Returns true if the list has lumisections of the run. */
  contains(run: number): boolean;
  /** Returns true if the lumisection is in the list. */
  contains(run: number, lumisection: number): boolean;
  /**
   * Returns true if all lumisections from the first to the last, both included, are in the list. The last can be `Infinity`.
   *
   * @example LumiList.fromCmssw('1:1-1:9').contains(1, 2, 5) // true
   * @throws QueryError `bad-lumi-list` if the last is before the first.
   */
  contains(run: number, first: number, last: number): boolean;
  contains(...given: readonly number[]): boolean {
    checkReceiver('contains', this, LumiList.prototype);
    checkArgumentCount('contains', given, 3, 'Write contains(run, first, last).');
    if (hasRuns(given[0])) fail('Expected a run number, got a LumiList', 'Write other.isSubsetOf(list).');
    const run = checkRun(given[0]);
    const boundaries = this.#runs.get(run) ?? [];
    // An undefined lumisection is an error, and not a test of the run.
    if (given.length === 1) return boundaries.length > 0;
    const first = checkLumisection(given[1], `the lumisection of run ${run}`, { run });
    if (given.length === 2) return holds(boundaries, first, first);
    const end = given[2];
    const last = end === Number.POSITIVE_INFINITY || end === openEnd ? Number.POSITIVE_INFINITY : end;
    if (last !== Number.POSITIVE_INFINITY) checkLumisection(last, `the last lumisection of run ${run}`, { run });
    if ((last as number) < first)
      fail(
        `Expected the first lumisection before the last, got contains(${run}, ${first}, ${last})`,
        `Write contains(${run}, ${last}, ${first}).`,
        { run },
      );
    return holds(boundaries, first, last as number);
  }

  /**
   * Returns the selected runs with all their lumisections.
   * @throws QueryError `bad-lumi-list` for an invalid selection.
   * @example LumiList.fromRuns([1, 2, 3]).select({ from: 2 }).runs
   */
  select(runs: RunSelection): LumiList {
    const isSelected = selector(runs);
    return this.#where((run) => isSelected(run));
  }

  /**
   * Returns all runs except the selected ones.
   * @throws QueryError `bad-lumi-list` for an invalid selection.
   * @example LumiList.fromRuns([1, 2, 3]).remove([2]).runs
   */
  remove(runs: RunSelection): LumiList {
    const isSelected = selector(runs);
    return this.#where((run) => !isSelected(run));
  }

  #where(isKept: (run: number) => boolean): LumiList {
    return LumiList.#of(new Map([...this.#runs].filter(([run]) => isKept(run))));
  }

  /**
   * Returns the lumisections for which a function returns true.
   * @throws QueryError `bad-lumi-list` if a range is open-ended.
   * @example LumiList.fromCmssw('1:1-1:9').filter((run, lumisection) => lumisection % 2 === 1).lumisectionCount
   */
  filter(keep: (run: number, lumisection: number) => boolean): LumiList {
    if (typeof keep !== 'function')
      fail(`Expected a function of a run and a lumisection, got ${describe(keep)}`, 'Use select(…) to select runs.');
    this.#checkEnds();
    const isKept = (run: number, lumisection: number) =>
      checkBoolean(keep(run, lumisection), `the function for run ${run}, lumisection ${lumisection}`, {
        run,
        lumisection,
      });
    const runs = new Map<number, Boundaries>();
    for (const [run, boundaries] of this.#runs) {
      const retained: number[] = [];
      for (let at = 0; at < boundaries.length; at += 2)
        for (let lumisection = boundaries[at] as number; lumisection < (boundaries[at + 1] as number); lumisection++) {
          if (!isKept(run, lumisection)) continue;
          if (retained[retained.length - 1] === lumisection) retained[retained.length - 1] = lumisection + 1;
          else retained.push(lumisection, lumisection + 1);
        }
      if (retained.length > 0) runs.set(run, retained);
    }
    return LumiList.#of(runs);
  }

  /**
   * Returns a list with new ranges for each run. They can be in any order, overlap, and end at `Infinity`, but not at 0. A run without
   * ranges is removed.
   * @throws QueryError `bad-lumi-list` with the run and the number of the invalid range.
   * @example LumiList.fromRuns([1]).map((run, ranges) => ranges.map(([first, last]) => [first + 5, last])).toCmssw()
   */
  map(change: (run: number, ranges: readonly Range[]) => readonly Range[]): LumiList {
    if (typeof change !== 'function')
      fail(`Expected a function of a run and its ranges, got ${describe(change)}`, 'Write (run, ranges) => ….');
    const runs = new Map<number, Boundaries>();
    for (const [run, boundaries] of this.#runs)
      runs.set(run, readRanges({ run }, change(run, rangesOf(boundaries)), { zeroIsEnd: false }));
    return LumiList.#of(inOrder(runs));
  }

  /**
   * Compares this list with another, run by run. `toString()` of the result returns a sentence and a table.
   * @example LumiList.fromRuns([1, 2]).diff(LumiList.fromRuns([2, 3])).counts.runsOnlyHere
   */
  diff(other: LumiList): LumiListDiff {
    const { onlyHere, onlyThere, runs, counts, text } = compare(this.#runs, LumiList.#check(other));
    const report = {
      isEqual: runs.length === 0,
      onlyHere: LumiList.#of(onlyHere),
      onlyThere: LumiList.#of(onlyThere),
      runs,
      counts,
    };
    // Not enumerable: the report prints and compares as data.
    Object.defineProperty(report, 'toString', { value: text });
    return Object.freeze(report);
  }

  /**
   * Returns the integrated luminosity of the list, from brilcalc's CSV (`brilcalc lumi --byls --output-style csv`) or a `Brilcalc`.
   *
   * For an open-ended range, it adds up all lumisections of the CSV. The rest is `missing`.
   * @throws QueryError `bad-brilcalc` with the line of the mistake in the CSV.
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
    return Object.freeze({ ...sum, missing: LumiList.#of(missing) });
  }

  /**
   * Returns a plain object, also for JSON.stringify. Open-ended ranges end at 268435455.
   *
   * @example LumiList.fromCmssw('1:1-1:33').toJSON() // { '1': [[1, 33]] }
   */
  toJSON(): LumiListJSON {
    return plainObject(this.#runs);
  }

  /**
   * Returns the text of a golden JSON file with one run per line, as in published files, without a final line break. The empty list
   * returns `{}`: CRAB ignores such a `Data.lumiMask` and processes the whole dataset. Check `isEmpty` before you submit a task.
   *
   * @example console.log(LumiList.fromRuns([1, 2]).toText());
   */
  toText(): string {
    return textByLines(this.#runs);
  }

  /**
   * Returns the list on one line without spaces, which `brilcalc lumi -i` accepts instead of a file.
   *
   * @example LumiList.fromCmssw('1:1-1:33').toCompactText() // '{"1":[[1,33]]}'
   */
  toCompactText(): string {
    return JSON.stringify(this);
  }

  /**
   * Returns the ranges in the format of CMSSW: `1:1-1:33,1:35`. Open-ended ranges end at `max`. **The empty list returns `''`, with
   * which CMSSW processes every lumisection.** Check `isEmpty` before you start a job.
   *
   * @example LumiList.fromPairs([[1, 1], [1, 2]]).toCmssw() // '1:1-1:2'
   */
  toCmssw(): string {
    return this.toLuminosityBlockRanges().join();
  }

  /**
   * Returns the arguments of `cms.untracked.VLuminosityBlockRange`: `['1:1-1:33', '1:35']`. Open-ended ranges end at `max`. The empty
   * list returns `[]`, with which CMSSW processes every lumisection: see `toCmssw`.
   *
   * @example LumiList.fromCmssw('1:1-1:33,1:35').toLuminosityBlockRanges() // ['1:1-1:33', '1:35']
   */
  toLuminosityBlockRanges(): string[] {
    return [...cmsswParts(this.#runs)];
  }

  /**
   * Writes a golden JSON file, and replaces an existing one. Compresses it if the name ends in `.gz`.
   *
   * The content is written to a temporary file in the same folder, which then replaces the existing one: a full disk or a crash leaves the
   * old content. The new file has the permissions of the old one, and symbolic links to it remain. Hard links keep the old content. A file
   * that is read-only is not replaced, and a device or a pipe is written directly.
   *
   * @example await LumiList.fromPairs([[355100, 1], [355100, 2]]).toFile('build/list.json.gz', { style: 'compact' });
   * @throws QueryError `bad-lumi-list` if it cannot be written, or `bad-option`.
   */
  async toFile(path: string | URL, options: FileOptions = {}): Promise<void> {
    checkOptionNames(options, ['style'], 'toFile()');
    const { style = 'lines' } = options;
    if (style !== 'lines' && style !== 'compact')
      throw new QueryError('bad-option', `Expected a style for the option 'style', got ${describe(style)}`, {
        hint: "Write 'lines' or 'compact'.",
      });
    await fileAccess().toFile(path, style === 'lines' ? this.toText() : this.toCompactText(), code);
  }

  /** Returns a summary on one line. */
  toString(): string {
    if (this.isEmpty) return 'LumiList: empty';
    const runs = this.runCount === 1 ? `${this.firstRun}` : `${this.firstRun} to ${this.lastRun}`;
    return `LumiList: ${counted(this.runCount, 'run')}, ${counted(this.lumisectionCount, 'lumisection')}, ${runs}`;
  }

  /** Prints the summary in the console. */
  [inspect](): string {
    return this.toString();
  }
}

/** Returns true for a LumiList, and false for a proxy of one. */
export const isLumiList = (value: unknown): value is LumiList => hasRuns(value);

/** Returns the list of valid ranges by run, each given as its first lumisection and the one after its last. */
export const listOfBounds = (bounds: ReadonlyMap<number, readonly number[]>): LumiList => listOf(runsOfBounds(bounds));

limitArguments(LumiList.prototype, {
  union: null,
  intersect: null,
  contains: null,
  subtract: [1, 'Write subtract(a.union(b)).'],
  symmetricDifference: [1, 'Call symmetricDifference() for each list.'],
  select: [
    1,
    'Write the runs in brackets: select([316000, 316001]). For a range, write select({ from: 316000, to: 316001 }).',
  ],
  remove: [1, 'Write the runs in brackets: remove([316000, 316001]).'],
  toFile: 2,
});
limitArguments(LumiList, { fromUrl: 2, fromRanges: 3, fromRuns: [1, 'Write the runs in brackets: fromRuns([1, 2]).'] });
defineGuessed(LumiList.prototype, guessed.lumiList, 'a LumiList');
defineGuessed(LumiList, guessed.lumiLists, "'LumiList'");

// Members that do not exist, with their hints. Not a docstring: editors would show it for the class.
export interface LumiList extends GuessedLumiList {}
