import { defined } from '../../util/defined.js';
import type { FlagVerdict, FlagVerdicts, LumisectionOms, OmsRange, RrRange, Span } from './ranges.js';
import { isFiller } from './ranges.js';

/** Flags from the Run Registry and bits from OMS for the same lumisections. A side without data is undefined. */
export interface AlignedRange extends Span {
  /** Flags; undefined if the Run Registry has none for the lumisections, or they were not requested. */
  readonly rr: FlagVerdicts | undefined;
  /** Bits; undefined if OMS has none for the lumisections, or they were not requested. */
  readonly oms: LumisectionOms | undefined;
  /** OMS's message instead of bits, in a gap of its data. */
  readonly gap?: string;
}

/** Returns the number of the last lumisection. */
const lastOf = (ranges: readonly Span[]): number => ranges.at(-1)?.end ?? 0;

/** Returns undefined if all flags are fillers, which means that the registry does not have the lumisection. */
function withoutFillers(rr: FlagVerdicts | undefined): FlagVerdicts | undefined {
  const verdicts: readonly (FlagVerdict | undefined)[] = Object.values(rr ?? {});
  return verdicts.some((verdict) => verdict !== undefined && !isFiller(verdict)) ? rr : undefined;
}

/** Aligns ranges of flags and ranges of bits by lumisection number, splitting them at each other's ends. */
export function align(rr: readonly RrRange[], oms: readonly OmsRange[]): AlignedRange[] {
  const result: AlignedRange[] = [];
  const last = Math.max(lastOf(rr), lastOf(oms));
  const flags = rr.map((range) => ({ ...range, rr: withoutFillers(range.rr) }));
  let i = 0;
  let j = 0;
  for (let start = 1; start <= last; ) {
    const [rrRange, omsRange] = [flags[i], oms[j]];
    const end = Math.min(rrRange?.end ?? last, omsRange?.end ?? last);
    result.push({ start, end, rr: rrRange?.rr, oms: omsRange?.oms, ...defined({ gap: omsRange?.gap }) });
    if (rrRange?.end === end) i++;
    if (omsRange?.end === end) j++;
    start = end + 1;
  }
  return result;
}
