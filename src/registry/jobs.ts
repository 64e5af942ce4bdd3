import type { Proof } from '../mutation/response.js';
import type { DatasetKey } from '../query/lumisections/ranges.js';
import type { Client } from '../query/reading/client.js';
import { isObject } from '../util/json-object.js';
import type { OperationRequest } from './operation.js';
import type { Job } from './perform.js';
import { get, postKey, readRow } from './request.js';

/** The state of a run before or after an operation. */
export interface PresentRun {
  readonly state: string;
  readonly class: unknown;
  readonly significant: unknown;
  readonly version: number;
}

/** The state of a dataset before or after an operation. */
export interface PresentDataset {
  /** Its state in a workspace; undefined if it has none there. */
  readonly state: unknown;
  readonly version: number;
}

/** Returns the state of a run in a row; undefined for anything but a row of this run. */
function presentRun(row: unknown, run: number): PresentRun | undefined {
  if (!isObject(row) || row.run_number !== run || !Number.isInteger(row.version)) return undefined;
  if (!isObject(row.rr_attributes) || typeof row.rr_attributes.state !== 'string') return undefined;
  const { state, class: runClass, significant } = row.rr_attributes;
  return { state, class: runClass, significant, version: row.version as number };
}

/** Returns the state of a dataset in a row; undefined for anything but a row of this dataset. */
export function presentDataset(row: unknown, key: DatasetKey, workspace: string): PresentDataset | undefined {
  if (!isObject(row) || row.run_number !== key.run_number || row.name !== key.dataset_name) return undefined;
  if (!Number.isInteger(row.version) || !isObject(row.dataset_attributes)) return undefined;
  return { state: row.dataset_attributes[`${workspace}_state`], version: row.version as number };
}

/** Reads a run, including one that no list shows; undefined if there is no such run. */
export const readRun = (
  client: Client,
  run: number,
  signal: AbortSignal | undefined,
): Promise<PresentRun | undefined> => readRow(client, get(`/runs/${run}`, { signal }), (row) => presentRun(row, run));

/** Reads a dataset; undefined if there is no such dataset. */
export const readDataset = (
  client: Client,
  key: DatasetKey,
  workspace: string,
  signal: AbortSignal | undefined,
): Promise<PresentDataset | undefined> =>
  readRow(client, postKey('/datasets/get_dataset', key, { signal }), (row) => presentDataset(row, key, workspace));

/** Returns what a row proves; undefined stands for a response without the row. */
export function proofOf<Present>(
  after: Present | undefined,
  happened: (after: Present) => boolean,
  otherwise: Proof = 'unconfirmed',
): Proof {
  if (after === undefined) return 'unconfirmed';
  return happened(after) ? 'confirmed' : otherwise;
}

/** The differences between operations on a run. */
export interface RunOperation {
  readonly request: (run: number, present: PresentRun) => OperationRequest;
  readonly judge: Job<PresentRun>['judge'];
  readonly happened: Job<PresentRun>['happened'];
  readonly isOnce: boolean;
  /** True if a response with the unchanged run proves that there was nothing to change. */
  readonly mayChangeNothing?: boolean;
}

/** Returns an operation on a run as a job. */
export const runJob = (client: Client, run_number: number, operation: RunOperation): Job<PresentRun> => ({
  key: { run_number },
  read: (signal) => readRun(client, run_number, signal),
  show: (present) => ({ ...present }),
  judge: operation.judge,
  request: (present) => operation.request(run_number, present),
  proves: (before, body) =>
    proofOf(
      presentRun(body, run_number),
      (after) => operation.happened(before, after),
      operation.mayChangeNothing ? 'unchanged' : 'unconfirmed',
    ),
  happened: operation.happened,
  isOnce: operation.isOnce,
});

export const refused = (reason: string) => ({ status: 'refused' as const, reason });
export const unchanged = (reason: string) => ({ status: 'unchanged' as const, reason });
