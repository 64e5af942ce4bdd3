import { own } from '../../util/own.js';
import type { StateRange } from '../state.js';
import type { Bits } from './lumisections.js';
import { extend, fields, flagsByLumisection, luminosity } from './lumisections.js';
import { type Counted, countedLumisections, dcsSummary, tripletSummary } from './summaries.js';

type Ranges = [number, number][];
type Coverage = Record<string, Record<string, Ranges>>;

/** The columns of the cache row that lists omit: ranges for each status of a flag and each value of an OMS bit. */
export interface CacheColumns {
  readonly rr_ranges: Coverage;
  readonly dcs_ranges: Coverage;
  readonly brilcalc_recorded_luminosity: number;
  readonly brilcalc_delivered_luminosity: number;
}

/** Computes the columns of a cache row. They are not stored. */
export function cacheColumns(ranges: readonly StateRange[], oms: readonly Bits[]): CacheColumns {
  const counted = countedLumisections(ranges, oms);
  const flags = flagsByLumisection(ranges);
  const { ls_duration: _duration, ...bits } = dcsSummary(oms, counted);
  const rr: Coverage = Object.fromEntries(
    Object.keys(tripletSummary(ranges, counted)).map((flag) => [flag, fields<Ranges>({ EMPTY: [] })]),
  );
  const dcs: Coverage = Object.fromEntries(
    Object.keys(bits).map((bit) => [bit, { TRUE: [], FALSE: [], NULL: [], EMPTY: [] }]),
  );
  const lumisections = countedBits(oms, counted);
  lumisections.forEach((values, index) => {
    const number = index + 1;
    const statuses = Object.keys(values).length > 0 ? flags[index] : undefined;
    for (const flag in rr) add(rr, flag, own(statuses, flag)?.status ?? 'EMPTY', number);
    for (const bit in dcs) {
      const value = own(values, bit);
      // Numbers and strings are not counted.
      if (value === undefined) add(dcs, bit, 'EMPTY', number);
      else if (value === null || typeof value === 'boolean') add(dcs, bit, String(value).toUpperCase(), number);
    }
  });
  if (counted.last > 0) dcs.all_lumisections = { TRUE: [[1, counted.last - counted.holes.length]] };
  const { recorded, delivered } = luminosity(lumisections);
  return {
    rr_ranges: rr,
    dcs_ranges: dcs,
    brilcalc_recorded_luminosity: recorded,
    brilcalc_delivered_luminosity: delivered,
  };
}

/** Returns the luminosity in the cache row of a dataset. */
export function cachedLuminosity(
  ranges: readonly StateRange[],
  oms: readonly Bits[],
): { recorded: number; delivered: number } {
  return luminosity(countedBits(oms, countedLumisections(ranges, oms)));
}

function countedBits(oms: readonly Bits[], { last }: Counted): Bits[] {
  return oms.slice(0, last).map((bits) => ('err' in bits ? {} : bits));
}

function add(coverage: Coverage, name: string, value: string, number: number): void {
  const byValue = coverage[name];
  // All names are initialised.
  if (byValue !== undefined) extend(byValue, value, number);
}
