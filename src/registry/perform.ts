import { AbortError, AuthenticationError, PermissionError, RunRegistryError } from '../errors.js';
import type { Proof } from '../mutation/response.js';
import { type Settled, settle } from '../mutation/settle.js';
import type { Client } from '../query/reading/client.js';
import { abortError, throwIfAborted } from '../signals.js';
import {
  type OperationOptions,
  type OperationOutcome,
  type OperationRequest,
  OperationResult,
  type OperationStatus,
} from './operation.js';

/** One run or dataset, and the change to make. */
export interface Job<Present> {
  readonly key: Pick<OperationOutcome, 'run_number' | 'dataset_name'>;
  /** Reads the present state; undefined if there is no such run or dataset. */
  read(signal: AbortSignal | undefined): Promise<Present | undefined>;
  /** Returns the part of the state that outcomes show. */
  show(present: Present): Readonly<Record<string, unknown>>;
  /** Returns why nothing needs to be sent; undefined if the change can be sent. */
  judge(present: Present): { readonly status: 'unchanged' | 'refused'; readonly reason: string } | undefined;
  request(present: Present): OperationRequest;
  /** Returns what a response of status 200 with this body proves. */
  proves(before: Present, body: unknown): Proof;
  /** Returns true if the state proves that the change happened. */
  happened(before: Present, after: Present): boolean;
  /** True if the registry applies the change only once, however often it is requested. */
  readonly isOnce: boolean;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Returns the reason for the status of a change, and what to do next. */
function explain<Present>({ status, error, readError }: Settled<Present>): Partial<OperationOutcome> {
  if (error === undefined) return {};
  const { message } = error;
  if (status === 'done') return { reason: `${message}. A read shows that the change happened` };
  if (status === 'unchanged') return { reason: 'The registry recorded no new version' };
  if (status === 'refused')
    return {
      reason: error.serverMessage || message,
      ...(error.hint && { hint: error.hint }),
      ...(error instanceof PermissionError && { groups: error.groups }),
    };
  const unread = readError === undefined ? '' : `. The read after it failed: ${messageOf(readError)}`;
  return { reason: `${message}${unread}`, hint: 'Read the present state before you retry.' };
}

interface Performed {
  readonly outcome: OperationOutcome;
  /** Why the operation cannot continue. */
  readonly stop?: RunRegistryError;
}

/** Returns true for an error after which no other request can succeed. */
const isFinal = (error: unknown): error is RunRegistryError =>
  error instanceof AuthenticationError ||
  error instanceof AbortError ||
  (error instanceof RunRegistryError && error.is('embedded-closed'));

/** Performs one job. @throws RunRegistryError if the change did not happen because no request reached the registry. */
async function perform<Present>(
  client: Client,
  job: Job<Present>,
  dryRun: boolean,
  signal: AbortSignal | undefined,
): Promise<Performed> {
  const present = await job.read(signal);
  if (present === undefined) {
    const reason = `No such ${job.key.dataset_name === undefined ? 'run' : 'dataset'}`;
    return { outcome: { ...job.key, status: 'refused', request: undefined, before: undefined, reason } };
  }
  const request = job.request(present);
  const outcome = (status: OperationStatus, about: Partial<OperationOutcome> = {}): OperationOutcome => ({
    ...job.key,
    status,
    request,
    before: job.show(present),
    ...about,
  });
  const judged = job.judge(present);
  if (judged !== undefined) return { outcome: outcome(judged.status, { reason: judged.reason }) };
  if (dryRun) return { outcome: outcome('planned') };
  throwIfAborted(signal, 'The operation');
  const settled = await settle<Present>({
    request: `${request.method} ${request.path}`,
    isOnce: job.isOnce,
    canRenew: client.usesTokens,
    send: () => client.exchange({ ...request, signal, mutation: true }),
    proves: (body) => job.proves(present, body),
    // The caller's signal may have aborted the request, so the read must not use it.
    read: () => job.read(undefined),
    happened: (state) => job.happened(present, state),
  });
  if (settled.status === 'unsent' && settled.error !== undefined) throw settled.error;
  const { readError } = settled;
  return {
    outcome: outcome(settled.status, explain(settled)),
    ...(isFinal(readError) && { stop: readError }),
  };
}

/** Performs jobs one after the other and returns the outcome of each, also after an error. */
export async function performAll<Present>(
  client: Client,
  jobs: readonly Job<Present>[],
  { dryRun = false, onProgress, signal }: OperationOptions,
): Promise<OperationResult> {
  const outcomes: OperationOutcome[] = [];
  let stopped: RunRegistryError | undefined;
  const unsent = (job: Job<Present>, { message, hint }: RunRegistryError): OperationOutcome => ({
    ...job.key,
    status: 'unsent',
    request: undefined,
    before: undefined,
    reason: message,
    ...(hint && { hint }),
  });
  for (const job of jobs) {
    if (signal?.aborted) stopped ??= abortError(signal, 'The operation');
    let outcome: OperationOutcome;
    if (stopped !== undefined) outcome = unsent(job, stopped);
    else
      try {
        const performed = await perform(client, job, dryRun, signal);
        outcome = performed.outcome;
        stopped = performed.stop;
      } catch (error) {
        if (!(error instanceof RunRegistryError)) throw error;
        if (isFinal(error)) stopped = error;
        outcome = unsent(job, error);
      }
    outcomes.push(outcome);
    try {
      // An async callback that rejects would end the process otherwise.
      await onProgress?.({ done: outcomes.length, total: jobs.length, last: outcome });
    } catch (error) {
      // The outcomes so far must not be lost.
      stopped ??= new RunRegistryError('callback-failed', `The callback onProgress failed: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }
  return new OperationResult(outcomes, stopped);
}
