import { flagPlaces, lookUpFlag } from '../../catalogue/flag-lookup.js';
import type { FlagName } from '../../catalogue/flags.js';
import type { GuessedLumisectionStream } from '../../catalogue/generated/guessed-members.js';
import * as guessed from '../../catalogue/guessed-members.js';
import { lookUp } from '../../catalogue/lookup.js';
import { checkOptions, checkSwitch } from '../../catalogue/options.js';
import type { Status } from '../../catalogue/states.js';
import type { LumisectionAttributes } from '../../catalogue/tables.js';
import { QueryError } from '../../errors.js';
import type { ConditionFor } from '../../expression/arguments.js';
import { checkStatus } from '../../expression/check.js';
import type { ExpressionOf, ExpressionScope, JsonLogic } from '../../expression/node.js';
import { LumiList } from '../../lumi/index.js';
import { compareStrings } from '../../print/order.js';
import { throwIfAborted } from '../../signals.js';
import { makeComparable } from '../../util/comparable.js';
import { mapConcurrent } from '../../util/concurrency.js';
import { describe, written } from '../../util/describe.js';
import { defineGuessed } from '../../util/guessed.js';
import { inspect } from '../../util/inspect.js';
import type { JsonObject } from '../../util/json-object.js';
import { limitArguments } from '../../util/limit-arguments.js';
import type { Client } from '../reading/client.js';
import { type Cell, FlatTable } from '../reading/flat-table.js';
import { type AlignedRange, align } from './aligned.js';
import { checkRequested, compileCondition, type RequestedData } from './condition.js';
import { type LumisectionContext, type LumisectionSource, lumisectionSource } from './context.js';
import { omsLumisections, omsRanges, rrRanges, verdictIn } from './ranges.js';
import { RunLumisections } from './run-lumisections.js';

/** Progress of reading lumisections. */
export interface LumisectionProgress {
  /** Runs or datasets read so far. */
  readonly done: number;
  /** Runs or datasets of the query; with `after`, only those after the key. */
  readonly total: number;
  /** The key of the last one. Pass it as `after` to resume after it. */
  readonly key: string;
}

/** Options for the lumisections of many runs or datasets. */
export interface LumisectionOptions {
  /** Fetches flags of the Run Registry. Default: true. */
  readonly rr?: boolean | undefined;
  /** Fetches bits of OMS. Default: true. */
  readonly oms?: boolean | undefined;
  /** Also fetches luminosities, which differ between lumisections, so each becomes a separate range. Default: false. */
  readonly luminosity?: boolean | undefined;
  /** Resumes after the run or dataset with this key. */
  readonly after?: string | undefined;
  /** Called after each run or dataset. A promise that it returns is awaited. */
  readonly onProgress?: ((progress: LumisectionProgress) => unknown) | undefined;
  /** Aborts the iteration, which throws an AbortError. */
  readonly signal?: AbortSignal | undefined;
}

type LumisectionScope = Exclude<ExpressionScope, 'flag-total'>;

/** A condition on lumisections: an expression, a golden JSON, or a function of a range. */
export type LumisectionCondition =
  | ExpressionOf<LumisectionScope>
  | {
      /** Returns the rules in JSON logic, as a golden JSON does. */
      toJsonLogic(): { readonly [operator: string]: JsonLogic };
    }
  | ((range: AlignedRange) => boolean | null | undefined);

/** Names of the bits and numbers of a lumisection. */
export type BitName = Exclude<keyof LumisectionAttributes, 'lumisection_number'>;

/** Columns of a table of lumisections. */
export interface TableOptions {
  /** Flags; each is a column of statuses. */
  readonly flags?: readonly FlagName[] | undefined;
  /** Bits and numbers of OMS; each is a column. */
  readonly bits?: readonly BitName[] | undefined;
}

/** The query whose lumisections are read. */
export interface BulkSource {
  readonly client: Client;
  readonly target: RequestedData['target'];
  /** True if rows are in the registry's default order: run numbers descending, datasets by name. */
  readonly isDefaultOrder: boolean;
  /** The query, for comparing and printing streams. */
  readonly query: object;
  rows(signal: AbortSignal | undefined): Promise<readonly JsonObject[]>;
}

const unknownKey = (key: unknown): QueryError =>
  new QueryError('bad-option', `Expected the key of a row for the option 'after', got ${describe(key)}`, {
    hint: 'Pass the key of the last item: item.key, or the key of onProgress.',
  });

/** Returns the rows after a key, even if its row was deleted meanwhile. */
function rowsAfter(
  rows: readonly LumisectionSource[],
  key: string,
  { target, isDefaultOrder }: BulkSource,
): readonly LumisectionSource[] {
  const at = rows.findIndex((row) => row.key === key);
  if (at >= 0) return rows.slice(at + 1);
  const [, run, name] = /^(\d+)(?: (.+))?$/.exec(key) ?? [];
  if (!isDefaultOrder || run === undefined || (name === undefined) !== (target === 'runs')) throw unknownKey(key);
  const last = Number(run);
  return rows.filter(
    ({ run_number, dataset_name }) =>
      run_number < last || (run_number === last && name !== undefined && compareStrings(dataset_name, name) > 0),
  );
}

/** Returns the names of a list, each once. */
function checkNames(names: unknown, where: string, check: (name: unknown) => string): readonly string[] {
  if (Array.isArray(names)) return [...new Set(Array.from(names, (name) => check(name)))];
  throw new QueryError('bad-option', `Expected an array of names for ${where}, got ${describe(names)}`, {
    hint: `Write [${typeof names === 'string' ? written(names) : '…'}].`,
  });
}

/** Returns the name of a bit. Flags and the lumisection number are not bits. */
function checkBit(bit: unknown): string {
  if (typeof bit === 'string' && flagPlaces(bit) !== undefined)
    throw new QueryError('bad-option', `Expected a bit, got the flag '${bit}'`, { hint: `Write flags: ['${bit}'].` });
  const { name } = lookUp(bit, ['lumisection'], 'lumisections');
  if (name !== 'lumisection_number') return name;
  throw new QueryError('bad-option', `Expected a bit, got '${name}'`, {
    hint: 'Every table has the columns start and end.',
  });
}

const optionNames = ['rr', 'oms', 'luminosity', 'after', 'onProgress', 'signal'];

/**
 * The lumisections of all runs or datasets of a query, one item each, in the order of the query. Iterate with `for await`. Up to
 * `concurrency` items are fetched in parallel. Nothing is sent before the first iteration.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members do not exist.
export class LumisectionStream implements AsyncIterable<RunLumisections> {
  readonly #source: BulkSource;
  readonly #options: LumisectionOptions;
  readonly #requested: RequestedData;

  /** @internal */
  constructor(source: BulkSource, options: LumisectionOptions = {}) {
    checkOptions(options, optionNames, 'lumisections()');
    const { rr = true, oms = true, luminosity = false, after } = options;
    const requested = {
      rr: checkSwitch(rr, "the option 'rr'"),
      oms: checkSwitch(oms, "the option 'oms'"),
      luminosity: checkSwitch(luminosity, "the option 'luminosity'"),
      target: source.target,
    };
    if (!requested.rr && !requested.oms)
      throw new QueryError('bad-option', 'Expected rr or oms to be true in lumisections()', {
        hint: 'Remove rr: false or oms: false.',
      });
    if (requested.luminosity && !requested.oms)
      throw new QueryError('bad-option', 'Expected oms to be true with luminosity: true in lumisections()', {
        hint: 'Remove oms: false.',
      });
    if (after !== undefined && (typeof after !== 'string' || after === '')) throw unknownKey(after);
    this.#source = source;
    this.#options = options;
    this.#requested = requested;
    makeComparable(this, { query: source.query, requested, after });
  }

  /** Returns the query as a sentence. */
  toString(): string {
    return `LumisectionStream: ${this.#source.query}`;
  }

  /** Output of `console.log` in Node. */
  [inspect](): string {
    return this.toString();
  }

  async *#items(): AsyncGenerator<readonly [item: RunLumisections, context: LumisectionContext], void, undefined> {
    const { client } = this.#source;
    const { signal, after, onProgress } = this.#options;
    const task = 'Reading lumisections';
    throwIfAborted(signal, task);
    const all = (await this.#source.rows(signal)).map((row) => lumisectionSource(row, this.#source.target));
    const rows = after === undefined ? all : rowsAfter(all, after, this.#source);
    const read = async (row: LumisectionSource, linked: AbortSignal) =>
      [await this.#read(row, linked), row.context] as const;
    let done = 0;
    for await (const result of mapConcurrent(rows, client.concurrency, read, signal)) {
      throwIfAborted(signal, task);
      yield result;
      await onProgress?.({ done: ++done, total: rows.length, key: result[0].key });
    }
  }

  async #read(row: LumisectionSource, signal: AbortSignal): Promise<RunLumisections> {
    const { client } = this.#source;
    const { rr, oms, luminosity } = this.#requested;
    const single = async () =>
      (await omsLumisections(client, row, signal)).map(({ lumisection_number: number, ...rest }) => ({
        start: number,
        end: number,
        ...rest,
      }));
    const [flags, bits] = await Promise.all([
      rr ? rrRanges(client, row, signal) : [],
      oms ? (luminosity ? single() : omsRanges(client, row, signal)) : [],
    ]);
    return new RunLumisections(row, align(flags, bits));
  }

  /** Yields one item per run or dataset, in the order of the query. */
  async *[Symbol.asyncIterator](): AsyncGenerator<RunLumisections, void, undefined> {
    for await (const [item] of this.#items()) yield item;
  }

  /**
   * Returns all items in a list, which needs much memory for many runs.
   *
   * @example const [first] = await runs().where('run_number').eq(355102).lumisections().all();
   * @throws The errors of `all()` of a query, and QueryError `bad-option` if `after` is not a key of the query.
   */
  async all(): Promise<RunLumisections[]> {
    const items: RunLumisections[] = [];
    for await (const item of this) items.push(item);
    return items;
  }

  /**
   * Returns the lumisections that pass a condition: an expression such as `dcs.pixel`, a golden JSON, or a function of a range. Expressions
   * and golden JSON pass only lumisections with data of all requested sides, as on the JSON portal. A flag that is EMPTY without a comment
   * counts as missing, since the registry fills in such flags; `generateLocally()` sends another request to distinguish them.
   *
   * @example
   * ```ts
   * const list = await runs().where('run_number').between(309990, 310000).lumisections({ rr: false }).toLumiList(dcs.strip);
   * console.log(list.toText());
   * ```
   * @throws QueryError `not-requested` for a condition on data that was not requested; `not-an-expression`; the errors of `all()`.
   */
  async toLumiList<const Given>(
    condition: ConditionFor<Given, LumisectionScope, 'toLumiList()', LumisectionCondition>,
  ): Promise<LumiList> {
    const decide = compileCondition(condition, this.#requested);
    const byRun = new Map<number, LumiList>();
    for await (const [item, context] of this.#items()) {
      const passing = item.ranges.flatMap(decide(context)).map(([start, end]) => ({ start, end }));
      const list = LumiList.fromRanges(item.run_number, passing);
      byRun.set(item.run_number, byRun.get(item.run_number)?.union(list) ?? list);
    }
    return LumiList.empty.union(...byRun.values());
  }

  /**
   * Returns a table with a row per range of lumisections: `run_number`, `dataset_name`, `start`, `end`, then the given flags and bits. A
   * missing value is null.
   *
   * @example
   * ```ts
   * const table = await runs().where('run_number').eq(309990).lumisections().toTable({ flags: ['dt-dt'], bits: ['bpix_ready'] });
   * console.log(table.toCsv());
   * ```
   * @throws QueryError `unknown-flag`, `unknown-attribute`; `not-requested` for data that was not requested; the errors of `all()`.
   */
  async toTable(options: TableOptions = {}): Promise<FlatTable> {
    checkOptions(options, ['flags', 'bits'], 'toTable()');
    const flags = checkNames(options.flags ?? [], "the option 'flags'", lookUpFlag);
    const bits = checkNames(options.bits ?? [], "the option 'bits'", checkBit);
    const paths = [...flags.map((flag) => `lumisection.rr.${flag}`), ...bits.map((bit) => `lumisection.oms.${bit}`)];
    checkRequested(paths, this.#requested, 'The table');
    const rows: Record<string, Cell>[] = [];
    for await (const { run_number, dataset_name, ranges } of this)
      for (const { start, end, rr, oms } of ranges) {
        const row: Record<string, Cell> = { run_number, dataset_name, start, end };
        for (const flag of flags) row[flag] = verdictIn(rr, flag)?.status ?? null;
        for (const bit of bits) row[bit] = (oms as Readonly<Record<string, Cell>>)?.[bit] ?? null;
        rows.push(row);
      }
    return new FlatTable(['run_number', 'dataset_name', 'start', 'end', ...flags, ...bits], rows);
  }

  /**
   * Returns a table with a row per run or dataset: for each flag, the fraction of lumisections with the status; see `fraction`.
   *
   * @example console.log(String(await runs().where('run_number').gt(309980).limit(3).lumisections({ oms: false }).fractions(['dt-dt'])));
   * @throws QueryError `unknown-flag`, `bad-value` for an unknown status; `not-requested` with `rr: false`; the errors of `all()`.
   */
  async fractions(flags: readonly FlagName[], status: Status = 'GOOD'): Promise<FlatTable> {
    const names = checkNames(flags, 'fractions()', lookUpFlag);
    for (const name of names) checkStatus(status, name);
    checkRequested(['lumisection.rr'], this.#requested, 'fractions()');
    const rows: Record<string, Cell>[] = [];
    for await (const item of this) {
      const row: Record<string, Cell> = {
        run_number: item.run_number,
        dataset_name: item.dataset_name,
        lumisections: item.counts.rr,
      };
      for (const name of names) row[name] = item.fraction(name as FlagName, status) ?? null;
      rows.push(row);
    }
    return new FlatTable(['run_number', 'dataset_name', 'lumisections', ...names], rows);
  }
}
limitArguments(LumisectionStream.prototype, {
  toLumiList: [1, 'Join conditions with and() or or().'],
  toTable: 1,
  fractions: [2, "Write the flags in brackets: fractions(['dt-dt', 'csc-csc'], 'GOOD')."],
});
defineGuessed(LumisectionStream.prototype, guessed.lumisectionStream, 'a stream of lumisections');

// Members that do not exist, with their hints. Not a docstring: editors would show it for the class.
export interface LumisectionStream extends GuessedLumisectionStream<RunLumisections> {}
