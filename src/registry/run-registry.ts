/// <reference lib="esnext.disposable" preserve="true" />
import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import { checkOptions } from '../expression/options.js';
import type { Lumisection } from '../golden/lumisection.js';
import { deleteJson } from '../golden/portal/delete.js';
import { getJson } from '../golden/portal/get.js';
import { listJsons } from '../golden/portal/list.js';
import type { GeneratedJson, GenerateOptions, ListOptions, PortalJson, WaitOptions } from '../golden/portal/types.js';
import { waitForJson } from '../golden/portal/wait.js';
import type { JsonLogicDocument } from '../golden/types.js';
import type { LumiList, LumiListJSON } from '../lumi/index.js';
import type { DatasetQuery, RunQuery } from '../query/builder.js';
import { type AlignedRange, align } from '../query/lumisections/aligned.js';
import {
  type BitRange,
  type FlagRange,
  type OmsLumisection,
  type OmsRange,
  omsLumisections,
  omsRanges,
  type RrLumisection,
  type RrRange,
  rangesByBit,
  rangesByFlag,
  rrLumisections,
  rrRanges,
} from '../query/lumisections/ranges.js';
import { Query } from '../query/query.js';
import type { DatasetRow, RunRow } from '../query/reading/rows.js';
import type { RunRegistryOptions } from '../transport/options.js';
import { Transport } from '../transport/transport.js';
import { runAll } from '../util/concurrency.js';
import { type Builder, datasetBuilder, type GoldenBuilder, goldenBuilder, runBuilder } from './builders.js';
import {
  bitHistory,
  flagHistory,
  type LumisectionChange,
  type OmsLumisectionChange,
  type RunVersion,
  runHistory,
} from './history.js';
import type { OperationResult } from './operation.js';
import { Operations } from './operations.js';
import {
  type AcceptedDataset,
  acceptedDatasets,
  type CallOptions,
  type Cycle,
  checkKey,
  checkPart,
  checkRun,
  cycles,
  type DatasetHead,
  dataOfJson,
  datasetNames,
  oneDataset,
  oneRun,
  uniqueNames,
  type Workspace,
  waitingDatasets,
  workspaces,
} from './reads.js';

/**
 * A client of one Run Registry. The free functions `runs()` and `datasets()` use one that is made from the environment at their
 * first request; make your own to speak to another registry, or to two of them.
 *
 * @example
 * ```ts
 * const registry = new RunRegistry({ target: 'embedded' });
 * const row = await registry.runs().where('run_number').eq(355102).first();
 * await registry.close();
 * ```
 */
export class RunRegistry {
  readonly #transport: Transport;
  /** Queries for runs; see the free function `runs`. */
  readonly runs: Builder<RunQuery>;
  /** Queries for datasets; see the free function `datasets`. */
  readonly datasets: Builder<DatasetQuery>;
  /** Rules for golden JSONs, to be made by this registry; see the free function `goldenJson`. */
  readonly goldenJson: GoldenBuilder;
  /** What changes the registry, for those who are allowed to. */
  readonly operations: Operations;

  /** @throws QueryError for an unknown option or a value that makes no sense. */
  constructor(options: RunRegistryOptions = {}) {
    this.#transport = new Transport(options);
    this.runs = runBuilder(this.#transport);
    this.datasets = datasetBuilder(this.#transport);
    this.goldenJson = goldenBuilder(this.#transport);
    this.operations = new Operations(this.#transport);
  }

  /**
   * A run by its number, or undefined. One whose flags are not summed up yet is in no query, and is found here without flags.
   *
   * @example
   * ```ts
   * const registry = new RunRegistry({ target: 'embedded' });
   * console.log((await registry.getRun(355102))?.oms_attributes.energy);
   * await registry.close();
   * ```
   */
  async getRun(run: number, options: CallOptions = {}): Promise<RunRow | undefined> {
    checkOptions(options, ['signal'], 'getRun()');
    return oneRun(this.#transport, checkRun(run), options);
  }

  /** A dataset of a run by its name, or undefined. `online` is the run as shifters saw it. */
  async getDataset(run: number, dataset = 'online', options: CallOptions = {}): Promise<DatasetRow | undefined> {
    checkOptions(options, ['signal'], 'getDataset()');
    return oneDataset(this.#transport, checkKey(run, dataset), options);
  }

  /** Names of the datasets of a run; none for a run that the registry does not know. */
  async getDatasetNamesOfRun(run: number, options: CallOptions = {}): Promise<string[]> {
    checkOptions(options, ['signal'], 'getDatasetNamesOfRun()');
    return datasetNames(this.#transport, checkRun(run), options);
  }

  /** Names of all datasets that a query matches, each once. */
  async getUniqueDatasetNames(query: DatasetQuery<unknown>, options: CallOptions = {}): Promise<string[]> {
    checkOptions(options, ['signal'], 'getUniqueDatasetNames()');
    const given: unknown = query;
    const isQuery = given instanceof Query;
    if (!isQuery || Query.targetOf(given) !== 'datasets' || given.plan().limit !== undefined)
      throw new QueryError(
        'bad-value',
        `getUniqueDatasetNames() takes a query for datasets without a limit${isQuery ? '' : `, and ${describe(query)} is none`}`,
        { hint: "write datasets().where('run_number').gte(355100)" },
      );
    return uniqueNames(this.#transport, query.toFilter(), options);
  }

  /** Datasets that wait for the DQM GUI. */
  async getDatasetsWaiting(options: CallOptions = {}): Promise<DatasetHead[]> {
    checkOptions(options, ['signal'], 'getDatasetsWaiting()');
    return waitingDatasets(this.#transport, options);
  }

  /** Rules by which the registry takes datasets, of all classes of runs or of one. */
  async getDatasetsAccepted(runClass?: string, options: CallOptions = {}): Promise<AcceptedDataset[]> {
    checkOptions(options, ['signal'], 'getDatasetsAccepted()');
    const checked =
      runClass === undefined ? undefined : checkPart(runClass, 'a class of runs', "write one such as 'Cosmics22'");
    return acceptedDatasets(this.#transport, checked, options);
  }

  /** Cycles of certification with their datasets, by the states of a workspace. */
  async getCycles(workspace = 'global', options: CallOptions = {}): Promise<Cycle[]> {
    checkOptions(options, ['signal'], 'getCycles()');
    return cycles(this.#transport, checkPart(workspace, 'a workspace', "write one such as 'global'"), options);
  }

  /** The workspaces with their flags, as they are at present. */
  async getWorkspaces(kind: 'online' | 'offline', options: CallOptions = {}): Promise<Workspace[]> {
    checkOptions(options, ['signal'], 'getWorkspaces()');
    if (kind !== 'online' && kind !== 'offline')
      throw new QueryError('bad-value', `workspaces are online or offline, and not ${describe(kind)}`, {
        hint: "write 'online' or 'offline'",
      });
    return workspaces(this.#transport, kind, options);
  }

  /** Flags of every lumisection of a dataset; none for one that the registry does not know. */
  async getLumisections(run: number, dataset = 'online', options: CallOptions = {}): Promise<RrLumisection[]> {
    checkOptions(options, ['signal'], 'getLumisections()');
    return rrLumisections(this.#transport, checkKey(run, dataset), options.signal);
  }

  /** Bits and luminosities of every lumisection; where OMS lost one, `gap` says so in the place of `oms`. */
  async getOmsLumisections(run: number, dataset = 'online', options: CallOptions = {}): Promise<OmsLumisection[]> {
    checkOptions(options, ['signal'], 'getOmsLumisections()');
    return omsLumisections(this.#transport, checkKey(run, dataset), options.signal);
  }

  /**
   * Flags of a dataset as ranges of lumisections that are alike.
   *
   * @example
   * ```ts
   * const registry = new RunRegistry({ target: 'embedded' });
   * const ranges = await registry.getLumisectionRanges(355102);
   * console.log(LumiList.fromRanges(355102, ranges, ({ rr }) => rr['dt-dt']?.status === 'GOOD').toCmssw());
   * await registry.close();
   * ```
   */
  async getLumisectionRanges(run: number, dataset = 'online', options: CallOptions = {}): Promise<RrRange[]> {
    checkOptions(options, ['signal'], 'getLumisectionRanges()');
    return rrRanges(this.#transport, checkKey(run, dataset), options.signal);
  }

  /** Ranges of each flag by its name. A lumisection without a status has the status undefined. */
  async getLumisectionRangesByComponent(
    run: number,
    dataset = 'online',
    options: CallOptions = {},
  ): Promise<Readonly<Record<string, readonly FlagRange[]>>> {
    return rangesByFlag(await this.getLumisectionRanges(run, dataset, options));
  }

  /** Bits as ranges of lumisections that are alike, without luminosities. */
  async getOmsLumisectionRanges(run: number, dataset = 'online', options: CallOptions = {}): Promise<OmsRange[]> {
    checkOptions(options, ['signal'], 'getOmsLumisectionRanges()');
    return omsRanges(this.#transport, checkKey(run, dataset), options.signal);
  }

  /** Ranges of each bit and number of OMS by its name. */
  async getOmsLumisectionRangesByBit(
    run: number,
    dataset = 'online',
    options: CallOptions = {},
  ): Promise<Readonly<Record<string, readonly BitRange[]>>> {
    return rangesByBit(await this.getOmsLumisections(run, dataset, options));
  }

  /** Flags and bits together, aligned by the numbers of the lumisections. What one side does not know is undefined. */
  async getJointLumisectionRanges(run: number, dataset = 'online', options: CallOptions = {}): Promise<AlignedRange[]> {
    checkOptions(options, ['signal'], 'getJointLumisectionRanges()');
    const key = checkKey(run, dataset);
    const [flags, bits] = await runAll(
      [(signal) => rrRanges(this.#transport, key, signal), (signal) => omsRanges(this.#transport, key, signal)],
      options.signal,
    );
    return align(flags, bits);
  }

  /** Every change of a run, the oldest first; none for one that the registry does not know. */
  async getRunWithHistory(run: number, options: CallOptions = {}): Promise<RunVersion[]> {
    checkOptions(options, ['signal'], 'getRunWithHistory()');
    return runHistory(this.#transport, checkRun(run), options);
  }

  /** Every change of the flags of a dataset, the oldest first. */
  async getLumisectionHistory(
    run: number,
    dataset = 'online',
    options: CallOptions = {},
  ): Promise<LumisectionChange[]> {
    checkOptions(options, ['signal'], 'getLumisectionHistory()');
    return flagHistory(this.#transport, checkKey(run, dataset), options);
  }

  /** Every change of the bits of a dataset, the oldest first. */
  async getOmsLumisectionHistory(
    run: number,
    dataset = 'online',
    options: CallOptions = {},
  ): Promise<OmsLumisectionChange[]> {
    checkOptions(options, ['signal'], 'getOmsLumisectionHistory()');
    return bitHistory(this.#transport, checkKey(run, dataset), options);
  }

  /**
   * What golden JSON sees of each lumisection of a list, in one dataset: what `evaluate` and `trace` take.
   *
   * @example
   * ```ts
   * const registry = new RunRegistry({ target: 'embedded' });
   * for (const one of await registry.getDataOfJson({ 355102: [[1, 2]] }))
   *   console.log(String(goldenJson().flag('dt-dt').is('GOOD').trace(one)));
   * await registry.close();
   * ```
   */
  async getDataOfJson(
    list: LumiList | LumiListJSON,
    dataset = 'online',
    options: CallOptions = {},
  ): Promise<Lumisection[]> {
    checkOptions(options, ['signal'], 'getDataOfJson()');
    return dataOfJson(this.#transport, list, checkKey(1, dataset).dataset_name, options);
  }

  /**
   * Has the JSON portal make a golden JSON from a document of JSON logic, which is checked first: what the Python client's
   * `create_json` does. `goldenJson()` builds such documents.
   * @throws QueryError where the document has an error; JobError, TimeoutError, AbortError.
   */
  async createJson(jsonLogic: JsonLogicDocument | string, options: GenerateOptions): Promise<GeneratedJson> {
    const { golden, problems } = this.goldenJson.parse(jsonLogic);
    const wrong = problems.find(({ severity }) => severity === 'error');
    if (wrong !== undefined)
      throw new QueryError('bad-json-logic', `${wrong.message} (at ${wrong.path || 'the top'})`, { hint: wrong.hint });
    return golden.generate(options);
  }

  /**
   * Golden JSONs of the JSON portal: jobs that wait, are active or have failed, and the newest ten that are done.
   *
   * @example
   * ```ts
   * const registry = new RunRegistry({ target: 'embedded' });
   * for (const json of await registry.listJsons({ filter: 'mine' })) console.log(json.id, json.state);
   * await registry.close();
   * ```
   */
  async listJsons(options: ListOptions = {}): Promise<readonly PortalJson[]> {
    checkOptions(options, ['filter', 'before', 'signal'], 'listJsons()');
    return listJsons(this.#transport, options);
  }

  /**
   * A golden JSON of the portal by its id, in whatever state its job is: `done` with its lists and luminosities, `waiting`, `active`
   * or `failed` with the reason.
   * @throws NotFoundError where there is none.
   */
  async getJson(id: number, options: CallOptions = {}): Promise<PortalJson> {
    checkOptions(options, ['signal'], 'getJson()');
    return getJson(this.#transport, id, options);
  }

  /**
   * Waits until a job of the portal is done, and with `complete` until its losses are worked out.
   * @throws JobError where it fails, TimeoutError, AbortError.
   */
  async waitForJson(id: number, options: WaitOptions = {}): Promise<GeneratedJson> {
    checkOptions(options, ['complete', 'onProgress', 'signal', 'timeout', 'pollDelay'], 'waitForJson()');
    return waitForJson(this.#transport, id, options);
  }

  /**
   * Takes a golden JSON off the lists of the portal; by its id it can still be read.
   * @throws NotFoundError where there is none, ServerError where somebody else made it.
   */
  async deleteJson(id: number, options: CallOptions = {}): Promise<GeneratedJson> {
    checkOptions(options, ['signal'], 'deleteJson()');
    return deleteJson(this.#transport, id, options);
  }

  /** See {@link Operations.markSignificant}. */
  markSignificant(...given: Parameters<Operations['markSignificant']>): Promise<OperationResult> {
    return this.operations.markSignificant(...given);
  }

  /** See {@link Operations.moveRuns}. */
  moveRuns(...given: Parameters<Operations['moveRuns']>): Promise<OperationResult> {
    return this.operations.moveRuns(...given);
  }

  /** See {@link Operations.moveDatasets}. */
  moveDatasets(...given: Parameters<Operations['moveDatasets']>): Promise<OperationResult> {
    return this.operations.moveDatasets(...given);
  }

  /** See {@link Operations.resetAndRefreshRuns}. */
  resetAndRefreshRuns(...given: Parameters<Operations['resetAndRefreshRuns']>): Promise<OperationResult> {
    return this.operations.resetAndRefreshRuns(...given);
  }

  /** See {@link Operations.refreshRuns}. */
  refreshRuns(...given: Parameters<Operations['refreshRuns']>): Promise<OperationResult> {
    return this.operations.refreshRuns(...given);
  }

  /** See {@link Operations.editLumisections}. */
  editLumisections(...given: Parameters<Operations['editLumisections']>): Promise<OperationResult> {
    return this.operations.editLumisections(...given);
  }

  /** See {@link Operations.changeRunClass}. */
  changeRunClass(...given: Parameters<Operations['changeRunClass']>): Promise<OperationResult> {
    return this.operations.changeRunClass(...given);
  }

  /** Stops the embedded registry, where this client started one. Other registries need no goodbye. */
  async close(): Promise<void> {
    await this.#transport.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
