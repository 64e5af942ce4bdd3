import type { RowKey } from '../../print/filter.js';
import type { Direction } from '../../print/order.js';
import { LinkedAbortController, throwIfAborted } from '../../signals.js';
import { KeyOrder } from './key-order.js';
import type { Page, Rows } from './page.js';

/** How to read rows by key. */
export interface KeyReading {
  readonly direction: Direction;
  /** Maximum number of rows in a page. */
  readonly size: number;
  /** Maximum number of parallel requests, except for a page that is requested again. At most twice as many pages are stored. */
  readonly parallel: number;
  /** Number of rows that the caller needs at most. */
  readonly wanted: number;
  /** Path of the requests, for errors. */
  readonly path: string;
  /** Returns a page of the rows after a key, with the number of all rows after it. */
  fetch(request: PageRequest, signal: AbortSignal): Promise<Page>;
  readonly signal: AbortSignal | undefined;
}

/** A page of the rows after a key, or of all rows. */
export interface PageRequest {
  readonly after: RowKey | undefined;
  /** The number of the page, from 0. */
  readonly page: number;
  readonly size: number;
}

/** A page that the caller has not received. */
interface RequestedPage {
  readonly request: PageRequest;
  /** Estimated number of rows up to its last one. */
  readonly end: number;
  readonly response: Promise<Page>;
}

/** The rows of a page that has arrived. */
interface Anchor {
  readonly rows: Rows;
  /** Estimated number of rows up to its last one. */
  readonly end: number;
  /** Number of rows after it. */
  readonly rowsAfter: number;
}

/** The fewest rows of a page that overlaps another: smaller pages would repeat too many rows. */
const minSizeOfOverlaps = 4;

const isSame = (a: Partial<RowKey> | undefined, b: RowKey | undefined): boolean =>
  a?.run_number === b?.run_number && a?.name === b?.name;

/** Returns the rows of a page after a key; undefined if rows between the key and the page may be missing. */
function continued(rows: Rows, key: RowKey | undefined, { after, page }: PageRequest): Rows | undefined {
  if (page === 0 && isSame(after, key)) return rows;
  const index = rows.findIndex((row) => isSame(row, key));
  return index < 0 ? undefined : rows.slice(index + 1);
}

/**
 * Reads pages in parallel, in the order of their keys. Pages after the next one are requested by their position after a key that is known,
 * and overlap by one row: a page is used only if it contains the last row of the page before it. Otherwise rows were added or removed
 * meanwhile, and the rows after that one are requested by key. So every row is returned once.
 */
export class KeyPages {
  readonly #reading: KeyReading;
  readonly #controller: LinkedAbortController;
  readonly #order: KeyOrder;
  readonly #requested: RequestedPage[] = [];
  readonly #open = new Set<Promise<Page>>();
  /** The last row that the caller has received. */
  #last: { readonly key: RowKey | undefined; readonly end: number } = { key: undefined, end: 0 };
  /** The furthest page that has arrived. Positions of further pages are relative to its rows. */
  #anchor: Anchor = { rows: [], end: 0, rowsAfter: 0 };
  /** True once the caller has requested a second page. */
  #readsAhead = false;

  constructor(reading: KeyReading) {
    this.#reading = reading;
    this.#controller = new LinkedAbortController(reading.signal);
    this.#order = new KeyOrder(reading.direction, reading.path);
  }

  /** Yields the rows of pages in order. Only one page is requested until the caller asks for a second one. */
  async *pages(): AsyncGenerator<Rows, void, undefined> {
    const { signal, path } = this.#reading;
    try {
      for (let isComplete = false; !isComplete; ) {
        throwIfAborted(signal, `POST ${path}`);
        if (this.#requested.length === 0) this.#requestNext();
        this.#start();
        const { request, response, end } = this.#requested[0] as RequestedPage;
        const { rows } = await response;
        this.#requested.shift();
        const further = continued(rows, this.#last.key, request);
        if (further === undefined) {
          // The client limits its requests, so this one may have to wait there.
          this.#requestNext();
          continue;
        }
        this.#last = { key: this.#order.check(further), end };
        isComplete = isLast(request, rows);
        yield further;
        this.#readsAhead = true;
      }
    } finally {
      this.#controller.close();
      // A failed request may have left others in progress.
      this.#controller.abort();
      await Promise.allSettled(this.#open);
    }
  }

  /** Requests the page after the last row that the caller has received. */
  #requestNext(): void {
    const { size } = this.#reading;
    const { key, end } = this.#last;
    this.#requested.unshift(this.#request({ after: key, page: 0, size }, end + size));
  }

  /** Requests further pages, until they reach the number of rows that the caller wants or as many are requested or stored as allowed. */
  #start(): void {
    const { parallel, size, wanted } = this.#reading;
    if (!this.#readsAhead || size < minSizeOfOverlaps || this.#controller.signal.aborted) return;
    while (this.#open.size < parallel && this.#requested.length < 2 * parallel) {
      const { rows, end, rowsAfter } = this.#anchor;
      const reached = this.#requested.at(-1)?.end ?? end;
      const offset = reached - end;
      // The last row that the page repeats, as a number of rows after the anchor.
      const start = Math.max(0, offset - 1);
      const page = Math.ceil(start / size);
      const after: Partial<RowKey> | undefined = rows.at(start - page * size - 1);
      if (reached >= wanted || offset >= rowsAfter || after === undefined) return;
      this.#requested.push(this.#request({ after: after as RowKey, page, size }, end + start + size));
    }
  }

  #request(request: PageRequest, end: number): RequestedPage {
    const response = this.#fetch(request, end).finally(() => {
      this.#open.delete(response);
      this.#start();
    });
    // A rejection is thrown in the order of the pages; until then it must not count as unhandled.
    response.catch(() => undefined);
    this.#open.add(response);
    return { request, end, response };
  }

  async #fetch(request: PageRequest, end: number): Promise<Page> {
    const page = await this.#reading.fetch(request, this.#controller.signal);
    const { direction, path } = this.#reading;
    new KeyOrder(direction, path, request.after).check(page.rows);
    const rowsAfter = page.count - request.page * request.size - page.rows.length;
    if (page.rows.length > 0 && end > this.#anchor.end) this.#anchor = { rows: page.rows, end, rowsAfter };
    return page;
  }
}

/**
 * Returns true if no rows follow a page. The registry counts rows before it fetches them: a row that is added in between may have moved the
 * last one out of a full page.
 */
const isLast = ({ size }: PageRequest, rows: Rows): boolean => rows.length < size;
