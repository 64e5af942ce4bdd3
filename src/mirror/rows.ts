import type { Target } from '../print/formula.js';
import { compareStrings, type Direction } from '../print/order.js';
import type { Rows } from '../query/reading/page.js';
import type { JsonObject } from '../util/json-object.js';
import type { Condition } from './condition.js';
import type { DuckDB } from './duckdb.js';
import type { Projection } from './projection.js';
import { rowGroupSize } from './staging.js';
import { keySql } from './tables.js';

/**
 * Numbers of rows that one statement reads: few first, since often only the first rows are needed. Each statement decompresses the row
 * groups that it needs again, so the others read as many rows as one has.
 */
const batchSizes = { first: 64, most: rowGroupSize } as const;

/** Number of rows that are parsed at a time. Garbage collection takes twice as long if more of them live at the same time. */
const sliceSize = 128;

/** Number of keys whose rows one statement reads, as JSON. Each statement reads the whole table. */
const keyBatchSize = 8192;

/** A range of run numbers that have about as many matching rows as a batch. */
interface Batch {
  readonly low: number;
  readonly high: number;
}

/** Which rows of a mirror to read. */
export interface Scan {
  readonly database: DuckDB;
  readonly target: Target;
  readonly condition: Condition;
  readonly projection: Projection;
  readonly signal: AbortSignal | undefined;
}

async function* batches(
  { database, target, condition, signal }: Scan,
  direction: Direction,
): AsyncGenerator<Batch, void, undefined> {
  const statement = `SELECT run_number, count(*)::INTEGER FROM ${target} WHERE ${condition.sql} GROUP BY run_number ORDER BY run_number ${direction}`;
  let size = 0;
  let least: number = batchSizes.first;
  let first: number | undefined;
  let last = 0;
  const batch = (start: number): Batch => ({ low: Math.min(start, last), high: Math.max(start, last) });
  for await (const rows of database.stream(statement, condition.parameters, signal))
    for (const [run, count] of rows as [number, number][]) {
      first ??= run;
      last = run;
      size += count;
      if (size < least) continue;
      yield batch(first);
      size = 0;
      least = batchSizes.most;
      first = undefined;
    }
  if (first !== undefined) yield batch(first);
}

/** Yields the rows of a batch by run number. The rows of a run are in one list. */
async function* rowsOfBatch(
  { database, target, condition, projection, signal }: Scan,
  { low, high }: Batch,
  direction: Direction,
): AsyncGenerator<JsonObject[], void, undefined> {
  const { sql, parameters } = condition;
  const n = parameters.length;
  const columns = projection.columns.map((column) => `"${column}"`).join(', ');
  const statement = `SELECT ${columns} FROM ${target} WHERE run_number BETWEEN $${n + 1} AND $${n + 2} AND (${sql}) ORDER BY run_number ${direction}`;
  let rest: JsonObject[] = [];
  for await (const values of database.stream(statement, [...parameters, low, high], signal))
    for (let start = 0; start < values.length; start += sliceSize) {
      const rows = rest.concat(values.slice(start, start + sliceSize).map(projection.row));
      const last = rows.at(-1)?.run_number;
      const end = rows.findLastIndex((row) => row.run_number !== last) + 1;
      rest = rows.splice(end);
      if (end > 0) yield rows;
    }
  if (rest.length > 0) yield rest;
}

/** Yields the rows that match, by run number and then by name. */
export async function* rowPages(scan: Scan, direction: Direction): AsyncGenerator<Rows, void, undefined> {
  const sign = direction === 'asc' ? 1 : -1;
  const compare = (a: JsonObject, b: JsonObject): number =>
    sign * ((a.run_number as number) - (b.run_number as number)) ||
    compareStrings((a.name ?? '') as string, (b.name ?? '') as string);
  const { matches } = scan.condition;
  for await (const batch of batches(scan, direction))
    for await (const rows of rowsOfBatch(scan, batch, direction)) {
      const matching = matches === undefined ? rows : rows.filter(matches);
      if (matching.length > 0) yield matching.sort(compare);
    }
}

/** Yields the rows with some keys, in the order of the keys. */
export async function* rowsByKey(
  { database, target, signal }: Pick<Scan, 'database' | 'target' | 'signal'>,
  keys: readonly string[],
): AsyncGenerator<JsonObject, void, undefined> {
  const key = keySql(target);
  for (let start = 0; start < keys.length; start += keyBatchSize) {
    const batch = keys.slice(start, start + keyBatchSize);
    const statement = `SELECT ${key}, "row" FROM ${target} WHERE ${key} IN (SELECT unnest(from_json($1, '["VARCHAR"]')))`;
    const pairs = await database.rows(statement, [JSON.stringify(batch)], signal);
    const byKey = new Map(pairs as [string, string][]);
    for (const rowKey of batch) {
      const json = byKey.get(rowKey);
      if (json !== undefined) yield JSON.parse(json) as JsonObject;
    }
  }
}

/** Returns the number of rows that match. */
export async function countRows(scan: Scan): Promise<number> {
  const { database, target, condition, signal } = scan;
  if (condition.matches === undefined) {
    const statement = `SELECT count(*)::DOUBLE FROM ${target} WHERE ${condition.sql}`;
    return (await database.run(statement, condition.parameters, signal))?.[0] as number;
  }
  let count = 0;
  for await (const rows of rowPages(scan, 'desc')) count += rows.length;
  return count;
}
