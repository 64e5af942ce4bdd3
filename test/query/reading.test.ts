/** Progress, cancellation, streams that end early, and registries that change while they are read. */
import { AbortError, flag, or, ResponseError, RunRegistry, run } from 'runregistry';
import { afterEach, describe, expect, test } from 'vitest';
import { isInRange, pageOf } from '../support/fake-registry.js';
import { rejected } from '../support/refusal.js';
import { runRow } from '../support/rows.js';
import { type Received, type Reply, type ScriptedServer, scripted } from '../support/scripted-server.js';

const rows = Array.from({ length: 100 }, (_, i) =>
  runRow({ run_number: 1000 - i, rr: { class: i % 2 === 0 ? 'Cosmics' : 'Collisions' }, oms: { energy: i } }),
);

const servers: ScriptedServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A registry that returns pages of the rows, unless the script returns another reply for a page that starts at a row. */
async function registry(
  script?: (start: number, request: Received) => Reply | undefined | Promise<Reply | undefined>,
  concurrency = 4,
) {
  const server = await scripted(async (request) => {
    const { page, page_size: size } = JSON.parse(request.body) as { page: number; page_size: number };
    return (await script?.(page * size, request)) ?? pageOf(rows, request);
  });
  servers.push(server);
  return {
    server,
    inKeyOrder: () => new RunRegistry({ url: server.url, concurrency, retryDelay: 1 }).runs().pageSize(10),
    // Ordered by a string, pages are requested by number.
    runs: () => new RunRegistry({ url: server.url, concurrency, retryDelay: 1 }).runs().pageSize(20).orderBy('class'),
  };
}

/** Resolves when the server has no request open. */
const quiet = (server: ScriptedServer) => expect.poll(() => server.open, { interval: 1 }).toBe(0);

describe('onProgress', () => {
  test('reports rows and total after each response', async () => {
    const { runs, server } = await registry();
    const seen: { rows: number; total?: number | undefined; requests: number }[] = [];
    await runs().all({ onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ total }) => total)).toEqual(seen.map(() => 100));
    const counts = seen.map(({ rows }) => rows);
    expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
    expect([counts[0], counts.at(-1)]).toEqual([20, 100]);
    expect(seen.at(-1)?.requests).toBe(server.received.length);
  });
  test('reports at most the limit, and no total for rows filtered client-side', async () => {
    const { runs, server } = await registry();
    const totals: unknown[] = [];
    await runs()
      .limit(25)
      .all({ onProgress: ({ total }) => totals.push(total) });
    expect(totals).toEqual([25, 25]);
    const unknown: unknown[] = [];
    const checked = runs().flag('dt-dt').comment.eq('x');
    expect(await checked.all({ onProgress: (progress) => unknown.push([progress.rows, progress.total]) })).toEqual([]);
    expect(unknown).toHaveLength(server.received.length - totals.length);
    expect(new Set(unknown.map(String))).toEqual(new Set(['0,']));
  });
  test('reports the request of count()', async () => {
    const { runs } = await registry();
    const seen: unknown[] = [];
    await runs().count({ onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([{ rows: 0, total: 100, requests: 1 }]);
  });
  test.each(['throws', 'rejects'])('ends the call with its error if it %s', async (how) => {
    const { runs, server } = await registry();
    const mistake = new TypeError('a mistake of the caller');
    const fail = () => {
      throw mistake;
    };
    const onProgress = how === 'throws' ? fail : async () => fail();
    await expect(runs().all({ onProgress })).rejects.toBe(mistake);
    await quiet(server);
    expect(server.received.length).toBeLessThanOrEqual(5);
  });
});

describe('a signal', () => {
  const aborted = { is: AbortError, code: 'aborted' };

  test('aborted before the call prevents every request', async () => {
    const { runs, server } = await registry();
    const reason = new Error('changed my mind');
    const signal = AbortSignal.abort(reason);
    const calls = [
      runs().all({ signal }),
      runs().first({ signal }),
      runs().one({ signal }),
      runs().count({ signal }),
      runs().exists({ signal }),
      runs().stream({ signal }).next(),
      runs().pages({ signal }).next(),
      runs().limit(0).all({ signal }),
    ];
    for (const call of calls) expect((await rejected(call, aborted)).cause).toBe(reason);
    expect(server.received).toEqual([]);
  });
  test('ends the call while a response is pending', async () => {
    const controller = new AbortController();
    const { runs, server } = await registry((start) => {
      if (start < 30) return undefined;
      controller.abort();
      return 'never';
    });
    await rejected(runs().all({ signal: controller.signal }), aborted);
    await quiet(server);
    expect(server.received.length).toBeLessThanOrEqual(6);
  });
  test('ends the call between two responses', async () => {
    const controller = new AbortController();
    const { runs, server } = await registry(undefined, 1);
    await rejected(
      runs().all({ signal: controller.signal, onProgress: ({ rows: n }) => n >= 30 && controller.abort() }),
      aborted,
    );
    expect(server.received.length).toBeLessThanOrEqual(3);
    await quiet(server);
  });
  test('ends the call while a retry is pending', async () => {
    const controller = new AbortController();
    const { runs } = await registry(() => {
      setImmediate(() => controller.abort());
      return { status: 503, headers: { 'retry-after': '30' } };
    });
    await rejected(runs().all({ signal: controller.signal }), aborted);
  });
  test('can be aborted after the call', async () => {
    const { runs } = await registry();
    const controller = new AbortController();
    expect(await runs().all({ signal: controller.signal })).toHaveLength(100);
    controller.abort();
  });
});

describe('a stream that ends early', () => {
  test.each(['stream', 'pages'] as const)('leaves no request of %s() open', async (name) => {
    const { runs, server } = await registry();
    for await (const _ of runs()[name]()) break;
    await quiet(server);
    expect(server.received.length).toBeLessThanOrEqual(5);
    for await (const row of runs()[name]()) if (Array.isArray(row) || row.run_number < 975) break;
    await quiet(server);
  });
  test('does not wait for pages that are no longer needed', async () => {
    // The second page arrives once the next two are requested. Those never arrive.
    let release: () => void;
    const requested = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { runs, server } = await registry(async (start) => {
      if (start >= 50) release();
      if (start >= 30) return 'never';
      if (start > 0) await requested;
      return undefined;
    });
    for await (const row of runs().stream()) if (row.run_number === 975) break;
    await quiet(server);
    expect(server.received.length).toBeGreaterThan(3);
  });
  test('leaves none of several requests open', async () => {
    const { inKeyOrder, server } = await registry();
    for await (const _ of inKeyOrder()
      .orderBy('start_time')
      .where(or(run.class.eq('Cosmics'), flag('dt-dt').is('BAD')))
      .stream())
      break;
    await quiet(server);
  });
  test('leaves no request open if the loop throws', async () => {
    const { runs, server } = await registry();
    const loop = async () => {
      for await (const row of runs().stream()) if (row.run_number === 975) throw new RangeError('mine');
    };
    await expect(loop()).rejects.toThrow('mine');
    await quiet(server);
  });
  test('sends nothing if it is never iterated', async () => {
    const { runs, server } = await registry();
    await runs().stream().return();
    expect(server.received).toEqual([]);
  });
});

describe('a registry that changes while it is read', () => {
  const changed = { is: ResponseError, code: 'changed-while-reading' };
  const added = runRow({ run_number: 2000 });

  test('is read again by all()', async () => {
    let reads = 0;
    const { runs } = await registry((start, request) => {
      if (start === 0) reads++;
      return reads === 1 && start > 40 ? pageOf([added, ...rows], request) : undefined;
    });
    expect((await runs().all()).map((row) => row.run_number)).toEqual(rows.map((row) => row.run_number));
    expect(reads).toBe(2);
  });
  test('makes all() fail after three attempts', async () => {
    let reads = 0;
    const { runs, server } = await registry((start, request) => {
      if (start === 0) reads++;
      return start > 40 ? pageOf([added, ...rows], request) : undefined;
    });
    await rejected(runs().all(), changed);
    expect(reads).toBe(3);
    await quiet(server);
  });
  test('makes stream() fail after the first rows', async () => {
    const { runs, server } = await registry((start, request) =>
      start > 40 ? pageOf([added, ...rows], request) : undefined,
    );
    const received: unknown[] = [];
    const loop = async () => {
      for await (const row of runs().stream()) received.push(row.run_number);
    };
    await rejected(loop(), changed);
    expect(received.length).toBeGreaterThan(40);
    expect(received).toEqual(rows.slice(0, received.length).map((row) => row.run_number));
    await quiet(server);
  });
  test.each([
    ['added', [added, ...rows.slice(0, -1)]],
    ['removed', [...rows.slice(1), added]],
  ])('is detected by the position of a row if the count stays the same: a row is %s first', async (_, others) => {
    const { runs } = await registry((start, request) => (start > 40 ? pageOf(others, request) : undefined));
    await rejected(runs().all(), changed);
  });
});

describe('paging by key', () => {
  /** A registry that filters by run number, and changes before each response. */
  async function changing(before: (index: number, stored: Map<number, unknown>) => void) {
    const stored = new Map<number, unknown>(rows.map((row) => [row.run_number, row]));
    const server = await scripted(({ body }, index) => {
      before(index, stored);
      const { page, page_size: size, filter } = JSON.parse(body) as { page: number; page_size: number; filter: object };
      const isAscending = body.includes('"ASC"');
      const isIn = isInRange(filter);
      const matching = [...stored]
        .filter(([run]) => isIn(run))
        .sort(([a], [b]) => (isAscending ? a - b : b - a))
        .map(([, row]) => row);
      return {
        json: {
          runs: matching.slice(page * size, (page + 1) * size),
          count: matching.length,
          pages: Math.ceil(matching.length / size),
        },
      };
    });
    servers.push(server);
    const runs = (concurrency = 4) =>
      new RunRegistry({ url: server.url, concurrency, retryDelay: 1 }).runs().pageSize(10);
    return { server, runs };
  }

  test.each(['asc', 'desc'] as const)('requests each page after the last row, %s', async (direction) => {
    const { server, runs } = await changing(() => undefined);
    const found = await runs(1).orderBy('run_number', direction).all();
    expect(found.map(({ run_number: n }) => n)).toEqual(
      rows.map(({ run_number: n }) => n).sort((a, b) => (direction === 'asc' ? a - b : b - a)),
    );
    // The tenth page is full, so only an empty one shows that it is the last.
    expect(server.received).toHaveLength(11);
    expect(server.received.every(({ body }) => (JSON.parse(body) as { page: number }).page === 0)).toBe(true);
  });

  test('returns each row once while runs are inserted and deleted', async () => {
    let next = 5000;
    const deleted = new Set<number>();
    const { runs } = await changing((index, stored) => {
      // Before, after and among the rows read so far.
      for (const run of [next++, next++]) stored.set(run, runRow({ run_number: run }));
      for (const run of [1000 - 7 * index, 910 + index]) if (stored.delete(run)) deleted.add(run);
    });
    const found: number[] = [];
    for await (const { run_number: run } of runs().stream()) found.push(run);
    expect(new Set(found).size).toBe(found.length);
    for (const { run_number: run } of rows) if (!deleted.has(run)) expect(found).toContain(run);
  });

  test('serves all() for numbers, dates and booleans, which are sorted client-side', async () => {
    const { server, runs } = await changing((index, stored) => {
      stored.set(5000 + index, runRow({ run_number: 5000 + index, oms: { start_time: '2018-01-01T00:00:00Z' } }));
    });
    const found = await runs().orderBy('start_time').all();
    for (const { run_number: run } of rows) expect(found.filter((one) => one.run_number === run)).toHaveLength(1);
    expect(server.received.map(({ body }) => (JSON.parse(body) as { sortings: unknown[] }).sortings)).toEqual(
      server.received.map(() => []),
    );
  });

  test('fails instead of looping if a row does not come after the last one', async () => {
    const { inKeyOrder } = await registry(() => ({ json: { runs: rows.slice(0, 10), count: 100, pages: 10 } }));
    await rejected(inKeyOrder().all(), {
      is: ResponseError,
      code: 'wrong-order',
    });
  });
});
