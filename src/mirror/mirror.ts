/// <reference lib="esnext.disposable" preserve="true" />
import { join } from 'node:path';
import type { GuessedMirror } from '../catalogue/generated/guessed-members.js';
import { mirror as guessed } from '../catalogue/guessed-result-members.js';
import type { Target } from '../print/formula.js';
import type { DatasetQuery, QueryJson, RunQuery } from '../query/builder.js';
import { type Builder, datasetBuilder, runBuilder } from '../registry/builders.js';
import { type Column, columnsOf } from '../sql/tables.js';
import { defineGuessed } from '../util/guessed.js';
import { inspect } from '../util/inspect.js';
import { checkArgumentCount, limitArguments } from '../util/limit-arguments.js';
import { checkFiles, readingError } from './check.js';
import { MirrorClient, type Opened } from './client.js';
import type { Columns } from './condition.js';
import { DuckDB, parquet } from './duckdb.js';
import { type Place, placeOf } from './files.js';
import { changed, isReplaced, type MirrorCounts, type MirrorState, readState } from './state.js';
import { definition, duckTypes, tableNames } from './tables.js';

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
    try {
      return await open(place, state);
    } catch (error) {
      // An update removes the files of the old state.
      if (!(await isReplaced(place, state))) throw readingError(place, error);
      if (left === 1) throw changed(place, 'while it was opened', error);
    }
  }
}
