import type { WireDatasetRow } from '../query/reading/rows.js';
import { isObject, type JsonObject } from '../util/json-object.js';
import { isString, isStrings } from '../util/strings.js';

/** A dataset without its run and its flags. */
export interface DatasetHead extends Omit<WireDatasetRow, 'Run' | 'DatasetTripletCache'> {}

/** A cycle: datasets that are certified together until a deadline. */
export interface Cycle {
  /** The id of the cycle. */
  readonly id_cycle: number;
  /** The name of the cycle. */
  readonly cycle_name: string;
  /** States of the cycle by workspace, `global_state` and so on. */
  readonly cycle_attributes: { readonly [state: `${string}_state`]: string | undefined };
  /** An instant, such as `2018-02-10T22:00:00.000Z`. */
  readonly deadline: string;
  /** True if the cycle is deleted. */
  readonly deleted: boolean;
  /** The datasets of the cycle. */
  readonly datasets: readonly DatasetHead[];
}

/** A rule that decides which datasets of DBS the registry accepts, and under which name. */
export interface AcceptedDataset {
  /** The id of the rule. */
  readonly id: number;
  /** Name of the datasets in the registry. */
  readonly name: string;
  /** Regular expressions of their names in DBS, one a line. */
  readonly regexp: string;
  /** False if the registry does not apply the rule. */
  readonly enabled: boolean;
  /** Class of the runs. */
  readonly class: string;
  /** First run of the rule. */
  readonly run_from: number;
  /** Last run of the rule, included. */
  readonly run_to: number;
}

/** A workspace with its flags: `tracker` with `strip` is the flag `tracker-strip`. */
export interface Workspace {
  /** The name of the workspace, such as `tracker`. */
  readonly workspace: string;
  /** The columns of the workspace, such as `strip`. */
  readonly columns: readonly string[];
}

export const isRun = (value: unknown): value is JsonObject =>
  isObject(value) && isObject(value.oms_attributes) && isObject(value.rr_attributes);

export const isDataset = (value: unknown): value is JsonObject =>
  isObject(value) && isObject(value.dataset_attributes) && isObject(value.Run);

export const isDatasetHead = (value: unknown): value is DatasetHead =>
  isObject(value) && Number.isInteger(value.run_number) && isString(value.name) && isObject(value.dataset_attributes);

export const isCycle = (value: unknown): value is Cycle =>
  isObject(value) && isString(value.cycle_name) && Array.isArray(value.datasets) && value.datasets.every(isDatasetHead);

export const isAcceptedDataset = (value: unknown): value is AcceptedDataset =>
  isObject(value) && isString(value.name) && isString(value.regexp);

export const isWorkspace = (value: unknown): value is Workspace =>
  isObject(value) && isString(value.workspace) && isStrings(value.columns);
