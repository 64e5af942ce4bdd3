/**
 * What runs in the thread of the database.
 *
 * A thread of its own, because PostgreSQL sets a timer of ten seconds after a statement (for its statistics), which would
 * hold the process that long, and because a query would stop everything else meanwhile.
 */

/** A statement for the thread. */
export interface Statement {
  readonly id: number;
  /** `column`: the first column of the rows; `script`: several statements, no rows; `close`: no statement. */
  readonly kind: 'column' | 'script' | 'close';
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What the thread says: that it is ready (`id` 0), the rows of a statement, or what went wrong. */
export interface Outcome {
  readonly id: number;
  readonly rows?: readonly string[];
  readonly error?: string;
}

/** What the thread is started with. */
export interface WorkerData {
  /** URL of the module of PGlite. */
  readonly pglite: string;
  readonly directory: string;
  readonly initDbStartParams: readonly string[];
}

/** JavaScript text, since a thread cannot be started from a TypeScript file, as tests would have to. */
export const WORKER_SOURCE = `
const { parentPort, workerData } = require('node:worker_threads');
const fileErrors = {
  2: 'EACCES: permission denied',
  19: 'EDQUOT: disk quota exceeded',
  22: 'EFBIG: file too large',
  29: 'EIO: i/o error',
  33: 'EMFILE: too many open files',
  44: 'ENOENT: no such file or directory',
  51: 'ENOSPC: no space left on device',
  69: 'EROFS: read-only file system',
};
// The file system of PGlite throws objects that are no errors, with an errno of WASI.
const words = (error) => {
  if (error instanceof Error) return error.message;
  const { message, errno } = Object(error);
  if (errno === undefined) return String(message ?? error);
  return fileErrors[errno] ?? 'file system error ' + errno;
};
const opened = import(workerData.pglite).then(({ PGlite }) =>
  PGlite.create(workerData.directory, { relaxedDurability: true, initDbStartParams: workerData.initDbStartParams }),
);
opened.then(
  () => parentPort.postMessage({ id: 0 }),
  (error) => parentPort.postMessage({ id: 0, error: words(error) }),
);
parentPort.on('message', async ({ id, kind, sql, parameters }) => {
  try {
    const pglite = await opened;
    let rows = [];
    if (kind === 'close') await pglite.close();
    else if (kind === 'script') await pglite.exec(sql);
    else rows = (await pglite.query(sql, parameters, { rowMode: 'array' })).rows.map((row) => row[0]);
    parentPort.postMessage({ id, rows });
  } catch (error) {
    parentPort.postMessage({ id, error: words(error) });
  }
});
`;
