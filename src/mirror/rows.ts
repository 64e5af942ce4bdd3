import type { Target } from '../print/formula.js';
import { compareStrings } from '../print/order.js';
import type { Rows } from '../query/reading/page.js';
import { throwIfAborted } from '../signals.js';
import type { JsonObject } from '../util/json-object.js';
import type { Condition } from './condition.js';
import type { DuckDB } from './duckdb.js';

type Direction = 'asc' | 'desc';

/** Numbers of rows that are read at a time: few first, since often only the first rows are needed. */
const batchSizes = { first: 64, most: 2048 } as const;

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

/** Yields the rows that match, by run number and then by name. */
export async function* rowPages(scan: Scan, direction: Direction): AsyncGenerator<Rows, void, undefined> {
  const { database, target, condition, signal } = scan;
  const sign = direction === 'asc' ? 1 : -1;
  const compare = (a: JsonObject, b: JsonObject): number =>
    sign * ((a.run_number as number) - (b.run_number as number)) ||
    compareStrings((a.name ?? '') as string, (b.name ?? '') as string);
  const { sql, parameters, matches } = condition;
  const n = parameters.length;
  for await (const { low, high } of batches(scan, direction)) {
    throwIfAborted(signal, 'reading');
    const found = await database.rows(
      `SELECT "row" FROM ${target} WHERE run_number BETWEEN $${n + 1} AND $${n + 2} AND (${sql})`,
      [...parameters, low, high],
      signal,
    );
    const rows = found.map(([json]) => JSON.parse(json as string) as JsonObject);
    const matching = matches === undefined ? rows : rows.filter(matches);
    if (matching.length > 0) yield matching.sort(compare);
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
