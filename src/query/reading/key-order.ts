import { ResponseError } from '../../errors.js';
import type { RowKey } from '../../print/filter.js';
import type { Direction } from '../../print/order.js';
import type { JsonObject } from '../../util/json-object.js';
import type { Rows } from './page.js';

/** Checks that rows come after a key, in the order of their keys; otherwise reading by key would return rows twice, or not end. */
export class KeyOrder {
  readonly #direction: Direction;
  readonly #path: string;
  #last: Partial<RowKey> | undefined;
  // Only the registry knows how it sorts the names of a run's datasets, so those that have arrived are remembered.
  readonly #names = new Set<unknown>();

  /** @param after The key before the first row. */
  constructor(direction: Direction, path: string, after?: RowKey) {
    this.#direction = direction;
    this.#path = path;
    this.#last = after;
    this.#names.add(after?.name);
  }

  /** Returns the key of the last row so far. @throws ResponseError for a row that does not come after the one before it. */
  check(rows: Rows): RowKey | undefined {
    for (const row of rows) {
      const run = row.run_number as number;
      if (this.#last !== undefined && !this.#isAfter(row, this.#last))
        throw new ResponseError(
          'wrong-order',
          `POST ${this.#path} returned a row that does not come after run ${this.#last.run_number}`,
          { request: `POST ${this.#path}` },
        );
      if (this.#last?.run_number !== run) this.#names.clear();
      this.#names.add(row.name);
      this.#last = row;
    }
    return this.#last as RowKey | undefined;
  }

  #isBefore(run: number, other: number): boolean {
    return this.#direction === 'asc' ? run < other : run > other;
  }

  #isAfter(row: JsonObject, last: Partial<RowKey>): boolean {
    const [run, lastRun] = [row.run_number as number, last.run_number as number];
    return run === lastRun ? row.name !== undefined && !this.#names.has(row.name) : this.#isBefore(lastRun, run);
  }
}
