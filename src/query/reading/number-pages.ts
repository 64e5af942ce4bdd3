import { rowKey } from '../../print/order.js';
import { mapConcurrent } from '../../util/concurrency.js';
import type { Page, Rows } from './page.js';
import { changedWhileReading } from './retry-on-change.js';

/** A page of a registry: the rows from `page * size`. */
export interface NumberedPage {
  readonly page: number;
  readonly size: number;
}

/** How to read rows by page number. */
export interface NumberReading {
  /** Number of rows in a page. */
  readonly size: number;
  /** Maximum number of parallel requests. */
  readonly parallel: number;
  /** Number of rows that the caller needs at most. */
  readonly wanted: number;
  /** Path of the requests, for errors. */
  readonly path: string;
  /** Returns a page, with the number of all rows. */
  fetch(request: NumberedPage, signal: AbortSignal | undefined): Promise<Page>;
  readonly signal: AbortSignal | undefined;
}

/** Pages may have this many rows even if the caller wants fewer: the overlap would be most of a smaller page. */
const minSize = 20;

const endOf = ({ page, size }: NumberedPage): number => (page + 1) * size;

/** Returns the page that contains row `last` and reaches furthest. A page begins at a multiple of its size. */
function pageWith(last: number, maxSize: number): NumberedPage {
  let furthest: NumberedPage = { page: last, size: 1 };
  for (let size = maxSize; last + size > endOf(furthest); size--) {
    const page = { page: Math.floor(last / size), size };
    if (endOf(page) > endOf(furthest)) furthest = page;
  }
  return furthest;
}

/** Yields pages that end before row `end`. Each contains the last row of the page before it. */
function* overlappingPages(start: number, end: number, maxSize: number): Generator<NumberedPage, void, undefined> {
  for (let page = pageWith(start - 1, maxSize); endOf(page) < end; page = pageWith(endOf(page) - 1, maxSize))
    yield page;
}

/**
 * Reads pages by their numbers, in parallel. A row that is added or removed meanwhile shifts later rows between pages. So consecutive pages
 * overlap: the rows before and after the overlap are complete if it has the same rows at the same positions in both. The count must also
 * stay the same, and the last page is requested after all others have arrived.
 *
 * This misses a row that moves to an earlier page while another is removed there and a third is added later, or the row after an overlap
 * whose rows all move past it at such a time. It cannot be detected: the responses are those of a registry without the missed row.
 * @throws ResponseError `changed-while-reading` if the count or the position of a row changes.
 */
export async function* numberPages(reading: NumberReading): AsyncGenerator<Rows, void, undefined> {
  const { size, parallel, wanted, path, fetch, signal } = reading;
  const positions = new Map<string, number>();
  const first = await fetch({ page: 0, size }, signal);
  /** Returns the rows that no page before had. */
  const added = ({ rows, count }: Page, start: number): Rows => {
    const received = positions.size;
    for (const [index, row] of rows.entries()) {
      const key = rowKey(row);
      if (!positions.has(key)) positions.set(key, positions.size);
      if (positions.get(key) !== start + index) throw changedWhileReading(path);
    }
    if (count !== first.count) throw changedWhileReading(path);
    return rows.slice(received - start);
  };
  yield added(first, 0);
  // Without a limit, the last page is not full.
  const end = wanted <= first.count ? wanted : first.count + 1;
  if (size >= end) return;
  const maxSize = Math.max(size, minSize);
  const fetchAt = async (page: NumberedPage, linked: AbortSignal | undefined) =>
    [await fetch(page, linked), page.page * page.size] as const;
  const middle = mapConcurrent(overlappingPages(size, end, maxSize), parallel, fetchAt, signal);
  for await (const [page, start] of middle) yield added(page, start);
  const last = pageWith(positions.size - 1, maxSize);
  yield added(...(await fetchAt(last, signal)));
}
