/** What the registry derives from lumisections: how many of them have each status, and each value of each OMS bit. */

import type { Json, StateRange } from '../state.js';
import { fields } from './lumisections.js';

/** OMS bits, one entry a lumisection. */
export type OmsLumisections = readonly Readonly<Record<string, Json>>[];

/** Lumisections with each status, with comments and causes in the order of their first occurrence. */
export interface FlagSummary {
  EMPTY: number;
  comments: string[];
  causes: string[];
  [status: string]: number | string[];
}

/** These are counted nowhere. `recorded` and `delivered` are: they have NULL, and no count of their values. */
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
 * Lumisections that are counted: those that both lists have. OMS and RR lists of one run can differ in length, and a run
 * without flags has no counts of OMS bits either.
 */
export interface Counted {
  readonly last: number;
  /** Lumisections of OMS that are missing up to the last one. */
  readonly holes: readonly number[];
}

/** Finds out which lumisections are counted. */
export function countedLumisections(ranges: readonly StateRange[], oms: OmsLumisections): Counted {
  let last = Math.min(ranges.at(-1)?.end ?? 0, oms.length);
  while (last > 0 && isHole(oms[last - 1])) last--;
  const holes: number[] = [];
  for (let number = 1; number < last; number++) if (isHole(oms[number - 1])) holes.push(number);
  return { last, holes };
}

/** Holes read `{"err":"No data available for this lumisection"}`. */
function isHole(lumisection: OmsLumisections[number] | undefined): boolean {
  return lumisection === undefined || 'err' in lumisection;
}

/** The `triplet_summary` of a dataset. A status that does not occur is absent; EMPTY is always there. */
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
      note(counts.comments, verdict.comment);
      note(counts.causes, verdict.cause);
    }
  }
  return summary;
}

function note(texts: string[], text: string | undefined): void {
  if (text !== undefined && text !== '' && !texts.includes(text)) texts.push(text);
}

/** The `dcs_summary` of a dataset. */
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
