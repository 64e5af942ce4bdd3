import type { DatasetKey } from '../query/lumisections/ranges.js';
import type { StoredRange } from '../query/reading/client.js';
import { abortError, onAbort } from '../signals.js';
import { groupBy } from '../util/group-by.js';
import type { DuckDB } from './duckdb.js';

interface Waiting {
  readonly key: DatasetKey;
  readonly signal: AbortSignal | undefined;
  resolve(parse: (() => readonly StoredRange[]) | undefined): void;
  reject(error: unknown): void;
}

type RangeRecord = [
  key: string,
  start: number | null,
  end: number | null,
  json: string | null,
  recorded: number[] | null,
  delivered: number[] | null,
];

const keyOf = ({ run_number, dataset_name }: DatasetKey): string => `${run_number} ${dataset_name}`;

/** Returns the range of a record. A dataset without lumisections has one record without a range. */
function parseRange([_key, start, end, json, recorded, delivered]: RangeRecord): StoredRange[] {
  if (start === null || end === null || json === null) return [];
  const stored = JSON.parse(json) as Pick<StoredRange, 'flags' | 'rr' | 'oms'>;
  return [{ start, end, ...stored, recorded, delivered }];
}

/** Reads the lumisections of datasets. Datasets that are requested at the same time are read by one statement. */
export class LumisectionReader {
  readonly #database: DuckDB;
  #waiting: Waiting[] = [];

  constructor(database: DuckDB) {
    this.#database = database;
  }

  /** Reads all lumisections of a dataset, and returns a function that parses them; undefined for a dataset that the mirror lacks. */
  read(key: DatasetKey, signal: AbortSignal | undefined): Promise<(() => readonly StoredRange[]) | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.push({ key, signal, resolve, reject }) === 1) setImmediate(() => void this.#readAll());
    });
  }

  async #readAll(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    const controller = new AbortController();
    let left = waiting.length;
    // The statement is interrupted when nobody waits for it.
    const subscriptions = waiting.map(({ signal, reject }) => {
      const stop = (): void => {
        reject(abortError(signal, 'Reading'));
        if (--left === 0) controller.abort(signal?.reason);
      };
      if (signal?.aborted) stop();
      return signal && onAbort(signal, stop);
    });
    try {
      const byKey = await this.#records(
        waiting.map(({ key }) => key),
        controller.signal,
      );
      for (const { key, resolve } of waiting) {
        const records = byKey.get(keyOf(key));
        resolve(records && (() => records.flatMap(parseRange)));
      }
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    } finally {
      for (const unsubscribe of subscriptions) unsubscribe?.();
    }
  }

  async #records(keys: readonly DatasetKey[], signal: AbortSignal): Promise<Map<string, RangeRecord[]>> {
    const runs = keys.map(({ run_number }) => run_number);
    // The key is one string: DuckDB's client removes a byte order mark at its beginning.
    const rows = (await this.#database.rows(
      `WITH keys AS (SELECT unnest(from_json($3, '["VARCHAR"]')) AS "key"),
         stored AS (SELECT lo, hi, "row", recorded, delivered, run_number || ' ' || dataset_name AS "key" FROM lumisections WHERE run_number BETWEEN $1 AND $2)
       SELECT d."key", l.lo, l.hi, l."row", l.recorded, l.delivered
       FROM (SELECT run_number || ' ' || dataset_name AS "key" FROM datasets WHERE run_number BETWEEN $1 AND $2) d
       SEMI JOIN keys USING ("key")
       LEFT JOIN (SELECT * FROM stored SEMI JOIN keys USING ("key")) l USING ("key")
       ORDER BY l.lo`,
      [Math.min(...runs), Math.max(...runs), JSON.stringify(keys.map(keyOf))],
      signal,
    )) as RangeRecord[];
    return groupBy(rows, ([key]) => key);
  }
}
