/** PostgreSQL in this process: PGlite on a directory, in a thread of its own. */
import { Worker } from 'node:worker_threads';
import { type Outcome, type Statement, WORKER_SOURCE, type WorkerData } from './database-worker.js';

/** The little that the rest needs of a database. */
export interface Database {
  /** Runs one statement and gives the first column of its rows. */
  column(sql: string, parameters?: readonly unknown[]): Promise<readonly string[]>;
  /** As `column`, for work that nobody need wait for: the process may end before the rows are there. */
  quietColumn(sql: string, parameters?: readonly unknown[]): Promise<readonly string[]>;
  /** Runs several statements for their effect. */
  script(sql: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * The registry's PostgreSQL sorts text as en_US.UTF-8: marks count only between texts that are else equal, so `online`
 * comes before `/PromptReco/…` and after `/Express/…`. In rules of ICU, since the ICU of PGlite knows only the root locale.
 */
const TEXT_ORDER = '[alternate shifted][maxVariable currency][strength 4]';

const INITDB = [
  '--encoding=UTF8',
  '--locale-provider=icu',
  '--icu-locale=und',
  `--icu-rules=${TEXT_ORDER}`,
  // Less to copy at each start.
  '--wal-segsize=1',
];

/** URL of PGlite, which is an optional peer, so that a plain install stays light. */
export function locatePGlite(): string {
  try {
    return import.meta.resolve('@electric-sql/pglite');
  } catch (cause) {
    throw new Error(
      'The embedded registry needs PGlite, which is not installed. Install it with: npm install @electric-sql/pglite',
      { cause },
    );
  }
}

interface Waiting {
  readonly isQuiet: boolean;
  resolve(rows: readonly string[]): void;
  reject(error: Error): void;
}

/** Opens the database in a directory, making it when the directory is new. */
export async function openDatabase(directory: string): Promise<Database> {
  const workerData: WorkerData = { pglite: locatePGlite(), directory, initDbStartParams: INITDB };
  const worker = new Worker(WORKER_SOURCE, { eval: true, workerData, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let stopped: Error | undefined;
  const settle = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    // The thread holds the process only while somebody waits for it.
    if ([...waiting.values()].every(({ isQuiet }) => isQuiet)) worker.unref();
    return found;
  };
  const fail = (error: Error): void => {
    stopped ??= error;
    for (const id of waiting.keys()) settle(id)?.reject(error);
  };
  worker.on('message', ({ id, rows = [], error }: Outcome) => {
    if (error === undefined) settle(id)?.resolve(rows);
    else settle(id)?.reject(new Error(error));
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The embedded database has stopped')));

  const wait = (id: number, isQuiet = false): Promise<readonly string[]> => {
    if (!isQuiet) worker.ref();
    return new Promise((resolve, reject) => waiting.set(id, { isQuiet, resolve, reject }));
  };
  const ask = (
    kind: Statement['kind'],
    sql = '',
    parameters: readonly unknown[] = [],
    isQuiet = false,
  ): Promise<readonly string[]> => {
    if (stopped !== undefined) return Promise.reject(stopped);
    const statement: Statement = { id: ++last, kind, sql, parameters };
    worker.postMessage(statement);
    return wait(statement.id, isQuiet);
  };
  try {
    await wait(0);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    column: (sql, parameters) => ask('column', sql, parameters),
    quietColumn: (sql, parameters) => ask('column', sql, parameters, true),
    script: async (sql) => void (await ask('script', sql)),
    close: async () => {
      await ask('close');
      await worker.terminate();
    },
  };
}
