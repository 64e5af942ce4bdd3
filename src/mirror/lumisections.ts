import type { DatasetKey } from '../query/lumisections/ranges.js';
import type { StoredRange } from '../query/reading/client.js';
import type { DuckDB } from './duckdb.js';

interface Waiting {
  readonly key: DatasetKey;
  resolve(ranges: readonly StoredRange[] | undefined): void;
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

/** Reads the lumisections of datasets. Datasets that are requested at the same time are read by one statement. */
export class LumisectionReader {
  readonly #database: DuckDB;
  #waiting: Waiting[] = [];

  constructor(database: DuckDB) {
    this.#database = database;
  }

  /** Returns all lumisections of a dataset, or undefined for a dataset that the mirror lacks. */
  read(key: DatasetKey): Promise<readonly StoredRange[] | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.push({ key, resolve, reject }) === 1) setImmediate(() => void this.#readAll());
    });
  }

  async #readAll(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const byKey = await this.#ranges(waiting.map(({ key }) => key));
      for (const { key, resolve } of waiting) resolve(byKey.get(keyOf(key)));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  async #ranges(keys: readonly DatasetKey[]): Promise<Map<string, StoredRange[]>> {
    const runs = keys.map(({ run_number }) => run_number);
    // The key is one string: DuckDB's client removes a byte order mark at its beginning.
    const rows = (await this.#database.rows(
      `WITH keys AS (SELECT unnest(from_json($3, '["VARCHAR"]')) AS "key"),
         stored AS (SELECT *, run_number || ' ' || dataset_name AS "key" FROM lumisections WHERE run_number BETWEEN $1 AND $2)
       SELECT d."key", l.lo, l.hi, l."row", l.recorded, l.delivered
       FROM (SELECT run_number || ' ' || dataset_name AS "key" FROM datasets WHERE run_number BETWEEN $1 AND $2) d
       SEMI JOIN keys USING ("key")
       LEFT JOIN (SELECT * FROM stored SEMI JOIN keys USING ("key")) l USING ("key")
       ORDER BY l.lo`,
      [Math.min(...runs), Math.max(...runs), JSON.stringify(keys.map(keyOf))],
    )) as RangeRecord[];
    const byKey = new Map<string, StoredRange[]>();
    for (const [key, start, end, json, recorded, delivered] of rows) {
      const ranges = byKey.get(key) ?? [];
      byKey.set(key, ranges);
      if (start !== null && end !== null && json !== null)
        ranges.push({
          start,
          end,
          ...(JSON.parse(json) as Pick<StoredRange, 'flags' | 'rr' | 'oms'>),
          recorded,
          delivered,
        });
    }
    return byKey;
  }
}
