import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RunRegistry } from 'runregistry';
import { compare, type Goal, timed } from './measure.js';
import { startSlowRegistry } from './registry-process.js';

interface Page {
  readonly runs: readonly unknown[];
  readonly count: number;
}

async function fetchPage(url: string, page: number, size: number): Promise<Page> {
  const response = await fetch(`${url}/runs_filtered_ordered`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ page, page_size: size, sortings: [], filter: {} }),
  });
  return (await response.json()) as Page;
}

/** Fetches all runs in pages of 50, one request after the other, as scripts do. */
async function pageByPage(url: string): Promise<number> {
  const rows: unknown[] = [];
  for (let page = 0; ; page++) {
    const { runs, count } = await fetchPage(url, page, 50);
    rows.push(...runs);
    if (rows.length >= count) return rows.length;
  }
}

/** Fetches all runs in pages of 1,000, all at once after the first, and checks nothing: no client can be much faster. */
async function allAtOnce(url: string): Promise<number> {
  const first = await fetchPage(url, 0, 1_000);
  const others = Array.from({ length: Math.ceil(first.count / 1_000) - 1 }, (_, index) =>
    fetchPage(url, index + 1, 1_000),
  );
  return [first, ...(await Promise.all(others))].flatMap(({ runs }) => runs).length;
}

/** Compares reading all runs with handwritten loops, without latency and with 30 ms. */
export async function fetching(url: string): Promise<Goal[]> {
  const slow = await startSlowRegistry(url, 30);
  try {
    return [
      ...(await fetchingFrom(url, '', 3.5)),
      // Its responses are cached, because the real registry handles requests in parallel. The first goal was 12, which no client reaches
      // where parsing takes this long: reading all at once and unchecked is 8.7 times as fast as paging, and 19 times without parsing.
      ...(await fetchingFrom(slow.url, ' with 30 ms of latency', 6)),
    ];
  } finally {
    await slow.stop();
  }
}

async function fetchingFrom(url: string, suffix: string, atLeast: number): Promise<Goal[]> {
  const registry = new RunRegistry({ url });
  const readers = [async () => (await registry.runs().all()).length, () => pageByPage(url), () => allAtOnce(url)];
  const found = new Set<number>();
  const tasks = readers.map((read) => timed(async () => void found.add(await read())));
  // An unmeasured call loads got, and makes the registry read its rows from disk.
  for (const task of tasks) await task();
  const [ours = 0, paging = 0, floor = 0] = await compare(5, ...tasks);
  if (found.size > 1) throw new Error(`different numbers of rows: ${[...found].join(', ')}`);
  const [rows] = found;
  return [
    {
      name: `fetch ${rows} runs in pages of 50, one after the other / runs().all()${suffix}`,
      ratio: paging / ours,
      atLeast,
      figures: `${paging.toFixed(0)} ms / ${ours.toFixed(0)} ms`,
    },
    {
      name: `runs().all() / fetch ${rows} runs in pages of 1,000, all at once and unchecked${suffix}`,
      ratio: ours / floor,
      atMost: 1.5,
      figures: `${ours.toFixed(0)} ms / ${floor.toFixed(0)} ms`,
    },
  ];
}

/** A proxy that counts the requests to a registry. */
async function countingProxy(url: string) {
  let requests = 0;
  const server = createServer((incoming, outgoing) => {
    requests++;
    const { method, headers } = incoming;
    const onward = forward(`${url}${incoming.url}`, { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    close: () => server.close().closeAllConnections(),
  };
}

/** The share of pages requested before stream() yields its first row. */
export async function firstRow(url: string): Promise<Goal> {
  const proxy = await countingProxy(url);
  try {
    const query = new RunRegistry({ url: proxy.url }).runs().pageSize(100);
    const pages = Math.ceil((await query.count()) / 100);
    const before = proxy.requests();
    let requested = pages;
    for await (const _ of query.stream()) {
      requested = proxy.requests() - before;
      break;
    }
    return {
      name: 'pages requested before the first row of stream() / all pages',
      ratio: requested / pages,
      atMost: 0.5,
      figures: `${requested} / ${pages}`,
    };
  } finally {
    proxy.close();
  }
}
