import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Target } from '../print/formula.js';
import { Query } from '../query/query.js';
import type { StoredRange } from '../query/reading/client.js';
import { throwIfAborted } from '../signals.js';
import { mapConcurrent } from '../util/concurrency.js';
import type { JsonObject } from '../util/json-object.js';
import { version } from '../version.js';
import { checkFiles, damagedPart, isDamage } from './check.js';
import { DuckDB, parquet } from './duckdb.js';
import { ignoreFailure, type Place } from './files.js';
import { merge } from './merge.js';
import { removeOthers } from './own-files.js';
import { readLumisections, rowChunks } from './read-registry.js';
import { datasetKey, hashOf, rowHashes, Staging, type StagingPlan, stagingName } from './staging.js';
import { formatVersion, type MirrorCounts, type MirrorFile, type MirrorState, writeState } from './state.js';
import { fingerprint, irregularities } from './tables.js';

/** Progress of writing a mirror. */
export interface MirrorProgress {
  /** Runs read so far. */
  readonly runs: number;
  /** Datasets read so far. */
  readonly datasets: number;
  /** Datasets whose lumisections were read; those of the others have not changed. */
  readonly changed: number;
}

/** Options of `writeMirror()` and `updateMirror()`. */
export interface MirrorOptions {
  /** Aborts the call, which rejects with an AbortError. The mirror is unchanged, and the next call resumes. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each dataset. A promise that it returns is awaited. */
  readonly onProgress?: ((progress: MirrorProgress) => unknown) | undefined;
}

/** The result of a write. */
export interface WrittenMirror {
  /** The directory, as passed. */
  readonly directory: string;
  /** When the reading began. Later changes can be missing. */
  readonly readAt: Date;
  /** Numbers of rows. */
  readonly counts: MirrorCounts;
  /** Datasets whose lumisections were read. */
  readonly changed: number;
}

/** The rows that need not be read again, by key. */
type Known = ReadonlyMap<string, { readonly part: string; readonly hash: string }>;

/** One write of a mirror. */
class Writing {
  readonly #query: Query;
  readonly #staging: Staging;
  readonly #known: { readonly runs: Known; readonly datasets: Known };
  readonly #options: MirrorOptions;
  readonly runs = new Map<number, string>();
  readonly datasets = new Map<number, Map<string, string>>();
  #datasetCount = 0;
  #changed = 0;

  constructor(
    query: Query,
    staging: Staging,
    known: { readonly runs: Known; readonly datasets: Known },
    options: MirrorOptions,
  ) {
    this.#query = query;
    this.#staging = staging;
    this.#known = known;
    this.#options = options;
  }

  get progress(): MirrorProgress {
    return { runs: this.runs.size, datasets: this.#datasetCount, changed: this.#changed };
  }

  /** Reads all rows, and the lumisections of changed datasets. */
  async read(): Promise<void> {
    const { signal } = this.#options;
    for await (const chunk of rowChunks(this.#query, signal)) {
      throwIfAborted(signal, 'Writing a mirror');
      const runs = await this.#reuse('runs', chunk.runs);
      const datasets = await this.#reuse('datasets', chunk.datasets);
      const part =
        runs.length + datasets.length === 0
          ? ''
          : await this.#staging.add({ runs, datasets, lumisections: () => this.#lumisections(datasets) });
      for (const row of runs) this.#addRun(row, part);
      for (const row of datasets) this.#addDataset(row, part);
    }
  }

  /** Takes rows from the old state or an earlier part, and returns those that are new or have changed. */
  async #reuse(table: 'runs' | 'datasets', rows: readonly JsonObject[]): Promise<JsonObject[]> {
    const others: JsonObject[] = [];
    for (const row of rows) {
      const { run_number, dataset_name = '' } = datasetKey(row);
      const stored = this.#known[table].get(`${run_number} ${dataset_name}`);
      if (stored === undefined || stored.hash !== hashOf(row)) others.push(row);
      else if (table === 'runs') this.#addRun(row, stored.part);
      else {
        this.#addDataset(row, stored.part);
        this.#datasetCount++;
        await this.#report();
      }
    }
    return others;
  }

  #addRun(row: JsonObject, part: string): void {
    this.runs.set(datasetKey(row).run_number, part);
  }

  #addDataset(row: JsonObject, part: string): void {
    const { run_number, dataset_name } = datasetKey(row);
    const names = this.datasets.get(run_number) ?? new Map<string, string>();
    this.datasets.set(run_number, names.set(dataset_name, part));
  }

  async *#lumisections(
    datasets: readonly JsonObject[],
  ): AsyncGenerator<readonly [dataset: JsonObject, ranges: readonly StoredRange[]], void, undefined> {
    const client = Query.clientOf(this.#query);
    const read = async (row: JsonObject, signal: AbortSignal) =>
      [row, await readLumisections(client, datasetKey(row), signal)] as const;
    for await (const item of mapConcurrent(datasets, client.concurrency, read, this.#options.signal)) {
      yield item;
      this.#datasetCount++;
      this.#changed++;
      await this.#report();
    }
  }

  async #report(): Promise<void> {
    await this.#options.onProgress?.(this.progress);
  }
}

/** Returns the rows of the old state by key. */
async function hashesOf(database: DuckDB, directory: string, state: MirrorState, table: 'runs' | 'datasets') {
  const paths = state.files.filter((file) => file.table === table).map(({ path }) => join(directory, path));
  return [...(await rowHashes(database, table, paths))].map(([key, hash]) => [key, { part: '', hash }] as const);
}

async function countLumisections(database: DuckDB, directory: string, files: readonly MirrorFile[]): Promise<number> {
  const paths = files.filter(({ table }) => table === 'lumisections').map(({ path }) => join(directory, path));
  if (paths.length === 0) return 0;
  return Number((await database.run(`SELECT sum(hi - lo + 1) FROM ${parquet(paths)}`))?.[0]);
}

/** A write of a mirror. */
export interface WriteInput extends Place {
  readonly query: Query;
  readonly options: MirrorOptions;
  /** The state to update; undefined to read everything. */
  readonly old: MirrorState | undefined;
}

/** Returns the JSON of a query without the size of its pages, which does not change its rows. */
export function queryJson(query: Query): MirrorState['query'] {
  const { pageSize: _size, ...json } = query.toJSON();
  return json as MirrorState['query'];
}

async function openWriting(
  database: DuckDB,
  staging: Staging,
  { query, path, options, old }: WriteInput,
): Promise<Writing> {
  const knownIn = async (table: 'runs' | 'datasets') =>
    new Map([
      ...(old === undefined ? [] : await hashesOf(database, path, old, table)),
      ...(await staging.hashes(table)),
    ]);
  return new Writing(query, staging, { runs: await knownIn('runs'), datasets: await knownIn('datasets') }, options);
}

/** How to find values that columns do not preserve. */
interface Search {
  readonly database: DuckDB;
  readonly target: Target;
  readonly paths: readonly string[];
}

/** Returns those of some attributes and flags that the columns of any row do not preserve. Reads no row if there are no names. */
async function irregularIn({ database, target, paths }: Search, names: readonly string[]): Promise<string[]> {
  const missing = new Set(names);
  const namesOf = irregularities(target);
  if (paths.length > 0 && missing.size > 0)
    for await (const rows of database.stream(`SELECT "row" FROM ${parquet(paths)}`)) {
      for (const [json] of rows) for (const name of namesOf(JSON.parse(json as string))) missing.delete(name);
      if (missing.size === 0) break;
    }
  return names.filter((name) => !missing.has(name));
}

/** Reads the rows into parts, merges them with the old state, and replaces the state. */
async function writeInto(database: DuckDB, plan: StagingPlan, input: WriteInput): Promise<WrittenMirror> {
  const { directory, path, query, options, old } = input;
  const staging = await Staging.open(database, path, plan);
  const writing = await openWriting(database, staging, input);
  await writing.read();
  const { signal } = options;
  const oldFiles = old?.files ?? [];
  const files = await merge({ database, place: input, staging, oldFiles, sources: writing });
  throwIfAborted(signal, 'Writing a mirror');
  const { runs, datasets, changed } = writing.progress;
  const counts = { runs, datasets, lumisections: await countLumisections(database, path, files) };
  const irregular = async (target: Target) => {
    const written = staging.irregular[target];
    const paths = files.filter(({ table }) => table === target).map((file) => join(path, file.path));
    const before = (old?.irregular[target] ?? []).filter((name) => !written.has(name));
    return [...written, ...(await irregularIn({ database, target, paths }, before))];
  };
  await writeState(path, {
    format: formatVersion,
    ...plan,
    sentence: String(query),
    readAt: staging.startedAt,
    completedAt: new Date().toISOString(),
    counts,
    files,
    irregular: { runs: await irregular('runs'), datasets: await irregular('datasets') },
  });
  // The new state is complete. If these files remain, the next write removes them.
  await ignoreFailure(() => staging.discard());
  await ignoreFailure(() => removeOthers(path, files));
  return Object.freeze({ directory, readAt: new Date(staging.startedAt), counts: Object.freeze(counts), changed });
}

/** Writes a mirror into a directory that is marked as being written. */
export async function write(input: WriteInput): Promise<WrittenMirror> {
  const { path, query, options, old } = input;
  const registry = Query.clientOf(query).url;
  await mkdir(join(path, stagingName), { recursive: true });
  const database = await DuckDB.open(path, join(path, stagingName, 'temporary'), options.signal);
  const plan = { library: version, catalogue: fingerprint(), registry, query: queryJson(query) };
  try {
    return await writeInto(database, plan, input);
  } catch (error) {
    if (!isDamage(error)) throw error;
    // A file was damaged after it was checked.
    if (old !== undefined) await checkFiles(input, old, { cause: error });
    throw damagedPart(input, error);
  } finally {
    database.close();
  }
}
