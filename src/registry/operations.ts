import type { GuessedOperations } from '../catalogue/generated/guessed-members.js';
import { operations as guessed } from '../catalogue/guessed-client-members.js';
import { checkOptions, checkSwitch } from '../catalogue/options.js';
import { type DatasetState, datasetStates, type RunState, runStates } from '../catalogue/states.js';
import type { QueryFor } from '../expression/arguments.js';
import { checkString } from '../query/arguments.js';
import type { DatasetQuery, RunQuery } from '../query/builder.js';
import type { DatasetKey } from '../query/lumisections/ranges.js';
import type { Client } from '../query/reading/client.js';
import { defineGuessed } from '../util/guessed.js';
import { limitArguments } from '../util/limit-arguments.js';
import { checkOneOf } from './arguments.js';
import { isWorkspace } from './documents.js';
import { type EditLumisections, editJob } from './edit-lumisections.js';
import {
  type PresentDataset,
  type PresentRun,
  presentDataset,
  proofOf,
  type RunOperation,
  readDataset,
  refused,
  runJob,
  unchanged,
} from './jobs.js';
import type { OperationOptions, OperationResult } from './operation.js';
import { datasetKeys, runNumbers } from './operation-targets.js';
import { type Job, performAll } from './perform.js';
import { type CallOptions, get, readList } from './request.js';

export type { EditLumisections } from './edit-lumisections.js';

/** Runs: a number, several, or a query. */
export type Runs = number | readonly number[] | RunQuery<unknown>;

/** Datasets: several keys, or a query. */
export type Datasets = readonly DatasetKey[] | DatasetQuery<unknown>;

/** Options of `moveRuns`. */
export interface MoveRuns extends OperationOptions {
  /** The new state. */
  readonly to: RunState;
  /** Runs in another state are refused. The registry itself does not check it. */
  readonly from?: RunState | undefined;
}

/** Options of `moveDatasets`. */
export interface MoveDatasets extends OperationOptions {
  /** The new state. */
  readonly to: DatasetState;
  /** Datasets in another state are refused. The registry itself does not check it. */
  readonly from?: DatasetState | undefined;
  /** `global` by default. */
  readonly workspace?: string | undefined;
}

const common = ['dryRun', 'onProgress', 'signal'];

const moveRuns = "Write moveRuns([355100], { from: 'OPEN', to: 'SIGNOFF' }).";
const moveDatasets =
  "Write moveDatasets([{ run_number: 355100, dataset_name: 'online' }], { from: 'OPEN', to: 'SIGNOFF', workspace: 'tracker' }).";
const editLumisections =
  "Write editLumisections(355100, { flag: 'dt-dt', start: 1, end: 5, status: 'BAD', comment: 'HV trip' }).";

/** Hints for missing options. */
const calls: Readonly<Record<string, string>> = {
  'moveRuns()': moveRuns,
  'moveDatasets()': moveDatasets,
  'editLumisections()': editLumisections,
};

/** Checks the options that all operations share. */
function checkOperation<Options extends OperationOptions>(
  options: Options,
  own: readonly string[],
  of: string,
): Options {
  checkOptions(options, [...own, ...common], of, calls[of]);
  if (options.dryRun !== undefined) checkSwitch(options.dryRun, "the option 'dryRun'");
  return options;
}

/** Refuses a run that is not open: the registry only changes open runs. */
const mustBeOpen = ({ state }: PresentRun) => (state === 'OPEN' ? undefined : refused(`The run is ${state}, not OPEN`));

/**
 * Methods that change the registry, for users with the required e-group. Each processes its runs or datasets one by one: it reads the
 * state, then sends the change. With `dryRun`, it only reads.
 *
 * If the response does not prove the change, the method reads again, and retries only if the change did not happen. Refreshes, edits of
 * lumisections and moves of datasets are not idempotent: they are retried only if the registry cannot have received the first request;
 * otherwise the outcome is `unknown`. The result has an outcome for each run or dataset, even after an error. In a second call, completed
 * changes are `unchanged`.
 *
 * Every method throws a QueryError `bad-value` or `bad-option` for an invalid argument, and the errors of `all()` for a query. Errors of
 * other requests are in the result.
 *
 * @example
 * ```ts
 * const registry = new RunRegistry({ target: 'embedded' });
 * const open = registry.runs().where('run_number').between(355100, 355200).where('state').is('OPEN');
 * console.log(String(await registry.operations.moveRuns(open, { to: 'SIGNOFF', dryRun: true })));
 * await registry.close();
 * ```
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members do not exist.
export class Operations {
  readonly #client: Client;

  /** @internal */
  constructor(client: Client) {
    this.#client = client;
  }

  async #onRuns(runs: unknown, operation: RunOperation, options: OperationOptions): Promise<OperationResult> {
    const numbers = await runNumbers(this.#client, runs, options.signal);
    return performAll(
      this.#client,
      numbers.map((run) => runJob(this.#client, run, operation)),
      options,
    );
  }

  /**
   * Marks open runs as significant.
   *
   * @example console.log(String(await registry.operations.markSignificant([355102], { dryRun: true })));
   */
  async markSignificant<const Given>(
    runs: QueryFor<Given, 'runs', Runs>,
    options: OperationOptions = {},
  ): Promise<OperationResult> {
    checkOperation(options, [], 'markSignificant()');
    return this.#onRuns(
      runs,
      {
        request: (run_number) => ({ method: 'POST', path: '/runs/mark_significant', body: { run_number } }),
        judge: (run) => (run.significant === true ? unchanged('The run is already significant') : mustBeOpen(run)),
        happened: (_, after) => after.significant === true,
        isOnce: true,
      },
      options,
    );
  }

  /**
   * Moves runs to another state of online certification.
   *
   * @example await registry.operations.moveRuns([355102, 355103], { from: 'OPEN', to: 'SIGNOFF', dryRun: true })
   * @throws QueryError `bad-value` for an invalid run number or state.
   */
  async moveRuns<const Given>(runs: QueryFor<Given, 'runs', Runs>, options: MoveRuns): Promise<OperationResult> {
    const { from, to } = checkOperation(options, ['from', 'to'], 'moveRuns()');
    checkOneOf(to, runStates, "a run state for the option 'to'");
    if (from !== undefined) checkOneOf(from, runStates, "a run state for the option 'from'");
    return this.#onRuns(
      runs,
      {
        request: (run_number, { state }) => ({
          method: 'POST',
          path: `/runs/move_run/${encodeURIComponent(String(from ?? state))}/${to}`,
          body: { run_number },
        }),
        judge: ({ state }) => {
          if (state === to) return unchanged(`The state is already ${to}`);
          return from === undefined || state === from ? undefined : refused(`The state is ${state}, not ${from}`);
        },
        happened: (_, after) => after.state === to,
        isOnce: true,
      },
      options,
    );
  }

  /**
   * Reads the attributes and flags of open runs from OMS again, and recomputes the class and significance that the registry had set.
   * Values set by people are preserved.
   *
   * @example await registry.operations.resetAndRefreshRuns(355102, { dryRun: true })
   */
  async resetAndRefreshRuns<const Given>(
    runs: QueryFor<Given, 'runs', Runs>,
    options: OperationOptions = {},
  ): Promise<OperationResult> {
    checkOperation(options, [], 'resetAndRefreshRuns()');
    return this.#refresh(runs, 'reset_and_refresh_run', options);
  }

  /**
   * Reads the attributes and flags of open runs from OMS again.
   *
   * @example await registry.operations.refreshRuns(355102, { dryRun: true })
   */
  async refreshRuns<const Given>(
    runs: QueryFor<Given, 'runs', Runs>,
    options: OperationOptions = {},
  ): Promise<OperationResult> {
    checkOperation(options, [], 'refreshRuns()');
    return this.#refresh(runs, 'refresh_run', options);
  }

  #refresh(runs: unknown, route: string, options: OperationOptions): Promise<OperationResult> {
    return this.#onRuns(
      runs,
      {
        request: (run) => ({ method: 'POST', path: `/runs/${route}/${run}` }),
        judge: mustBeOpen,
        happened: (before, after) => after.version > before.version,
        isOnce: false,
        // The registry records nothing if OMS has nothing new, and if it failed to read the lumisections of the run.
        mayChangeNothing: true,
      },
      options,
    );
  }

  /**
   * Changes the class of open runs.
   *
   * @example await registry.operations.changeRunClass([355102], 'Commissioning22', { dryRun: true })
   */
  async changeRunClass<const Given>(
    runs: QueryFor<Given, 'runs', Runs>,
    newClass: string,
    options: OperationOptions = {},
  ): Promise<OperationResult> {
    checkOperation(options, [], 'changeRunClass()');
    checkString(newClass, 'a run class');
    return this.#onRuns(
      runs,
      {
        request: (run) => ({ method: 'PUT', path: `/manual_run_edit/${run}/class`, body: { class: newClass } }),
        judge: (run) => (run.class === newClass ? unchanged(`The class is already ${newClass}`) : mustBeOpen(run)),
        happened: (_, after) => after.class === newClass,
        isOnce: true,
      },
      options,
    );
  }

  /**
   * Moves datasets to another state in a workspace of offline certification. Opening a dataset in `global` that waits for the DQM GUI also
   * opens it in every workspace where it waits.
   *
   * @example
   * ```ts
   * const express = registry.datasets().where('dataset_name').like('%Express%').where('tracker_state').is('OPEN').limit(3);
   * console.log(String(await registry.operations.moveDatasets(express, { workspace: 'tracker', to: 'SIGNOFF', dryRun: true })));
   * ```
   * @throws QueryError `bad-value` for an invalid key or state, or an unknown workspace; the errors of the request for the workspaces.
   */
  async moveDatasets<const Given>(
    datasets: QueryFor<Given, 'datasets', Datasets>,
    options: MoveDatasets,
  ): Promise<OperationResult> {
    const {
      from,
      to,
      workspace = 'global',
      ...rest
    } = checkOperation(options, ['from', 'to', 'workspace'], 'moveDatasets()');
    checkOneOf(to, datasetStates, "a dataset state for the option 'to'");
    if (from !== undefined) checkOneOf(from, datasetStates, "a dataset state for the option 'from'");
    checkString(workspace, 'a workspace');
    const keys = await datasetKeys(this.#client, datasets, rest.signal);
    await this.#checkWorkspace(workspace, rest);
    const jobs = keys.map(
      (key): Job<PresentDataset> => ({
        key,
        read: (signal) => readDataset(this.#client, key, workspace, signal),
        show: (present) => ({ ...present }),
        proves: (_, body) => proofOf(presentDataset(body, key, workspace), (after) => after.state === to),
        judge: ({ state }) => {
          if (state === to) return unchanged(`The state is already ${to}`);
          if (state === undefined) return refused(`The dataset has no state in the workspace ${workspace}`);
          return from === undefined || state === from ? undefined : refused(`The state is ${state}, not ${from}`);
        },
        request: ({ state }) => ({
          method: 'POST',
          path: `/datasets/${encodeURIComponent(workspace)}/move_dataset/${encodeURIComponent(String(from ?? state))}/${encodeURIComponent(to)}`,
          body: { run_number: key.run_number, dataset_name: key.dataset_name, workspace },
        }),
        happened: (_, after) => after.state === to,
        isOnce: false,
      }),
    );
    return performAll(this.#client, jobs, rest);
  }

  /** Throws for an unknown workspace, in which the registry would store a state without an error. */
  async #checkWorkspace(workspace: string, options: CallOptions): Promise<void> {
    const workspaces = await readList(this.#client, get('/workspaces/offline', options), isWorkspace);
    checkOneOf(
      workspace,
      ['global', ...workspaces.map(({ workspace: name }) => name)],
      "a workspace for the option 'workspace'",
    );
  }

  /**
   * Sets a flag in some lumisections of a run or of a dataset.
   *
   * @example
   * ```ts
   * const result = await registry.operations.editLumisections(355102, {
   *   flag: 'dt-dt',
   *   start: 1,
   *   end: 5,
   *   status: 'BAD',
   *   comment: 'High voltage trip',
   *   dryRun: true,
   * });
   * console.log(String(result));
   * ```
   * @throws QueryError `unknown-flag`; `bad-value` for an invalid key or status; `bad-option`, also for the status BAD without a comment.
   */
  async editLumisections(run: number, options: EditLumisections): Promise<OperationResult> {
    const own = ['dataset', 'flag', 'start', 'end', 'status', 'comment', 'cause'];
    const job = editJob(this.#client, run, checkOperation(options, own, 'editLumisections()'));
    return performAll(this.#client, [job], options);
  }
}
limitArguments(Operations.prototype, {
  markSignificant: 2,
  moveRuns: [2, moveRuns],
  resetAndRefreshRuns: 2,
  refreshRuns: 2,
  changeRunClass: 3,
  moveDatasets: [2, moveDatasets],
  editLumisections: [2, editLumisections],
});
defineGuessed(Operations.prototype, guessed, "'operations'");

// Members that do not exist, with their hints. Not a docstring: editors would show it for the class.
export interface Operations extends GuessedOperations {}
