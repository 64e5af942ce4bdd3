import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import { isObject } from '../print/row.js';
import type { DatasetKey } from '../query/lumisections.js';
import { Query } from '../query/query.js';
import type { Client } from '../query/read.js';
import type { Job, OperationRequest } from './operation.js';
import { checkKey, checkRun } from './reads.js';

/** A run as operations look at it. */
export interface PresentRun {
  readonly state: unknown;
  readonly class: unknown;
  readonly significant: unknown;
  readonly version: unknown;
}

/** The state of a dataset in a workspace, as operations look at it. */
export interface PresentDataset {
  readonly state: unknown;
  readonly version: unknown;
}

/** Looks at a run, also at one that no list shows. */
export async function lookAtRun(
  client: Client,
  run: number,
  signal: AbortSignal | undefined,
): Promise<PresentRun | undefined> {
  const row = await client.request({ method: 'GET', path: `/runs/${run}`, signal });
  if (!isObject(row) || !isObject(row.rr_attributes)) return undefined;
  const { state, class: runClass, significant } = row.rr_attributes;
  return { state, class: runClass, significant, version: row.version };
}

/** Looks at a dataset. */
export async function lookAtDataset(
  client: Client,
  { run_number, dataset_name }: DatasetKey,
  workspace: string,
  signal: AbortSignal | undefined,
): Promise<PresentDataset | undefined> {
  const row = await client.request({
    method: 'POST',
    path: '/datasets/get_dataset',
    body: { run_number, dataset_name },
    signal,
    note: `run ${run_number}, ${dataset_name}`,
  });
  if (!isObject(row) || !isObject(row.dataset_attributes)) return undefined;
  return { state: row.dataset_attributes[`${workspace}_state`], version: row.version };
}

/** What differs between operations on a run. */
export interface RunOperation {
  readonly request: (run: number, present: PresentRun) => OperationRequest;
  readonly judge: Job<PresentRun>['judge'];
  readonly happened: Job<PresentRun>['happened'];
  readonly isOnce: boolean;
}

/** An operation on a run as a job. */
export const runJob = (client: Client, run_number: number, operation: RunOperation): Job<PresentRun> => ({
  run_number,
  look: (signal) => lookAtRun(client, run_number, signal),
  show: (present) => ({ ...present }),
  judge: operation.judge,
  request: (present) => operation.request(run_number, present),
  happened: operation.happened,
  isOnce: operation.isOnce,
});

/** Run numbers, each once: from a number, several, or the rows of a query. */
export async function runNumbers(given: unknown, signal: AbortSignal | undefined): Promise<readonly number[]> {
  if (given instanceof Query) {
    if (Query.targetOf(given) !== 'runs')
      throw new QueryError('bad-value', 'an operation on runs takes a query for runs, and this is one for datasets', {
        hint: 'write runs().where(…)',
      });
    const rows = await given.select('run_number').all(signal === undefined ? {} : { signal });
    return rows.map((row) => (row as { readonly run_number: number }).run_number);
  }
  if (typeof given === 'number') return [checkRun(given)];
  if (!Array.isArray(given))
    throw new QueryError('bad-value', `an operation takes run numbers or a query, and ${describe(given)} is neither`, {
      hint: 'write [355100, 355101], or runs().where(…)',
    });
  return [...new Set(Array.from(given, checkRun))];
}

/** Keys of datasets, each once: a list of them, or the rows of a query. */
export async function datasetKeys(given: unknown, signal: AbortSignal | undefined): Promise<readonly DatasetKey[]> {
  if (given instanceof Query) {
    if (Query.targetOf(given) !== 'datasets')
      throw new QueryError(
        'bad-value',
        'an operation on datasets takes a query for datasets, and this is one for runs',
        {
          hint: 'write datasets().where(…)',
        },
      );
    const rows = await given.select('run_number', 'dataset_name').all(signal === undefined ? {} : { signal });
    return rows as DatasetKey[];
  }
  const hint =
    "write [{ run_number: 355100, dataset_name: '/PromptReco/Collisions2022A/DQM' }], or datasets().where(…)";
  if (!Array.isArray(given))
    throw new QueryError('bad-value', `an operation takes datasets or a query, and ${describe(given)} is neither`, {
      hint,
    });
  const keys = Array.from(given, (one: unknown) => {
    if (!isObject(one)) throw new QueryError('bad-value', `${describe(one)} is no dataset`, { hint });
    return checkKey(one.run_number, one.dataset_name);
  });
  return [...new Map(keys.map((key) => [`${key.run_number} ${key.dataset_name}`, key])).values()];
}
