/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A row of the run table: attributes from OMS and of the Run Registry itself. */
export interface StateRun {
  readonly run_number: number;
  readonly oms_attributes: Readonly<Record<string, Json>>;
  readonly rr_attributes: Readonly<Record<string, Json>>;
  readonly version: number;
  readonly deleted: boolean;
}

/** A row of the dataset table. Every run has the dataset `online`. */
export interface StateDataset {
  readonly run_number: number;
  readonly name: string;
  readonly dataset_attributes: Readonly<Record<string, Json>>;
  readonly datasets_in_gui: readonly string[];
  readonly deleted: boolean;
  readonly version: number;
}

/** The verdict on one flag in a range of lumisections. */
export interface FlagStatus {
  readonly status: string;
  readonly comment: string;
  readonly cause: string;
}

/** A range of lumisections, both ends included, with the status of every flag (`dt-dt`, `tracker-strip`, …). */
export interface StateRange {
  readonly start: number;
  readonly end: number;
  readonly [flag: string]: FlagStatus | number;
}

/** Flags of one dataset as ranges over its lumisections, ascending. */
export interface StateRrLumisections {
  readonly run_number: number;
  readonly dataset_name: string;
  readonly rr_lumisection_ranges: readonly StateRange[];
}

/** OMS bits of one dataset, one entry per lumisection. The first one is lumisection 1. */
export interface StateOmsLumisections {
  readonly run_number: number;
  readonly dataset_name: string;
  readonly oms_lumisections: readonly Readonly<Record<string, Json>>[];
}

/** The data of a Run Registry. Fields are named as in its tables and responses. */
export interface RegistryState {
  readonly runs: readonly StateRun[];
  readonly datasets: readonly StateDataset[];
  readonly rrLumisections: readonly StateRrLumisections[];
  /** `online` for every run, and those datasets whose bits differ from it. */
  readonly omsLumisections: readonly StateOmsLumisections[];
  /** The responses of `GET /workspaces/:kind`, `/cycles/global` and `/datasets_accepted`, returned verbatim. */
  readonly workspaces: { readonly online: readonly Json[]; readonly offline: readonly Json[] };
  readonly cycles: readonly Json[];
  readonly datasetsAccepted: readonly Json[];
}
