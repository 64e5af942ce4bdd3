import { lookUpFlag } from '../catalogue/flag-lookup.js';
import type { FlagName } from '../catalogue/flags.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import {
  type DatasetState,
  datasetStates,
  type RunState,
  runStates,
  type Status,
  statuses,
} from '../catalogue/states.js';
import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import { checkOptions, checkSwitch } from '../expression/options.js';
import { together } from '../query/ahead.js';
import type { DatasetQuery, RunQuery } from '../query/builder.js';
import {
  type DatasetKey,
  type FlagVerdict,
  joined,
  type RrRange,
  rrRanges,
  sameVerdict,
} from '../query/lumisections.js';
import type { Client } from '../query/read.js';
import {
  datasetKeys,
  lookAtDataset,
  lookAtRun,
  type PresentRun,
  type RunOperation,
  runJob,
  runNumbers,
} from './jobs.js';
import { type Job, type OperationOptions, type OperationResult, performAll } from './operation.js';
import { checkKey, checkText, workspaces } from './reads.js';

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

/** What is set in which lumisections. */
export interface EditLumisections extends OperationOptions {
  /** `online` if nothing is said. */
  readonly dataset?: string;
  readonly flag: FlagName;
  /** First lumisection, from 1. */
  readonly start: number;
  /** Last lumisection; not beyond the last one of the dataset. */
  readonly end: number;
  readonly status: Exclude<Status, 'NO VALUE FOUND'>;
  /** Needed where the status is BAD: three letters or more. */
  readonly comment?: string;
  readonly cause?: string;
}

const common = ['dryRun', 'onProgress', 'signal'];

/** Options, checked. */
function checked<Options extends OperationOptions>(options: Options, own: readonly string[], of: string): Options {
  checkOptions(options, [...own, ...common], of);
  if (options.dryRun !== undefined) checkSwitch(options.dryRun, "the option 'dryRun'");
  return options;
}

function oneOf<Value extends string>(value: unknown, values: readonly Value[], what: string): Value {
  if (values.includes(value as Value)) return value as Value;
  throw new QueryError('bad-value', `${what} is ${describe(value)}`, {
    hint:
      didYouMean(typeof value === 'string' ? nearest(value, values) : []) ??
      `write one of ${values.map((one) => `'${one}'`).join(', ')}`,
  });
}

const refused = (reason: string) => ({ status: 'refused' as const, reason });
const unchanged = (reason: string) => ({ status: 'unchanged' as const, reason });

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
    oneOf(to, runStates, "the option 'to'");
    if (from !== undefined) oneOf(from, runStates, "the option 'from'");
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
        happened: (before, after) => after.version !== before.version,
        isOnce: false,
      },
      options,
    );
  }

  /** Gives open runs another class. */
  async changeRunClass(runs: Runs, newClass: string, options: OperationOptions = {}): Promise<OperationResult> {
    checked(options, [], 'changeRunClass()');
    checkText(newClass, 'a class of runs', "write one such as 'Cosmics22'");
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
    oneOf(to, datasetStates, "the option 'to'");
    if (from !== undefined) oneOf(from, datasetStates, "the option 'from'");
    checkText(workspace, 'a workspace', "write one such as 'global'");
    const keys = await datasetKeys(datasets, rest.signal);
    const known = await workspaces(this.#client, 'offline', rest.signal === undefined ? {} : { signal: rest.signal });
    // The registry would write a state of a workspace that there is none of.
    oneOf(workspace, ['global', ...known.map((one) => one.workspace)], "the option 'workspace'");
    const jobs = keys.map(
      (key): Job<{ readonly state: unknown }> => ({
        ...key,
        look: (signal) => lookAtDataset(this.#client, key, workspace, signal),
        show: (present) => ({ ...present }),
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

  /** Sets a flag in some lumisections of a run, or of a dataset. */
  async editLumisections(run: number, options: EditLumisections): Promise<OperationResult> {
    const own = ['dataset', 'flag', 'start', 'end', 'status', 'comment', 'cause'];
    const {
      dataset = 'online',
      comment = '',
      cause = '',
      status,
      start,
      end,
      ...rest
    } = checked(options, own, 'editLumisections()');
    const key = checkKey(run, dataset);
    const flag = lookUpFlag(rest.flag);
    oneOf(
      status,
      statuses.filter((one) => one !== 'NO VALUE FOUND'),
      "the option 'status'",
    );
    for (const [name, value] of Object.entries({ comment, cause }))
      if (typeof value !== 'string')
        throw new QueryError('bad-option', `the option '${name}' is ${describe(value)}`, { hint: 'write a text' });
    if (status === 'BAD' && comment.trim().length < 3)
      throw new QueryError('bad-option', 'lumisections are set BAD without a comment', {
        hint: 'say why in three letters or more: comment: …',
      });
    for (const [name, value] of Object.entries({ start, end }))
      if (!Number.isInteger(value) || value < 1)
        throw new QueryError('bad-option', `the option '${name}' is ${describe(value)}`, {
          hint: 'write the number of a lumisection, from 1',
        });
    if (end < start)
      throw new QueryError('bad-option', `lumisections ${start} to ${end} are the wrong way round`, {
        hint: `write start: ${end}, end: ${start}`,
      });
    const wanted: FlagVerdict = { status, comment, cause };
    const job: Job<PresentLumisections> = {
      run_number: key.run_number,
      dataset_name: key.dataset_name,
      look: (signal) => lookAtLumisections(this.#client, key, signal),
      show: ({ state, ranges }) => ({ state, ranges: verdicts(ranges, flag, start, end) }),
      judge: ({ state, ranges, last }) => {
        if (end > last) return refused(`the last lumisection is ${last}, and the dataset would grow to ${end}`);
        if (verdicts(ranges, flag, start, end).every((one) => sameVerdict(one, wanted)))
          return unchanged('it is so already');
        return key.dataset_name === 'online' && state !== 'OPEN'
          ? refused(`the run is ${state}, and must be OPEN`)
          : undefined;
      },
      request: () => ({
        method: 'PUT',
        path: '/lumisections/edit_rr_lumisections',
        body: { ...key, component: flag, new_lumisection_range: { start, end, status, comment, cause } },
      }),
      happened: (_, { ranges }) => verdicts(ranges, flag, start, end).every((one) => sameVerdict(one, wanted)),
      isOnce: false,
    };
    return performAll(this.#client, [job], rest);
  }
}

/** A dataset as edits of its lumisections look at it. */
interface PresentLumisections {
  /** State of the run. */
  readonly state: unknown;
  readonly ranges: readonly RrRange[];
  /** The last lumisection. */
  readonly last: number;
}

async function lookAtLumisections(
  client: Client,
  key: DatasetKey,
  signal: AbortSignal | undefined,
): Promise<PresentLumisections | undefined> {
  const [run, dataset, ranges] = await together(
    [
      (either) => lookAtRun(client, key.run_number, either),
      (either) => lookAtDataset(client, key, 'global', either),
      (either) => rrRanges(client, key, either),
    ],
    signal,
  );
  if (run === undefined || dataset === undefined) return undefined;
  return { state: run.state, ranges, last: ranges.at(-1)?.end ?? 0 };
}

/** What a flag is in some lumisections, range by range. */
const verdicts = (ranges: readonly RrRange[], flag: string, start: number, end: number) =>
  joined(
    ranges
      .filter((range) => range.start <= end && range.end >= start)
      .map((range) => ({
        start: Math.max(range.start, start),
        end: Math.min(range.end, end),
        ...((range.rr as Readonly<Record<string, FlagVerdict | undefined>>)[flag] ?? none),
      })),
    sameVerdict,
  );

const none: FlagVerdict = { status: undefined, comment: '', cause: '' };
