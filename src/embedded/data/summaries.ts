import type { Json, StateRange } from '../state.js';
import { fields } from './lumisections.js';

/** OMS bits, one entry per lumisection. */
export type OmsLumisections = readonly Readonly<Record<string, Json>>[];

/** The number of lumisections with each status. Comments and causes are in the order of their first occurrence. */
export interface FlagSummary {
  EMPTY: number;
  comments: string[];
  causes: string[];
  [status: string]: number | string[];
}

/** Bits that are not counted. `recorded` and `delivered` are: null counts, their values do not. */
const luminosities = new Set([
  'end_lumi',
  'init_lumi',
  'recorded_lumi',
  'delivered_lumi',
  'live_lumi_per_lumi',
  'recorded_lumi_per_lumi',
  'delivered_lumi_per_lumi',
]);

/**
 * The lumisections that are counted: those with both OMS bits and flags. The two lists of a run can differ in length, and a run
 * without flags has no counts of OMS bits either.
 */
export interface Counted {
  readonly last: number;
  /** Lumisections before the last one for which OMS has no data. */
  readonly holes: readonly number[];
}

/** Returns the lumisections that are counted. */
export function countedLumisections(ranges: readonly StateRange[], oms: OmsLumisections): Counted {
  let last = Math.min(ranges.at(-1)?.end ?? 0, oms.length);
  while (last > 0 && isHole(oms[last - 1])) last--;
  const holes: number[] = [];
  for (let number = 1; number < last; number++) if (isHole(oms[number - 1])) holes.push(number);
  return { last, holes };
}

/** Returns true if OMS has no data: `{"err":"No data available for this lumisection"}`. */
function isHole(lumisection: OmsLumisections[number] | undefined): boolean {
  return lumisection === undefined || 'err' in lumisection;
}

/** Returns the `triplet_summary` of a dataset: only statuses that occur, and always EMPTY. */
export function tripletSummary(ranges: readonly StateRange[], { last, holes }: Counted): Record<string, FlagSummary> {
  const summary = fields<FlagSummary>();
  for (const range of ranges) {
    const end = Math.min(range.end, last);
    const length = end - range.start + 1 - holes.filter((number) => number >= range.start && number <= end).length;
    if (length <= 0) continue;
    for (const [flag, verdict] of Object.entries(range)) {
      if (typeof verdict === 'number') continue;
      summary[flag] ??= fields<number | string[]>({ EMPTY: last, comments: [], causes: [] }) as FlagSummary;
      const counts = summary[flag];
      counts.EMPTY -= length;
      counts[verdict.status] = Number(counts[verdict.status] ?? 0) + length;
      addNew(counts.comments, verdict.comment);
      addNew(counts.causes, verdict.cause);
    }
  }
  return summary;
}

function addNew(list: string[], value: string | undefined): void {
  if (value !== undefined && value !== '' && !list.includes(value)) list.push(value);
}

/** Returns the `dcs_summary` of a dataset. */
export function dcsSummary(oms: OmsLumisections, { last }: Counted): Record<string, Record<string, number>> {
  const bits = new Map<string, { TRUE: number; FALSE: number; NULL: number; known: number }>();
  for (let index = 0; index < last; index++) {
    const lumisection = oms[index] ?? {};
    if (isHole(lumisection)) continue;
    for (const bit in lumisection) {
      if (luminosities.has(bit)) continue;
      let counts = bits.get(bit);
      if (counts === undefined) {
        counts = { TRUE: 0, FALSE: 0, NULL: 0, known: 0 };
        bits.set(bit, counts);
      }
      const value = lumisection[bit];
      counts.known++;
      if (value === true) counts.TRUE++;
      else if (value === false) counts.FALSE++;
      else if (value === null) counts.NULL++;
    }
  }
  const summary = fields<Record<string, number>>();
  for (const [bit, { known, ...counts }] of bits) summary[bit] = { ...counts, EMPTY: last - known };
  if (last > 0) summary.ls_duration = { TRUE: last };
  return summary;
}
