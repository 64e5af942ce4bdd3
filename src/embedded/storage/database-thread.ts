/** A statement for the thread. */
export interface Statement {
  readonly id: number;
  /** `column` returns the first column of the rows, `script` runs several statements without rows, `close` ends the database. */
  readonly kind: 'column' | 'script' | 'close';
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** A message of the thread: the database is open (`id` 0), or a statement has ended. */
export interface Outcome {
  readonly id: number;
  readonly rows?: readonly string[];
  readonly error?: string;
}

/** The data that the thread is started with. */
export interface ThreadData {
  /** URL of the module of PGlite. */
  readonly pglite: string;
  readonly directory: string;
  readonly initDbStartParams: readonly string[];
}

/**
 * The source of the thread, in JavaScript: tests cannot start a thread from a TypeScript file.
 *
 * PostgreSQL runs in a thread because a query would block everything else, and because it sets a timer of ten seconds after a
 * statement (for its statistics), which would keep the process alive for that long.
 */
export const threadSource = `
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
// The file system of PGlite throws objects that are not errors, with an errno of WASI.
const messageOf = (error) => {
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
  (error) => parentPort.postMessage({ id: 0, error: messageOf(error) }),
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
    parentPort.postMessage({ id, error: messageOf(error) });
  }
});
`;
