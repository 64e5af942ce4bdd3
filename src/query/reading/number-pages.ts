import { rowKey } from '../../print/order.js';
import { mapConcurrent, range } from '../../util/concurrency.js';
import type { Page, Rows } from './page.js';
import { changedWhileReading } from './retry-on-change.js';

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
  fetch(request: { readonly page: number; readonly size: number }, signal: AbortSignal | undefined): Promise<Page>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads pages by their numbers, in parallel. A row that is added or removed meanwhile shifts later rows between pages, so the count must
 * stay the same and no row may repeat. The registry counts rows before it fetches them. So a page that is not full is requested last, after
 * all others have arrived: its number of rows agrees with the count only if nothing was added or removed.
 * @throws ResponseError `changed-while-reading` if the count changes or a row repeats.
 */
export async function* numberPages(reading: NumberReading): AsyncGenerator<Rows, void, undefined> {
  const { size, parallel, wanted, path, fetch, signal } = reading;
  // A changed row can move across many pages, so all keys are remembered.
  const keys = new Set<string>();
  let received = 0;
  const first = await fetch({ page: 0, size }, signal);
  const checked = ({ rows, count }: Page): Rows => {
    for (const row of rows) keys.add(rowKey(row));
    received += rows.length;
    if (count !== first.count || keys.size < received) throw changedWhileReading(path);
    return rows;
  };
  yield checked(first);
  const isLimited = wanted <= first.count;
  const last = isLimited ? Math.ceil(wanted / size) - 1 : Math.floor(first.count / size);
  if (last === 0) return;
  const middle = mapConcurrent(range(1, last), parallel, (page, linked) => fetch({ page, size }, linked), signal);
  for await (const page of middle) yield checked(page);
  const rows = checked(await fetch({ page: last, size }, signal));
  // The last page of a limit is full. A page of size 0 has only the count.
  if (isLimited) checked(await fetch({ page: 0, size: 0 }, signal));
  yield rows;
}
