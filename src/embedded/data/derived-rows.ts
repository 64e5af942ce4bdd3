import type { StateRange } from '../state.js';
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

/** Returns SQL that stores the lumisections of a change. */
export function storeLumisections(table: string, key: string): string {
  return `
  INSERT INTO "${table}" SELECT (r->>'run_number')::int, r->>'name', r->>'items'
  FROM given, jsonb_array_elements(change->'${key}') r
  ON CONFLICT (run_number, name) DO UPDATE SET items = excluded.items`;
}

/** Returns the lumisections of a dataset as a row of their table. */
export function storedRow({ run_number, name, items }: LumisectionRow): object {
  return { run_number, name, items: JSON.stringify(items) };
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
