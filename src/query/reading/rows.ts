import type { AttributeEntry } from '../../catalogue/attribute.js';
import type { FlagsByName } from '../../catalogue/flags.js';
import { lookUp } from '../../catalogue/lookup.js';
import type { Status } from '../../catalogue/states.js';
import type {
  DatasetAttributes,
  DatasetOwnAttributes,
  OmsAttributes,
  RrAttributes,
  RunAttributes,
} from '../../catalogue/tables.js';
import type { ValueOf } from '../../expression/typed.js';
import type { Target } from '../../print/formula.js';
import { datasetAccessor, runAccessor, valueIn } from '../../print/row.js';
import type { JsonObject } from '../../util/json-object.js';

type Held<Entry> = Entry extends AttributeEntry
  ? Entry['nullable'] extends true
    ? ValueOf<Entry> | null
    : ValueOf<Entry>
  : unknown;

type IsOptional<Entry> = Entry extends { readonly optional: true } ? true : false;

/**
 * Attributes of a table as rows carry them: some may be null, some may be missing. Mapped over `keyof Table`, so that what the
 * catalogue says of an attribute shows on hover.
 */
export type AttributeValues<Table> = {
  readonly [Name in keyof Table as IsOptional<Table[Name]> extends true ? never : Name]: Held<Table[Name]>;
} & {
  readonly [Name in keyof Table as IsOptional<Table[Name]> extends true ? Name : never]?: Held<Table[Name]>;
};

/** One flag over all lumisections of a run or dataset: how many have each status, and the comments and causes. */
export type FlagSummary = {
  /** Number of lumisections with the status. A status that does not occur is missing, except `EMPTY`. */
  readonly [S in Status]?: number;
} & {
  readonly comments: readonly string[];
  readonly causes: readonly string[];
};

/** Flags of a run or dataset by name, `<workspace>-<column>`. */
export type FlagSummaries = { readonly [Name in keyof FlagsByName]?: FlagSummary } & {
  readonly [name: `${string}-${string}`]: FlagSummary | undefined;
};

/** Counts of one bit over all lumisections. */
export interface BitSummary {
  readonly TRUE?: number;
  readonly FALSE?: number;
  readonly NULL?: number;
  readonly EMPTY?: number;
}

/** What OMS says of a run. */
export interface OmsValues extends AttributeValues<OmsAttributes> {
  readonly run_number: number;
}

/** What the Run Registry says of a run. */
export interface RrValues extends AttributeValues<RrAttributes> {}

/** A run as the Python client's `get_runs` returns it: the attributes of the Run Registry beside those of OMS. */
export interface RunRow extends RrValues {
  /** CMS run number. */
  readonly run_number: number;
  /** Version of the registry's entry; grows with each change. */
  readonly version: number;
  readonly deleted: boolean;
  /** What OMS says of the run. */
  readonly oms_attributes: OmsValues;
  /** Flags over all lumisections of the online dataset. */
  readonly lumisections: FlagSummaries;
}

/** A run as the registry answers it. */
export interface WireRunRow {
  readonly run_number: number;
  readonly version: number;
  readonly deleted: boolean;
  readonly oms_attributes: OmsValues;
  readonly rr_attributes: RrValues;
  readonly DatasetTripletCache: { readonly triplet_summary: FlagSummaries };
}

/** The states of a dataset in its workspaces, and where it has appeared. */
export interface DatasetValues
  extends AttributeValues<Omit<DatasetOwnAttributes, 'dataset_name' | 'datasets_in_gui'>> {}

/**
 * A dataset as the Python client's `get_datasets` returns it: attributes of the run by the Run Registry beside its own. Those of OMS are
 * not in it: `select('energy')` gives them, and so does `{ compress: false }`.
 */
export interface DatasetRow extends RrValues {
  /** CMS run number. */
  readonly run_number: number;
  /** Name of the dataset: `online`, or a path such as `/PromptReco/Collisions2022A/DQM`. */
  readonly name: string;
  /** Version of the registry's entry; grows with each change. */
  readonly version: number;
  readonly deleted: boolean;
  readonly dataset_attributes: DatasetValues;
  readonly datasets_in_gui: readonly string[];
  /** Flags over all lumisections of the dataset. */
  readonly lumisections: FlagSummaries;
}

/** A dataset as the registry answers it. */
export interface WireDatasetRow {
  readonly run_number: number;
  readonly name: string;
  readonly version: number;
  readonly deleted: boolean;
  readonly dataset_attributes: DatasetValues;
  readonly datasets_in_gui: readonly string[];
  readonly Run: { readonly rr_attributes: RrValues; readonly oms_attributes: OmsValues };
  readonly DatasetTripletCache: {
    readonly triplet_summary: FlagSummaries;
    readonly dcs_summary: { readonly [bit: string]: BitSummary };
  };
}

/** Rows of runs narrowed to some attributes. A value that is null or missing in the registry is null. */
export type SelectedRun<Name extends string> = {
  readonly [N in Name]: N extends keyof RunAttributes ? Narrowed<RunAttributes[N]> : boolean;
};

/** Rows of datasets narrowed to some attributes. A value that is null or missing in the registry is null. */
export type SelectedDataset<Name extends string> = {
  readonly [N in Name]: N extends keyof DatasetAttributes ? Narrowed<DatasetAttributes[N]> : boolean;
};

type Narrowed<Entry> = Entry extends { readonly absence: 'false' }
  ? boolean
  : Entry extends { readonly optional: true }
    ? Held<Entry> | null
    : Held<Entry>;

const part = (row: JsonObject, key: string): JsonObject => (row[key] ?? {}) as JsonObject;

/** A row of a run in the shape of the Python client. */
export function compressRun(row: JsonObject): JsonObject {
  const { rr_attributes, DatasetTripletCache, oms_attributes, ...rest } = row;
  return {
    oms_attributes,
    ...(rr_attributes as JsonObject),
    lumisections: (DatasetTripletCache as JsonObject | null)?.triplet_summary ?? {},
    ...rest,
  };
}

/** A row of a dataset in the shape of the Python client. */
export function compressDataset(row: JsonObject): JsonObject {
  const { Run, DatasetTripletCache, ...rest } = row;
  return {
    ...part((Run ?? {}) as JsonObject, 'rr_attributes'),
    ...rest,
    lumisections: (DatasetTripletCache as JsonObject | null)?.triplet_summary ?? {},
  };
}

/** Narrows rows to the named attributes. */
export function narrow(names: readonly string[], target: Target): (row: JsonObject) => JsonObject {
  const reader = target === 'runs' ? runAccessor : datasetAccessor;
  const attributes = names.map((name) => lookUp(name, target === 'runs' ? ['run'] : ['run', 'dataset'], target));
  return (row) => Object.fromEntries(attributes.map((attribute) => [attribute.name, valueIn(reader, row, attribute)]));
}
