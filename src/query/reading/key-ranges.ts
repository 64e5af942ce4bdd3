import type { KeyRange, RowKey } from '../../print/filter.js';
import { LinkedAbortController, throwIfAborted } from '../../signals.js';
import { maxInt32 } from '../../util/integer.js';
import { type Direction, KeyOrder } from './key-order.js';
import type { Page, Rows } from './page.js';

/** How to read rows by key. */
export interface RangeReading {
  readonly direction: Direction;
  /** Maximum number of rows in a page. */
  readonly size: number;
  /** Maximum number of parallel requests. At most twice as many pages are stored. */
  readonly parallel: number;
  /** Number of rows that the caller needs at most. */
  readonly wanted: number;
  /** Path of the requests, for errors. */
  readonly path: string;
  /** Returns the first page of a range, with the number of all its rows. */
  fetch(range: KeyRange, signal: AbortSignal): Promise<Page>;
  readonly signal: AbortSignal | undefined;
}

/** A range of keys and the check of its rows. `rows` is set once its first page is requested. */
interface Part {
  readonly range: KeyRange;
  readonly order: KeyOrder;
  rows?: Promise<Rows>;
}

/** The part of a page that a range is expected to fill. It is below 1, so few ranges need a second page. */
const fill = 0.8;

/**
 * Reads ranges of run numbers in parallel. Ranges are disjoint and cover all keys, so every row is in exactly one of them, whatever is
 * added or removed meanwhile. The boundaries are estimates: if a range has more rows than a page, the rest becomes further ranges.
 */
export class RangeReader {
  readonly #reading: RangeReading;
  readonly #controller: LinkedAbortController;
  /** The ranges that the caller has not received, in order. */
  readonly #parts: Part[];
  readonly #open = new Set<Promise<Rows>>();
  #received = 0;
  #responses = 0;

  constructor(reading: RangeReading) {
    this.#reading = reading;
    this.#controller = new LinkedAbortController(reading.signal);
    this.#parts = [{ range: {}, order: this.#order() }];
  }

  /** Yields the rows of pages in order. Only one page is requested until the caller asks for a second one. */
  async *pages(): AsyncGenerator<Rows, void, undefined> {
    const { parallel, size, wanted, signal, path } = this.#reading;
    let yielded = 0;
    try {
      for (let part = this.#parts[0]; part !== undefined; part = this.#parts[0]) {
        const most = yielded === 0 ? 1 : Math.min(2 * parallel, Math.ceil((wanted - yielded) / (fill * size)));
        throwIfAborted(signal, `POST ${path}`);
        this.#start(most);
        const rows = await (part.rows as Promise<Rows>);
        this.#parts.shift();
        yielded += rows.length;
        yield rows;
      }
    } finally {
      this.#controller.close();
      // A failed request may have left others in progress.
      this.#controller.abort();
      await Promise.allSettled(this.#open);
    }
  }

  /** Requests ranges in order until `most` are requested or stored. The first one is always requested: the caller waits for it. */
  #start(most: number): void {
    if (this.#controller.signal.aborted) return;
    let stored = this.#parts.filter(({ rows }) => rows !== undefined).length;
    for (const [index, part] of this.#parts.entries()) {
      if (this.#open.size >= this.#reading.parallel || (index > 0 && stored >= most)) return;
      if (part.rows !== undefined) continue;
      const rows = this.#request(part).finally(() => {
        this.#open.delete(rows);
        this.#start(most);
      });
      // A rejection is thrown in the order of the ranges; until then it must not count as unhandled.
      rows.catch(() => undefined);
      this.#open.add(rows);
      part.rows = rows;
      stored++;
    }
  }

  async #request(part: Part): Promise<Rows> {
    const { rows, count } = await this.#reading.fetch(part.range, this.#controller.signal);
    const last = part.order.check(rows, part.range);
    this.#received += rows.length;
    this.#responses++;
    if (last !== undefined && count > rows.length) {
      const { size, parallel } = this.#reading;
      // Ranges that return few rows, because run numbers have gaps, are not worth their requests. Three of them may: the first boundaries
      // are guesses.
      const isWorthSplitting = this.#responses - 3 < (2 * this.#received) / size;
      const rest = { after: last, last: part.range.last };
      const [first, ...others] = split(rest, {
        rows,
        left: count - rows.length,
        size,
        parts: isWorthSplitting ? parallel : 1,
      });
      const further = others.map((range): Part => ({ range, order: this.#order() }));
      this.#parts.splice(this.#parts.indexOf(part) + 1, 0, { range: first as KeyRange, order: part.order }, ...further);
    }
    return rows;
  }

  #order(): KeyOrder {
    return new KeyOrder(this.#reading.direction, this.#reading.path);
  }
}

/** The known rows of a range when it is split. */
interface Known {
  /** The rows before the range. */
  readonly rows: Rows;
  /** The number of rows in the range. */
  readonly left: number;
  readonly size: number;
  /** The maximum number of ranges. */
  readonly parts: number;
}

/** Splits a range into ranges of about one page each, and a last one with all other rows. */
function split(
  { after, last }: { readonly after: RowKey; readonly last: number | undefined },
  known: Known,
): KeyRange[] {
  const { rows, left, size, parts } = known;
  const pages = Math.ceil(left / (fill * size));
  const first = (rows[0] as unknown as RowKey).run_number;
  // Without an end, the density of run numbers is that of the last page.
  const span =
    last === undefined ? ((after.run_number - first) / rows.length) * fill * size : (last - after.run_number) / pages;
  const ranges: KeyRange[] = [];
  let begin = after;
  for (let index = 1; index < Math.min(pages, parts); index++) {
    const end = after.run_number + Math.trunc(index * span);
    if (end < 1 || end > maxInt32) break;
    if (end === begin.run_number || end === last) continue;
    ranges.push({ after: begin, last: end });
    begin = { run_number: end };
  }
  return [...ranges, { after: begin, last }];
}
