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
  const { PGlite, MemoryFS } = await import(pglite);
  if (!dump) return PGlite.create({ pgliteWasmModule, initDbStartParams });
  // In one part: the sample is smaller than this.
  const archive = gunzipSync(dump, { chunkSize: 2 ** 24 });
  // The option loadDataDir of PGlite takes longer: it copies the archive five times.
  class ArchiveFS extends MemoryFS {
    async initialSyncFs() {
      const { FS, ENV } = this.pg.Module;
      FS.mkdirTree(ENV.PGDATA);
      for (const { name, content } of entriesOf(archive)) {
        const path = ENV.PGDATA + '/' + name;
        if (content) FS.writeFile(path, content, { canOwn: true });
        else FS.mkdir(path);
      }
      if (!FS.analyzePath(ENV.PGDATA + '/PG_VERSION').exists) throw new Error('The dump is not a database');
    }
  }
  return PGlite.create({ pgliteWasmModule, fs: new ArchiveFS() });
};
// The files and directories of an archive of scripts/sample/tar.ts.
function* entriesOf(archive) {
  const field = (start, length) => archive.toString('latin1', start, start + length).split('\\0', 1)[0];
  for (let start = 0; archive[start] !== 0; ) {
    const content = start + 512;
    const end = content + Number.parseInt(field(start + 124, 12), 8);
    if (!(end <= archive.length)) throw new Error('The archive of the dump is damaged');
    const isFile = field(start + 156, 1) === '0';
    yield { name: field(start, 100), content: isFile && archive.subarray(content, end) };
    start = content + Math.ceil((end - content) / 512) * 512;
  }
}
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
