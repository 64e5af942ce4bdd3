import type { GuessedOperationResult } from '../catalogue/generated/guessed-members.js';
import { operationResult as guessed } from '../catalogue/guessed-result-members.js';
import type { RunRegistryError } from '../errors.js';
import { defineGuessed } from '../util/guessed.js';
import { limitArguments } from '../util/limit-arguments.js';
import { checkOneOf } from './arguments.js';

/**
 * The outcome of an operation for one run or dataset.
 *
 * - `done`: the change happened; the response or a read after it proves it;
 * - `unchanged`: it was already in the requested state and nothing was sent, or a refresh recorded no new version;
 * - `refused`: the change did not happen: a check, the registry or a proxy refused it, or a read after another response shows that
 *   nothing changed; see `reason`;
 * - `unknown`: neither the response nor a read proves whether the change happened;
 * - `planned`: a dry run would have sent it;
 * - `unsent`: the change did not happen: the operation stopped before, or the registry required a login.
 */
export type OperationStatus = 'done' | 'unchanged' | 'refused' | 'unknown' | 'planned' | 'unsent';

/** All statuses: an object, so that a missing one does not compile. */
const operationStatuses = Object.keys({
  done: 0,
  unchanged: 0,
  refused: 0,
  unknown: 0,
  planned: 0,
  unsent: 0,
} satisfies Record<OperationStatus, 0>);

/** A request of an operation. */
export interface OperationRequest {
  /** HTTP method. */
  readonly method: 'POST' | 'PUT';
  /** The path below the root of the API. */
  readonly path: string;
  /** The body as JSON; undefined for a request without one. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The outcome for one run or dataset. */
export interface OperationOutcome {
  /** CMS run number. */
  readonly run_number: number;
  /** Name of the dataset; undefined for operations on runs. */
  readonly dataset_name?: string;
  /** Outcome of the change. */
  readonly status: OperationStatus;
  /** The request that was sent, or would be sent. Undefined if there is no such run or dataset, or if it was not read. */
  readonly request: OperationRequest | undefined;
  /** The state before. Undefined if there is no such run or dataset, or if it was not read. */
  readonly before: Readonly<Record<string, unknown>> | undefined;
  /** The reason for the status. */
  readonly reason?: string;
  /** The next step, if one is needed. */
  readonly hint?: string;
  /** E-groups with the required permission, if the registry named them. */
  readonly groups?: readonly string[];
}

/** Options of every operation. */
export interface OperationOptions {
  /** Sends no change; returns the requests that would be sent, and the present state. */
  readonly dryRun?: boolean | undefined;
  /** Called after each run or dataset. A promise that it returns is awaited. */
  readonly onProgress?:
    | ((progress: {
        /** Runs or datasets processed so far. */
        readonly done: number;
        /** Runs or datasets of the operation. */
        readonly total: number;
        /** The outcome of the last one. */
        readonly last: OperationOutcome;
      }) => unknown)
    | undefined;
  /** Stops before the next run or dataset; the rest is `unsent`. */
  readonly signal?: AbortSignal | undefined;
}

/** The outcomes of an operation: each run or dataset once, in the given order. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members do not exist.
export class OperationResult {
  /** The outcomes, in the given order. */
  readonly outcomes: readonly OperationOutcome[];
  /** Why the operation stopped early: the caller's signal, a failed login, a closed client, or an `onProgress` that failed. */
  readonly stopped: RunRegistryError | undefined;

  /** @internal */
  constructor(outcomes: readonly OperationOutcome[], stopped: RunRegistryError | undefined) {
    this.outcomes = Object.freeze(outcomes);
    this.stopped = stopped;
  }

  /**
   * Returns the outcomes with a status.
   *
   * @throws QueryError `bad-value` for another status.
   * @example (await registry.operations.markSignificant([355102], { dryRun: true })).with('planned').length
   */
  with(status: OperationStatus): readonly OperationOutcome[] {
    checkOneOf(status, operationStatuses, 'a status of an operation');
    return this.outcomes.filter((outcome) => outcome.status === status);
  }

  /** True if every outcome is `done` or `unchanged`. */
  get isComplete(): boolean {
    return this.outcomes.every(({ status }) => status === 'done' || status === 'unchanged');
  }

  /** Returns one line for each outcome, and the number of outcomes of each status. */
  toString(): string {
    const counts = new Map<string, number>();
    for (const { status } of this.outcomes) counts.set(status, (counts.get(status) ?? 0) + 1);
    const sum = [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
    return [...this.outcomes.map(lineOf), sum === '' ? 'no outcomes' : sum].join('\n');
  }
}
limitArguments(OperationResult.prototype, { with: [1, 'Call with() for each status.'] });
defineGuessed(OperationResult.prototype, guessed, 'the result of an operation');

// Members that do not exist, with their hints. Not a docstring: editors would show it for the class.
export interface OperationResult extends GuessedOperationResult<OperationOutcome> {}

function lineOf({ run_number, dataset_name, status, reason, hint, groups = [] }: OperationOutcome): string {
  const key = dataset_name === undefined ? String(run_number) : `${run_number} ${dataset_name}`;
  const allowed = groups.length === 0 ? undefined : `Authorised e-groups: ${groups.join(', ')}`;
  const sentences = [reason, allowed, hint].filter((part) => part !== undefined);
  return [`${key}: ${status}`, ...sentences.map((part) => part.replace(/[.]$/, ''))].join('. ');
}
