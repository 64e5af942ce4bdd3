import type { JsonObject } from '../../util/json-object.js';
import type { RowReader } from './reader.js';

/** Yields the rows of a reader in another shape. */
export async function* shaped(
  reader: RowReader,
  shape: (row: JsonObject) => unknown,
): AsyncGenerator<unknown, void, undefined> {
  for await (const row of reader.rows()) yield shape(row);
}

/** Yields rows in lists of a size; the last may be shorter. */
export async function* inPages(rows: AsyncIterable<unknown>, size: number): AsyncGenerator<unknown[], void, undefined> {
  let page: unknown[] = [];
  for await (const row of rows) {
    page.push(row);
    if (page.length === size) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}
