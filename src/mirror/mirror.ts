/// <reference lib="esnext.disposable" preserve="true" />
import { join } from 'node:path';
import type { GuessedMirror } from '../catalogue/generated/guessed-members.js';
import { mirror as guessed } from '../catalogue/guessed-result-members.js';
import { AbortError, MirrorError, RunRegistryError } from '../errors.js';
import type { Target } from '../print/formula.js';
import type { Direction } from '../print/order.js';
import type { QuerySpec } from '../print/plan.js';
import type { DatasetQuery, QueryJson, RunQuery } from '../query/builder.js';
import type { DatasetKey } from '../query/lumisections/ranges.js';
import type { Client, ClientRequest, RowSource, StoredRange } from '../query/reading/client.js';
import type { Rows } from '../query/reading/page.js';
import { type Builder, datasetBuilder, runBuilder } from '../registry/builders.js';
import { throwIfAborted } from '../signals.js';
import { type Column, columnsOf } from '../sql/tables.js';
import { defineGuessed } from '../util/guessed.js';
import { inspect } from '../util/inspect.js';
import type { JsonObject } from '../util/json-object.js';
import { checkArgumentCount, limitArguments } from '../util/limit-arguments.js';
import { checkFiles, readingError } from './check.js';
import { type Columns, type Condition, conditionOf } from './condition.js';
import { DuckDB, parquet } from './duckdb.js';
import type { Place } from './files.js';
import { LumisectionReader } from './lumisections.js';
import { projectionOf, wholeRows } from './projection.js';
import { countRows, rowPages, rowsByKey, type Scan } from './rows.js';
import { type MirrorCounts, type MirrorState, readState } from './state.js';
import { omsLumisectionRanges, omsLumisections, rrLumisectionRanges } from './stored-ranges.js';
import { definition, duckTypes, tableNames } from './tables.js';
import { notAMirror, placeOf } from './write.js';

/** The responses of the registry that a mirror gives. */
const routes: Readonly<Record<string, (ranges: readonly StoredRange[]) => unknown>> = {
  '/lumisections/rr_lumisection_ranges': rrLumisectionRanges,
  '/lumisections/oms_lumisection_ranges': omsLumisectionRanges,
  '/lumisections/oms_lumisections': omsLumisections,
};

/** Number of datasets whose lumisections are read at a time. Each statement decompresses the row groups that it needs again. */
const batchSize = 512;

/** A mirror whose files are open. */
interface Opened {
  readonly place: Place;
  readonly state: MirrorState;
  readonly database: DuckDB;
  readonly columns: Record<Target, () => Columns>;
}

/** Reads the files of a mirror as a client, below the queries. */
class MirrorClient implements Client, RowSource {
  readonly concurrency = batchSize;
  readonly usesTokens = false;
  readonly #place: Place;
  readonly #state: MirrorState;
  readonly #database: DuckDB;
  readonly #columns: Record<Target, () => Columns>;
  readonly #lumisections: LumisectionReader;

  constructor({ place, state, database, columns }: Opened) {
    this.#place = place;
    this.#state = state;
    this.#database = database;
    this.#columns = columns;
    this.#lumisections = new LumisectionReader(database);
  }

  get rows(): RowSource {
    return this;
  }

  get url(): string {
    return this.#state.registry;
  }

  get name(): string {
    return `mirror of ${this.#state.readAt}`;
  }

  get note(): string {
    const { sentence, readAt } = this.#state;
    return `The rows are those of ${readAt}. The mirror holds ${sentence}, and no other rows.`;
  }

  async *pages(
    spec: QuerySpec,
    direction: Direction,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Rows, void, undefined> {
    try {
      yield* rowPages(this.#scan(spec, signal), direction);
    } catch (error) {
      throw await this.#explained(error);
    }
  }

  async *byKey(
    target: Target,
    keys: readonly string[],
    signal: AbortSignal | undefined,
  ): AsyncGenerator<JsonObject, void, undefined> {
    try {
      yield* rowsByKey({ database: this.#database, target, signal }, keys);
    } catch (error) {
      throw await this.#explained(error);
    }
  }

  async count(spec: QuerySpec, signal: AbortSignal | undefined): Promise<number> {
    return this.#reading(() => countRows(this.#scan(spec, signal)));
  }

  async lumisections(key: DatasetKey, signal: AbortSignal | undefined): Promise<() => readonly StoredRange[]> {
    throwIfAborted(signal, 'Reading');
    const parse = await this.#reading(() => this.#lumisections.read(key, signal));
    if (parse !== undefined)
      return () => {
        try {
          return parse();
        } catch (error) {
          throw readingError(this.#place, error);
        }
      };
    throw this.#absent(`does not hold the lumisections of '${key.dataset_name}' of run ${key.run_number}`);
  }

  async request({ method, path, body, signal }: ClientRequest): Promise<unknown> {
    const route = routes[path];
    if (method !== 'POST' || route === undefined) throw this.#absent(`cannot respond to ${method} ${path}`);
    const parse = await this.lumisections(body as DatasetKey, signal);
    return route(parse());
  }

  async exchange({ method, path }: ClientRequest): Promise<never> {
    throw this.#absent(`cannot respond to ${method} ${path}`);
  }

  #scan(spec: QuerySpec, signal: AbortSignal | undefined): Scan {
    const condition = this.#condition(spec);
    const projection = condition.matches === undefined ? projectionOf(spec, this.#columns[spec.target]()) : wholeRows;
    return { database: this.#database, target: spec.target, condition, projection, signal };
  }

  #condition(spec: QuerySpec): Condition {
    if (spec.raw !== undefined) throw this.#absent('cannot evaluate raw()');
    return conditionOf(spec, this.#columns[spec.target]());
  }

  #absent(what: string): MirrorError {
    const { directory } = this.#place;
    return new MirrorError('not-in-mirror', `The mirror in '${directory}' ${what}`, {
      directory,
      hint: 'Use a client of the registry.',
    });
  }

  async #reading<Result>(read: () => Promise<Result>): Promise<Result> {
    try {
      return await read();
    } catch (error) {
      throw await this.#explained(error);
    }
  }

  /** Returns the error of a failed read, with its reason. */
  async #explained(error: unknown): Promise<unknown> {
    if (error instanceof RunRegistryError || error instanceof AbortError) return error;
    const { directory } = this.#place;
    if (this.#database.isClosed)
      return new MirrorError('mirror-closed', `The mirror in '${directory}' is closed`, {
        directory,
        hint: 'Call close() after the last result, or open it again with openMirror().',
        cause: error,
      });
    if (await isReplaced(this.#place, this.#state)) return changed(this.#place, 'after it was opened', error);
    try {
      await checkFiles(this.#place, this.#state, { cause: error });
      return readingError(this.#place, error);
    } catch (problem) {
      return problem;
    }
  }
}

/**
 * A read-only client of a mirror. Its queries have the rows, orders and errors of those of the registry, and no requests. A condition
 * that the registry cannot filter by is rejected here too, so a program runs on both. `explain()`, errors of `one()` and results of
 * `generateLocally()` name the date of the mirror.
 *
 * Rows outside the query of the mirror are missing, so a query for them returns none; `explain()` notes which rows the mirror holds.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members do not exist.
export class Mirror {
  /** Queries for runs; see the free function `runs`. */
  readonly runs: Builder<RunQuery>;
  /** Queries for datasets; see the free function `datasets`. */
  readonly datasets: Builder<DatasetQuery>;
  /** When the reading of the mirror began. Later changes of the registry can be missing. */
  readonly readAt: Date;
  /** Numbers of rows. */
  readonly counts: MirrorCounts;
  /** The query of the rows that the mirror holds, for `fromJSON()`. */
  readonly query: QueryJson;
  readonly #database: DuckDB;
  readonly #name: string;

  /** @internal */
  constructor(opened: Opened) {
    const { place, state, database } = opened;
    const client = new MirrorClient(opened);
    this.runs = runBuilder(client);
    this.datasets = datasetBuilder(client);
    this.readAt = new Date(state.readAt);
    this.counts = Object.freeze({ ...state.counts });
    this.query = state.query;
    this.#database = database;
    this.#name = `Mirror of ${state.readAt} in '${place.directory}': ${state.sentence}`;
  }

  /**
   * Closes the files. Later queries reject with `mirror-closed`.
   *
   * @example
   * ```ts
   * import { runs } from 'runregistry';
   * import { openMirror, writeMirror } from 'runregistry/mirror';
   *
   * await writeMirror('build/mirror', runs().where('run_number').between(355100, 355110));
   * const mirror = await openMirror('build/mirror');
   * console.log(await mirror.runs().count());
   * await mirror.close();
   * ```
   */
  async close(): Promise<void> {
    this.#database.close();
  }

  /** Calls `close()`, for `await using mirror = await openMirror(…)`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Returns the directory, the time at which it was read, and the query. */
  toString(): string {
    return this.#name;
  }

  /** Output of `console.log` in Node. */
  [inspect](): string {
    return this.toString();
  }
}
limitArguments(Mirror.prototype);
defineGuessed(Mirror.prototype, guessed, 'a mirror');

// Members that do not exist, with their hints. Not a docstring: editors would show it for the class.
export interface Mirror extends GuessedMirror {}

/** Creates the tables. A table without rows has no file. */
async function createTables(database: DuckDB, path: string, { files }: MirrorState): Promise<void> {
  for (const table of tableNames) {
    const paths = files.filter((file) => file.table === table).map((file) => join(path, file.path));
    await database.run(
      paths.length === 0
        ? `CREATE TABLE ${table} (${definition(columnsOf(table))})`
        : `CREATE VIEW ${table} AS SELECT * FROM ${parquet(paths)}`,
    );
  }
}

/**
 * Returns a function that returns the columns of the files that conditions can use. A mirror of another catalogue may lack some, and the
 * catalogue can be extended while the mirror is open.
 */
async function columnsIn(database: DuckDB, { irregular }: MirrorState, target: Target): Promise<() => Columns> {
  const rows = await database.rows(`SELECT column_name, column_type FROM (DESCRIBE ${target})`);
  const types = new Map(rows as [string, string][]);
  const isStored = ({ name, type }: Column): boolean => types.get(name) === duckTypes[type];
  const usable = (columns: readonly Column[]): Columns => ({
    names: new Set(columns.filter(isStored).map(({ name }) => name)),
    irregular: new Set(irregular[target]),
    hasAll: columns.every((column) => column.name === 'year' || isStored(column)),
  });
  let catalogue = columnsOf(target);
  let current = usable(catalogue);
  return () => {
    const columns = columnsOf(target);
    if (columns !== catalogue) [catalogue, current] = [columns, usable(columns)];
    return current;
  };
}

async function open(place: Place, state: MirrorState): Promise<Mirror> {
  await checkFiles(place, state);
  const database = await DuckDB.open(place.path);
  try {
    await createTables(database, place.path, state);
    const columns = {
      runs: await columnsIn(database, state, 'runs'),
      datasets: await columnsIn(database, state, 'datasets'),
    };
    return new Mirror({ place, state, database, columns });
  } catch (error) {
    database.close();
    throw error;
  }
}

/** How often a mirror is opened that is updated meanwhile. */
const maxOpens = 5;

/** Returns true if the state of a mirror is another one by now. */
async function isReplaced(place: Place, { completedAt }: MirrorState): Promise<boolean> {
  const now = await readState(place).catch(() => undefined);
  return now !== undefined && now.completedAt !== completedAt;
}

const changed = ({ directory }: Place, when: string, cause: unknown): MirrorError =>
  new MirrorError('mirror-changed', `The mirror in '${directory}' was updated ${when}`, {
    directory,
    hint: 'Open it again with openMirror().',
    cause,
  });

/**
 * Opens a mirror, and returns its client. The files remain open for reading; an update does not affect rows that were already read.
 *
 * @throws MirrorError `not-a-mirror`, `damaged-mirror`, `mirror-changed`, `mirror-failed`, `other-version`; RunRegistryError `duckdb-missing`.
 * @example
 * ```ts
 * import { runs } from 'runregistry';
 * import { openMirror, writeMirror } from 'runregistry/mirror';
 *
 * await writeMirror('build/mirror', runs().where('run_number').between(355100, 355110));
 * await using mirror = await openMirror('build/mirror');
 * console.log(await mirror.runs().where('class').contains('Cosmics').count());
 * ```
 */
export function openMirror(directory: string | URL): Promise<Mirror>;
export async function openMirror(...args: readonly unknown[]): Promise<Mirror> {
  checkArgumentCount('openMirror', args, 1, 'A mirror is read-only, and has no options.');
  const place = placeOf(args[0], 'openMirror()');
  for (let left = maxOpens; ; left--) {
    const state = await readState(place);
    if (state === undefined) throw notAMirror(place.directory);
    try {
      return await open(place, state);
    } catch (error) {
      // An update removes the files of the old state.
      if (!(await isReplaced(place, state))) throw readingError(place, error);
      if (left === 1) throw changed(place, 'while it was opened', error);
    }
  }
}
