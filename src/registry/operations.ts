import { type DatasetState, datasetStates, type RunState, runStates } from '../catalogue/states.js';
import { checkOptions, checkSwitch } from '../expression/options.js';
import type { DatasetQuery, RunQuery } from '../query/builder.js';
import type { DatasetKey } from '../query/lumisections/ranges.js';
import type { Client } from '../query/reading/client.js';
import { checkOneOf, checkString, classHint, workspaceHint } from './arguments.js';
import { isWorkspace } from './documents.js';
import { type EditLumisections, editJob } from './edit-lumisections.js';
import {
  datasetKeys,
  type PresentDataset,
  type PresentRun,
  presentDataset,
  proofOf,
  type RunOperation,
  readDataset,
  refused,
  runJob,
  runNumbers,
  unchanged,
} from './jobs.js';
import type { OperationOptions, OperationResult } from './operation.js';
import { type Job, performAll } from './perform.js';
import { type CallOptions, get, readList } from './request.js';

export type { EditLumisections } from './edit-lumisections.js';

/** Which runs: a number, several, or a query. */
export type Runs = number | readonly number[] | RunQuery<unknown>;

/** Which datasets: several by their keys, or a query. */
export type Datasets = readonly DatasetKey[] | DatasetQuery<unknown>;

/** From which state to which. */
export interface MoveRuns extends OperationOptions {
  readonly to: RunState;
  /** Runs in another state are refused; the registry itself does not look at it. */
  readonly from?: RunState;
}

/** In which workspace, and from which state to which. */
export interface MoveDatasets extends OperationOptions {
  readonly to: DatasetState;
  /** Datasets in another state are refused; the registry itself does not look at it. */
  readonly from?: DatasetState;
  /** `global` if nothing is said. */
  readonly workspace?: string;
}

const common = ['dryRun', 'onProgress', 'signal'];

/** Options, checked. */
function checked<Options extends OperationOptions>(options: Options, own: readonly string[], of: string): Options {
  checkOptions(options, [...own, ...common], of);
  if (options.dryRun !== undefined) checkSwitch(options.dryRun, "the option 'dryRun'");
  return options;
}

/** The registry changes only runs that are open. */
const mustBeOpen = ({ state }: PresentRun) =>
  state === 'OPEN' ? undefined : refused(`the run is ${state}, and must be OPEN`);

/**
 * What changes the registry: for shifters and experts, by a token that is allowed to. Arguments are checked here first. Each run is looked
 * at before anything is sent, one after the other; `dryRun` ends there. A request whose answer is lost is not sent again before a look has
 * shown that it did not happen; refreshes, edits of lumisections and moves of datasets, which the registry would do twice, only where no
 * registry can have got the first one, and else they are `unknown`. The result has every run, whatever went wrong in the middle; doing the
 * same again finds what is done unchanged.
 *
 * @example
 * ```ts
 * const registry = new RunRegistry({ target: 'embedded' });
 * const open = registry.runs().where('run_number').between(355100, 355200).where('state').is('OPEN');
 * console.log(String(await registry.operations.moveRuns(open, { to: 'SIGNOFF', dryRun: true })));
 * await registry.close();
 * ```
 */
export class Operations {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async #onRuns(runs: Runs, operation: RunOperation, options: OperationOptions): Promise<OperationResult> {
    const numbers = await runNumbers(runs, options.signal);
    return performAll(
      this.#client,
      numbers.map((run) => runJob(this.#client, run, operation)),
      options,
    );
  }

  /** Marks open runs as significant. */
  async markSignificant(runs: Runs, options: OperationOptions = {}): Promise<OperationResult> {
    checked(options, [], 'markSignificant()');
    return this.#onRuns(
      runs,
      {
        request: (run_number) => ({ method: 'POST', path: '/runs/mark_significant', body: { run_number } }),
        judge: (run) => (run.significant === true ? unchanged('it is significant already') : mustBeOpen(run)),
        happened: (_, after) => after.significant === true,
        isOnce: true,
      },
      options,
    );
  }

  /** Moves runs to another state of online certification. */
  async moveRuns(runs: Runs, options: MoveRuns): Promise<OperationResult> {
    const { from, to } = checked(options, ['from', 'to'], 'moveRuns()');
    checkOneOf(to, runStates, "the option 'to'");
    if (from !== undefined) checkOneOf(from, runStates, "the option 'from'");
    return this.#onRuns(
      runs,
      {
        request: (run_number, { state }) => ({
          method: 'POST',
          path: `/runs/move_run/${encodeURIComponent(String(from ?? state))}/${to}`,
          body: { run_number },
        }),
        judge: ({ state }) => {
          if (state === to) return unchanged(`it is ${to} already`);
          return from === undefined || state === from ? undefined : refused(`it is ${state}, not ${from}`);
        },
        happened: (_, after) => after.state === to,
        isOnce: true,
      },
      options,
    );
  }

  /**
   * Has the registry take the attributes and flags of open runs from OMS again, and work out class and significance anew where it had set
   * them itself; what people have set stays.
   */
  async resetAndRefreshRuns(runs: Runs, options: OperationOptions = {}): Promise<OperationResult> {
    checked(options, [], 'resetAndRefreshRuns()');
    return this.#refresh(runs, 'reset_and_refresh_run', options);
  }

  /** Has the registry take the attributes and flags of open runs from OMS again. */
  async refreshRuns(runs: Runs, options: OperationOptions = {}): Promise<OperationResult> {
    checked(options, [], 'refreshRuns()');
    return this.#refresh(runs, 'refresh_run', options);
  }

  #refresh(runs: Runs, route: string, options: OperationOptions): Promise<OperationResult> {
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

  /** Gives open runs another class. */
  async changeRunClass(runs: Runs, newClass: string, options: OperationOptions = {}): Promise<OperationResult> {
    checked(options, [], 'changeRunClass()');
    checkString(newClass, 'a class of runs', classHint);
    return this.#onRuns(
      runs,
      {
        request: (run) => ({ method: 'PUT', path: `/manual_run_edit/${run}/class`, body: { class: newClass } }),
        judge: (run) => (run.class === newClass ? unchanged(`its class is ${newClass} already`) : mustBeOpen(run)),
        happened: (_, after) => after.class === newClass,
        isOnce: true,
      },
      options,
    );
  }

  /** Moves datasets to another state in a workspace of offline certification. */
  async moveDatasets(datasets: Datasets, options: MoveDatasets): Promise<OperationResult> {
    const { from, to, workspace = 'global', ...rest } = checked(options, ['from', 'to', 'workspace'], 'moveDatasets()');
    checkOneOf(to, datasetStates, "the option 'to'");
    if (from !== undefined) checkOneOf(from, datasetStates, "the option 'from'");
    checkString(workspace, 'a workspace', workspaceHint);
    const keys = await datasetKeys(datasets, rest.signal);
    await this.#checkWorkspace(workspace, rest);
    const jobs = keys.map(
      (key): Job<PresentDataset> => ({
        ...key,
        read: (signal) => readDataset(this.#client, key, workspace, signal),
        show: (present) => ({ ...present }),
        proves: (_, body) => proofOf(presentDataset(body, key, workspace), (after) => after.state === to),
        judge: ({ state }) => {
          if (state === to) return unchanged(`it is ${to} already`);
          if (state === undefined) return refused(`it has no state in the workspace ${workspace}`);
          return from === undefined || state === from ? undefined : refused(`it is ${state}, not ${from}`);
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
    checkOneOf(workspace, ['global', ...workspaces.map((one) => one.workspace)], "the option 'workspace'");
  }

  /** Sets a flag in some lumisections of a run or of a dataset. */
  async editLumisections(run: number, options: EditLumisections): Promise<OperationResult> {
    const own = ['dataset', 'flag', 'start', 'end', 'status', 'comment', 'cause'];
    const job = editJob(this.#client, run, checked(options, own, 'editLumisections()'));
    return performAll(this.#client, [job], options);
  }
}
