import { createHash } from 'node:crypto';
import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBAppender } from '@duckdb/node-api';
import type { DatasetKey } from '../query/lumisections/ranges.js';
import type { StoredRange } from '../query/reading/client.js';
import { type Column, columnsOf, type RangeRow, type TableName, yearOf } from '../sql/tables.js';
import { exactJson } from '../util/exact-json.js';
import { isObject, type JsonObject } from '../util/json-object.js';
import { syncDirectory, uniqueName } from '../util/replace-file.js';
import { type Checksum, checksumOf, hasHash, withHash } from './checksum.js';
import { type DuckDB, literal, parquet } from './duckdb.js';
import { entriesOf, ignoreFailure, isMissing, readJson, replaceText, syncFile } from './files.js';
import { type MirrorState, stateName } from './state.js';
import { definition, irregularities, keySql, rowAppender, tableNames } from './tables.js';

/** The folder of a mirror for what is not part of its state. */
export const stagingName = '.staging';

/** Names in this folder. */
const ownNames = /^(plan\.json(\.[0-9a-f]{16}\.tmp)?|part-\d{6,}|[0-9a-f]{16}|merged|temporary)$/;

/** Returns true for a folder that a write left: with a plan, or before it wrote one. */
export async function isStaging(path: string): Promise<boolean> {
  const names = (await entriesOf(path)).map(({ name }) => name);
  const hasPlan = names.some((name) => name.startsWith('plan.json'));
  return names.every((name) => ownNames.test(name) && (hasPlan || name === 'temporary'));
}

/** Removes the content of this folder, and the folder itself if it has no other files. */
async function discard(path: string): Promise<void> {
  const names = (await entriesOf(path)).map(({ name }) => name).filter((name) => ownNames.test(name));
  // Parts without a plan would not be recognized after a crash.
  for (const name of names.filter((one) => one !== 'plan.json').concat('plan.json'))
    await rm(join(path, name), { recursive: true, force: true });
  // Fails for a folder with files.
  await ignoreFailure(() => rmdir(path));
}

/** Number of rows that are compressed together. */
export const rowGroupSize = 20_480;

/** Options of each Parquet file. */
export const parquetOptions = `(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupSize})`;

/** Identifies what a write reads. Parts of another one are not reused. */
export type StagingPlan = Pick<MirrorState, 'library' | 'catalogue' | 'registry' | 'query'>;

/** Attributes and flags with values that their columns do not preserve. */
export interface Irregular {
  readonly runs: Set<string>;
  readonly datasets: Set<string>;
}

/** The description of a part, which reveals a damaged one. */
interface PartRecord {
  readonly irregular: Readonly<Record<'runs' | 'datasets', readonly string[]>>;
  readonly files: Readonly<Record<TableName, Checksum>>;
}

const isPartRecord = (value: unknown): value is PartRecord =>
  isObject(value) &&
  hasHash(value) &&
  isObject(value.irregular) &&
  Array.isArray(value.irregular.runs) &&
  Array.isArray(value.irregular.datasets) &&
  isObject(value.files) &&
  tableNames.every((table) => isObject((value.files as JsonObject)[table]));

/** Rows of some runs, and the lumisections of each dataset as they arrive. */
export interface Part {
  readonly runs: readonly JsonObject[];
  readonly datasets: readonly JsonObject[];
  lumisections(): AsyncIterable<readonly [dataset: JsonObject, ranges: readonly StoredRange[]]>;
}

/** Returns a row of lumisections. `json` also preserves where the lists of the Run Registry and of OMS end. */
const rangeRow = (dataset: JsonObject, { start, end, flags, rr, oms, recorded, delivered }: StoredRange): RangeRow => ({
  ...datasetKey(dataset),
  lo: start,
  hi: end,
  in_rr: rr !== null && Object.keys(rr).length > 0,
  in_oms: oms !== null && !Object.hasOwn(oms, 'err'),
  rr: (rr ?? {}) as RangeRow['rr'],
  oms: oms ?? {},
  recorded,
  delivered,
  year: yearOf(dataset),
  json: exactJson({ rr, oms, flags }),
});

const rangeColumns = (): readonly Column[] =>
  columnsOf('lumisections').map((column) =>
    column.name === 'row' ? { ...column, read: ({ json }) => json as string } : column,
  );

/** Returns the key of a dataset row. */
export const datasetKey = (row: JsonObject): DatasetKey => ({
  run_number: row.run_number as number,
  dataset_name: row.name as string,
});

/** Returns a hash of the JSON of a row, as DuckDB computes it from the column `row`. */
export const hashOf = (row: JsonObject): string => createHash('md5').update(exactJson(row)).digest('hex');

/** The parts of a mirror that are written before its state changes. After a crash, complete parts are reused. */
export class Staging {
  readonly #database: DuckDB;
  readonly #directory: string;
  /** When the first of the parts was read, as an ISO string. */
  readonly startedAt: string;
  readonly #parts = new Map<string, PartRecord['files']>();
  readonly irregular: Irregular = { runs: new Set(), datasets: new Set() };

  private constructor(database: DuckDB, directory: string, startedAt: string) {
    this.#database = database;
    this.#directory = directory;
    this.startedAt = startedAt;
  }

  /** Opens the staging folder of a mirror, and discards parts that another write left. */
  static async open(database: DuckDB, mirror: string, plan: StagingPlan): Promise<Staging> {
    const directory = join(mirror, stagingName);
    const planPath = join(directory, 'plan.json');
    const stored = await readJson(planPath);
    const current = await readJson(join(mirror, stateName));
    // The parts of the current state only remain after a crash. To write a mirror again, everything is read.
    const isWritten = isObject(stored) && isObject(current) && stored.startedAt === current.readAt;
    const isSame =
      isObject(stored) && hasHash(stored) && !isWritten && JSON.stringify(stored.plan) === JSON.stringify(plan);
    if (!isSame) await discard(directory);
    await mkdir(directory, { recursive: true });
    const startedAt = isSame ? String(stored.startedAt) : new Date().toISOString();
    if (!isSame) await replaceText(planPath, JSON.stringify(withHash({ plan, startedAt })));
    const staging = new Staging(database, directory, startedAt);
    for (const name of (await entriesOf(directory)).map((entry) => entry.name).sort())
      if (/^part-\d{6,}$/.test(name)) await staging.#reuse(name);
      else if (name !== 'plan.json' && ownNames.test(name))
        await rm(join(directory, name), { recursive: true, force: true });
    return staging;
  }

  /** The complete parts, oldest first. */
  get parts(): readonly string[] {
    return [...this.#parts.keys()];
  }

  /** The folder of merged files before they are moved. */
  get merged(): string {
    return join(this.#directory, 'merged');
  }

  /** Returns the path of a table of a part. */
  path(part: string, table: string): string {
    return join(this.#directory, part, `${table}.parquet`);
  }

  /** Adds a part of an earlier write, or removes one that is damaged. */
  async #reuse(name: string): Promise<void> {
    const record = await readJson(join(this.#directory, name, 'part.json'));
    if (isPartRecord(record) && (await this.#isUnchanged(name, record.files))) this.#include(name, record);
    else await rm(join(this.#directory, name), { recursive: true, force: true });
  }

  async #isUnchanged(name: string, files: PartRecord['files']): Promise<boolean> {
    for (const table of tableNames) {
      const checksum = await checksumOf(this.path(name, table)).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      if (checksum?.sha256 !== files[table].sha256) return false;
    }
    return true;
  }

  /** Returns true if all parts are those that were written. */
  async isUnchanged(): Promise<boolean> {
    for (const [name, files] of this.#parts) if (!(await this.#isUnchanged(name, files))) return false;
    return true;
  }

  #include(name: string, { irregular, files }: PartRecord): void {
    for (const attribute of irregular.runs) this.irregular.runs.add(attribute);
    for (const attribute of irregular.datasets) this.irregular.datasets.add(attribute);
    this.#parts.set(name, files);
  }

  /** Writes a part. It exists completely or not at all. */
  async add(part: Part): Promise<string> {
    const last = Number(this.parts.at(-1)?.slice('part-'.length) ?? -1);
    const name = `part-${String(last + 1).padStart(6, '0')}`;
    const temporary = join(this.#directory, uniqueName());
    await mkdir(temporary, { recursive: true });
    const irregular = {
      runs: [...new Set(part.runs.flatMap(irregularities('runs')))],
      datasets: [...new Set(part.datasets.flatMap(irregularities('datasets')))],
    };
    const writeRows = (table: 'runs' | 'datasets') =>
      this.#write(temporary, table, async (appender) => {
        const append = rowAppender(appender, columnsOf(table));
        for (const row of part[table]) append(row);
      });
    const files = {
      runs: await writeRows('runs'),
      datasets: await writeRows('datasets'),
      lumisections: await this.#write(temporary, 'lumisections', async (appender) => {
        const append = rowAppender(appender, rangeColumns());
        for await (const [dataset, ranges] of part.lumisections())
          for (const range of ranges) append(rangeRow(dataset, range));
      }),
    };
    const record: PartRecord = { irregular, files };
    await replaceText(join(temporary, 'part.json'), JSON.stringify(withHash(record)));
    await rename(temporary, join(this.#directory, name));
    await syncDirectory(this.#directory);
    this.#include(name, record);
    return name;
  }

  async #write(
    directory: string,
    table: TableName,
    fill: (appender: DuckDBAppender) => Promise<void>,
  ): Promise<Checksum> {
    const name = `staged_${table}`;
    await this.#database.run(`CREATE OR REPLACE TABLE ${name} (${definition(columnsOf(table))})`);
    await this.#database.append(name, fill);
    const path = join(directory, `${table}.parquet`);
    await this.#database.run(`COPY ${name} TO ${literal(path)} ${parquetOptions}`);
    await this.#database.run(`DROP TABLE ${name}`);
    await syncFile(path);
    return await checksumOf(path);
  }

  /** Returns the hash of each row of a table, by part and key. Rows of later parts replace those of earlier ones. */
  async hashes(table: 'runs' | 'datasets'): Promise<Map<string, { readonly part: string; readonly hash: string }>> {
    const rows = new Map<string, { part: string; hash: string }>();
    for (const part of this.parts)
      for (const [key, hash] of await rowHashes(this.#database, table, [this.path(part, table)]))
        rows.set(key, { part, hash });
    return rows;
  }

  /** Removes everything. */
  async discard(): Promise<void> {
    await discard(this.#directory);
  }
}

/** Returns the hash of each row in some files, by key. */
export async function rowHashes(
  database: DuckDB,
  table: 'runs' | 'datasets',
  paths: readonly string[],
): Promise<Map<string, string>> {
  if (paths.length === 0) return new Map();
  const rows = await database.rows(`SELECT ${keySql(table)}, md5("row") FROM ${parquet(paths)}`);
  return new Map(rows as [string, string][]);
}
