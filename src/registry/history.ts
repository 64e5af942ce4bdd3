import { type FlagVerdicts, type LumisectionOms, verdictsOf } from '../query/lumisections/ranges.js';
import type { OmsValues, RrValues } from '../query/reading/rows.js';
import { isObject, type JsonObject } from '../util/json-object.js';

/** Author, time and reason of a change. */
export interface Change {
  /** Version that the change made. */
  readonly version: number;
  /** Email address of the author; `auto@auto` is the registry itself. */
  readonly by: string;
  /** The reason that the author gave; an empty string if there is none. */
  readonly comment: string;
  /** An instant, such as `2018-05-25T19:16:05.062Z`. */
  readonly createdAt: string;
}

/** A change of a run. */
export interface RunVersion extends Change {
  /** CMS run number. */
  readonly run_number: number;
  /** The attributes that were set, those of OMS and of the Run Registry in one object; the first change sets all. */
  readonly values: Partial<OmsValues> & Partial<RrValues>;
}

/** A change of flags in some lumisections. */
export interface LumisectionChange extends Change {
  /** CMS run number. */
  readonly run_number: number;
  /** The dataset in which the change was made. Changes of bits in `online` apply to all datasets of the run. */
  readonly dataset_name: string;
  /** First lumisection, from 1. */
  readonly start: number;
  /** Last lumisection, included. */
  readonly end: number;
  /** True if a person made it. */
  readonly manual: boolean;
  /** The flags that were set. */
  readonly rr: FlagVerdicts;
}

/** A change of bits in some lumisections. */
export interface OmsLumisectionChange extends Omit<LumisectionChange, 'rr' | 'manual'> {
  /** The bits that were set. */
  readonly oms: LumisectionOms;
}

/** A change of a run or of lumisections in a response. */
export type WireChange = JsonObject & { readonly version: number };

/** A change of lumisections in a response. */
export type WireLumisectionChange = WireChange & {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly jsonb: JsonObject;
};

export const isChange = (value: unknown): value is WireChange => isObject(value) && typeof value.version === 'number';

export const isLumisectionChange = (value: unknown): value is WireLumisectionChange =>
  isChange(value) &&
  Number.isInteger(value.start) &&
  Number.isInteger(value.end) &&
  typeof value.name === 'string' &&
  isObject(value.jsonb);

const byVersion = (a: Change, b: Change): number => a.version - b.version;

const changeOf = ({ version, by, comment, createdAt }: WireChange): Change => ({
  version,
  by: String(by ?? ''),
  comment: String(comment ?? ''),
  createdAt: String(createdAt ?? ''),
});

/** Fields of a version that are not attributes of the run. */
const metadata = new Set(['version', 'by', 'comment', 'createdAt', 'Version', 'atomic_version', 'run_number']);

const runVersion = (row: WireChange, run_number: number): RunVersion => ({
  ...changeOf(row),
  run_number,
  values: Object.fromEntries(Object.entries(row).filter(([name]) => !metadata.has(name))) as RunVersion['values'],
});

/** Returns the versions of a run, oldest first. */
export const runVersions = (rows: readonly WireChange[], run: number): RunVersion[] =>
  rows.map((row) => runVersion(row, run)).sort(byVersion);

/** Changes of the bits of a run apply to its datasets too: `name` is the dataset in which the change was made. */
const lumisectionChangeOf = (row: WireLumisectionChange, run_number: number) => ({
  ...changeOf(row),
  run_number,
  dataset_name: row.name,
  start: row.start,
  end: row.end,
});

/** Returns changes of flags, oldest first. */
export const flagChanges = (rows: readonly WireLumisectionChange[], run: number): LumisectionChange[] =>
  rows
    .map((row) => ({
      ...lumisectionChangeOf(row, run),
      manual: row.manual_change === true,
      rr: verdictsOf(row.jsonb),
    }))
    .sort(byVersion);

/** Returns changes of bits, oldest first. */
export const bitChanges = (rows: readonly WireLumisectionChange[], run: number): OmsLumisectionChange[] =>
  rows.map((row) => ({ ...lumisectionChangeOf(row, run), oms: row.jsonb as LumisectionOms })).sort(byVersion);
