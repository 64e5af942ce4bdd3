import { Worker } from 'node:worker_threads';
import { RunRegistryError } from '../../errors.js';
import type { Database } from '../data/database.js';
import { initDbStartParams } from '../data/tables.js';
import { compiledPostgres } from './compiled-postgres.js';
import { type Outcome, type Statement, type ThreadData, threadSource } from './database-thread.js';

/** Returns the URL of PGlite, an optional peer dependency. */
function locatePGlite(): string {
  try {
    return import.meta.resolve('@electric-sql/pglite');
  } catch (cause) {
    throw new RunRegistryError('pglite-missing', 'The embedded registry needs PGlite, which is not installed', {
      hint: 'Install it with npm install @electric-sql/pglite.',
      cause,
    });
  }
}

interface PendingStatement {
  readonly isQuiet: boolean;
  resolve(rows: readonly string[]): void;
  reject(error: Error): void;
}

/** PGlite in a thread. The thread keeps the process alive while statements are pending, unless they are quiet. */
class DatabaseThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingStatement>();
  #lastId = 0;
  #failure: Error | undefined;

  constructor(workerData: ThreadData) {
    this.#worker = new Worker(threadSource, { eval: true, workerData, execArgv: [] });
    this.#worker.on('message', ({ id, rows = [], error }: Outcome) => {
      if (error === undefined) this.#take(id)?.resolve(rows);
      else this.#take(id)?.reject(new Error(error));
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('The embedded database has stopped')));
  }

  /** Resolves when the database is open. */
  ready(): Promise<unknown> {
    return this.#outcome(0, false);
  }

  run(kind: Statement['kind'], sql: string, parameters: readonly unknown[] = []): Promise<readonly string[]> {
    return this.#send({ kind, sql, parameters }, false);
  }

  runQuietly(sql: string, parameters: readonly unknown[] = []): Promise<readonly string[]> {
    return this.#send({ kind: 'column', sql, parameters }, true);
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(statement: Omit<Statement, 'id'>, isQuiet: boolean): Promise<readonly string[]> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const id = ++this.#lastId;
    this.#worker.postMessage({ id, ...statement } satisfies Statement);
    return this.#outcome(id, isQuiet);
  }

  #outcome(id: number, isQuiet: boolean): Promise<readonly string[]> {
    if (!isQuiet) this.#worker.ref();
    return new Promise((resolve, reject) => this.#pending.set(id, { isQuiet, resolve, reject }));
  }

  #take(id: number): PendingStatement | undefined {
    const statement = this.#pending.get(id);
    this.#pending.delete(id);
    if ([...this.#pending.values()].every(({ isQuiet }) => isQuiet)) this.#worker.unref();
    return statement;
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const id of this.#pending.keys()) this.#take(id)?.reject(error);
  }
}

/** Opens a database in memory: the content of a dump, or a new one. */
export async function openDatabase(dump?: Uint8Array): Promise<Database> {
  const pglite = locatePGlite();
  const pgliteWasmModule = await compiledPostgres(pglite);
  const thread = new DatabaseThread({ pglite, pgliteWasmModule, dump, initDbStartParams });
  try {
    await thread.ready();
  } catch (error) {
    await thread.terminate();
    throw error;
  }
  return {
    column: (sql, parameters) => thread.run('column', sql, parameters),
    quietColumn: (sql, parameters) => thread.runQuietly(sql, parameters),
    script: async (sql) => void (await thread.run('script', sql)),
    close: () => thread.terminate(),
  };
}
