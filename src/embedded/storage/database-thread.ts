/** A statement for the thread. */
export interface Statement {
  readonly id: number;
  /** `column` returns the first column of the rows, `script` runs several statements without rows. */
  readonly kind: 'column' | 'script';
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
  /** PostgreSQL, compiled; undefined if PGlite compiles it. */
  readonly pgliteWasmModule: object | undefined;
  /** The dump to open, a gzipped tar archive; undefined for a new database. */
  readonly dump: Uint8Array | undefined;
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
const { gunzipSync } = require('node:zlib');
const { pglite, pgliteWasmModule, dump, initDbStartParams } = workerData;
// The file system of PGlite throws objects that are not errors.
const messageOf = (error) => (error instanceof Error ? error.message : JSON.stringify(error) ?? String(error));
const open = async () => {
  const { PGlite } = await import(pglite);
  return PGlite.create({ pgliteWasmModule, ...(dump ? { loadDataDir: new Blob([gunzipSync(dump)]) } : { initDbStartParams }) });
};
const opened = open();
opened.then(
  () => parentPort.postMessage({ id: 0 }),
  (error) => parentPort.postMessage({ id: 0, error: messageOf(error) }),
);
parentPort.on('message', async ({ id, kind, sql, parameters }) => {
  try {
    const database = await opened;
    let rows = [];
    if (kind === 'script') await database.exec(sql);
    else rows = (await database.query(sql, parameters, { rowMode: 'array' })).rows.map((row) => row[0]);
    parentPort.postMessage({ id, rows });
  } catch (error) {
    parentPort.postMessage({ id, error: messageOf(error) });
  }
});
`;
