/** How reading goes on and ends: progress, signals, early ends, and registries that are written to meanwhile. */
import { AbortError, flag, or, ResponseError, RunRegistry, run } from 'runregistry';
import { afterEach, describe, expect, test } from 'vitest';
import { pageOf } from '../support/fake-registry.js';
import { rejected } from '../support/refusal.js';
import { runRow } from '../support/rows.js';
import { type Reply, type ScriptedServer, scripted } from '../support/scripted-server.js';

const rows = Array.from({ length: 100 }, (_, i) =>
  runRow({ run_number: 1000 - i, rr: { class: i % 2 === 0 ? 'Cosmics' : 'Collisions' }, oms: { energy: i } }),
);

const servers: ScriptedServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A registry that answers pages of the rows, or what the script says instead. */
async function registry(
  script?: (page: number, index: number) => Reply | undefined | Promise<Reply | undefined>,
  concurrency = 4,
) {
  const server = await scripted(async (request, index) => {
    const { page } = JSON.parse(request.body) as { page: number };
    return (await script?.(page, index)) ?? pageOf(rows, request);
  });
  servers.push(server);
  const pages = () => server.received.map(({ body }) => (JSON.parse(body) as { page: number }).page);
  return {
    server,
    pages,
    inKeyOrder: () => new RunRegistry({ url: server.url, concurrency, retryDelay: 1 }).runs().pageSize(10),
    // In the order of a text, pages are read by their numbers.
    runs: () => new RunRegistry({ url: server.url, concurrency, retryDelay: 1 }).runs().pageSize(10).orderBy('class'),
  };
}

/** Resolves when the server has no request open. */
const quiet = (server: ScriptedServer) => expect.poll(() => server.open, { interval: 1 }).toBe(0);

describe('onProgress', () => {
  test('says after each answer how many rows have come, of how many', async () => {
    const { runs } = await registry();
    const seen: unknown[] = [];
    await runs().all({ onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual(
      Array.from({ length: 10 }, (_, i) => expect.objectContaining({ rows: 10 * (i + 1), total: 100 })),
    );
    expect((seen.at(-1) as { requests: number }).requests).toBe(10);
  });
  test('counts no more than the limit, and nothing that it cannot know', async () => {
    const { runs } = await registry();
    const totals: unknown[] = [];
    await runs()
      .limit(25)
      .all({ onProgress: ({ total }) => totals.push(total) });
    expect(totals).toEqual([25, 25, 25]);
    const unknown: unknown[] = [];
    const checked = runs().flag('dt-dt').comment.eq('x');
    expect(await checked.all({ onProgress: (progress) => unknown.push([progress.rows, progress.total]) })).toEqual([]);
    expect(unknown).toHaveLength(10);
    expect(new Set(unknown.map(String))).toEqual(new Set(['0,']));
  });
  test('is told of counts', async () => {
    const { runs } = await registry();
    const seen: unknown[] = [];
    await runs().count({ onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([{ rows: 0, total: 100, requests: 1 }]);
  });
  test('that throws ends the reading with its error', async () => {
    const { runs, server } = await registry();
    const mistake = new TypeError('a mistake of the caller');
    const fail = () => {
      throw mistake;
    };
    await expect(runs().all({ onProgress: fail })).rejects.toBe(mistake);
    await quiet(server);
    expect(server.received.length).toBeLessThanOrEqual(5);
  });
});

describe('a signal', () => {
  const aborted = {
    is: AbortError,
    code: 'aborted',
    says: ['was stopped by its signal'],
  };

  test('that is aborted before asks for nothing', async () => {
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
  test('that is aborted while an answer is awaited ends at once', async () => {
    const controller = new AbortController();
    const { runs, server } = await registry((page) => {
      if (page !== 2) return undefined;
      controller.abort();
      return 'never';
    });
    await rejected(runs().all({ signal: controller.signal }), aborted);
    await quiet(server);
    expect(Math.max(...server.received.map(({ body }) => (JSON.parse(body) as { page: number }).page))).toBeLessThan(9);
  });
  test('that is aborted between two answers asks for no more', async () => {
    const controller = new AbortController();
    const { runs, server, pages } = await registry(undefined, 1);
    await rejected(
      runs().all({ signal: controller.signal, onProgress: ({ rows: n }) => n >= 30 && controller.abort() }),
      aborted,
    );
    expect(pages().length).toBeLessThanOrEqual(4);
    await quiet(server);
  });
  test('that is aborted while a repeat is awaited ends at once', async () => {
    const controller = new AbortController();
    const { runs } = await registry(() => {
      setImmediate(() => controller.abort());
      return { status: 503, headers: { 'retry-after': '30' } };
    });
    await rejected(runs().all({ signal: controller.signal }), aborted);
  });
  test('is forgotten afterwards', async () => {
    const { runs } = await registry();
    const controller = new AbortController();
    expect(await runs().all({ signal: controller.signal })).toHaveLength(100);
    controller.abort();
  });
});

describe('leaving a stream early', () => {
  test.each(['stream', 'pages'] as const)('%s() leaves no request behind', async (name) => {
    const { runs, server, pages } = await registry();
    for await (const _ of runs()[name]()) break;
    await quiet(server);
    const before = pages().length;
    expect(before).toBeLessThanOrEqual(5);
    for await (const row of runs()[name]()) if (Array.isArray(row) || row.run_number < 975) break;
    await quiet(server);
  });
  test('does not wait for answers that nobody wants any more', async () => {
    // The second page comes when the two after it have been asked for, which never come.
    let ask: () => void;
    const asked = new Promise<void>((resolve) => {
      ask = resolve;
    });
    const { runs, server } = await registry(async (page) => {
      if (page === 3) ask();
      if (page >= 2) return 'never';
      if (page === 1) await asked;
      return undefined;
    });
    for await (const row of runs().stream()) if (row.run_number === 985) break;
    await quiet(server);
    expect(server.received.length).toBeGreaterThan(3);
  });
  test('of several requests leaves none behind', async () => {
    const { inKeyOrder, server } = await registry();
    for await (const _ of inKeyOrder()
      .orderBy('start_time')
      .where(or(run.class.eq('Cosmics'), flag('dt-dt').is('BAD')))
      .stream())
      break;
    await quiet(server);
  });
  test('by an error in the loop leaves none behind', async () => {
    const { runs, server } = await registry();
    const loop = async () => {
      for await (const row of runs().stream()) if (row.run_number === 985) throw new RangeError('mine');
    };
    await expect(loop()).rejects.toThrow('mine');
    await quiet(server);
  });
  test('that was never begun asks for nothing', async () => {
    const { runs, server } = await registry();
    await runs().stream().return();
    expect(server.received).toEqual([]);
  });
});

describe('a registry that is written to while it is read', () => {
  const changed = {
    is: ResponseError,
    code: 'changed-while-reading',
    says: ['came or went', 'read again', 'in the order of run_number'],
  };
  const grown = (page: number): Reply => ({
    json: { runs: rows.slice(page * 10 - 1, page * 10 + 9), count: 101, pages: 11 },
  });

  test('is read again by all(), and given where that succeeds', async () => {
    let reads = 0;
    const { runs } = await registry((page) => {
      if (page === 0) reads++;
      return reads === 1 && page === 3 ? grown(page) : undefined;
    });
    expect((await runs().all()).map((row) => row.run_number)).toEqual(rows.map((row) => row.run_number));
    expect(reads).toBe(2);
  });
  test('is an error after three readings', async () => {
    let reads = 0;
    const { runs, server } = await registry((page) => {
      if (page === 0) reads++;
      return page === 3 ? grown(page) : undefined;
    });
    await rejected(runs().all(), changed);
    expect(reads).toBe(3);
    await quiet(server);
  });
  test('is an error of stream(), whose first rows are already given', async () => {
    const { runs, server } = await registry((page) => (page === 3 ? grown(page) : undefined));
    const given: number[] = [];
    const loop = async () => {
      for await (const row of runs().stream()) given.push(row.run_number);
    };
    await rejected(loop(), changed);
    expect(given).toHaveLength(30);
    await quiet(server);
  });
  test('is noticed where the count stays the same and a row comes twice', async () => {
    const shifted = (page: number): Reply => ({
      json: { runs: rows.slice(page * 10 - 1, page * 10 + 9), count: 100, pages: 10 },
    });
    const { runs } = await registry((page) => (page === 3 ? shifted(page) : undefined));
    await rejected(runs().all(), changed);
  });
});

describe('in the order of run numbers', () => {
  /** A registry that knows filters by run number, and changes before it answers. */
  async function changing(before: (index: number, held: Map<number, unknown>) => void) {
    const held = new Map<number, unknown>(rows.map((row) => [row.run_number, row]));
    const server = await scripted(({ body }, index) => {
      before(index, held);
      const { page, page_size: size, filter } = JSON.parse(body) as { page: number; page_size: number; filter: object };
      const [, least = '0'] = /"run_number":\{">":(\d+)\}/.exec(JSON.stringify(filter)) ?? [];
      const [, most = '9999'] = /"run_number":\{"<":(\d+)\}/.exec(JSON.stringify(filter)) ?? [];
      const up = JSON.stringify(JSON.parse(body)).includes('"ASC"');
      const found = [...held]
        .filter(([run]) => run > Number(least) && run < Number(most))
        .sort(([a], [b]) => (up ? a - b : b - a))
        .map(([, row]) => row);
      return {
        json: {
          runs: found.slice(page * size, (page + 1) * size),
          count: found.length,
          pages: Math.ceil(found.length / size),
        },
      };
    });
    servers.push(server);
    return { server, runs: () => new RunRegistry({ url: server.url, retryDelay: 1 }).runs().pageSize(10) };
  }

  test.each(['asc', 'desc'] as const)('%s, each page is asked for behind the last row', async (direction) => {
    const { server, runs } = await changing(() => undefined);
    const found = await runs().orderBy('run_number', direction).all();
    expect(found.map(({ run_number: n }) => n)).toEqual(
      rows.map(({ run_number: n }) => n).sort((a, b) => (direction === 'asc' ? a - b : b - a)),
    );
    expect(server.received).toHaveLength(10);
    expect(server.received.every(({ body }) => (JSON.parse(body) as { page: number }).page === 0)).toBe(true);
  });

  test('rows that come and go lose none that was there throughout, and double none', async () => {
    let next = 5000;
    const gone = new Set<number>();
    const { runs } = await changing((index, held) => {
      // Above what was read, below it, and in the middle of it.
      for (const run of [next++, next++]) held.set(run, runRow({ run_number: run }));
      for (const run of [1000 - 7 * index, 910 + index]) if (held.delete(run)) gone.add(run);
    });
    const found: number[] = [];
    for await (const { run_number: run } of runs().stream()) found.push(run);
    expect(new Set(found).size).toBe(found.length);
    for (const { run_number: run } of rows) if (!gone.has(run)) expect(found).toContain(run);
  });

  test('numbers, dates and yes-or-no are sorted here, so that all() loses none either', async () => {
    const { server, runs } = await changing((index, held) => {
      held.set(5000 + index, runRow({ run_number: 5000 + index, oms: { start_time: '2018-01-01T00:00:00Z' } }));
    });
    const found = await runs().orderBy('start_time').all();
    for (const { run_number: run } of rows) expect(found.filter((one) => one.run_number === run)).toHaveLength(1);
    expect(server.received.map(({ body }) => (JSON.parse(body) as { sortings: unknown[] }).sortings)).toEqual(
      server.received.map(() => []),
    );
  });

  test('an answer that is not behind the last row is an error, not a reading without an end', async () => {
    const { inKeyOrder } = await registry(() => ({ json: { runs: rows.slice(0, 10), count: 100, pages: 10 } }));
    await rejected(inKeyOrder().all(), {
      is: ResponseError,
      code: 'wrong-order',
      says: ['does not come behind run 991'],
    });
  });
});
