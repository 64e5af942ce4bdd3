import { JobError, NotFoundError, QueryError, ResponseError, ServerError, TimeoutError } from '../errors.js';
import { describe } from '../expression/describe.js';
import type { JsonLogic } from '../expression/node.js';
import { LumiList } from '../lumi/index.js';
import type { DatasetQuery } from '../query/builder.js';
import type { Client } from '../query/read.js';
import type { JsonLogicDocument } from './builder.js';
import { type LossReport, lossOfRecord } from './loss.js';

/** How far a job of the JSON portal has come. */
export interface JobProgress {
  readonly id: number;
  readonly state: 'waiting' | 'active' | 'done';
  /** From 0 to 1. */
  readonly progress: number;
}

/** Recorded and delivered luminosity, in the unit of the registry's lumisections. */
export interface LuminosityAmount {
  readonly recorded: number;
  readonly delivered: number;
}

/** A golden JSON that the portal has made. */
export interface GeneratedJson {
  readonly state: 'done';
  readonly id: number;
  /** The pattern of dataset names. */
  readonly datasetName: string;
  readonly tags: string;
  readonly createdBy: string;
  readonly official: boolean;
  readonly deleted: boolean;
  readonly createdAt: string;
  readonly registryVersion: string;
  readonly jsonLogic: JsonLogicDocument;
  /** The lumisections that pass. Where several datasets of a run match, those that pass in any of them. */
  readonly list: LumiList;
  /** The same, dataset by dataset. */
  readonly byDataset: ReadonlyMap<string, LumiList>;
  /** First and last run of the datasets that matched. */
  readonly runs: { readonly from: number; readonly to: number };
  readonly total: LuminosityAmount;
  readonly kept: LuminosityAmount;
  /** Whether the portal has worked out what is lost; the first answers can come before. */
  readonly complete: boolean;
  /** The lumisections that do not pass; undefined until the record is complete. */
  readonly excluded: LumiList | undefined;
  readonly lost: LuminosityAmount | undefined;
  /** LuminosityAmount of all online datasets between the first and the last run. */
  readonly inRunRange: LuminosityAmount | undefined;
  /** What is lost to which rule; undefined until the record is complete. */
  readonly loss: LossReport | undefined;
}

/** A job that is not done, or never will be. */
export type UnfinishedJson =
  | { readonly state: 'waiting'; readonly id: number }
  | { readonly state: 'active'; readonly id: number; readonly progress: number }
  | { readonly state: 'failed'; readonly id: number; readonly reason: string | undefined };

/** A golden JSON of the portal, in whatever state. */
export type PortalJson = GeneratedJson | UnfinishedJson;

/** How to wait for a job. */
export interface WaitOptions {
  /** Waits until the portal has worked out the losses too; without it, the first record is returned. */
  readonly complete?: boolean;
  readonly onProgress?: (progress: JobProgress) => void;
  readonly signal?: AbortSignal;
  /** Milliseconds that all may take; an hour by default. */
  readonly timeout?: number;
  /** Milliseconds before the first look; 1,000 by default. Pauses grow by half each time, up to 15,000. */
  readonly pollDelay?: number;
}

/** What the portal is asked for. */
export interface GenerateOptions extends WaitOptions {
  /** Which datasets, by a pattern of SQL's SIMILAR TO: `%` for any text, `_` for a letter, `(A|B)` for either. */
  readonly datasetName?: string;
  /** Or a query: exactly its datasets are decided on. */
  readonly query?: DatasetQuery<unknown>;
  /** Words to find the record by. */
  readonly tags?: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unexpected = (path: string, what: string): ResponseError =>
  new ResponseError('unexpected-answer', `POST ${path} was answered with ${what}`, {
    request: `POST ${path}`,
    hint: 'is the url the root of a Run Registry API?',
  });

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads a record of the portal. */
export function readRecord(record: unknown): GeneratedJson {
  const path = '/json_portal/json';
  if (!isObject(record)) throw unexpected(path, 'no record');
  const number = (key: string): number => {
    const value = record[key];
    if (typeof value === 'number') return value;
    throw unexpected(path, `a record without the number '${key}'`);
  };
  const luminosity = (recorded: string, delivered: string): LuminosityAmount =>
    Object.freeze({ recorded: number(recorded), delivered: number(delivered) });
  // The portal writes -1 until it has worked them out.
  const complete = number('total_recorded_luminosity_lost') !== -1;
  const byDataset = new Map<string, LumiList>();
  for (const [key, ranges] of Object.entries((record.generated_json_with_dataset_names ?? {}) as object)) {
    const name = key.slice(key.indexOf('-') + 1);
    const list = LumiList.fromJSON({ [key]: ranges });
    byDataset.set(name, byDataset.get(name)?.union(list) ?? list);
  }
  return Object.freeze({
    state: 'done' as const,
    id: number('id'),
    datasetName: text(record.dataset_name_filter),
    tags: text(record.tags),
    createdBy: text(record.created_by),
    official: record.official === true,
    deleted: record.deleted === true,
    createdAt: text(record.createdAt),
    registryVersion: String(record.runregistry_version ?? ''),
    jsonLogic: record.json_logic as JsonLogicDocument,
    list: LumiList.fromJSON(record.generated_json),
    byDataset,
    runs: Object.freeze({ from: number('min_run_number'), to: number('max_run_number') }),
    total: luminosity('total_recorded_luminosity', 'total_delivered_luminosity'),
    kept: luminosity('recorded_luminosity_in_json', 'delivered_luminosity_in_json'),
    complete,
    excluded: complete ? LumiList.fromJSON(record.generated_anti_json) : undefined,
    lost: complete ? luminosity('total_recorded_luminosity_lost', 'total_delivered_luminosity_lost') : undefined,
    inRunRange: complete
      ? luminosity('total_recorded_luminosity_from_run_range', 'total_delivered_luminosity_from_run_range')
      : undefined,
    loss: complete ? lossOfRecord(record) : undefined,
  });
}

function checkId(id: unknown): number {
  const value = typeof id === 'string' && /^\d+$/.test(id) ? Number(id) : id;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value < 2 ** 31) return value;
  throw new QueryError('bad-value', `the id of a golden JSON is a whole number from 1, and ${describe(id)} is none`, {
    hint: 'take it from listJsons()',
  });
}

/** The golden JSONs of the portal: jobs under way, those that failed, and the newest that are done. */
export async function listJsons(client: Client, options: ListOptions = {}): Promise<readonly PortalJson[]> {
  const { filter = 'all', before, signal } = options;
  const wire = { all: 'all', mine: 'by_email', official: 'official' }[filter];
  if (wire === undefined)
    throw new QueryError('bad-option', `the filter of listJsons() is ${describe(filter)}`, {
      hint: "write 'all', 'mine' or 'official'",
    });
  const answer = await client.request({
    method: 'POST',
    path: '/json_portal/jsons',
    body: { filter: wire, ...(before === undefined ? {} : { reference: checkId(before) }) },
    signal,
  });
  const jsons = isObject(answer) ? answer.jsons : undefined;
  if (!Array.isArray(jsons)) throw unexpected('/json_portal/jsons', "no list 'jsons'");
  return jsons.map((one: unknown): PortalJson => {
    if (!isObject(one)) throw unexpected('/json_portal/jsons', 'an entry that is no object');
    const id = checkId(one.id);
    if (one.failed === true)
      return { state: 'failed', id, reason: typeof one.failedReason === 'string' ? one.failedReason : undefined };
    if (one.waiting === true) return { state: 'waiting', id };
    if (one.active === true) return { state: 'active', id, progress: Number(one.progress) || 0 };
    return readRecord(one);
  });
}

/** Which golden JSONs are listed. */
export interface ListOptions {
  /** All of them (default), those of whoever asks, or the official ones. */
  readonly filter?: 'all' | 'mine' | 'official';
  /** Only those that are done, with a smaller id: the next page. The portal gives ten at a time. */
  readonly before?: number;
  readonly signal?: AbortSignal;
}

/** A golden JSON of the portal by its id, in whatever state its job is. */
export async function getJson(
  client: Client,
  id: number | string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<PortalJson> {
  const number = checkId(id);
  let answer: unknown;
  try {
    answer = await client.request({
      method: 'POST',
      path: '/json_portal/json',
      body: { id_json: number },
      signal,
      note: `id ${number}`,
    });
  } catch (error) {
    if (!(error instanceof ServerError) || error.status !== 500) throw error;
    // An unknown id is an error in the registry's own code; a failed job is a 500 without a word.
    if (error.serverMessage?.includes('isWaiting'))
      throw new NotFoundError('no-such-json', `there is no golden JSON with the id ${number}`, {
        hint: 'take an id from listJsons()',
        cause: error,
      });
    if (error.serverMessage !== undefined && error.serverMessage !== '') throw error;
    const found = (await listJsons(client, signal === undefined ? {} : { signal })).find((one) => one.id === number);
    return found?.state === 'failed' ? found : { state: 'failed', id: number, reason: undefined };
  }
  // A waiting job is answered with an empty 203.
  if (answer === undefined) return { state: 'waiting', id: number };
  if (isObject(answer) && 'final_json' in answer) return readRecord(answer.final_json);
  if (isObject(answer) && typeof answer.progress === 'number')
    return { state: 'active', id: number, progress: answer.progress };
  throw unexpected('/json_portal/json', 'neither a record nor a progress');
}

/** Removes a golden JSON from the lists of the portal. Whoever made it may, and experts of the Run Registry. */
export async function deleteJson(
  client: Client,
  id: number | string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<GeneratedJson> {
  const answer = await client.request({
    method: 'DELETE',
    path: '/json_portal/json',
    body: { id_json: checkId(id) },
    signal,
    mutation: true,
    note: `id ${id}`,
  });
  return readRecord(isObject(answer) ? answer.deleted_json : undefined);
}

const longestPause = 15_000;

/** Waits some milliseconds, unless the signal ends it. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();
  });
}

function wholeNumber(value: unknown, name: string, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31) return value;
  throw new QueryError('bad-option', `the option '${name}' is ${describe(value)}`, { hint: 'write milliseconds' });
}

/** The pause after another: half as long again, but never more than 15 s. */
export const nextPause = (before: number): number => Math.min(before * 1.5, longestPause);

/**
 * Waits until the portal has made a golden JSON.
 * @throws JobError where its job fails; TimeoutError where it takes too long, which does not stop it; AbortError.
 */
export async function waitForJson(
  client: Client,
  id: number | string,
  options: WaitOptions = {},
): Promise<GeneratedJson> {
  const number = checkId(id);
  const { complete = false, onProgress, signal } = options;
  const timeout = wholeNumber(options.timeout, 'timeout', 3_600_000);
  let next = wholeNumber(options.pollDelay, 'pollDelay', 1_000);
  const end = performance.now() + timeout;
  let last: GeneratedJson | undefined;
  for (;;) {
    const left = end - performance.now();
    if (left <= 0) {
      const what = last === undefined ? 'is not done' : 'has not worked out its losses';
      throw new TimeoutError('job-timeout', `the golden JSON ${number} ${what} after ${timeout} ms`, {
        hint: `it goes on: ask again with waitForJson(${number})${last === undefined ? '' : ', without complete for the lists alone'}`,
      });
    }
    await pause(Math.min(next, left), signal);
    next = nextPause(next);
    const found = await getJson(client, number, signal === undefined ? {} : { signal });
    if (found.state === 'failed')
      throw new JobError(
        'job-failed',
        `the golden JSON ${number} failed${found.reason === undefined ? '' : `: ${found.reason}`}`,
        {
          serverMessage: found.reason,
          hint: 'lint() says which variables and operators the portal does not know',
        },
      );
    onProgress?.({
      id: number,
      state: found.state,
      progress: found.state === 'done' ? 1 : found.state === 'active' ? found.progress : 0,
    });
    if (found.state !== 'done') continue;
    if (found.complete || !complete) return found;
    last = found;
  }
}

/** Submits rules to the portal, and waits for what it makes of them. */
export async function submit(
  client: Client,
  rules: JsonLogic,
  datasetName: string,
  { tags, ...options }: Omit<GenerateOptions, 'query' | 'datasetName'>,
): Promise<GeneratedJson> {
  const answer = await client.request({
    method: 'POST',
    path: '/json_portal/generate',
    // A text within JSON: the portal parses it itself.
    body: {
      json_logic: JSON.stringify(rules),
      dataset_name_filter: datasetName,
      ...(tags === undefined ? {} : { tags }),
    },
    signal: options.signal,
    mutation: true,
  });
  const id = isObject(answer) ? Number(answer.id) : Number.NaN;
  if (!Number.isInteger(id)) throw unexpected('/json_portal/generate', "no 'id' of a job");
  return waitForJson(client, id, options);
}
