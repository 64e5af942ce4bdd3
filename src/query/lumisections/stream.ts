import { lookUpFlag } from '../../catalogue/flag-lookup.js';
import type { FlagName } from '../../catalogue/flags.js';
import { lookUp } from '../../catalogue/lookup.js';
import type { Status } from '../../catalogue/states.js';
import type { LumisectionAttributes } from '../../catalogue/tables.js';
import { QueryError } from '../../errors.js';
import { checkStatus } from '../../expression/check.js';
import { describe, written } from '../../expression/describe.js';
import type { ExpressionOf, ExpressionScope, JsonLogic } from '../../expression/node.js';
import { checkOptions, checkSwitch } from '../../expression/options.js';
import { LumiList } from '../../lumi/index.js';
import { compareStrings } from '../../print/order.js';
import { throwIfAborted } from '../../signals.js';
import { mapConcurrent } from '../../util/concurrency.js';
import type { JsonObject } from '../../util/json-object.js';
import type { Client } from '../reading/client.js';
import { type AlignedRange, align } from './aligned.js';
import { checkRequested, conditionOf, type RequestedData } from './condition.js';
import { type LumisectionContext, type LumisectionSource, lumisectionSource } from './context.js';
import { type Cell, FlatTable } from './flat-table.js';
import { type FlagVerdict, omsLumisections, omsRanges, rrRanges } from './ranges.js';
import { RunLumisections } from './run-lumisections.js';

/** How far reading has come. */
export interface LumisectionProgress {
  /** Runs or datasets that are done. */
  readonly done: number;
  readonly total: number;
  /** The key of the last one: what `after` takes to go on behind it. */
  readonly key: string;
}

/** What is asked of the lumisections of many runs or datasets. */
export interface LumisectionOptions {
  /** Flags of the Run Registry; on by default. */
  readonly rr?: boolean;
  /** Bits of OMS; on by default. */
  readonly oms?: boolean;
  /** Luminosities too, which differ from lumisection to lumisection, so that each is a range of its own. Off by default. */
  readonly luminosity?: boolean;
  /** Goes on behind the run or dataset with this key, the last one that was read before. */
  readonly after?: string;
  /** Called after each run or dataset. */
  readonly onProgress?: (progress: LumisectionProgress) => void;
  readonly signal?: AbortSignal;
}

/** A condition on lumisections: an expression or a golden JSON, which mean here what they mean there, or a function of ranges. */
export type LumisectionCondition =
  | ExpressionOf<Exclude<ExpressionScope, 'flag-total'>>
  | { toJsonLogic(): { readonly [operator: string]: JsonLogic } }
  | ((range: AlignedRange) => boolean);

/** Names of bits and numbers of a lumisection. */
export type BitName = Exclude<keyof LumisectionAttributes, 'lumisection_number'>;

/** Columns of a table of lumisections. */
export interface TableOptions {
  /** Flags, each a column with its status. */
  readonly flags?: readonly FlagName[];
  /** Bits and numbers of OMS, each a column. */
  readonly bits?: readonly BitName[];
}

/** Where a query is read from, and in what order its rows come. */
export interface BulkSource {
  readonly client: Client;
  readonly target: RequestedData['target'];
  /** Whether rows come in the registry's own order: the latest run first, its datasets by name. */
  readonly isUsualOrder: boolean;
  rows(signal: AbortSignal | undefined): Promise<readonly JsonObject[]>;
}

const notFrom = (key: string): QueryError =>
  new QueryError('bad-option', `the option 'after' is ${describe(key)}, which is the key of no row of the query`, {
    hint: 'give the key of the last item that was read: item.key, or that of onProgress',
  });

/** Rows behind one, which may have gone meanwhile. */
function behind(
  rows: readonly LumisectionSource[],
  key: string,
  { target, isUsualOrder }: BulkSource,
): readonly LumisectionSource[] {
  const at = rows.findIndex((row) => row.key === key);
  if (at >= 0) return rows.slice(at + 1);
  const [, run, name] = /^(\d+)(?: (.+))?$/.exec(key) ?? [];
  if (!isUsualOrder || run === undefined || (name === undefined) !== (target === 'runs')) throw notFrom(key);
  const last = Number(run);
  return rows.filter(
    ({ run_number, dataset_name }) =>
      run_number < last || (run_number === last && name !== undefined && compareStrings(dataset_name, name) > 0),
  );
}

/** A list of names, for callers without a type checker. */
function listed(names: unknown, what: string): readonly unknown[] {
  if (Array.isArray(names)) return names;
  throw new QueryError('bad-option', `${what} takes a list of names, and ${describe(names)} is none`, {
    hint: `write [${typeof names === 'string' ? written(names) : '…'}]`,
  });
}

/** The name of a bit, checked; the number of a lumisection is none. */
function bitOf(bit: unknown): string {
  const { name } = lookUp(bit, ['lumisection'], 'lumisections');
  if (name !== 'lumisection_number') return name;
  throw new QueryError('bad-option', `'${name}' is no bit`, { hint: 'start and end are columns of every table' });
}

const optionNames = ['rr', 'oms', 'luminosity', 'after', 'onProgress', 'signal'];

/**
 * The lumisections of all runs or datasets of a query, one item each, in the order of the query: to be gone through with `for await`. A
 * few are asked for at once. Nothing is sent before the first is asked for.
 */
export class LumisectionStream implements AsyncIterable<RunLumisections> {
  readonly #source: BulkSource;
  readonly #options: LumisectionOptions;
  readonly #asked: RequestedData;

  constructor(source: BulkSource, options: LumisectionOptions = {}) {
    checkOptions(options, optionNames, 'lumisections()');
    const { rr = true, oms = true, luminosity = false, after } = options;
    const asked = {
      rr: checkSwitch(rr, "the option 'rr'"),
      oms: checkSwitch(oms, "the option 'oms'"),
      luminosity: checkSwitch(luminosity, "the option 'luminosity'"),
      target: source.target,
    };
    if (!asked.rr && !asked.oms)
      throw new QueryError('bad-option', 'lumisections() is asked for nothing', { hint: 'leave out rr or oms' });
    if (asked.luminosity && !asked.oms)
      throw new QueryError('bad-option', 'luminosities are among the data of OMS, which is not asked for', {
        hint: 'leave out oms: false',
      });
    if (after !== undefined && (typeof after !== 'string' || after === '')) throw notFrom(after);
    this.#source = source;
    this.#options = options;
    this.#asked = asked;
  }

  async *#items(): AsyncGenerator<readonly [item: RunLumisections, owner: LumisectionContext], void, undefined> {
    const { client } = this.#source;
    const { signal, after, onProgress } = this.#options;
    const what = 'reading of lumisections';
    throwIfAborted(signal, what);
    const all = (await this.#source.rows(signal)).map((row) => lumisectionSource(row, this.#source.target));
    const rows = after === undefined ? all : behind(all, after, this.#source);
    const read = async (row: LumisectionSource, either: AbortSignal) =>
      [await this.#read(row, either), row.owner] as const;
    let done = 0;
    for await (const one of mapConcurrent(rows, client.concurrency, read, signal)) {
      throwIfAborted(signal, what);
      yield one;
      onProgress?.({ done: ++done, total: rows.length, key: one[0].key });
    }
  }

  async #read(row: LumisectionSource, signal: AbortSignal): Promise<RunLumisections> {
    const { client } = this.#source;
    const { rr, oms, luminosity } = this.#asked;
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

  async *[Symbol.asyncIterator](): AsyncGenerator<RunLumisections, void, undefined> {
    for await (const [item] of this.#items()) yield item;
  }

  /** All items in a list: of many runs, this is much to hold. */
  async all(): Promise<RunLumisections[]> {
    const items: RunLumisections[] = [];
    for await (const item of this) items.push(item);
    return items;
  }

  /**
   * The lumisections that pass a condition: an expression such as `dcs.pixel`, a golden JSON, or a function of a range. Of an expression
   * and a golden JSON, a lumisection passes only if all that was asked for is known of it, as with the JSON portal. A flag that is EMPTY
   * without a comment counts as missing, since the registry fills it in so; `generateLocally()` asks once more to tell them apart.
   *
   * @example
   * ```ts
   * const list = await runs().where('run_number').between(309990, 310000).lumisections({ rr: false }).toLumiList(dcs.strip);
   * console.log(list.toText());
   * ```
   * @throws QueryError for a condition that looks at something that was not asked for.
   */
  async toLumiList(condition: LumisectionCondition): Promise<LumiList> {
    const decide = conditionOf(condition, this.#asked);
    const byRun = new Map<number, LumiList>();
    for await (const [item, owner] of this.#items()) {
      const passing = item.ranges.flatMap(decide(owner)).map(([start, end]) => ({ start, end }));
      const list = LumiList.fromRanges(item.run_number, passing);
      byRun.set(item.run_number, byRun.get(item.run_number)?.union(list) ?? list);
    }
    return LumiList.empty.union(...byRun.values());
  }

  /**
   * A row for each range of lumisections: `run_number`, `dataset_name`, `start`, `end`, then the flags and the bits that are named. A cell
   * is null where there is no value.
   *
   * @example
   * ```ts
   * const table = await runs().where('run_number').eq(309990).lumisections().toTable({ flags: ['dt-dt'], bits: ['bpix_ready'] });
   * console.log(table.toCsv());
   * ```
   */
  async toTable(options: TableOptions = {}): Promise<FlatTable> {
    checkOptions(options, ['flags', 'bits'], 'toTable()');
    const flags = listed(options.flags ?? [], "the option 'flags'").map((flag) => lookUpFlag(flag));
    const bits = listed(options.bits ?? [], "the option 'bits'").map((bit) => bitOf(bit));
    const paths = [...flags.map((flag) => `lumisection.rr.${flag}`), ...bits.map((bit) => `lumisection.oms.${bit}`)];
    checkRequested(paths, this.#asked, 'the table');
    const rows: Record<string, Cell>[] = [];
    for await (const { run_number, dataset_name, ranges } of this)
      for (const { start, end, rr, oms } of ranges) {
        const row: Record<string, Cell> = { run_number, dataset_name, start, end };
        for (const flag of flags) row[flag] = (rr as Readonly<Record<string, FlagVerdict>>)?.[flag]?.status ?? null;
        for (const bit of bits) row[bit] = (oms as Readonly<Record<string, Cell>>)?.[bit] ?? null;
        rows.push(row);
      }
    return new FlatTable(['run_number', 'dataset_name', 'start', 'end', ...flags, ...bits], rows);
  }

  /**
   * A row for each run or dataset with the fraction of its lumisections in which each flag has the status; see `fraction`.
   *
   * @example console.log(String(await runs().where('run_number').gt(309980).limit(3).lumisections({ oms: false }).fractions(['dt-dt'])));
   */
  async fractions(flags: readonly FlagName[], status: Status = 'GOOD'): Promise<FlatTable> {
    const names = listed(flags, 'fractions()').map((flag) => lookUpFlag(flag));
    for (const name of names) checkStatus(status, name);
    checkRequested(['lumisection.rr'], this.#asked, 'fractions()');
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
