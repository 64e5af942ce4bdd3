import {
  AbortError,
  type ErrorCode,
  type ErrorDetails,
  JobError,
  NotFoundError,
  PermissionError,
  QueryError,
  ResponseError,
  RunRegistryError,
  ServerError,
  TimeoutError,
} from '../errors.js';
import { describe } from '../expression/describe.js';
import type { JsonLogic } from '../expression/node.js';
import { checkSwitch } from '../expression/options.js';
import { LumiList } from '../lumi/index.js';
import { kindOfError } from '../mutation/response.js';
import { settle } from '../mutation/settle.js';
import { isObject } from '../print/row.js';
import { unexpectedAnswer } from '../query/answer.js';
import type { DatasetQuery } from '../query/builder.js';
import type { Client } from '../query/read.js';
import { Follower, onAbort } from '../signals.js';
import { type LossReport, lossOfRecord } from './loss.js';
import type { JsonLogicDocument, LuminosityAmount } from './types.js';

/** How far a job of the JSON portal has come. */
export interface JobProgress {
  readonly id: number;
  /** `incomplete`: the lists are there, and the losses that `complete` asks for are being worked out. */
  readonly state: 'waiting' | 'active' | 'incomplete' | 'done';
  /** From 0 to 1. */
  readonly progress: number;
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
  /** Luminosity of all online datasets between the first and the last run. */
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
  /** Called when the portal is first asked and whenever something has changed since; the last time with the state `done`. */
  readonly onProgress?: (progress: JobProgress) => void;
  readonly signal?: AbortSignal;
  /** Milliseconds that all may take; an hour by default. The job goes on after it. */
  readonly timeout?: number;
  /** Milliseconds before the first look; 1,000 by default. Pauses grow by half each time, up to 15,000. */
  readonly pollDelay?: number;
}

/** What the portal is asked for, whatever the datasets. */
interface Asked extends WaitOptions {
  /** Words to find the record by. */
  readonly tags?: string;
}

/** What the portal is asked for: datasets by their names, or by a query. */
export type GenerateOptions = Asked &
  (
    | {
        /** Which datasets, by a pattern of SQL's SIMILAR TO: `%` for any text, `_` for a letter, `(A|B)` for either. */
        readonly datasetName: string;
        readonly query?: undefined;
      }
    | {
        /**
         * A query: only lumisections of its datasets are kept. The portal chooses by name alone, so a rule is added where other runs have
         * datasets of these names. The list and `kept` are then those of the query, while `total`, `lost`, `excluded` and `loss` count
         * the other runs too.
         */
        readonly query: DatasetQuery<unknown>;
        readonly datasetName?: undefined;
      }
  );

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Lists of ranges in a record. */
function rangesIn(record: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const value = record[key];
  if (isObject(value)) return value;
  throw new TypeError(`no ranges '${key}'`);
}

/** Reads a record of the portal, which was the answer to a request. */
function readRecord(record: unknown, request: string): GeneratedJson {
  if (!isObject(record)) throw unexpectedAnswer(request, 'no record');
  try {
    return recordOf(record);
  } catch (error) {
    throw unexpectedAnswer(request, `a record that cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function recordOf(record: Readonly<Record<string, unknown>>): GeneratedJson {
  const number = (key: string): number => {
    const value = record[key];
    if (typeof value === 'number') return value;
    throw new TypeError(`no number '${key}'`);
  };
  const luminosity = (recorded: string, delivered: string): LuminosityAmount =>
    Object.freeze({ recorded: number(recorded), delivered: number(delivered) });
  // The portal writes -1 until it has worked them out.
  const complete = number('total_recorded_luminosity_lost') !== -1;
  const byDataset = new Map<string, LumiList>();
  for (const [key, ranges] of Object.entries(rangesIn(record, 'generated_json_with_dataset_names'))) {
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
    list: LumiList.fromJSON(rangesIn(record, 'generated_json')),
    byDataset,
    runs: Object.freeze({ from: number('min_run_number'), to: number('max_run_number') }),
    total: luminosity('total_recorded_luminosity', 'total_delivered_luminosity'),
    kept: luminosity('recorded_luminosity_in_json', 'delivered_luminosity_in_json'),
    complete,
    excluded: complete ? LumiList.fromJSON(rangesIn(record, 'generated_anti_json')) : undefined,
    lost: complete ? luminosity('total_recorded_luminosity_lost', 'total_delivered_luminosity_lost') : undefined,
    inRunRange: complete
      ? luminosity('total_recorded_luminosity_from_run_range', 'total_delivered_luminosity_from_run_range')
      : undefined,
    loss: complete ? lossOfRecord(record) : undefined,
  });
}

/** An id as the portal writes it: a number, or the text of one. */
function idOf(id: unknown): number | undefined {
  const value = typeof id === 'string' && /^\d+$/.test(id) ? Number(id) : id;
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value < 2 ** 31 ? value : undefined;
}

function checkId(id: unknown): number {
  const value = idOf(id);
  if (value !== undefined) return value;
  throw new QueryError('bad-value', `the id of a golden JSON is a whole number from 1, and ${describe(id)} is none`, {
    hint: 'take it from listJsons()',
  });
}

const filters: Readonly<Record<string, string>> = { all: 'all', mine: 'by_email', official: 'official' };

const listing = 'POST /json_portal/jsons';

/** The golden JSONs of the portal: jobs under way, those that failed, and the newest that are done. */
export async function listJsons(client: Client, options: ListOptions = {}): Promise<readonly PortalJson[]> {
  const { filter = 'all', before, signal } = options;
  if (typeof filter !== 'string' || !Object.hasOwn(filters, filter))
    throw new QueryError('bad-option', `the filter of listJsons() is ${describe(filter)}`, {
      hint: "write 'all', 'mine' or 'official'",
    });
  const body = { filter: filters[filter], ...(before === undefined ? {} : { reference: checkId(before) }) };
  return (await entries(client, body, signal)).map((one): PortalJson => {
    const id = idOf(one.id);
    if (id === undefined) throw unexpectedAnswer(listing, "an entry without an 'id'");
    if (one.failed === true) return failed(id, one);
    if (one.waiting === true) return { state: 'waiting', id };
    if (one.active === true) return { state: 'active', id, progress: Number(one.progress) || 0 };
    return readRecord(one, listing);
  });
}

async function entries(
  client: Client,
  body: object,
  signal: AbortSignal | undefined,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const answer = await client.request({ method: 'POST', path: '/json_portal/jsons', body, signal });
  const jsons = isObject(answer) ? answer.jsons : undefined;
  if (!Array.isArray(jsons)) throw unexpectedAnswer(listing, "no list 'jsons'");
  if (!jsons.every(isObject)) throw unexpectedAnswer(listing, 'an entry that is no object');
  return jsons;
}

type FailedJson = Extract<PortalJson, { readonly state: 'failed' }>;

const failed = (id: number, { failedReason: reason }: Readonly<Record<string, unknown>>): FailedJson => ({
  state: 'failed',
  id,
  reason: typeof reason === 'string' ? reason : undefined,
});

/** A job in the list of those that failed, which alone says why. */
async function findFailed(
  client: Client,
  id: number,
  signal: AbortSignal | undefined,
): Promise<FailedJson | undefined> {
  try {
    const all = await entries(client, { filter: 'all' }, signal);
    const found = all.find((one) => one.failed === true && idOf(one.id) === id);
    return found === undefined ? undefined : failed(id, found);
  } catch (error) {
    // What is known of the job must not be lost because its reason cannot be read.
    if (error instanceof ServerError || error instanceof ResponseError) return undefined;
    throw error;
  }
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
  let reply: Awaited<ReturnType<Client['exchange']>>;
  try {
    reply = await client.exchange({
      method: 'POST',
      path: '/json_portal/json',
      body: { id_json: number },
      signal,
      note: `id ${number}`,
    });
  } catch (error) {
    if (!(error instanceof ServerError) || error.status !== 500) throw error;
    // An unknown id is an error in the registry's own code; a failed job is a 500 without a word.
    if (error.serverMessage?.includes('isWaiting')) throw noSuchJson(number, error);
    if (error.serverMessage !== undefined && error.serverMessage !== '') throw error;
    return (await findFailed(client, number, signal)) ?? { state: 'failed', id: number, reason: undefined };
  }
  return stateOf(reply, number);
}

/** The state of a job: an empty 203 while it waits, a 202 with its progress, a 200 with its record. Nothing else is a state. */
function stateOf({ status, body }: { readonly status: number; readonly body: unknown }, id: number): PortalJson {
  const request = `POST /json_portal/json (id ${id})`;
  if (status === 203 && body === undefined) return { state: 'waiting', id };
  if (status === 202 && isObject(body) && typeof body.progress === 'number')
    return { state: 'active', id, progress: body.progress };
  if (status !== 200 || !isObject(body) || !('final_json' in body))
    throw unexpectedAnswer(request, `status ${status} and neither a record nor a progress`);
  const record = readRecord(body.final_json, request);
  if (record.id !== id) throw unexpectedAnswer(request, `the record of the golden JSON ${record.id}`);
  return record;
}

const noSuchJson = (id: number, cause: unknown): NotFoundError =>
  new NotFoundError('no-such-json', `there is no golden JSON with the id ${id}`, {
    hint: 'take an id from listJsons()',
    cause,
  });

/** The record of a golden JSON in a response, if the response proves that it is deleted. */
function deletedRecord(body: unknown, id: number): GeneratedJson | undefined {
  if (!isObject(body) || !isObject(body.deleted_json)) return undefined;
  const record = readRecord(body.deleted_json, `DELETE /json_portal/json (id ${id})`);
  return record.id === id && record.deleted ? record : undefined;
}

/** Removes a golden JSON from the lists of the portal. Its creator and experts of the Run Registry may. */
export async function deleteJson(
  client: Client,
  id: number | string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<GeneratedJson> {
  const number = checkId(id);
  const note = `id ${number}`;
  const request = { method: 'DELETE' as const, path: '/json_portal/json', body: { id_json: number }, note };
  let proof: GeneratedJson | undefined;
  const settled = await settle<PortalJson>({
    words: `DELETE /json_portal/json (${note})`,
    isOnce: true,
    canRenew: client.usesTokens,
    send: () => client.exchange({ ...request, signal, mutation: true }),
    proves: (body) => {
      proof = deletedRecord(body, number);
      return proof === undefined ? 'unconfirmed' : 'confirmed';
    },
    read: () => getJson(client, number, signal === undefined ? {} : { signal }),
    happened: (found) => found.state === 'done' && found.deleted,
  });
  if (settled.status === 'done') return (proof ?? settled.state) as GeneratedJson;
  const error = settled.error as RunRegistryError;
  if (error instanceof ServerError && error.serverMessage?.includes('to delete not found'))
    throw noSuchJson(number, error);
  throw settled.status === 'unknown'
    ? withDoubt(error, 'the portal may have deleted it', `read it with getJson(${number}) before you retry`)
    : error;
}

const longestPause = 15_000;

/** Waits some milliseconds, unless the signal ends it. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      letGo();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    const letGo = onAbort(signal, end);
    if (signal.aborted) end();
  });
}

function wholeNumber(value: unknown, name: string, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31) return value;
  throw new QueryError('bad-option', `the option '${name}' is ${describe(value)}`, { hint: 'write milliseconds' });
}

/** The pause after another: half as long again, but never more than 15 s. */
export const nextPause = (before: number): number => Math.min(Math.max(before * 1.5, 1), longestPause);

/** How to wait, checked; the time that all may take runs from here. */
export class Waiting {
  readonly complete: boolean;
  readonly pollDelay: number;
  readonly onProgress: ((progress: JobProgress) => void) | undefined;
  readonly #caller: AbortSignal | undefined;
  readonly #follower: Follower;
  readonly #timer: NodeJS.Timeout;
  readonly #timeout: number;
  #isOver = false;

  constructor({ complete = false, onProgress, signal, timeout, pollDelay }: WaitOptions) {
    this.complete = checkSwitch(complete, "the option 'complete'");
    this.pollDelay = Math.min(wholeNumber(pollDelay, 'pollDelay', 1_000), longestPause);
    this.onProgress = onProgress;
    this.#timeout = wholeNumber(timeout, 'timeout', 3_600_000);
    this.#caller = signal;
    this.#follower = new Follower(signal);
    this.#timer = setTimeout(() => {
      this.#isOver = true;
      this.#follower.abort();
    }, this.#timeout);
  }

  /** Ends everything: when the caller says so, or when the time is over. */
  get signal(): AbortSignal {
    return this.#follower.signal;
  }

  /** Does what is waited for, and lets time and signal go. */
  async over<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      clearTimeout(this.#timer);
      this.#follower.close();
    }
  }

  /** What it is that was stopped, in words, and what can be done then. */
  #stopped(what: string, hint: string): RunRegistryError {
    return this.#isOver
      ? new TimeoutError('job-timeout', `${what} took longer than ${this.#timeout} ms`, { hint })
      : new AbortError('aborted', `${what} was stopped by its signal`, { hint, cause: this.#caller?.reason });
  }

  /** Does a part of the work. @throws AbortError or TimeoutError where it is stopped. */
  async part<T>(what: string, hint: () => string, work: () => Promise<T>): Promise<T> {
    if (this.signal.aborted) throw this.#stopped(what, hint());
    try {
      return await work();
    } catch (error) {
      throw error instanceof AbortError ? this.#stopped(what, hint()) : error;
    }
  }
}

function jobFailed({ id, reason }: FailedJson, what: string, hint: string): JobError {
  const said = reason?.slice(0, 500);
  return new JobError('job-failed', `the golden JSON ${id} ${what}${said === undefined ? '' : `: ${said}`}`, {
    serverMessage: said,
    hint,
  });
}

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
  const waiting = new Waiting(options);
  return waiting.over(() => watch(client, number, waiting));
}

async function watch(client: Client, id: number, waiting: Waiting): Promise<GeneratedJson> {
  const { complete, onProgress, signal } = waiting;
  let delay = waiting.pollDelay;
  let isStored = false;
  let reported = '';
  const goesOn = (): string =>
    `the job goes on: ask again with waitForJson(${id})${isStored ? ', without complete for the lists alone' : ''}`;
  const report = (state: JobProgress['state'], progress: number): void => {
    if (`${state} ${progress}` === reported) return;
    reported = `${state} ${progress}`;
    onProgress?.({ id, state, progress });
  };
  for (;;) {
    const found = await waiting.part(`waiting for the golden JSON ${id}`, goesOn, async () => {
      await pause(delay, signal);
      const one = await getJson(client, id, { signal });
      // The record of a job that fails while it works out the losses stays as it is.
      return isStored && one.state === 'done' && !one.complete ? ((await findFailed(client, id, signal)) ?? one) : one;
    });
    delay = nextPause(delay);
    if (found.state === 'failed')
      throw isStored
        ? jobFailed(found, 'failed while its losses were worked out', 'ask without complete for the lists alone')
        : jobFailed(found, 'failed', 'lint() says which variables and operators the portal does not know');
    if (found.state !== 'done') report(found.state, found.state === 'active' ? found.progress : 0);
    else if (complete && !found.complete) {
      isStored = true;
      report('incomplete', 1);
    } else {
      report('done', 1);
      return found;
    }
  }
}

/** The same error, with a message and a hint that say what may have happened. */
function withDoubt(error: RunRegistryError, doubt: string, hint: string): RunRegistryError {
  if (error instanceof AbortError)
    return new AbortError('aborted', `${error.message}; ${doubt}`, { hint, cause: error.cause });
  const { code, message, request, status, serverMessage } = error;
  const details = { hint, request, status, serverMessage, cause: error.cause };
  if (error instanceof PermissionError)
    return new PermissionError('not-allowed', `${message}: ${doubt}`, error.groups, details);
  const Kind = error.constructor as new (code: ErrorCode, message: string, details: ErrorDetails) => RunRegistryError;
  return new Kind(code, `${message}: ${doubt}`, details);
}

/** Whether the rules were not taken: the request did not reach the portal, or the portal refused it in its own words. */
function isCertainRefusal(error: RunRegistryError, request: string): boolean {
  const kind = kindOfError(error, request);
  if (kind === 'interrupted')
    return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN):/.test((error.cause as Error | undefined)?.message ?? '');
  if (kind !== 'refusal') return kind === 'unsent';
  const { status, serverMessage = '' } = error;
  return serverMessage !== '' && (status === 500 || status === 401);
}

const lookFirst = "look for the job with listJsons({ filter: 'mine' }) before you submit it again";

/** Submits rules to the portal, and waits for what it makes of them. */
export async function submit(
  client: Client,
  rules: JsonLogic,
  { datasetName, tags }: { readonly datasetName: string; readonly tags: string | undefined },
  waiting: Waiting,
): Promise<GeneratedJson> {
  const request = 'POST /json_portal/generate';
  let id: number | undefined;
  let wasSent = false;
  const hint = (): string => (wasSent ? `the portal may have taken the rules: ${lookFirst}` : 'nothing was submitted');
  await waiting.part('submitting the rules', hint, async () => {
    wasSent = true;
    try {
      const { status, body } = await client.exchange({
        method: 'POST',
        path: '/json_portal/generate',
        // A text within JSON: the portal parses it itself.
        body: {
          json_logic: JSON.stringify(rules),
          dataset_name_filter: datasetName,
          ...(tags === undefined ? {} : { tags }),
        },
        signal: waiting.signal,
        mutation: true,
      });
      id = status === 200 && isObject(body) ? idOf(body.id) : undefined;
      if (id === undefined) throw unexpectedAnswer(request, `status ${status} and no 'id' of a job`);
    } catch (error) {
      // The signal and the limit of time of the wait have words of their own.
      if (!(error instanceof RunRegistryError) || error instanceof AbortError || isCertainRefusal(error, request))
        throw error;
      throw withDoubt(error, 'the portal may have taken the rules all the same', lookFirst);
    }
  });
  return watch(client, id as unknown as number, waiting);
}
