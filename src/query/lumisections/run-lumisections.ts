import { lookUpFlag } from '../../catalogue/flag-lookup.js';
import type { FlagName } from '../../catalogue/flags.js';
import type { Status } from '../../catalogue/states.js';
import { checkStatus } from '../../expression/check.js';
import { limitArguments } from '../../util/limit-arguments.js';
import type { AlignedRange } from './aligned.js';
import { type DatasetKey, verdictIn } from './ranges.js';

/** One lumisection with its flags and bits. */
export interface AlignedLumisection {
  /** Number of the lumisection in its run, from 1. */
  readonly lumisection_number: number;
  /** Flags; undefined if the Run Registry has none for the lumisection, or they were not requested. */
  readonly rr: AlignedRange['rr'];
  /** Bits; undefined if OMS has none for the lumisection, or they were not requested. */
  readonly oms: AlignedRange['oms'];
  /** OMS's message instead of bits, in a gap of its data. */
  readonly gap?: string;
}

const sizeOf = (ranges: readonly AlignedRange[]): number =>
  ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0);

/** All lumisections of a run (its online dataset) or a dataset. */
export class RunLumisections {
  /** CMS run number. */
  readonly run_number: number;
  /** `online` for a run. */
  readonly dataset_name: string;
  /** Identifies this item within its query. Pass it as `after` to resume after this item. */
  readonly key: string;
  /** All lumisections from 1 to the last, as ranges in order. */
  readonly ranges: readonly AlignedRange[];
  /** Number of lumisections in the Run Registry and in OMS, which can differ; 0 if not requested. */
  readonly counts: {
    /** Number of lumisections with flags. */
    readonly rr: number;
    /** Number of lumisections with bits. */
    readonly oms: number;
  };

  /** @internal */
  constructor(
    { run_number, dataset_name, key }: DatasetKey & { readonly key: string },
    ranges: readonly AlignedRange[],
  ) {
    this.run_number = run_number;
    this.dataset_name = dataset_name;
    this.key = key;
    this.ranges = Object.freeze(ranges);
    const count = (side: 'rr' | 'oms') => sizeOf(ranges.filter((range) => range[side] !== undefined));
    this.counts = Object.freeze({ rr: count('rr'), oms: count('oms') });
  }

  /**
   * Yields the lumisections one by one.
   *
   * @example
   * ```ts
   * for await (const run of runs().where('run_number').eq(355102).lumisections())
   *   for (const { lumisection_number, oms } of run.lumisections()) console.log(lumisection_number, oms?.bpix_ready);
   * ```
   */
  *lumisections(): Generator<AlignedLumisection, void, undefined> {
    for (const { start, end, ...data } of this.ranges)
      for (let number = start; number <= end; number++) yield { lumisection_number: number, ...data };
  }

  /**
   * Returns the fraction of the Run Registry's lumisections in which a flag has a status: 0.95 for 95 of 100, including lumisections
   * without a status. Undefined if the Run Registry has no lumisections.
   *
   * @example for await (const run of runs().where('run_number').eq(355102).lumisections({ oms: false })) console.log(run.fraction('dt-dt'));
   * @throws QueryError `unknown-flag`; `bad-value` for an unknown status.
   */
  fraction(flag: FlagName, status: Status = 'GOOD'): number | undefined {
    const name = lookUpFlag(flag);
    const expected = checkStatus(status, name);
    const has = ({ rr }: AlignedRange): boolean => verdictIn(rr, name)?.status === expected;
    return this.counts.rr === 0 ? undefined : sizeOf(this.ranges.filter(has)) / this.counts.rr;
  }
}
limitArguments(RunLumisections.prototype, { fraction: 2 });
