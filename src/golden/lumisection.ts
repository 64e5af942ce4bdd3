import type { FlagsByName } from '../catalogue/flags.js';
import type { Status } from '../catalogue/states.js';
import { QueryError } from '../errors.js';
import { pointer } from '../expression/json-data.js';
import { lastLumisection } from '../lumi/range.js';
import type { LumisectionOms } from '../query/lumisections/ranges.js';
import type { DatasetValues, OmsValues, RrValues } from '../query/reading/rows.js';
import { describe } from '../util/describe.js';
import { isIntegerIn } from '../util/integer.js';
import { isObject, type JsonObject } from '../util/json-object.js';

/** Statuses of the flags of a lumisection, by name. A flag without a status is missing. */
export type LumisectionFlags = { readonly [Name in keyof FlagsByName]?: Status | null } & {
  readonly [name: `${string}-${string}`]: string | null | undefined;
};

/** The run of a lumisection, in the shape of the JSON portal. */
export interface GoldenRun {
  /** CMS run number. */
  readonly run_number: number;
  /** Attributes from OMS. */
  readonly oms?: Partial<OmsValues> | undefined;
  /** Attributes of the Run Registry. */
  readonly rr?: Partial<RrValues> | undefined;
}

/** The dataset of a lumisection, in the shape of the JSON portal. */
export interface GoldenDataset extends Partial<DatasetValues> {
  /** Name of the dataset: `online`, or a path such as `/PromptReco/Collisions2022A/DQM`. */
  readonly name: string;
}

/** A lumisection with its run and dataset, in the shape of the JSON portal. */
export interface Lumisection {
  /** The dataset, with its states by workspace. */
  readonly dataset: GoldenDataset;
  /** The run, with its attributes. */
  readonly run: GoldenRun;
  /** The number, bits and flags of the lumisection. */
  readonly lumisection: {
    /** From 1. */
    readonly lumisection_number: number;
    /** Bits and numbers from OMS. A missing one is null in rules. */
    readonly oms?: LumisectionOms | undefined;
    /** Statuses of the flags. A missing one is null in rules. */
    readonly rr?: LumisectionFlags | undefined;
  };
}

/** Equal lumisections of a run, both ends included. */
export interface LumisectionRange {
  /** First lumisection, from 1. */
  readonly start: number;
  /** Last lumisection, included. */
  readonly end: number;
  /** Bits and numbers from OMS. A missing one is null in rules. */
  readonly oms?: LumisectionOms | undefined;
  /** Statuses of the flags. A missing one is null in rules. */
  readonly rr?: LumisectionFlags | undefined;
}

/** All lumisections of a dataset as ranges. Equal lumisections are written, and evaluated, once. */
export interface DatasetLumisections {
  /** The dataset, with its states by workspace. */
  readonly dataset: GoldenDataset;
  /** The run, with its attributes. */
  readonly run: GoldenRun;
  /** The ranges, in ascending order and without overlaps. Lumisections between them are not evaluated. */
  readonly ranges: readonly LumisectionRange[];
  /** Recorded luminosities, starting at lumisection 1. By default, the `recorded` of each range counts for each of its lumisections. */
  readonly recorded?: readonly (number | null | undefined)[] | undefined;
  /** Delivered luminosities, in the same way. */
  readonly delivered?: readonly (number | null | undefined)[] | undefined;
}

const fail = (path: string, message: string, hint: string): never => {
  throw new QueryError('bad-lumisection', message, { hint, path });
};

const isCount = (value: unknown): value is number => isIntegerIn(value, 1);

/** Returns true for a dataset with ranges. */
export const hasRanges = (value: unknown): value is DatasetLumisections => isObject(value) && 'ranges' in value;

const isVerdict = (status: unknown): boolean => typeof status === 'object' && isObject(status) && 'status' in status;

/** Rejects the flags of a response, `{ status, comment, cause }`, which equal no status: none of them would be BAD. */
function checkFlags(rr: unknown, path: string): void {
  if (!isObject(rr) || !Object.values(rr).some(isVerdict)) return;
  const [flag = ''] = Object.keys(rr).filter((name) => isVerdict(rr[name]));
  fail(
    pointer(path, flag),
    `Expected a status of '${flag}', got an object with a status`,
    "Write { 'dt-dt': 'GOOD' }.",
  );
}

/** Returns true for an object that is no JSON, such as a Map or a promise. */
const isOtherObject = (value: unknown): boolean =>
  isObject(value) && Object.prototype.toString.call(value) !== '[object Object]';

/** Rejects attributes in a Map, or in a promise without await, which would all be missing. Rules read other values as json-logic-js does. */
function checkAttributes(owner: JsonObject, path: string): void {
  for (const name of ['oms', 'rr']) {
    const value = owner[name];
    if (!isOtherObject(value)) continue;
    const shown = `${path}/${name}`;
    fail(
      shown,
      `Expected an object at ${shown}, got ${describe(value)}`,
      `Write { ${name}: { … } }, or omit '${name}'.`,
    );
  }
}

/** Checks the keys of the lumisection, and that its flags are not those of a response. Values of attributes are not checked. */
export function checkLumisection(value: unknown): Lumisection {
  const shape =
    'Write { dataset: { name }, run: { run_number, oms, rr }, lumisection: { lumisection_number, oms, rr } }.';
  if (!isObject(value)) return fail('', `Expected an object for a lumisection, got ${describe(value)}`, shape);
  const { lumisection } = value;
  checkOwner(value, shape);
  if (!isObject(lumisection) || !isCount(lumisection.lumisection_number))
    return fail(
      '/lumisection/lumisection_number',
      `Expected an integer from 1 for lumisection.lumisection_number, got ${describe(isObject(lumisection) ? lumisection.lumisection_number : undefined)}`,
      shape,
    );
  checkAttributes(lumisection, '/lumisection');
  checkFlags(lumisection.rr, '/lumisection/rr');
  return value as unknown as Lumisection;
}

function checkOwner({ run, dataset }: Readonly<Record<string, unknown>>, shape: string): number {
  if (!isObject(run) || !isCount(run.run_number))
    return fail(
      '/run/run_number',
      `Expected an integer from 1 for run.run_number, got ${describe(isObject(run) ? run.run_number : undefined)}`,
      shape,
    );
  if (!isObject(dataset) || typeof dataset.name !== 'string')
    return fail(
      '/dataset/name',
      `Expected a string for dataset.name of run ${run.run_number}, got ${describe(isObject(dataset) ? dataset.name : undefined)}`,
      shape,
    );
  if (run.oms === undefined && 'oms_attributes' in run)
    return fail(
      '/run/oms',
      `Expected the attributes of OMS of run ${run.run_number}, got none`,
      'Pass its oms_attributes as oms.',
    );
  checkAttributes(run, '/run');
  return run.run_number;
}

/** Checks a dataset with ranges, which must be ordered and must not overlap. */
export function checkRanges(value: unknown): DatasetLumisections {
  const shape = 'Write { dataset: { name }, run: { run_number, oms, rr }, ranges: [{ start, end, oms, rr }] }.';
  if (!isObject(value)) return fail('', `Expected an object for a dataset with ranges, got ${describe(value)}`, shape);
  const run = checkOwner(value, shape);
  const { ranges } = value;
  if (!Array.isArray(ranges))
    return fail('/ranges', `Expected an array for the ranges of run ${run}, got ${describe(ranges)}`, shape);
  let last = 0;
  for (const [index, range] of ranges.entries()) {
    const name = `range ${index + 1} of run ${run}`;
    const path = `/ranges/${index}`;
    if (!isObject(range) || !isCount(range.start) || !isCount(range.end) || range.end < range.start)
      return fail(path, `Expected integers from 1 for start and end of ${name}, in ascending order`, shape);
    if (range.start <= last)
      return fail(
        `${path}/start`,
        `Expected ${name} to start after ${last}, where the previous range ends, got ${range.start}`,
        'Pass ranges in ascending order, without overlaps.',
      );
    // Some files write a large number for the end of a run. Each of its lumisections would be evaluated.
    if (range.end > lastLumisection)
      return fail(
        `${path}/end`,
        `Expected ${name} to end at a lumisection up to ${lastLumisection}, got ${range.end}`,
        'Write the last lumisection of the run.',
      );
    checkAttributes(range, path);
    checkFlags(range.rr, `${path}/rr`);
    last = range.end;
  }
  return value as unknown as DatasetLumisections;
}
