import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { uniqueName } from '../util/replace-file.js';
import { checkFiles, damagedPart } from './check.js';
import { checksumOf } from './checksum.js';
import { type DuckDB, literal, parquet } from './duckdb.js';
import { type Place, publishAll } from './files.js';
import { parquetOptions, type Staging } from './staging.js';
import { failed, type MirrorFile } from './state.js';
import { tableNames } from './tables.js';

type TableName = MirrorFile['table'];

/** Where each row of the new state comes from: the name of a part, or an empty string for the old state. */
interface Sources {
  /** By run number. */
  readonly runs: ReadonlyMap<number, string>;
  /** By run number and name. */
  readonly datasets: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

/** The input of a merge. */
export interface MergeInput {
  readonly database: DuckDB;
  readonly place: Place;
  readonly staging: Staging;
  readonly oldFiles: readonly MirrorFile[];
  readonly sources: Sources;
}

const order: Readonly<Record<TableName, string>> = {
  runs: 'run_number DESC',
  datasets: 'run_number DESC, dataset_name',
  lumisections: 'run_number DESC, dataset_name, lo',
};

/** Columns in addition to those of the catalogue, whose names have no `$`. */
const [source, file] = ['"$source"', '"$file"'];

const keys: Readonly<Record<TableName, string>> = {
  runs: `run_number, ${source}`,
  datasets: `run_number, dataset_name, ${source}`,
  lumisections: `run_number, dataset_name, ${source}`,
};

/** Writes the sources into tables, which the statements below join. */
async function createSources(database: DuckDB, { runs, datasets }: Sources): Promise<void> {
  await database.run(`CREATE OR REPLACE TABLE source_runs (run_number INTEGER, ${source} VARCHAR)`);
  await database.append('source_runs', async (appender) => {
    for (const [run, source] of runs) {
      appender.appendInteger(run);
      appender.appendVarchar(source);
      appender.endRow();
    }
  });
  await database.run(
    `CREATE OR REPLACE TABLE source_datasets (run_number INTEGER, dataset_name VARCHAR, ${source} VARCHAR)`,
  );
  await database.append('source_datasets', async (appender) => {
    for (const [run, names] of datasets)
      for (const [name, source] of names) {
        appender.appendInteger(run);
        appender.appendVarchar(name);
        appender.appendVarchar(source);
        appender.endRow();
      }
  });
}

/** Files of one year in the old state, and of parts. */
interface Files {
  readonly old: readonly string[];
  readonly staged: readonly string[];
}

/** Returns the SQL that reads Parquet files with their paths. */
const withPaths = (paths: readonly string[]): string => parquet(paths, `filename = ${literal(file.slice(1, -1))}`);

/** Returns the SQL of those rows in files of a table that belong to the new state. */
function rowsOf(table: TableName, { old, staged }: Files): string {
  const inParts = String.raw`regexp_extract(${file}, '(part-\d+).[a-z]+\.parquet$', 1)`;
  const selects = [
    ...(old.length === 0 ? [] : [`SELECT *, NULL::INTEGER AS year, '' AS ${source} FROM ${parquet(old)}`]),
    ...(staged.length === 0 ? [] : [`SELECT * EXCLUDE (${file}), ${inParts} AS ${source} FROM ${withPaths(staged)}`]),
  ];
  const sources = table === 'runs' ? 'source_runs' : 'source_datasets';
  return `FROM (${selects.join(' UNION ALL BY NAME ')}) SEMI JOIN ${sources} USING (${keys[table]})`;
}

/** Returns the files of parts that have rows of the new state, by the year of these rows. */
async function stagedByYear({ database, staging }: MergeInput, table: TableName): Promise<Map<number, string[]>> {
  const byYear = new Map<number, string[]>();
  if (staging.parts.length === 0) return byYear;
  const staged = staging.parts.map((part) => staging.path(part, table));
  const rows = await database.rows(`SELECT DISTINCT year, ${source} ${rowsOf(table, { old: [], staged })}`);
  for (const [year, part] of rows as [number, string][])
    byYear.set(year, [...(byYear.get(year) ?? []), staging.path(part, table)]);
  return byYear;
}

async function mergeTable(input: MergeInput, table: TableName): Promise<MirrorFile[]> {
  const { database, place } = input;
  const old = input.oldFiles.filter((file) => file.table === table);
  const stagedOf = await stagedByYear(input, table);
  const files: MirrorFile[] = [];
  for (const year of new Set([...stagedOf.keys(), ...old.map((file) => file.year)])) {
    const ofYear = old.filter((file) => file.year === year);
    const paths = ofYear.map(({ path }) => join(place.path, path));
    const staged = stagedOf.get(year) ?? [];
    // Only a year without new rows may be unchanged, or have no rows left.
    const preserved = staged.length === 0 ? await countRows(database, table, paths) : undefined;
    if (preserved === ofYear.reduce((sum, { rows }) => sum + rows, 0)) files.push(...ofYear);
    else if (preserved !== 0) files.push(await writeYear(input, { table, year }, { old: paths, staged }));
  }
  return files;
}

/** Returns the number of rows in files of the old state that belong to the new one. */
async function countRows(database: DuckDB, table: TableName, old: readonly string[]): Promise<number> {
  return Number((await database.run(`SELECT count(*) ${rowsOf(table, { old, staged: [] })}`))?.[0]);
}

async function writeYear(
  { database, staging }: MergeInput,
  { table, year }: Pick<MirrorFile, 'table' | 'year'>,
  files: Files,
): Promise<MirrorFile> {
  const path = `${table}/year=${year}/${uniqueName()}.parquet`;
  const temporary = join(staging.merged, path);
  await mkdir(dirname(temporary), { recursive: true });
  const sql = `SELECT * EXCLUDE (year, ${source}) ${rowsOf(table, files)} WHERE coalesce(year, ${year}) = ${year} ORDER BY ${order[table]}`;
  const [rows] = (await database.run(`COPY (${sql}) TO ${literal(temporary)} ${parquetOptions}`)) ?? [];
  return { table, year, path, rows: Number(rows), ...(await checksumOf(temporary)) };
}

/** Returns the number of ranges that the sources of all datasets have. */
async function countRanges({ database, place, staging, oldFiles, sources }: MergeInput): Promise<number> {
  const old = oldFiles.filter(({ table }) => table === 'lumisections').map(({ path }) => join(place.path, path));
  const parts = new Map([
    ...old.map((path) => [path, ''] as const),
    ...staging.parts.map((part) => [staging.path(part, 'lumisections'), part] as const),
  ]);
  if (parts.size === 0) return 0;
  const statement = `SELECT ${file}, run_number, ' ' || dataset_name, count(*)::DOUBLE FROM ${withPaths([...parts.keys()])} GROUP BY ALL`;
  let count = 0;
  for await (const rows of database.stream(statement))
    for (const [path, run, name, ranges] of rows as [string, number, string, number][])
      if (sources.datasets.get(run)?.get(name.slice(1)) === parts.get(path)) count += ranges;
  return count;
}

/** Checks that the new state has every row once. */
async function checkCounts(input: MergeInput, files: readonly MirrorFile[]): Promise<void> {
  const { runs, datasets } = input.sources;
  const expected: Readonly<Record<TableName, number>> = {
    runs: runs.size,
    datasets: [...datasets.values()].reduce((sum, names) => sum + names.size, 0),
    lumisections: await countRanges(input),
  };
  for (const table of tableNames) {
    const written = files.filter((one) => one.table === table).reduce((sum, { rows }) => sum + rows, 0);
    if (written !== expected[table])
      throw failed(input.place.directory, `expected ${expected[table]} rows of ${table}, wrote ${written}`);
  }
}

/**
 * Writes the files of the new state and moves them to their names. Years without changes keep their files. The old state remains
 * complete, and its `mirror.json` does not name the new files.
 */
export async function merge(input: MergeInput): Promise<MirrorFile[]> {
  await createSources(input.database, input.sources);
  const files: MirrorFile[] = [];
  for (const table of tableNames) files.push(...(await mergeTable(input, table)));
  // Reading the registry takes long. No damage since the first check becomes a part of the new state.
  await checkFiles(input.place, { files: input.oldFiles });
  if (!(await input.staging.isUnchanged())) throw damagedPart(input.place);
  await checkCounts(input, files);
  const isOld = new Set(input.oldFiles.map(({ path }) => path));
  const paths = files.map(({ path }) => path).filter((path) => !isOld.has(path));
  await publishAll(input.staging.merged, input.place.path, paths);
  return files;
}
