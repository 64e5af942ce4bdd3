import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AbortError, RunRegistryError } from '../errors.js';
import { type DuckDB, parquet, rowCounts } from './duckdb.js';
import { codeOf, isMissing, type Place } from './files.js';
import { damaged, failed, type MirrorState } from './state.js';

/** Returns true for an error of DuckDB. It has no class and no code, only its kind before the message: `IO Error: …`. */
const isDuckDBError = (error: unknown): error is Error =>
  error instanceof Error &&
  Object.getPrototypeOf(error) === Error.prototype &&
  /^[A-Z][\w ]* Error: /.test(error.message);

/** Returns true for an error of DuckDB that only the content of a file causes, and not the system or the memory. */
export const isDamage = (error: unknown): boolean =>
  isDuckDBError(error) && /^(Invalid|Invalid Input|Serialization) Error: /.test(error.message);

/** Returns the error to throw for one of reading. Errors of DuckDB and of the system have no code that callers could branch on. */
export function readingError({ directory }: Place, error: unknown): unknown {
  if (error instanceof RunRegistryError || error instanceof AbortError) return error;
  // Of a row, which is JSON.
  if (error instanceof SyntaxError || isDamage(error)) return damaged(directory, 'a file cannot be read', error);
  if (!(error instanceof Error) || !(isDuckDBError(error) || typeof codeOf(error) === 'string')) return error;
  return failed(directory, error.message.split('\n')[0] as string, error);
}

/** Checks that the files of a state exist with their sizes. @throws MirrorError `damaged-mirror`, `mirror-failed`. */
export async function checkFiles({ directory, path: folder }: Place, { files }: MirrorState): Promise<void> {
  for (const { path, bytes } of files) {
    const { size } = await stat(join(folder, path)).catch((error: unknown) => {
      throw isMissing(error)
        ? damaged(directory, `'${path}' is missing`, error)
        : failed(directory, `'${path}' cannot be accessed`, error);
    });
    if (size !== bytes) throw damaged(directory, `'${path}' has ${size} instead of ${bytes} bytes`);
  }
}

/** Checks that each file has as many rows as were written. @throws MirrorError `damaged-mirror`. */
export async function checkRows(database: DuckDB, { directory, path }: Place, { files }: MirrorState): Promise<void> {
  const counts = await rowCounts(
    database,
    files.map((file) => join(path, file.path)),
  );
  const wrong = files.find((file) => counts.get(join(path, file.path)) !== file.rows);
  if (wrong !== undefined) throw damaged(directory, `'${wrong.path}' does not have ${wrong.rows} rows`);
}

/** Reads all values of a state. Returns true if the content of a file is damaged. */
export async function hasDamage(database: DuckDB, { path }: Place, { files }: MirrorState): Promise<boolean> {
  for (const file of files) {
    const rows = `SELECT max(hash(t)) FROM (SELECT * FROM ${parquet([join(path, file.path)])}) AS t`;
    const error: unknown = await database.run(rows).then(
      () => undefined,
      (cause: unknown) => cause,
    );
    if (isDamage(error)) return true;
  }
  return false;
}
