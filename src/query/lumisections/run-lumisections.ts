import { lookUpFlag } from '../../catalogue/flag-lookup.js';
import type { FlagName } from '../../catalogue/flags.js';
import type { Status } from '../../catalogue/states.js';
import { checkStatus } from '../../expression/check.js';
import type { AlignedRange } from './aligned.js';
import type { FlagVerdict } from './ranges.js';

/** One lumisection with what the Run Registry and OMS say of it. */
export interface AlignedLumisection {
  /** From 1. */
  readonly lumisection_number: number;
  readonly rr: AlignedRange['rr'];
  readonly oms: AlignedRange['oms'];
  readonly gap?: string;
}

const sizeOf = (ranges: readonly AlignedRange[]): number =>
  ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0);

/** All lumisections of a run (its online dataset) or of a dataset. */
export class RunLumisections {
  /** CMS run number. */
  readonly run_number: number;
  /** `online` for a run. */
  readonly dataset_name: string;
  /** Names this item among those of its query: what `after` takes to go on behind it. */
  readonly key: string;
  /** Every lumisection from 1 to the last that is known, as ranges in order. */
  readonly ranges: readonly AlignedRange[];
  /** How many lumisections the Run Registry and OMS know; 0 of one that was not asked. They can differ. */
  readonly counts: { readonly rr: number; readonly oms: number };

  constructor(
    { run_number, dataset_name, key }: { run_number: number; dataset_name: string; key: string },
    ranges: readonly AlignedRange[],
  ) {
    this.run_number = run_number;
    this.dataset_name = dataset_name;
    this.key = key;
    this.ranges = Object.freeze(ranges);
    const count = (side: 'rr' | 'oms') => sizeOf(ranges.filter((range) => range[side] !== undefined));
    this.counts = Object.freeze({ rr: count('rr'), oms: count('oms') });
  }

  /** The lumisections one by one. */
  *lumisections(): Generator<AlignedLumisection, void, undefined> {
    for (const { start, end, ...what } of this.ranges)
      for (let number = start; number <= end; number++) yield { lumisection_number: number, ...what };
  }

  /**
   * In what part of the lumisections that the Run Registry knows a flag has a status: 0.95 for 95 of 100. Lumisections without a status
   * count among the 100. Undefined where it knows no lumisection.
   *
   * @throws QueryError for an unknown flag or status.
   */
  fraction(flag: FlagName, status: Status = 'GOOD'): number | undefined {
    const name = lookUpFlag(flag);
    const wanted = checkStatus(status, name);
    const has = ({ rr }: AlignedRange): boolean =>
      (rr as Readonly<Record<string, FlagVerdict | undefined>> | undefined)?.[name]?.status === wanted;
    return this.counts.rr === 0 ? undefined : sizeOf(this.ranges.filter(has)) / this.counts.rr;
  }
}
