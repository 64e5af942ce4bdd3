import { ResponseError } from '../../errors.js';
import type { KeyRange, RowKey } from '../../print/filter.js';
import type { JsonObject } from '../../util/json-object.js';
import type { Rows } from './page.js';

/** The direction of run numbers. */
export type Direction = 'asc' | 'desc';

/** Checks that rows lie in a range, in the order of their keys; otherwise reading by key would return rows twice, or not end. */
export class KeyOrder {
  readonly #direction: Direction;
  readonly #path: string;
  #last: JsonObject | undefined;
  // Only the registry knows how it sorts the names of a run's datasets, so those that have arrived are remembered.
  readonly #names = new Set<unknown>();

  constructor(direction: Direction, path: string) {
    this.#direction = direction;
    this.#path = path;
  }

  /** Returns the key of the last row. @throws ResponseError for a row that does not come after the one before it, or not in the range. */
  check(rows: Rows, { after, last }: KeyRange): RowKey | undefined {
    for (const row of rows) {
      const run = row.run_number as number;
      if (this.#last !== undefined ? !this.#isAfter(row, this.#last) : after && !this.#isBefore(after.run_number, run))
        throw this.#wrong(`does not come after run ${(this.#last ?? after)?.run_number}`);
      if (last !== undefined && run !== last && !this.#isBefore(run, last))
        throw this.#wrong(`comes after run ${last}`);
      if (this.#last?.run_number !== run) this.#names.clear();
      this.#names.add(row.name);
      this.#last = row;
    }
    return this.#last as RowKey | undefined;
  }

  #isBefore(run: number, other: number): boolean {
    return this.#direction === 'asc' ? run < other : run > other;
  }

  #isAfter(row: JsonObject, last: JsonObject): boolean {
    const [run, lastRun] = [row.run_number as number, last.run_number as number];
    return run === lastRun ? row.name !== undefined && !this.#names.has(row.name) : this.#isBefore(lastRun, run);
  }

  #wrong(position: string): ResponseError {
    return new ResponseError('wrong-order', `POST ${this.#path} returned a row that ${position}`, {
      request: `POST ${this.#path}`,
    });
  }
}
