import type { FlagsByName } from '../catalogue/flags.js';
import type { Status } from '../catalogue/states.js';
import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import { lastLumisection } from '../lumi/range.js';
import type { LumisectionOms } from '../query/lumisections/ranges.js';
import type { DatasetValues, OmsValues, RrValues } from '../query/reading/rows.js';
import { isObject } from '../util/json-object.js';

/** Statuses of the flags of a lumisection, by name. A flag without a status is missing. */
export type LumisectionFlags = { readonly [Name in keyof FlagsByName]?: Status | null } & {
  readonly [name: `${string}-${string}`]: string | null | undefined;
};

/** The run of a lumisection, as golden JSON sees it. */
export interface GoldenRun {
  readonly run_number: number;
  /** Attributes from OMS. */
  readonly oms?: Partial<OmsValues>;
  /** Attributes of the Run Registry. */
  readonly rr?: Partial<RrValues>;
}

/** The dataset of a lumisection, as golden JSON sees it: its name beside its attributes. */
export interface GoldenDataset extends Partial<DatasetValues> {
  readonly name: string;
}

/** One lumisection with its run and dataset: what golden JSON decides on, in the shape of the JSON portal. */
export interface Lumisection {
  readonly dataset: GoldenDataset;
  readonly run: GoldenRun;
  readonly lumisection: {
    /** From 1. */
    readonly lumisection_number: number;
    readonly oms?: LumisectionOms;
    readonly rr?: LumisectionFlags;
  };
}

/** Lumisections of a run that are alike, both ends included. */
export interface LumisectionRange {
  readonly start: number;
  readonly end: number;
  readonly oms?: LumisectionOms;
  readonly rr?: LumisectionFlags;
}

/** All lumisections of a dataset, as ranges: what is alike is said, and decided, once. */
export interface DatasetLumisections {
  readonly dataset: GoldenDataset;
  readonly run: GoldenRun;
  readonly ranges: readonly LumisectionRange[];
  /** Luminosity recorded, by position: that of lumisection 1 first. Without it, the `recorded` of each range counts for each of its lumisections. */
  readonly recorded?: readonly (number | null | undefined)[];
  /** Luminosity delivered, likewise. */
  readonly delivered?: readonly (number | null | undefined)[];
}

const fail = (what: string, hint: string): never => {
  throw new QueryError('bad-lumisection', what, { hint });
};

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 1;

/** Whether a value is a dataset with ranges. */
export const hasRanges = (value: unknown): value is DatasetLumisections => isObject(value) && 'ranges' in value;

/** Checks the parts of a lumisection that are counted by: its run, dataset and number. What it holds may be anything. */
export function checkLumisection(value: unknown): Lumisection {
  const shape =
    'write { dataset: { name }, run: { run_number, oms, rr }, lumisection: { lumisection_number, oms, rr } }';
  if (!isObject(value)) return fail(`a lumisection is an object, and ${describe(value)} is none`, shape);
  const { lumisection } = value;
  checkOwner(value, shape);
  if (!isObject(lumisection) || !isCount(lumisection.lumisection_number))
    return fail('a lumisection lacks lumisection.lumisection_number, a whole number from 1', shape);
  return value as unknown as Lumisection;
}

function checkOwner({ run, dataset }: Readonly<Record<string, unknown>>, shape: string): number {
  if (!isObject(run) || !isCount(run.run_number))
    return fail('a lumisection lacks run.run_number, a whole number', shape);
  if (!isObject(dataset) || typeof dataset.name !== 'string')
    return fail(`a lumisection of run ${run.run_number} lacks dataset.name, a text`, shape);
  return run.run_number;
}

/** Checks a dataset with ranges: in order, none twice. */
export function checkRanges(value: unknown): DatasetLumisections {
  const shape = 'write { dataset: { name }, run: { run_number, oms, rr }, ranges: [{ start, end, oms, rr }] }';
  if (!isObject(value)) return fail(`lumisections in ranges are an object, and ${describe(value)} is none`, shape);
  const run = checkOwner(value, shape);
  const { ranges } = value;
  if (!Array.isArray(ranges)) return fail(`the ranges of run ${run} are no list`, shape);
  let last = 0;
  for (const [index, range] of ranges.entries()) {
    const where = `range ${index + 1} of run ${run}`;
    if (!isObject(range) || !isCount(range.start) || !isCount(range.end) || range.end < range.start)
      return fail(`${where} has no start and end that are whole numbers from 1, in order`, shape);
    if (range.start <= last)
      return fail(
        `${where} begins at ${range.start}, where the one before ends at ${last}`,
        'give ranges in order, none twice',
      );
    // Files write the end of a run so: each of its lumisections would be gone through.
    if (range.end > lastLumisection)
      return fail(
        `${where} ends at ${range.end}, and not at a lumisection`,
        'write the last lumisection that is known',
      );
    last = range.end;
  }
  return value as unknown as DatasetLumisections;
}
