import { type DatasetKey, noteOf } from '../query/lumisections/ranges.js';
import type { StoredRange } from '../query/reading/client.js';
import type { DuckDB } from './duckdb.js';

interface Waiting {
  readonly key: DatasetKey;
  resolve(ranges: readonly StoredRange[] | undefined): void;
  reject(error: unknown): void;
}

type RangeRecord = [
  run: number,
  name: string,
  start: number | null,
  end: number | null,
  json: string | null,
  recorded: number[] | null,
  delivered: number[] | null,
];

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
      for (const { key, resolve } of waiting) resolve(byKey.get(noteOf(key)));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  async #ranges(keys: readonly DatasetKey[]): Promise<Map<string, StoredRange[]>> {
    const runs = keys.map(({ run_number }) => run_number);
    const rows = (await this.#database.rows(
      `SELECT d.run_number, d.dataset_name, l.lo, l.hi, l."row", l.recorded, l.delivered
       FROM (SELECT run_number, dataset_name FROM datasets
         WHERE run_number BETWEEN $1 AND $2 AND list_contains(from_json($3, '["VARCHAR"]'), run_number || ' ' || dataset_name)) d
       LEFT JOIN (SELECT * FROM lumisections WHERE run_number BETWEEN $1 AND $2) l USING (run_number, dataset_name)
       ORDER BY l.lo`,
      [
        Math.min(...runs),
        Math.max(...runs),
        JSON.stringify(keys.map((key) => `${key.run_number} ${key.dataset_name}`)),
      ],
    )) as RangeRecord[];
    const byKey = new Map<string, StoredRange[]>();
    for (const [run_number, dataset_name, start, end, json, recorded, delivered] of rows) {
      const key = noteOf({ run_number, dataset_name });
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
