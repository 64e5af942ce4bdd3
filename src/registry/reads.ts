import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import type { Lumisection } from '../golden/lumisection.js';
import { LumiList } from '../lumi/index.js';
import type { DatasetKey } from '../query/lumisections/ranges.js';
import type { Client } from '../query/reading/client.js';
import { unexpectedResponse } from '../query/reading/response.js';
import {
  compressDataset,
  compressRun,
  type DatasetRow,
  type DatasetValues,
  type RunRow,
} from '../query/reading/rows.js';
import { isObject, type JsonObject as Row } from '../util/json-object.js';

/** What every read takes. */
export interface CallOptions {
  /** Stops the call; the promise is rejected with an AbortError. */
  readonly signal?: AbortSignal;
}

/** A dataset without its run and its flags. */
export interface DatasetHead {
  readonly run_number: number;
  readonly name: string;
  readonly version: number;
  readonly deleted: boolean;
  readonly dataset_attributes: DatasetValues;
  readonly datasets_in_gui: readonly string[];
}

/** A cycle: datasets that are certified together until a deadline. */
export interface Cycle {
  readonly id_cycle: number;
  readonly cycle_name: string;
  /** States of the cycle by workspace, `global_state` and so on. */
  readonly cycle_attributes: { readonly [state: `${string}_state`]: string | undefined };
  /** An instant, such as `2018-02-10T22:00:00.000Z`. */
  readonly deadline: string;
  readonly deleted: boolean;
  readonly datasets: readonly DatasetHead[];
}

/** A rule that says which datasets of DBS the registry takes, and under which name. */
export interface AcceptedDataset {
  readonly id: number;
  /** Name of the datasets in the registry. */
  readonly name: string;
  /** Regular expressions of their names in DBS, one a line. */
  readonly regexp: string;
  readonly enabled: boolean;
  /** Class of the runs. */
  readonly class: string;
  readonly run_from: number;
  readonly run_to: number;
}

/** A workspace with its flags: `tracker` with `strip` is the flag `tracker-strip`. */
export interface Workspace {
  readonly workspace: string;
  readonly columns: readonly string[];
}

const maxRun = 2 ** 31 - 1;

/** A run number, checked before it becomes part of an address. */
export function checkRun(run: unknown): number {
  if (typeof run === 'number' && Number.isInteger(run) && run >= 1 && run <= maxRun) return run;
  const digits = typeof run === 'string' && /^\s*\d+\s*$/.test(run) ? Number(run) : 0;
  throw new QueryError('bad-value', `a run number is a whole number from 1, and ${describe(run)} is none`, {
    attribute: 'run_number',
    hint: digits >= 1 && digits <= maxRun ? `write ${digits}` : 'write one such as 355556',
  });
}

/** The key of a dataset, checked. */
export const checkKey = (run: unknown, dataset: unknown): DatasetKey => ({
  run_number: checkRun(run),
  dataset_name: checkText(
    dataset,
    'the name of a dataset',
    "write 'online', or a path such as '/PromptReco/Collisions2022A/DQM'",
  ),
});

/** A number of things to read, or how many there are if nothing is said. */
export function checkCount(value: unknown, name: string, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw new QueryError('bad-option', `the option '${name}' is ${describe(value)}`, {
    hint: 'write a whole number from 1',
  });
}

/** A text that is not empty. */
export function checkText(value: unknown, what: string, hint: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new QueryError(
    'bad-value',
    `${what} is a text, and ${value === '' ? 'an empty one' : describe(value)} is none`,
    { hint },
  );
}

/** A text that can be a part of an address. Dots alone would lead elsewhere, however they are written; half a letter cannot be written. */
export function checkPart(value: unknown, what: string, hint: string): string {
  const text = checkText(value, what, hint);
  if (!/^\.{1,2}$|\p{Surrogate}/u.test(text)) return text;
  throw new QueryError('bad-value', `${describe(text)} is not ${what}`, { hint });
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Asks for a list, each element of which must be as it is said. */
async function list<Element>(
  client: Client,
  request: Omit<Parameters<Client['request']>[0], 'signal'>,
  { signal }: CallOptions,
  is: (element: unknown) => boolean,
): Promise<Element[]> {
  const answer = await client.request({ ...request, signal });
  if (Array.isArray(answer) && answer.every(is)) return answer as Element[];
  throw unexpectedResponse(
    `${request.method} ${request.path}`,
    Array.isArray(answer) ? 'a list of something else' : 'no list',
  );
}

const get = (path: string) => ({ method: 'GET' as const, path });

/** One row by its key, in the shape of the Python client; undefined where there is none. */
async function one<Found>(
  client: Client,
  request: Omit<Parameters<Client['request']>[0], 'signal'>,
  { signal }: CallOptions,
  is: (row: Row) => boolean,
  shape: (row: Row) => Row,
): Promise<Found | undefined> {
  const row = await client.request({ ...request, signal });
  if (row === null) return undefined;
  if (!isObject(row) || !Number.isInteger(row.run_number) || !is(row))
    throw unexpectedResponse(`${request.method} ${request.path}`, 'something else than a row');
  return shape(row) as Found;
}

/** A run. */
export const oneRun = (client: Client, run: number, options: CallOptions): Promise<RunRow | undefined> =>
  one(
    client,
    get(`/runs/${run}`),
    options,
    (row) => isObject(row.oms_attributes) && isObject(row.rr_attributes),
    compressRun,
  );

/** A dataset. */
export const oneDataset = (client: Client, key: DatasetKey, options: CallOptions): Promise<DatasetRow | undefined> =>
  one(
    client,
    {
      method: 'POST',
      path: '/datasets/get_dataset',
      body: { ...key },
      note: `run ${key.run_number}, ${key.dataset_name}`,
    },
    options,
    (row) => isObject(row.dataset_attributes) && isObject(row.Run),
    compressDataset,
  );

/** Names of the datasets of a run. */
export const datasetNames = (client: Client, run: number, options: CallOptions): Promise<string[]> =>
  list(client, get(`/get_all_dataset_names_of_run/${run}`), options, isText);

const isHead = (value: unknown): boolean =>
  isObject(value) && Number.isInteger(value.run_number) && isText(value.name) && isObject(value.dataset_attributes);

/** Cycles with their datasets. */
export const cycles = (client: Client, workspace: string, options: CallOptions): Promise<Cycle[]> =>
  list(
    client,
    get(`/cycles/${encodeURIComponent(workspace)}`),
    options,
    (value) =>
      isObject(value) && isText(value.cycle_name) && Array.isArray(value.datasets) && value.datasets.every(isHead),
  );

/** Rules by which datasets are taken. */
export const acceptedDatasets = (
  client: Client,
  runClass: string | undefined,
  options: CallOptions,
): Promise<AcceptedDataset[]> =>
  list(
    client,
    get(runClass === undefined ? '/datasets_accepted' : `/datasets_accepted/${encodeURIComponent(runClass)}`),
    options,
    (value) => isObject(value) && isText(value.name) && isText(value.regexp),
  );

/** Workspaces with their flags. */
export const workspaces = (client: Client, kind: 'online' | 'offline', options: CallOptions): Promise<Workspace[]> =>
  list(
    client,
    get(`/workspaces/${kind}`),
    options,
    (value) =>
      isObject(value) && isText(value.workspace) && Array.isArray(value.columns) && value.columns.every(isText),
  );

/** Datasets that wait for the DQM GUI. */
export const waitingDatasets = (client: Client, options: CallOptions): Promise<DatasetHead[]> =>
  list(client, get('/datasets_waiting'), options, isHead);

/** Names of the datasets that a filter matches, each once. */
export const uniqueNames = (client: Client, filter: object, options: CallOptions): Promise<string[]> =>
  list(client, { method: 'POST', path: '/dc_tools/unique_dataset_names', body: { filter } }, options, isText);

/** The data on which golden JSON is decided, for each lumisection of a list in a dataset. */
export async function dataOfJson(
  client: Client,
  given: unknown,
  dataset: string,
  { signal }: CallOptions,
): Promise<Lumisection[]> {
  const listed = given instanceof LumiList ? given : LumiList.fromJSON(given);
  if (listed.isEmpty) return [];
  if (listed.lumisectionCount === Number.POSITIVE_INFINITY)
    throw new QueryError(
      'bad-value',
      'the list has a range without an end, and the registry is asked lumisection by lumisection',
      {
        hint: 'intersect it with a list that ends',
      },
    );
  const path = '/lumisections/get_data_of_json';
  const json = Object.fromEntries(
    Object.entries(listed.toJSON()).map(([run, ranges]) => [`${run}-${dataset}`, ranges]),
  );
  const answer = await client.request({ method: 'POST', path, body: { json }, signal });
  const data = isObject(answer) ? answer.json_with_data : undefined;
  if (!isObject(data)) throw unexpectedResponse(`POST ${path}`, "no object 'json_with_data'");
  return Object.values(data).flatMap((byNumber) => {
    if (!isObject(byNumber)) throw unexpectedResponse(`POST ${path}`, 'a run that is no object');
    return Object.values(byNumber).map((one) => {
      if (!isObject(one) || !isObject(one.run) || !isObject(one.dataset) || !isObject(one.lumisection))
        throw unexpectedResponse(`POST ${path}`, 'a lumisection without its run or dataset');
      return one as unknown as Lumisection;
    });
  });
}
