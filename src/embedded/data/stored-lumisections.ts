import { noWords, readTerm } from '../sql/clause.js';
import { bareLiteral } from '../sql/literal.js';
import type { Json, StateRange } from '../state.js';
import type { Database } from './database.js';
import type { Bits } from './lumisections.js';

/** Returns the flags of a dataset as ranges; none for an unknown dataset. */
export async function rrRanges(
  database: Database,
  run: Json | undefined,
  dataset: Json | undefined,
): Promise<StateRange[]> {
  return (await stored(database, 'RrLumisections', run, dataset)) ?? [];
}

/** Returns the OMS bits of a dataset: its own, or those of its run. */
export async function omsLumisections(
  database: Database,
  run: Json | undefined,
  dataset: Json | undefined,
): Promise<Bits[]> {
  const own = dataset === 'online' ? undefined : await stored<Bits>(database, 'OmsLumisections', run, dataset);
  return own !== undefined && own.length > 0 ? own : online(database, run);
}

/** Returns the OMS bits of a dataset, or `undefined` if it shares those of its run. */
export async function ownOmsLumisections(database: Database, run: Json, dataset: Json): Promise<Bits[] | undefined> {
  return stored<Bits>(database, 'OmsLumisections', run, dataset);
}

/** Returns the OMS bits that are joined to flags: those of the dataset, even an empty list, or else those of its run. */
export async function joinedOmsLumisections(database: Database, run: Json, dataset: Json): Promise<Bits[]> {
  const own = dataset === 'online' ? undefined : await stored<Bits>(database, 'OmsLumisections', run, dataset);
  return own ?? online(database, run);
}

async function online(database: Database, run: Json | undefined): Promise<Bits[]> {
  return (await stored(database, 'OmsLumisections', run, 'online')) ?? [];
}

async function stored<Item>(
  database: Database,
  table: LumisectionTable,
  run: Json | undefined,
  dataset: Json | undefined,
): Promise<Item[] | undefined> {
  return (await storedLists<Item>(database, table, run, dataset))[0]?.items;
}

/** A table of lumisections. */
export type LumisectionTable = 'RrLumisections' | 'OmsLumisections';

/** The stored lumisections of a dataset. */
export interface StoredList<Item> {
  readonly run_number: number;
  readonly name: string;
  readonly items: Item[];
}

/** Returns the lumisections of all matching datasets, by run number and name. */
export async function storedLists<Item>(
  database: Database,
  table: LumisectionTable,
  run: Json | undefined,
  dataset: Json | undefined,
): Promise<StoredList<Item>[]> {
  // The items are JSON. As a part of JSON, and not a string in it, they need no escapes.
  const rows = await database.column(
    `SELECT concat('{"run_number":', run_number, ',"name":', to_json("name"), ',"items":', items, '}') FROM "${table}"
     WHERE "name" ${compared('dataset_name', dataset)} AND "run_number" ${compared('run_number', run)}
     ORDER BY "run_number", "name"`,
  );
  return rows.map((row) => JSON.parse(row) as StoredList<Item>);
}

/** Returns SQL that compares with a value of a body. An array matches each of its items. */
export function compared(name: string, value: Json | undefined): string {
  if (value === undefined) throw new Error(`Named parameter ":${name}" has no value in the given object.`);
  const sql = bareLiteral(readTerm(value, noWords));
  if (!Array.isArray(value)) return `= ${sql}`;
  return `IN (${sql === '' ? 'NULL' : sql})`;
}
