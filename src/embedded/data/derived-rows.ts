import type { StateRange } from '../state.js';
import type { Bits } from './lumisections.js';
import { pack } from './packed.js';
import { countedLumisections, dcsSummary, tripletSummary } from './summaries.js';

/** Packed lumisections of a dataset, as stored. */
export interface PackedRow {
  readonly run_number: number;
  readonly name: string;
  readonly packed: string;
}

/** Stores the cache rows of a change. */
export const STORE_CACHES = `
  INSERT INTO "DatasetTripletCache" SELECT (r->>'run_number')::int, r->>'name', r->'triplet_summary', r->'dcs_summary', (r->>'version')::int
  FROM given, jsonb_array_elements(change->'caches') r
  ON CONFLICT (run_number, name) DO UPDATE
  SET triplet_summary = excluded.triplet_summary, dcs_summary = excluded.dcs_summary, version = excluded.version`;

/** Stores the packed lumisections of a change. */
export function storePacked(table: string, key: string): string {
  return `
  INSERT INTO "${table}" SELECT (r->>'run_number')::int, r->>'name', r->>'packed'
  FROM given, jsonb_array_elements(change->'${key}') r
  ON CONFLICT (run_number, name) DO UPDATE SET packed = excluded.packed`;
}

/** Lumisections of a dataset, as they are stored. */
export function packedRow(run_number: number, name: string, lumisections: readonly object[]): PackedRow {
  return { run_number, name, packed: pack(lumisections) };
}

/** The cache row of a dataset, which lists are filtered by. */
export function cacheRow(
  { run_number, name, version }: { readonly run_number: number; readonly name: string; readonly version: number },
  ranges: readonly StateRange[],
  oms: readonly Bits[],
): object {
  const counted = countedLumisections(ranges, oms);
  const summaries = { triplet_summary: tripletSummary(ranges, counted), dcs_summary: dcsSummary(oms, counted) };
  return { run_number, name, version, ...summaries };
}
