import type { StateRange } from '../state.js';
import type { Database } from './database.js';
import type { Bits } from './lumisections.js';
import { countedLumisections, dcsSummary, tripletSummary } from './summaries.js';

/** The lumisections of a dataset: ranges of flags, or the OMS bits of each lumisection. */
export interface LumisectionRow {
  readonly run_number: number;
  readonly name: string;
  readonly items: readonly object[];
}

/** SQL that stores the cache rows of a change. */
export const storeCaches = `
  INSERT INTO "DatasetTripletCache" SELECT (r->>'run_number')::int, r->>'name', r->'triplet_summary', r->'dcs_summary', (r->>'version')::int
  FROM given, jsonb_array_elements(change->'caches') r
  ON CONFLICT (run_number, name) DO UPDATE
  SET triplet_summary = excluded.triplet_summary, dcs_summary = excluded.dcs_summary, version = excluded.version`;

/** Returns SQL that stores the packed lumisections of a change. */
export function storePacked(table: string, key: string): string {
  return `
  INSERT INTO "${table}" SELECT (r->>'run_number')::int, r->>'name', r->>'packed'
  FROM given, jsonb_array_elements(change->'${key}') r
  ON CONFLICT (run_number, name) DO UPDATE SET packed = excluded.packed`;
}

/** Packs the lumisections of a dataset for a table: no statement looks into them. */
export function packedRow({ pack }: Pick<Database, 'pack'>, { run_number, name, items }: LumisectionRow): object {
  return { run_number, name, packed: pack(JSON.stringify(items)) };
}

/** Returns the cache row of a dataset, by which lists are filtered. */
export function cacheRow(
  { run_number, name, version }: { readonly run_number: number; readonly name: string; readonly version: number },
  ranges: readonly StateRange[],
  oms: readonly Bits[],
): object {
  const counted = countedLumisections(ranges, oms);
  const summaries = { triplet_summary: tripletSummary(ranges, counted), dcs_summary: dcsSummary(oms, counted) };
  return { run_number, name, version, ...summaries };
}
