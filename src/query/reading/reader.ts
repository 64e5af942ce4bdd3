import { QueryError } from '../../errors.js';
import { isAlphabetic, rowKey, rowOrder } from '../../print/order.js';
import { countingRequests, type Plan, type PlannedRequest, plan, type QuerySpec } from '../../print/plan.js';
import { LinkedAbortController, throwIfAborted } from '../../signals.js';
import { runAll } from '../../util/concurrency.js';
import type { JsonObject } from '../../util/json-object.js';
import type { Client, RowSource } from './client.js';
import { mergeSorted } from './merge-sorted.js';
import type { ReadOptions } from './options.js';
import { keyDirection, Pager } from './pager.js';
import { changedWhileReading } from './retry-on-change.js';
import { orderedPart } from './shaped-rows.js';

/** Reads the rows of a query. */
export class RowReader {
  readonly #plan: Plan;
  readonly #client: Client;
  readonly #spec: QuerySpec;
  readonly #options: ReadOptions;
  readonly #pager: Pager;
  /** The requests of the plan. A mirror reads all rows as one request. */
  readonly #requests: readonly PlannedRequest[];

  constructor(client: Client, spec: QuerySpec, options: ReadOptions) {
    this.#plan = plan(spec);
    this.#client = client;
    this.#spec = spec;
    this.#options = options;
    this.#pager = new Pager(client, spec, this.#plan, options);
    this.#requests = client.rows === undefined ? this.#plan.requests : this.#plan.requests.slice(0, 1);
  }

  /** Yields the rows in the requested order, at most `limit` of them, as they arrive. */
  async *rows(): AsyncGenerator<JsonObject, void, undefined> {
    const { limit = Number.POSITIVE_INFINITY } = this.#plan;
    throwIfAborted(this.#options.signal, 'Reading');
    if (limit === 0 || this.#plan.requests.length === 0) return;
    let left = limit;
    for await (const row of this.#inOrder(limit)) {
      // Also between two rows of a page.
      throwIfAborted(this.#options.signal, 'Reading');
      yield row;
      if (--left === 0) return;
    }
  }

  #inOrder(limit: number): AsyncGenerator<JsonObject, void, undefined> {
    const { order } = this.#plan;
    const { rows } = this.#client;
    // A mirror returns rows in the order of their keys.
    if (rows !== undefined && (order === 'client' || keyDirection(this.#spec, this.#plan) === undefined))
      return this.#spec.select === undefined ? this.#byKey(rows, limit) : this.#sorted(limit);
    if (order === 'client') return this.#sorted(limit);
    if (order === 'merge' && rows === undefined) return this.#merged(limit);
    return this.#pager.rows(this.#requests[0] as PlannedRequest, limit);
  }

  /**
   * Merges requests that are each in order, and yields a row that several of them return once. In an order other than that of the keys, a
   * row that changed between two requests comes at two positions.
   */
  async *#merged(limit: number): AsyncGenerator<JsonObject, void, undefined> {
    const controller = new LinkedAbortController(this.#options.signal);
    const sources = this.#plan.requests.map((request) => this.#pager.rows(request, limit, controller.signal));
    const keys = keyDirection(this.#spec, this.#plan) === undefined ? new Set<string>() : undefined;
    let last: string | undefined;
    try {
      for await (const row of mergeSorted(sources, rowOrder(this.#spec.order, this.#spec.target))) {
        const key = rowKey(row);
        if (key === last) continue;
        if (keys?.has(key)) throw this.#changed();
        keys?.add(key);
        last = key;
        yield row;
      }
    } finally {
      controller.close();
      // If one source fails, the others may be in progress.
      controller.abort();
      await Promise.all(sources.map((source) => source.return()));
    }
  }

  /** Sorts rows client-side. With a limit, it stores at most twice as many rows, plus a page. */
  async *#sorted(limit: number): AsyncGenerator<JsonObject, void, undefined> {
    const compare = rowOrder(this.#spec.order, this.#spec.target);
    let rows = new Map<string, JsonObject>();
    const sorted = () => [...rows].sort(([, a], [, b]) => compare(a, b));
    for (const request of this.#requests)
      for await (const page of this.#pager.pages(request, Number.POSITIVE_INFINITY)) {
        for (const row of page) rows.set(rowKey(row), row);
        if (rows.size > 2 * limit) rows = new Map(sorted().slice(0, limit));
      }
    for (const [, row] of sorted()) yield row;
  }

  /** Sorts the keys of the rows of a mirror, and reads the rows in their order. */
  async *#byKey(source: RowSource, limit: number): AsyncGenerator<JsonObject, void, undefined> {
    const { order, target } = this.#spec;
    const keys = new RowReader(
      this.#client,
      { ...this.#spec, limit: undefined, select: ['run_number'] },
      this.#options,
    );
    const part = orderedPart(this.#spec);
    const rows: JsonObject[] = [];
    for await (const page of keys.#pager.pages(this.#requests[0] as PlannedRequest, Number.POSITIVE_INFINITY))
      for (const row of page) rows.push(part(row));
    const sorted = rows.sort(rowOrder(order, target)).slice(0, limit).map(rowKey);
    yield* source.byKey(target, sorted, this.#options.signal);
  }

  /** Returns all rows, each once. */
  async all(): Promise<JsonObject[]> {
    const { order, target, select } = this.#spec;
    const sortsHere = this.#canSortAll();
    const needed = select && [...select, ...order.map(({ attribute }) => attribute.name)];
    const byKey = { ...this.#spec, order: [], select: needed };
    const source = sortsHere ? new RowReader(this.#client, byKey, this.#options) : this;
    const rows: JsonObject[] = [];
    const keys = new Set<string>();
    for await (const row of source.rows()) {
      const key = rowKey(row);
      if (keys.has(key)) throw this.#changed();
      keys.add(key);
      rows.push(row);
    }
    return sortsHere ? rows.sort(rowOrder(order, target)) : rows;
  }

  /**
   * Returns true if all rows can be read in the order of keys, in which changes lose no row, and sorted afterwards. The order of strings
   * depends on the registry's locale; for a mirror, all orders are client-side.
   */
  #canSortAll(): boolean {
    const { order, limit, raw } = this.#spec;
    const isByKey = keyDirection(this.#spec, this.#plan) !== undefined;
    const isSame = this.#client.rows !== undefined || !order.some(isAlphabetic);
    return !isByKey && raw === undefined && limit === undefined && isSame;
  }

  /** Returns the number of rows, without fetching those that the registry can count. */
  async count(): Promise<number> {
    const { limit = Number.POSITIVE_INFINITY } = this.#plan;
    throwIfAborted(this.#options.signal, 'Reading');
    if (limit === 0) return 0;
    const { rows } = this.#client;
    if (rows !== undefined && this.#requests.length > 0)
      return Math.min(await rows.count(this.#spec, this.#options.signal), limit);
    const requests = countingRequests(this.#spec, this.#plan);
    if (requests === undefined) {
      const keys = new Set<string>();
      for await (const row of this.rows()) keys.add(rowKey(row));
      return keys.size;
    }
    const counts = await runAll(
      requests.map((request) => (signal) => this.#pager.count(request, signal)),
      this.#options.signal,
    );
    return Math.min(
      counts.reduce((sum, count) => sum + count, 0),
      limit,
    );
  }

  // All requests of a plan have the same path.
  #changed(): Error {
    return changedWhileReading((this.#plan.requests[0] as PlannedRequest).path);
  }
}

/** Checks that rows can be streamed. @throws QueryError if they must all be fetched to be sorted. */
export function checkStreamable({ order, limit }: Plan, method: string): void {
  if (order !== 'client' || limit !== undefined) return;
  throw new QueryError(
    'order-needs-everything',
    `${method}() cannot stream rows in this order: the registry does not sort by it, so all rows are fetched and sorted client-side`,
    { hint: 'Use all(), add limit(n), or order by run_number.' },
  );
}
