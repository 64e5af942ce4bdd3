import type { FlagVerdict, FlagVerdicts, LumisectionOms, OmsRange, RrRange, Span } from './ranges.js';
import { isFiller } from './ranges.js';

/** What the Run Registry and OMS say of the same lumisections. Undefined is what one of them does not know. */
export interface AlignedRange extends Span {
  /** Flags; undefined where the Run Registry has none of the lumisection, or was not asked. */
  readonly rr: FlagVerdicts | undefined;
  /** Bits; undefined where OMS has none of the lumisection, or was not asked. */
  readonly oms: LumisectionOms | undefined;
  /** What OMS answered in the place of bits, in a hole of its data. */
  readonly gap?: string;
}

/** The last lumisection that is known. */
const lastOf = (ranges: readonly Span[]): number => ranges.at(-1)?.end ?? 0;

/** Flags of which the registry filled in all are flags of a lumisection that it does not know. */
function known(rr: FlagVerdicts | undefined): FlagVerdicts | undefined {
  const verdicts: readonly (FlagVerdict | undefined)[] = Object.values(rr ?? {});
  return verdicts.some((verdict) => verdict !== undefined && !isFiller(verdict)) ? rr : undefined;
}

/** Ranges of flags and of bits, cut at each other's ends, by the numbers of the lumisections. */
export function align(rr: readonly RrRange[], oms: readonly OmsRange[]): AlignedRange[] {
  const result: AlignedRange[] = [];
  const last = Math.max(lastOf(rr), lastOf(oms));
  const flags = rr.map((range) => ({ ...range, rr: known(range.rr) }));
  let i = 0;
  let j = 0;
  for (let start = 1; start <= last; ) {
    const [here, there] = [flags[i], oms[j]];
    const end = Math.min(here?.end ?? last, there?.end ?? last);
    const gap = there?.gap;
    result.push({ start, end, rr: here?.rr, oms: there?.oms, ...(gap === undefined ? {} : { gap }) });
    if (here?.end === end) i++;
    if (there?.end === end) j++;
    start = end + 1;
  }
  return result;
}
