import { keysetFilter } from '../../print/filter.js';
import type { Direction } from '../../print/order.js';
import { conjunction, type PageBody, type Plan, type PlannedRequest, type QuerySpec } from '../../print/plan.js';
import { predicate } from '../../print/predicate.js';
import { accessorOf } from '../../print/row.js';
import { throwIfAborted } from '../../signals.js';
import type { JsonObject } from '../../util/json-object.js';
import type { Client, RowSource } from './client.js';
import { KeyPages, type PageRequest } from './key-pages.js';
import { type NumberedPage, numberPages } from './number-pages.js';
import type { ReadOptions } from './options.js';
import { checkPage, type Page, type Rows } from './page.js';
import { retryOnChange } from './retry-on-change.js';

/** Returns the direction in which rows arrive in the order of their keys, or undefined if they arrive in another order. */
export function keyDirection({ order, raw, target }: QuerySpec, plan: Plan): Direction | undefined {
  // A raw payload is sent unchanged.
  if (raw !== undefined) return undefined;
  if (order.length === 0 || plan.order === 'client') return 'desc';
  const [first, second] = order;
  if (first?.attribute.wire !== 'run_number') return undefined;
  // A run number occurs once among runs. Among datasets, the name must be the second key.
  const isByName = second === undefined || (second.attribute.wire === 'name' && second.direction === 'asc');
  return target === 'runs' || isByName ? first.direction : undefined;
}

/** Fetches the pages of a plan's requests and reports progress. */
export class Pager {
  readonly #client: Client;
  readonly #spec: QuerySpec;
  readonly #plan: Plan;
  readonly #options: ReadOptions;
  readonly #matches: (row: JsonObject) => boolean;
  readonly #totals = new Map<PlannedRequest, number>();
  #rows = 0;
  #requests = 0;

  constructor(client: Client, spec: QuerySpec, plan: Plan, options: ReadOptions) {
    this.#client = client;
    this.#spec = spec;
    this.#plan = plan;
    this.#options = options;
    const decide = predicate(conjunction(spec.where), accessorOf(spec.target));
    this.#matches = (row) => decide(row) === true;
  }

  /** Yields the matching rows of one request page by page, in order. By number, it fetches no page beyond `limit` rows. */
  pages(request: PlannedRequest, limit: number, signal = this.#options.signal): AsyncGenerator<Rows, void, undefined> {
    const direction = keyDirection(this.#spec, this.#plan);
    const { rows } = this.#client;
    if (rows !== undefined) return this.#ofMirror(rows, direction ?? 'desc', signal);
    return direction === undefined
      ? this.#byNumber(request, limit, signal)
      : this.#byKey(request, direction, limit, signal);
  }

  /** Yields the matching rows of one request one by one. */
  async *rows(
    request: PlannedRequest,
    limit: number,
    signal?: AbortSignal,
  ): AsyncGenerator<JsonObject, void, undefined> {
    for await (const page of this.pages(request, limit, signal)) yield* page;
  }

  /** Returns the registry's count for one request. A page of size 0 has the count and no rows. */
  async count(request: PlannedRequest, signal: AbortSignal): Promise<number> {
    const { count } = await this.#page(request, { page: 0, page_size: 0, sortings: [] }, signal);
    await this.#report(0);
    return count;
  }

  /** Reads the rows of a mirror by key. */
  async *#ofMirror(
    source: RowSource,
    direction: Direction,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Rows, void, undefined> {
    const [request] = this.#plan.requests;
    if (request !== undefined && this.#options.onProgress !== undefined)
      this.#totals.set(request, await source.count(this.#spec, signal));
    for await (const rows of source.pages(this.#spec, direction, signal)) {
      await this.#report(rows.length);
      yield rows;
    }
  }

  /** Requests pages after keys, so added or removed rows hide no others. Several requests of a plan share the parallel requests. */
  async *#byKey(
    request: PlannedRequest,
    direction: Direction,
    limit: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Rows, void, undefined> {
    const { filter, page_size: size } = request.body;
    const parallel = Math.max(1, Math.floor(this.#client.concurrency / this.#plan.requests.length));
    const fetch = ({ after, page, size }: PageRequest, linked: AbortSignal): Promise<Page> => {
      const change = { page, page_size: size, filter: keysetFilter(filter, after, direction) };
      // The registry counts rows before it fetches them. A page that disagrees with its count is requested again.
      return retryOnChange(() => this.#page(request, change, linked));
    };
    const wanted = request.check ? Number.POSITIVE_INFINITY : limit;
    const reader = new KeyPages({ direction, size, parallel, wanted, path: request.path, fetch, signal });
    for await (const rows of reader.pages()) yield await this.#matching(request, rows);
  }

  /** Requests pages by number. Several requests of a plan do not share the parallel requests. */
  async *#byNumber(
    request: PlannedRequest,
    limit: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Rows, void, undefined> {
    const reading = {
      size: request.body.page_size,
      parallel: this.#client.concurrency,
      wanted: request.check ? Number.POSITIVE_INFINITY : limit,
      path: request.path,
      fetch: ({ page, size }: NumberedPage, linked: AbortSignal | undefined) =>
        this.#page(request, { page, page_size: size }, linked),
      signal,
    };
    for await (const rows of numberPages(reading)) yield await this.#matching(request, rows);
  }

  async #page(request: PlannedRequest, change: Partial<PageBody>, signal: AbortSignal | undefined): Promise<Page> {
    const { path } = request;
    throwIfAborted(this.#options.signal, `POST ${path}`);
    const body = { ...request.body, ...change };
    const response = await this.#client.request({ method: 'POST', path, body, signal, note: `page ${body.page}` });
    const page = checkPage(response, { ...request, body }, this.#spec.target);
    this.#requests++;
    // The count of the first page: later pages may be requested by key and count only the rest.
    if (!this.#totals.has(request)) this.#totals.set(request, page.count);
    return page;
  }

  async #matching(request: PlannedRequest, rows: Rows): Promise<Rows> {
    const matching = request.check ? rows.filter(this.#matches) : rows;
    await this.#report(matching.length);
    return matching;
  }

  async #report(rows: number): Promise<void> {
    this.#rows += rows;
    const { requests, limit } = this.#plan;
    const [only] = requests;
    // Several requests can return the same row.
    const total = requests.length === 1 && only?.check === false ? this.#totals.get(only) : undefined;
    await this.#options.onProgress?.({
      rows: this.#rows,
      total: total === undefined ? undefined : Math.min(total, limit ?? Number.POSITIVE_INFINITY),
      requests: this.#requests,
    });
  }
}
