import type { Database } from '../data/database.js';
import { type LumisectionRow, storeCaches, storedRow, storeLumisections } from '../data/derived-rows.js';
import { isEqual } from '../data/is-equal.js';
import type { Json } from '../state.js';
import type { Event, Metadata } from './events.js';

/** Events, and the rows that they change, in their new state. */
export interface Change {
  readonly events: readonly Event[];
  readonly runs?: readonly {
    readonly run_number: number;
    readonly rr_attributes: Metadata;
    readonly version: number;
  }[];
  readonly datasets?: readonly {
    readonly run_number: number;
    readonly name: string;
    readonly dataset_attributes: Metadata;
    readonly version: number;
  }[];
  readonly caches?: readonly object[];
  readonly rr?: readonly LumisectionRow[];
  readonly oms?: readonly LumisectionRow[];
}

/** A single statement: a change is stored as a whole or not at all. A changed run or dataset is no longer deleted. */
const storeChange = `
WITH given AS (SELECT $1::text::jsonb AS change),
run AS (
  UPDATE "Run" SET rr_attributes = r->'rr_attributes', version = (r->>'version')::int, deleted = false
  FROM given, jsonb_array_elements(change->'runs') r WHERE "Run".run_number = (r->>'run_number')::int
),
dataset AS (
  INSERT INTO "Dataset" SELECT (r->>'run_number')::int, r->>'name', r->'dataset_attributes', '[]'::jsonb, false, (r->>'version')::int
  FROM given, jsonb_array_elements(change->'datasets') r
  ON CONFLICT (run_number, name) DO UPDATE
  SET dataset_attributes = excluded.dataset_attributes, version = excluded.version, deleted = false
),
cache AS (${storeCaches}),
rr AS (${storeLumisections('RrLumisections', 'rr')}),
oms AS (${storeLumisections('OmsLumisections', 'oms')})
INSERT INTO "Event" SELECT event.* FROM given, jsonb_populate_recordset(NULL::"Event", change->'events') AS event`;

/** Stores a change. */
export async function store(database: Database, change: Change): Promise<void> {
  const { rr = [], oms = [] } = change;
  const stored = { ...change, rr: rr.map(storedRow), oms: oms.map(storedRow) };
  await database.column(storeChange, [JSON.stringify(stored)]);
}

/** Returns the attributes that are new or different. */
export function changedAttributes(before: Metadata, after: Readonly<Record<string, Json | undefined>>): Metadata {
  return Object.fromEntries(
    Object.entries(after).flatMap(([key, value]) =>
      value === undefined || isEqual(before[key], value) ? [] : [[key, value]],
    ),
  );
}
