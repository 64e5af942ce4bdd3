import type { AttributeEntry } from '../../catalogue/attribute.js';
import type { FlagsByName } from '../../catalogue/flags.js';
import type { Status } from '../../catalogue/states.js';
import type {
  DatasetAttributes,
  DatasetOwnAttributes,
  OmsAttributes,
  RrAttributes,
  RunAttributes,
} from '../../catalogue/tables.js';
import type { ValueOf } from '../../expression/typed.js';

type Value<Entry> = Entry extends AttributeEntry
  ? Entry['nullable'] extends true
    ? ValueOf<Entry> | null
    : ValueOf<Entry>
  : unknown;

type IsOptional<Entry> = Entry extends { readonly optional: true } ? true : false;

/**
 * Attributes of a table as they occur in rows: some may be null, some may be missing. Mapped over `keyof Table`, which preserves the
 * hover documentation of the catalogue.
 */
export type AttributeValues<Table> = {
  readonly [Name in keyof Table as IsOptional<Table[Name]> extends true ? never : Name]: Value<Table[Name]>;
} & {
  readonly [Name in keyof Table as IsOptional<Table[Name]> extends true ? Name : never]?: Value<Table[Name]>;
};

/**
 * One flag over all lumisections of a run or dataset: how many have each status, and the comments and causes. To add up the lumisections,
 * loop over `statuses`: `Object.values(summary)` also returns the lists of comments and causes.
 *
 * @example
 * ```ts
 * import { type FlagSummary, statuses } from 'runregistry';
 *
 * const count = (summary: FlagSummary) => statuses.reduce((sum, status) => sum + (summary[status] ?? 0), 0);
 * ```
 */
export type FlagSummary = {
  /** Number of lumisections with the status. A status that does not occur is missing, except `EMPTY`. */
  readonly [S in Status]?: number;
} & {
  /** Comments of the flag in the lumisections. */
  readonly comments: readonly string[];
  /** Causes of the flag in the lumisections. */
  readonly causes: readonly string[];
};

/** Flags of a run or dataset by name, `<workspace>-<column>`. */
export type FlagSummaries = { readonly [Name in keyof FlagsByName]?: FlagSummary };

/** Counts of one bit over all lumisections. */
export interface BitSummary {
  /** Number of lumisections in which the bit is true. */
  readonly TRUE?: number;
  /** Number of lumisections in which the bit is false. */
  readonly FALSE?: number;
  /** Number of lumisections for which OMS has no value. */
  readonly NULL?: number;
  /** Number of lumisections that the registry counts as empty. */
  readonly EMPTY?: number;
}

/** Attributes of a run from OMS. */
export interface OmsValues extends AttributeValues<OmsAttributes> {
  /** CMS run number. */
  readonly run_number: number;
}

/** Attributes of a run from the Run Registry. */
export interface RrValues extends AttributeValues<RrAttributes> {}

/** Columns of every row. */
interface BaseRow {
  /** CMS run number. */
  readonly run_number: number;
  /** Version of the registry's entry; grows with each change. */
  readonly version: number;
  /** True if the entry is deleted. */
  readonly deleted: boolean;
}

/** A run in the shape of the Python client's `get_runs`: attributes of the Run Registry, and those of OMS in `oms_attributes`. */
export interface RunRow extends RrValues, BaseRow {
  /** Attributes from OMS. */
  readonly oms_attributes: OmsValues;
  /** Flags over all lumisections of the online dataset: numbers by status, `comments` and `causes`. */
  readonly lumisections: FlagSummaries;
}

/** A run in the shape of the response. */
export interface WireRunRow extends BaseRow {
  /** Attributes from OMS. */
  readonly oms_attributes: OmsValues;
  /** Attributes from the Run Registry. */
  readonly rr_attributes: RrValues;
  /** Summaries of the online dataset. */
  readonly DatasetTripletCache: {
    /** Flags over all lumisections: numbers by status, `comments` and `causes`. */
    readonly triplet_summary: FlagSummaries;
  };
}

/** The states of a dataset by workspace, and where it has appeared. */
export interface DatasetValues
  extends AttributeValues<Omit<DatasetOwnAttributes, 'dataset_name' | 'datasets_in_gui'>> {}

/** Columns of every row of a dataset. */
interface BaseDatasetRow extends BaseRow {
  /** Name of the dataset: `online`, or a path such as `/PromptReco/Collisions2022A/DQM`. */
  readonly name: string;
  /** States by workspace, and where the dataset has appeared. */
  readonly dataset_attributes: DatasetValues;
  /** Names of the dataset in the DQM GUI. */
  readonly datasets_in_gui: readonly string[];
}

/**
 * A dataset in the shape of the Python client's `get_datasets`: its own attributes and those of the run from the Run Registry, but not
 * from OMS. `select('energy')` and `{ compress: false }` return those.
 */
export interface DatasetRow extends RrValues, BaseDatasetRow {
  /** Flags over all lumisections of the dataset: numbers by status, `comments` and `causes`. */
  readonly lumisections: FlagSummaries;
}

/** A dataset in the shape of the response. */
export interface WireDatasetRow extends BaseDatasetRow {
  /** The run of the dataset. */
  readonly Run: {
    /** Attributes of the run from the Run Registry. */
    readonly rr_attributes: RrValues;
    /** Attributes of the run from OMS. */
    readonly oms_attributes: OmsValues;
  };
  /** Summaries of the dataset. */
  readonly DatasetTripletCache: {
    /** Flags over all lumisections: numbers by status, `comments` and `causes`. */
    readonly triplet_summary: FlagSummaries;
    /** Bits of OMS over all lumisections. */
    readonly dcs_summary: { readonly [bit: string]: BitSummary };
  };
}

/** A row of `select()` for runs. A missing value is null. */
export type SelectedRun<Name extends string> = SelectedRow<RunAttributes, Name>;

/** A row of `select()` for datasets. A missing value is null. */
export type SelectedDataset<Name extends string> = SelectedRow<DatasetAttributes, Name>;

type SelectedRow<Table, Name extends string> = SelectedValues<
  Table,
  Selectable<Table, Name>,
  Name & keyof Selectable<Table, Name>
>;

/** A table with names such as `l1scout_included`, which are not in the catalogue. */
type Selectable<Table, Name extends string> = Table & Record<Exclude<Name, keyof Table>, unknown>;

/**
 * Mapped over keys of the second table, which preserves the hover documentation of the catalogue. The condition on the name also gives a
 * generic name the type of its values.
 */
type SelectedValues<Table, Names, Name extends keyof Names> = {
  readonly [N in Name]: N extends keyof Table ? Selected<Table[N]> : boolean;
};

/** A run with every attribute side by side, as in `toTable()`. */
export interface FlatRun extends SelectedRun<keyof RunAttributes> {}

/** A dataset with every attribute side by side, as in `toTable()`. */
export interface FlatDataset extends SelectedDataset<keyof DatasetAttributes> {}

type Selected<Entry> = Entry extends { readonly absence: 'false' }
  ? boolean
  : Entry extends { readonly optional: true }
    ? Value<Entry> | null
    : Value<Entry>;
