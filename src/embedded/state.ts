/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A row of the run table: attributes from OMS and of the Run Registry itself. */
export interface StateRun {
  /** CMS run number. */
  readonly run_number: number;
  /** Attributes from OMS, by name. */
  readonly oms_attributes: Readonly<Record<string, Json>>;
  /** Attributes of the Run Registry, by name. */
  readonly rr_attributes: Readonly<Record<string, Json>>;
  /** Version of the row, from 1. */
  readonly version: number;
  /** True for a row that lists omit. */
  readonly deleted: boolean;
}

/** A row of the dataset table. Every run has the dataset `online`. */
export interface StateDataset {
  /** CMS run number. */
  readonly run_number: number;
  /** Name of the dataset: `online`, or a path such as `/PromptReco/Collisions2022A/DQM`. */
  readonly name: string;
  /** States by workspace, such as `tracker_state`, and further attributes. */
  readonly dataset_attributes: Readonly<Record<string, Json>>;
  /** Names of the dataset in the DQM GUI. */
  readonly datasets_in_gui: readonly string[];
  /** True for a row that lists omit. */
  readonly deleted: boolean;
  /** Version of the row, from 1. */
  readonly version: number;
}

/** The verdict on one flag in a range of lumisections. */
export interface FlagStatus {
  /** The status: `GOOD`, `BAD` and so on. */
  readonly status: string;
  /** Comment on the status; an empty string if there is none. */
  readonly comment: string;
  /** Cause of the status; an empty string if there is none. */
  readonly cause: string;
}

/** A range of lumisections, both ends included, with the status of every flag (`dt-dt`, `tracker-strip`, …). */
export interface StateRange {
  /** First lumisection, from 1. */
  readonly start: number;
  /** Last lumisection, included. */
  readonly end: number;
  readonly [flag: string]: FlagStatus | number;
}

/** Flags of one dataset as ranges over its lumisections, ascending. */
export interface StateRrLumisections {
  /** CMS run number. */
  readonly run_number: number;
  /** Name of the dataset: `online`, or a path such as `/PromptReco/Collisions2022A/DQM`. */
  readonly dataset_name: string;
  /** The ranges, ascending. */
  readonly rr_lumisection_ranges: readonly StateRange[];
}

/** OMS bits of one dataset, one entry per lumisection. The first one is lumisection 1. */
export interface StateOmsLumisections {
  /** CMS run number. */
  readonly run_number: number;
  /** Name of the dataset: `online`, or a path such as `/PromptReco/Collisions2022A/DQM`. */
  readonly dataset_name: string;
  /** Bits and numbers of each lumisection, by name. */
  readonly oms_lumisections: readonly Readonly<Record<string, Json>>[];
}

/** The data of a Run Registry. Fields are named as in its tables and responses. */
export interface RegistryState {
  /** Rows of the run table. */
  readonly runs: readonly StateRun[];
  /** Rows of the dataset table. */
  readonly datasets: readonly StateDataset[];
  /** Flags of each dataset. */
  readonly rrLumisections: readonly StateRrLumisections[];
  /** `online` for every run, and those datasets whose bits differ from it. */
  readonly omsLumisections: readonly StateOmsLumisections[];
  /** The workspaces with their flags, as the routes return them. */
  readonly workspaces: {
    /** The response of `GET /workspaces/online`. */
    readonly online: readonly Json[];
    /** The response of `GET /workspaces/offline`. */
    readonly offline: readonly Json[];
  };
  /** The response of `GET /cycles/:workspace`. */
  readonly cycles: readonly Json[];
  /** The response of `GET /datasets_accepted`. */
  readonly datasetsAccepted: readonly Json[];
}
