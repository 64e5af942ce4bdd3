import {
  AbortError,
  AuthenticationError,
  NotFoundError,
  PermissionError,
  RunRegistryError,
  ServerError,
  TimeoutError,
} from '../errors.js';
import type { Client } from '../query/read.js';
import { stoppedBy } from '../signals.js';

/**
 * How an operation went for one run or dataset.
 *
 * - `done`: it happened;
 * - `unchanged`: it was so already, and nothing was sent;
 * - `refused`: the registry, or a check before sending, said no, and nothing changed; `reason` tells why;
 * - `unknown`: the answer was lost, and what is there now does not tell whether it happened;
 * - `planned`: a dry run would have sent it;
 * - `unsent`: the work was stopped before its turn.
 */
export type OperationStatus = 'done' | 'unchanged' | 'refused' | 'unknown' | 'planned' | 'unsent';

/** A request of an operation, as it is or would be sent. */
export interface OperationRequest {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What became of one run or dataset. */
export interface OperationOutcome {
  readonly run_number: number;
  readonly dataset_name?: string;
  readonly status: OperationStatus;
  /** What was, or would be, sent. Undefined where there is nothing to send to. */
  readonly request: OperationRequest | undefined;
  /** What there was before; undefined where there is no such run or dataset, or it was not looked at. */
  readonly before: Readonly<Record<string, unknown>> | undefined;
  /** Why, in words. */
  readonly reason?: string;
  /** E-groups that are allowed to do it, where the registry named them. */
  readonly groups?: readonly string[];
}

/** How an operation goes on. */
export interface OperationOptions {
  /** Sends nothing, and says what would be sent and what there is now. */
  readonly dryRun?: boolean;
  /** Called after each run or dataset. */
  readonly onProgress?: (progress: {
    readonly done: number;
    readonly total: number;
    readonly last: OperationOutcome;
  }) => void;
  /** Stops before the next one; what was sent before is in the result. */
  readonly signal?: AbortSignal;
}

/** What became of every run or dataset, each once, in the order in which they were given. */
export class OperationResult {
  readonly outcomes: readonly OperationOutcome[];
  /** What stopped the work before its end: the caller's signal, or a token that is not accepted. */
  readonly stopped: RunRegistryError | undefined;

  constructor(outcomes: readonly OperationOutcome[], stopped: RunRegistryError | undefined) {
    this.outcomes = Object.freeze(outcomes);
    this.stopped = stopped;
  }

  /** Those with a status. */
  with(status: OperationStatus): readonly OperationOutcome[] {
    return this.outcomes.filter((outcome) => outcome.status === status);
  }

  /** Whether everything is now as it was asked for. */
  get isComplete(): boolean {
    return this.outcomes.every(({ status }) => status === 'done' || status === 'unchanged');
  }

  /** A line for each, and how many there are of each kind. */
  toString(): string {
    const counts = new Map<string, number>();
    for (const { status } of this.outcomes) counts.set(status, (counts.get(status) ?? 0) + 1);
    const lines = this.outcomes.map(({ run_number, dataset_name, status, reason, groups = [] }) =>
      [
        `${run_number}${dataset_name === undefined ? '' : ` ${dataset_name}`}: ${status}`,
        ...(reason === undefined ? [] : [reason]),
        ...(groups.length === 0 ? [] : [`allowed are ${groups.join(', ')}`]),
      ].join('; '),
    );
    const sum = [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
    return [...lines, sum === '' ? 'nothing to do' : sum].join('\n');
  }
}

/** One run or dataset, and what is to be done with it. */
export interface Job<Present> {
  readonly run_number: number;
  readonly dataset_name?: string;
  /** What there is now; undefined where there is no such run or dataset. */
  look(signal: AbortSignal | undefined): Promise<Present | undefined>;
  /** What of it is shown. */
  show(present: Present): Readonly<Record<string, unknown>>;
  /** Why nothing is to be sent. */
  judge(present: Present): { readonly status: 'unchanged' | 'refused'; readonly reason: string } | undefined;
  request(present: Present): OperationRequest;
  /** Whether it has happened, as far as what is there tells. */
  happened(before: Present, after: Present): boolean;
  /** Whether the registry itself does it only once, however often it is asked. */
  readonly isOnce: boolean;
}

/** The registry has read the request and said no: nothing changed, unless what is there says otherwise. */
const saidNo = (error: unknown): error is ServerError =>
  error instanceof ServerError &&
  error.status !== undefined &&
  (error.status < 500 || (error.status === 500 && (error.serverMessage ?? '') !== ''));

/** A proxy has answered in the registry's place: it has no registry to ask, or wants a login. */
const gotNowhere = (error: unknown): boolean =>
  error instanceof AuthenticationError || (error instanceof ServerError && error.status === 503);

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Does one job. Nothing is sent again unless a look has shown that it did not happen; what the registry would do twice, only where the
 * first request cannot be under way still.
 */
async function perform<Present>(
  client: Client,
  job: Job<Present>,
  dryRun: boolean,
  signal: AbortSignal | undefined,
): Promise<OperationOutcome> {
  const { run_number, dataset_name } = job;
  const key = { run_number, ...(dataset_name === undefined ? {} : { dataset_name }) };
  const present = await job.look(signal);
  if (present === undefined)
    return {
      ...key,
      status: 'refused',
      request: undefined,
      before: undefined,
      reason: `there is no such ${dataset_name === undefined ? 'run' : 'dataset'}`,
    };
  const request = job.request(present);
  const outcome = (status: OperationStatus, reason?: string): OperationOutcome => ({
    ...key,
    status,
    request,
    before: job.show(present),
    ...(reason === undefined ? {} : { reason }),
  });
  const judged = job.judge(present);
  if (judged !== undefined) return outcome(judged.status, judged.reason);
  if (dryRun) return outcome('planned');
  for (let attempt = 1; ; attempt++) {
    try {
      await client.request({ ...request, signal, mutation: true });
      return outcome('done');
    } catch (error) {
      if (error instanceof PermissionError)
        return { ...outcome('refused', error.serverMessage ?? error.message), groups: error.groups };
      // No token, or a login in the place of an answer: the registry has not seen the request. What looks like one may be no login.
      if (attempt === 1 && error instanceof AuthenticationError && error.status !== 200) throw error;
      if (error instanceof NotFoundError) return outcome('refused', error.message);
      // The answer was lost, or is a failure that can have come after the deed. The caller's signal may have ended the request: the
      // look goes on without it.
      const after = await job.look(undefined).catch(() => undefined);
      const happened = after !== undefined && job.happened(present, after);
      if (happened) return outcome('done', `there was no good answer (${wordsOf(error)}), and it has happened`);
      if (after !== undefined && saidNo(error)) return outcome('refused', error.serverMessage ?? error.message);
      // A registry that is slow may do it still.
      const mayCome =
        error instanceof TimeoutError || error instanceof AbortError || !(job.isOnce || gotNowhere(error));
      if (after === undefined || mayCome || attempt === 2)
        return outcome('unknown', `${wordsOf(error)}; look again before repeating it`);
    }
  }
}

/** Does all jobs one after the other, and tells what became of each, whatever happens. */
export async function performAll<Present>(
  client: Client,
  jobs: readonly Job<Present>[],
  { dryRun = false, onProgress, signal }: OperationOptions,
): Promise<OperationResult> {
  const outcomes: OperationOutcome[] = [];
  let stopped: RunRegistryError | undefined;
  for (const job of jobs) {
    const { run_number, dataset_name } = job;
    const unsent = (reason: string): OperationOutcome => ({
      run_number,
      ...(dataset_name === undefined ? {} : { dataset_name }),
      status: 'unsent',
      request: undefined,
      before: undefined,
      reason,
    });
    if (signal?.aborted) stopped ??= stoppedBy(signal, 'the operation');
    let outcome: OperationOutcome;
    if (stopped !== undefined) outcome = unsent(stopped.message);
    else
      try {
        outcome = await perform(client, job, dryRun, signal);
      } catch (error) {
        // Only looking, or the token, can end here: nothing was sent.
        if (!(error instanceof RunRegistryError)) throw error;
        if (error instanceof AuthenticationError || error instanceof AbortError) stopped = error;
        outcome = unsent(error.message);
      }
    outcomes.push(outcome);
    try {
      onProgress?.({ done: outcomes.length, total: jobs.length, last: outcome });
    } catch (error) {
      // What was done must not be lost with it.
      stopped ??= new RunRegistryError('callback-failed', `onProgress failed: ${wordsOf(error)}`, { cause: error });
    }
  }
  return new OperationResult(outcomes, stopped);
}
