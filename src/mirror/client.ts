import { AbortError, MirrorError, RunRegistryError } from '../errors.js';
import type { Target } from '../print/formula.js';
import type { Direction } from '../print/order.js';
import type { QuerySpec } from '../print/plan.js';
import type { DatasetKey } from '../query/lumisections/ranges.js';
import type { Client, ClientRequest, RowSource, StoredRange } from '../query/reading/client.js';
import type { Rows } from '../query/reading/page.js';
import { throwIfAborted } from '../signals.js';
import type { JsonObject } from '../util/json-object.js';
import { checkFiles, readingError } from './check.js';
import { type Columns, type Condition, conditionOf } from './condition.js';
import type { DuckDB } from './duckdb.js';
import type { Place } from './files.js';
import { LumisectionReader } from './lumisections.js';
import { projectionOf, wholeRows } from './projection.js';
import { countRows, rowPages, rowsByKey, type Scan } from './rows.js';
import { changed, isReplaced, type MirrorState } from './state.js';
import { omsLumisectionRanges, omsLumisections, rrLumisectionRanges } from './stored-ranges.js';

/** The responses of the registry that a mirror gives. */
const routes: Readonly<Record<string, (ranges: readonly StoredRange[]) => unknown>> = {
  '/lumisections/rr_lumisection_ranges': rrLumisectionRanges,
  '/lumisections/oms_lumisection_ranges': omsLumisectionRanges,
  '/lumisections/oms_lumisections': omsLumisections,
};

/** Number of datasets whose lumisections are read at a time. Each statement decompresses the row groups that it needs again. */
const batchSize = 512;

/** A mirror whose files are open. */
export interface Opened {
  readonly place: Place;
  readonly state: MirrorState;
  readonly database: DuckDB;
  readonly columns: Record<Target, () => Columns>;
}

/** Reads the files of a mirror as a client, below the queries. */
export class MirrorClient implements Client, RowSource {
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
