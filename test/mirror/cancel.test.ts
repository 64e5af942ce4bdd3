import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DuckDB } from '../../src/mirror/duckdb.js';
import { LumisectionReader } from '../../src/mirror/lumisections.js';

const directory = mkdtempSync(`${tmpdir()}/runregistry-mirror-`);
let database: DuckDB;
beforeAll(async () => {
  database = await DuckDB.open(directory);
});
afterAll(() => {
  database.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A statement that takes years. */
const endless = 'SELECT sum(hash(a.i * b.i)) FROM range(1000000000) a(i), range(1000000000) b(i)';
const aborted = { code: 'aborted' };

describe('a statement', () => {
  test('is cancelled before its connection is open', async () => {
    const controller = new AbortController();
    const rows = database.rows(endless, [], controller.signal);
    controller.abort();
    await expect(rows).rejects.toMatchObject(aborted);
  });

  test.each([0, 1, 20])('is cancelled %s ms after its start', async (delay) => {
    await expect(database.rows(endless, [], AbortSignal.timeout(delay))).rejects.toMatchObject(aborted);
    const streamed = database.stream(endless, [], AbortSignal.timeout(delay)).next();
    await expect(streamed).rejects.toMatchObject(aborted);
  });

  test('is cancelled by the signal of its database', async () => {
    const controller = new AbortController();
    const other = await DuckDB.open(directory, undefined, controller.signal);
    const run = other.run(endless);
    const streamed = other.stream(endless).next();
    controller.abort();
    await Promise.all([run, streamed].map((read) => expect(read).rejects.toMatchObject(aborted)));
    other.close();
  });

  test('leaves the database usable', async () => {
    expect(await database.rows('SELECT 1')).toEqual([[1]]);
  });
});

describe('reading lumisections', () => {
  /** A database whose statement ends when it is cancelled, or with `finish`. */
  function waiting() {
    let started = (): void => {};
    let finish = (_rows: unknown[][]): void => {};
    const start = new Promise<void>((resolve) => {
      started = resolve;
    });
    const rows = (_sql: string, _parameters: unknown, signal: AbortSignal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('interrupted')));
        finish = resolve;
        started();
      });
    const reader = new LumisectionReader({ rows } as unknown as DuckDB);
    return { reader, start, finish: (result: unknown[][]) => finish(result) };
  }
  const key = (run_number: number) => ({ run_number, dataset_name: 'online' });

  test('ends for a caller that cancels, and continues for others', async () => {
    const { reader, start, finish } = waiting();
    const controllers = [new AbortController(), new AbortController()] as const;
    const [first, second] = controllers.map(({ signal }, index) => reader.read(key(index), signal));
    await start;
    controllers[0].abort();
    await expect(first).rejects.toMatchObject(aborted);
    finish([['1 online', 1, 2, '{"rr":{},"oms":null}', null, null]]);
    expect((await second)?.()).toMatchObject([{ start: 1, end: 2 }]);
  });

  test('interrupts the statement once all callers cancel', async () => {
    const { reader, start } = waiting();
    const controller = new AbortController();
    const reads = [1, 2].map((run) => reader.read(key(run), controller.signal));
    await start;
    controller.abort();
    await Promise.all(reads.map((read) => expect(read).rejects.toMatchObject(aborted)));
  });

  test('does not wait for callers that cancelled before the statement', async () => {
    const { reader } = waiting();
    const controller = new AbortController();
    const read = reader.read(key(1), controller.signal);
    controller.abort();
    await expect(read).rejects.toMatchObject(aborted);
  });
});
