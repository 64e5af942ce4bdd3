/** The flags that the Run Registry stores: its responses fill in EMPTY for missing ones. */
import { isObject, type JsonObject } from '../../util/json-object.js';
import type { Client } from '../reading/client.js';
import { unexpectedResponse } from '../reading/response.js';
import { type DatasetKey, type FlagVerdict, isFiller, noteOf, type RrRange } from './ranges.js';

export const flagsIn = ({ rr }: RrRange): [flag: string, verdict: FlagVerdict][] =>
  Object.entries(rr as Readonly<Record<string, FlagVerdict>>);

const isByFlag = (body: unknown): body is Readonly<Record<string, JsonObject[]>> =>
  isObject(body) && Object.values(body).every((ranges) => Array.isArray(ranges) && ranges.every(isObject));

/** Returns true if a flag is stored as EMPTY for a lumisection, false if it is missing. */
type IsStoredEmpty = (flag: string, lumisection: number) => boolean;

/**
 * Maps positions in the ranges by flag to lumisection numbers: those ranges skip lumisections without any flag. Undefined if it is
 * unclear which lumisections are skipped.
 */
function numbersByPosition(ranges: readonly RrRange[], count: number): readonly number[] | undefined {
  const withFlags: number[] = [];
  const withFillersOnly: number[] = [];
  for (const range of ranges) {
    const numbers = flagsIn(range).every(([, verdict]) => isFiller(verdict)) ? withFillersOnly : withFlags;
    for (let number = range.start; number <= range.end; number++) numbers.push(number);
  }
  if (count === withFlags.length) return withFlags.sort((a, b) => a - b);
  if (count !== withFlags.length + withFillersOnly.length) return undefined;
  return [...withFlags, ...withFillersOnly].sort((a, b) => a - b);
}

/** Fetches which flags are stored as EMPTY: unlike the other ranges, the ranges by flag have no status for a missing flag. */
export async function fetchStoredEmpty(
  client: Client,
  dataset: DatasetKey,
  ranges: readonly RrRange[],
  signal: AbortSignal | undefined,
): Promise<IsStoredEmpty> {
  const { run_number, dataset_name } = dataset;
  const path = '/lumisections/rr_lumisection_ranges_by_component';
  const note = noteOf(dataset);
  const byFlag = await client.request({ method: 'POST', path, body: { run_number, dataset_name }, signal, note });
  if (!isByFlag(byFlag)) throw unexpectedResponse(`POST ${path}`, 'no ranges by flag', { note });
  const ends = Object.values(byFlag).map((flagRanges) => (flagRanges.at(-1)?.end as number | undefined) ?? 0);
  const numbers = numbersByPosition(ranges, Math.max(0, ...ends));
  if (numbers === undefined) return () => false;
  const emptyByFlag = new Map<string, Set<number>>();
  for (const [flag, flagRanges] of Object.entries(byFlag)) {
    const empty = new Set<number>();
    for (const { start, end, status } of flagRanges)
      if (status === 'EMPTY')
        for (let position = start as number; position <= (end as number); position++)
          empty.add(numbers[position - 1] as number);
    emptyByFlag.set(flag, empty);
  }
  return (flag, number) => emptyByFlag.get(flag)?.has(number) ?? false;
}

/** Returns the flags that the Run Registry stores for each lumisection. Equal ones of a range are one object. */
export function storedFlags(ranges: readonly RrRange[], isStoredEmpty: IsStoredEmpty): readonly JsonObject[] {
  const flags: JsonObject[] = [];
  for (const range of ranges) {
    const verdicts = flagsIn(range);
    const fillers = verdicts.flatMap(([flag, verdict]) => (isFiller(verdict) ? [flag] : []));
    const cache = new Map<string, JsonObject>();
    for (let number = range.start; number <= range.end; number++) {
      const missing = new Set(fillers.filter((flag) => !isStoredEmpty(flag, number)));
      const key = JSON.stringify([...missing]);
      const stored = cache.get(key) ?? Object.fromEntries(verdicts.filter(([flag]) => !missing.has(flag)));
      cache.set(key, stored);
      flags.push(stored);
    }
  }
  return flags;
}
