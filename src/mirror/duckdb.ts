import type { DuckDBAppender, DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { RunRegistryError } from '../errors.js';
import { abortError, onAbort, throwIfAborted } from '../signals.js';
import { dialects } from '../sql/dialects.js';

/** Values of the parameters of a statement: `$1`, `$2`. */
export type Parameters = readonly DuckDBValue[];

async function loadDuckDB(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch (cause) {
    throw new RunRegistryError('duckdb-missing', 'A mirror needs DuckDB, which is not installed', {
      hint: 'Install it with npm install @duckdb/node-api.',
      cause,
    });
  }
}

/** Writes a string as an SQL literal. */
export const literal = dialects.duckdb.string;

/** Returns the SQL that reads Parquet files of equal columns. */
export const parquet = (paths: readonly string[], ...options: readonly string[]): string =>
  `read_parquet(${[`[${paths.map(literal).join(', ')}]`, 'hive_partitioning = false', ...options].join(', ')})`;

/**
 * A DuckDB in memory that accesses one directory. It cannot read or write other files, connect to servers, load extensions, or be
 * configured otherwise.
 */
export class DuckDB {
  readonly #instance: DuckDBInstance;
  readonly #signal: AbortSignal | undefined;
  #isClosed = false;

  private constructor(instance: DuckDBInstance, signal: AbortSignal | undefined) {
    this.#instance = instance;
    this.#signal = signal;
  }

  /**
   * @param temporary A directory for data that exceeds the memory limit.
   * @param signal Aborts all statements without a signal of their own.
   * @throws RunRegistryError `duckdb-missing`.
   */
  static async open(directory: string, temporary?: string, signal?: AbortSignal): Promise<DuckDB> {
    const { DuckDBInstance } = await loadDuckDB();
    const database = new DuckDB(
      await DuckDBInstance.create(':memory:', {
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
        // A cached part of a file hides that the file was damaged.
        enable_external_file_cache: 'false',
        memory_limit: '1GB',
        temp_directory: temporary ?? '',
      }),
      signal,
    );
    await database.run(`SET allowed_directories = [${literal(`${directory}/`)}]`);
    await database.run('SET enable_external_access = false');
    await database.run('SET lock_configuration = true');
    return database;
  }

  /** Runs a statement, and returns its first row. */
  async run(sql: string, parameters: Parameters = [], signal?: AbortSignal): Promise<unknown[] | undefined> {
    return (await this.rows(sql, parameters, signal))[0];
  }

  /** Returns the rows of a query, each as a list. */
  async rows(sql: string, parameters: Parameters = [], signal?: AbortSignal): Promise<unknown[][]> {
    const read = async (connection: DuckDBConnection) =>
      (await connection.runAndReadAll(sql, [...parameters])).getRowsJS();
    return this.#connected(read, signal);
  }

  /** Yields the rows of a query in lists of up to 2,048. */
  async *stream(
    sql: string,
    parameters: Parameters = [],
    signal: AbortSignal | undefined = this.#signal,
  ): AsyncGenerator<unknown[][], void, undefined> {
    const { connection, close } = await this.#connect(signal);
    try {
      const result = await connection.stream(sql, [...parameters]);
      for await (const rows of result.yieldRowsJs()) {
        throwIfAborted(signal, 'Reading');
        yield rows;
      }
    } catch (error) {
      throw signal?.aborted ? abortError(signal, 'Reading') : error;
    } finally {
      close();
    }
  }

  /** Fills a table. */
  async append(table: string, fill: (appender: DuckDBAppender) => Promise<void>): Promise<void> {
    await this.#connected(async (connection) => {
      const appender = await connection.createAppender(table);
      try {
        await fill(appender);
      } finally {
        appender.closeSync();
      }
    });
  }

  /** True after `close()`: reading throws an error of DuckDB. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#instance.closeSync();
  }

  /** Opens a connection whose statements a signal interrupts. */
  async #connect(
    signal: AbortSignal | undefined,
  ): Promise<{ readonly connection: DuckDBConnection; readonly close: () => void }> {
    throwIfAborted(signal, 'Reading');
    const connection = await this.#instance.connect();
    // A statement that starts after an interruption is not interrupted.
    let timer: NodeJS.Timeout | undefined;
    const leave =
      signal &&
      onAbort(signal, () => {
        connection.interrupt();
        timer = setInterval(() => connection.interrupt(), 20).unref();
      });
    const close = (): void => {
      leave?.();
      clearInterval(timer);
      connection.closeSync();
    };
    if (signal?.aborted) {
      close();
      throw abortError(signal, 'Reading');
    }
    return { connection, close };
  }

  async #connected<Result>(
    use: (connection: DuckDBConnection) => Promise<Result>,
    signal: AbortSignal | undefined = this.#signal,
  ): Promise<Result> {
    const { connection, close } = await this.#connect(signal);
    try {
      return await use(connection);
    } catch (error) {
      throw signal?.aborted ? abortError(signal, 'Reading') : error;
    } finally {
      close();
    }
  }
}
