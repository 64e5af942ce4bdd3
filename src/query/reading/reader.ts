import { QueryError, ResponseError } from '../../errors.js';
import { keysetFilter, type RowKey } from '../../print/filter.js';
import { isAlphabetic, rowKey, rowOrder } from '../../print/order.js';
import type { PageBody, Plan, PlannedRequest, QuerySpec } from '../../print/plan.js';
import { countingRequests, plan, whole } from '../../print/plan.js';
import { predicate } from '../../print/predicate.js';
import { datasetAccessor, runAccessor } from '../../print/row.js';
import { LinkedAbortController, throwIfAborted } from '../../signals.js';
import { mapConcurrent, range, runAll } from '../../util/concurrency.js';
import type { JsonObject } from '../../util/json-object.js';
import type { Client } from './client.js';
import { changed, checkPage, isBehind, notBehind, type Page } from './page.js';

/** How far reading has come. */
export interface Progress {
  /** Rows that have arrived and are meant. */
  readonly rows: number;
  /** Rows that there will be, where the registry's count tells; undefined where rows are checked or united here. */
  readonly total: number | undefined;
  /** Requests answered. */
  readonly requests: number;
}

/** Options of everything that reads. */
export interface ReadOptions {
  /** Stops the work; the promise is rejected with an AbortError. */
  readonly signal?: AbortSignal;
  /** Milliseconds that all of it may take, however many requests it needs; without a limit by default. */
  readonly timeout?: number;
  /** Called after each answer. */
  readonly onProgress?: (progress: Progress) => void;
}

/** Reads the answers of a query's plan. */
export class RowReader {
  readonly #client: Client;
  readonly #spec: QuerySpec;
  readonly #options: ReadOptions;
  readonly #isMeant: (row: JsonObject) => boolean;
  readonly plan: Plan;
  #rows = 0;
  #requests = 0;
  #totals = new Map<PlannedRequest, number>();

  constructor(client: Client, spec: QuerySpec, options: ReadOptions = {}) {
    this.#client = client;
    this.#spec = spec;
    this.#options = options;
    this.plan = plan(spec);
    const meant = predicate(whole(spec.where), spec.target === 'runs' ? runAccessor : datasetAccessor);
    this.#isMeant = (row) => meant(row) === true;
  }

  async #page(
    request: PlannedRequest,
    page: number,
    change: Partial<PageBody> = {},
    signal = this.#options.signal,
  ): Promise<Page> {
    throwIfAborted(this.#options.signal, `POST ${request.path}`);
    const body = { ...request.body, page, ...change };
    const answer = await this.#client.request({
      method: 'POST',
      path: request.path,
      body,
      signal,
      note: `page ${page}`,
    });
    const checked = checkPage(answer, { ...request, body }, this.#spec.target);
    this.#requests++;
    // Of the first page: later ones may be asked for behind a row, and count the rest alone.
    if (!this.#totals.has(request)) this.#totals.set(request, checked.count);
    return checked;
  }

  #report(rows: number): void {
    this.#rows += rows;
    const { requests, limit } = this.plan;
    const [only] = requests;
    // Answers of several requests can have rows in common.
    const total = requests.length === 1 && only?.check === false ? this.#totals.get(only) : undefined;
    this.#options.onProgress?.({
      rows: this.#rows,
      total: total === undefined ? undefined : Math.min(total, limit ?? Number.POSITIVE_INFINITY),
      requests: this.#requests,
    });
  }

  /** Pages of one request, in order. Ends when all rows, or `atMost` of them, have come. */
  #pages(
    request: PlannedRequest,
    atMost: number,
    signal = this.#options.signal,
  ): AsyncGenerator<readonly JsonObject[], void, undefined> {
    const direction = this.#keyOrder();
    return direction === undefined
      ? this.#byPosition(request, atMost, signal)
      : this.#byKey(request, direction, signal);
  }

  /** The direction in which rows come in the order of their keys, or undefined where they come in another order. */
  #keyOrder(): 'asc' | 'desc' | undefined {
    const { order, raw, target } = this.#spec;
    // A payload is sent as it is.
    if (raw !== undefined) return undefined;
    if (order.length === 0 || this.plan.order === 'here') return 'desc';
    const [first, second] = order;
    if (first?.attribute.wire !== 'run_number') return undefined;
    // A run comes once, so that nothing else decides; of its datasets, the name must.
    const byName = second === undefined || (second.attribute.wire === 'name' && second.direction === 'asc');
    return target === 'runs' || byName ? first.direction : undefined;
  }

  /** Each page is asked for behind the last row of the one before: rows that come or go meanwhile move no other. */
  async *#byKey(
    request: PlannedRequest,
    direction: 'asc' | 'desc',
    signal: AbortSignal | undefined,
  ): AsyncGenerator<readonly JsonObject[], void, undefined> {
    const { filter, page_size: size } = request.body;
    let next = filter;
    let last: JsonObject | undefined;
    const passed = new Set<unknown>();
    for (;;) {
      const asked = next;
      // The registry counts first and looks for the rows then. A page that does not fit its count is asked for again: nothing of it was
      // given.
      const { rows, count } = await retryOnChange(() => this.#page(request, 0, { filter: asked }, signal));
      for (const row of rows) {
        if (last !== undefined && !isBehind(row, last, direction, passed)) throw notBehind(request, last);
        if (last?.run_number !== row.run_number) passed.clear();
        passed.add(row.name);
        last = row;
      }
      yield this.#meant(request, rows);
      if (last === undefined || count <= size) return;
      next = keysetFilter(filter, last as unknown as RowKey, direction);
    }
  }

  /**
   * Pages by their numbers, a few asked for at once. A row that comes or goes meanwhile moves those behind it from page to page: where
   * that shows, in the count or in a row that comes again, it is an error.
   */
  async *#byPosition(
    request: PlannedRequest,
    atMost: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<readonly JsonObject[], void, undefined> {
    const size = request.body.page_size;
    const first = await this.#page(request, 0, {}, signal);
    // A row that changes can move over many pages: all keys that have passed are kept.
    const passed = new Set(first.rows.map(rowKey));
    let due = first.rows.length;
    if (passed.size < due) throw changed(request.path);
    yield this.#meant(request, first.rows);
    const pages = Math.ceil(Math.min(first.count, request.check ? Number.POSITIVE_INFINITY : atMost) / size);
    const rest = mapConcurrent(
      range(1, pages),
      this.#client.concurrency,
      (page, either) => this.#page(request, page, {}, either),
      signal,
    );
    for await (const { rows, count } of rest) {
      for (const row of rows) passed.add(rowKey(row));
      due += rows.length;
      if (count !== first.count || passed.size < due) throw changed(request.path);
      yield this.#meant(request, rows);
    }
  }

  #meant(request: PlannedRequest, rows: readonly JsonObject[]): readonly JsonObject[] {
    const meant = request.check ? rows.filter(this.#isMeant) : rows;
    this.#report(meant.length);
    return meant;
  }

  async *#rowsOf(
    request: PlannedRequest,
    atMost: number,
    signal?: AbortSignal,
  ): AsyncGenerator<JsonObject, void, undefined> {
    for await (const page of this.#pages(request, atMost, signal)) yield* page;
  }

  /** Rows in the asked order, at most `limit` of them, as they come. */
  async *rows(): AsyncGenerator<JsonObject, void, undefined> {
    const { requests, order, limit = Number.POSITIVE_INFINITY } = this.plan;
    throwIfAborted(this.#options.signal, 'reading');
    if (limit === 0 || requests.length === 0) return;
    let left = limit;
    const source =
      order === 'here'
        ? this.#sorted(limit)
        : order === 'merge'
          ? this.#merged(limit)
          : this.#rowsOf(requests[0] as PlannedRequest, limit);
    for await (const row of source) {
      // Also between two rows of a page.
      throwIfAborted(this.#options.signal, 'reading');
      yield row;
      if (--left === 0) return;
    }
  }

  /**
   * Merges requests that are in order. A row that several of them answer comes from each at the same place, and is given once. In an order
   * other than that of the keys it comes at two places where it changed between them.
   */
  async *#merged(limit: number): AsyncGenerator<JsonObject, void, undefined> {
    const compare = rowOrder(this.#spec.order, this.#spec.target);
    const stop = new LinkedAbortController(this.#options.signal);
    const sources = this.plan.requests.map((request) => this.#rowsOf(request, limit, stop.signal));
    try {
      const heads = await Promise.all(sources.map((source) => source.next()));
      let last: string | undefined;
      const given = this.#keyOrder() === undefined ? new Set<string>() : undefined;
      for (;;) {
        let best = -1;
        for (const [index, head] of heads.entries()) {
          const leader = heads[best];
          if (!head.done && (leader === undefined || leader.done || compare(head.value, leader.value) < 0))
            best = index;
        }
        const head = heads[best];
        if (head === undefined || head.done) return;
        const key = rowKey(head.value);
        if (key !== last) {
          if (given?.has(key)) throw changed((this.plan.requests[best] as PlannedRequest).path);
          given?.add(key);
          yield head.value;
        }
        last = key;
        heads[best] = await (sources[best] as AsyncGenerator<JsonObject, void, undefined>).next();
      }
    } finally {
      stop.close();
      // Where one of them fails, the others may be under way.
      stop.abort();
      await Promise.all(sources.map((source) => source.return()));
    }
  }

  /** Sorts here what the registry would sort as text; keeps no more than it must. */
  async *#sorted(limit: number): AsyncGenerator<JsonObject, void, undefined> {
    const compare = rowOrder(this.#spec.order, this.#spec.target);
    let kept = new Map<string, JsonObject>();
    const sorted = () => [...kept].sort(([, a], [, b]) => compare(a, b));
    for (const request of this.plan.requests)
      for await (const page of this.#pages(request, Number.POSITIVE_INFINITY)) {
        for (const row of page) kept.set(rowKey(row), row);
        if (kept.size > 2 * limit) kept = new Map(sorted().slice(0, limit));
      }
    for (const [, row] of sorted()) yield row;
  }

  /** All rows, none twice. */
  async all(): Promise<JsonObject[]> {
    const { order, limit, raw, target } = this.#spec;
    // Every row is held in the end: read in the order of keys, which loses none, they can be sorted here as well, save for texts, whose
    // order is the registry's.
    const sortHere =
      this.#keyOrder() === undefined && raw === undefined && limit === undefined && !order.some(isAlphabetic);
    const source = sortHere ? new RowReader(this.#client, { ...this.#spec, order: [] }, this.#options) : this;
    const rows: JsonObject[] = [];
    const keys = new Set<string>();
    for await (const row of source.rows()) {
      const key = rowKey(row);
      if (keys.has(key)) throw changed((this.plan.requests[0] as PlannedRequest).path);
      keys.add(key);
      rows.push(row);
    }
    return sortHere ? rows.sort(rowOrder(order, target)) : rows;
  }

  /** Number of rows, without fetching those that the registry can count. */
  async count(): Promise<number> {
    const { limit = Number.POSITIVE_INFINITY } = this.plan;
    if (limit === 0) return 0;
    const requests = countingRequests(this.#spec, this.plan);
    if (requests === undefined) {
      const keys = new Set<string>();
      for await (const row of this.rows()) keys.add(rowKey(row));
      return keys.size;
    }
    const counts = await runAll(
      requests.map((request) => async (signal) => {
        // Page size 0 answers the count and no row.
        const { count } = await this.#page(request, 0, { page_size: 0, sortings: [] }, signal);
        this.#report(0);
        return count;
      }),
      this.#options.signal,
    );
    return Math.min(
      counts.reduce((sum, count) => sum + count, 0),
      limit,
    );
  }
}

/** Runs a reading again where rows came or went meanwhile; a registry is written to all day. */
export async function retryOnChange<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await attempt();
    } catch (error) {
      if (
        tries === 3 ||
        !(error instanceof ResponseError) ||
        !['changed-while-reading', 'wrong-number-of-rows'].includes(error.code)
      )
        throw error;
    }
}

/** Refuses to stream what can only be sorted once everything is there. */
export function checkStreamable({ order, limit }: Plan, what: string): void {
  if (order !== 'here' || limit !== undefined) return;
  throw new QueryError(
    'order-needs-everything',
    `${what}() cannot give rows in this order one by one: the registry does not sort by it, and all rows must be there to sort them here`,
    {
      hint: 'use all(), add limit(n), or order by run_number',
    },
  );
}
