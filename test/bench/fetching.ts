import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RunRegistry } from 'runregistry';
import { compare, type Goal, timed } from './measure.js';
import { startSlowRegistry } from './registry-process.js';

/** Fetches all runs in pages of 50, one request after the other, as scripts do. */
async function pageByPage(url: string): Promise<number> {
  const rows: unknown[] = [];
  for (let page = 0; ; page++) {
    const response = await fetch(`${url}/runs_filtered_ordered`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ page, page_size: 50, sortings: [], filter: {} }),
    });
    const { runs, count } = (await response.json()) as { runs: unknown[]; count: number };
    rows.push(...runs);
    if (rows.length >= count) return rows.length;
  }
}

/** Compares reading all runs with reading page by page, without latency and with 30 ms. */
export async function fetching(url: string): Promise<Goal[]> {
  const slow = await startSlowRegistry(url, 30);
  try {
    return [
      await fetchingFrom(url, '', 3.5),
      // Its responses are cached, because the real registry handles requests in parallel.
      await fetchingFrom(slow.url, ' with 30 ms of latency', 12),
    ];
  } finally {
    await slow.stop();
  }
}

async function fetchingFrom(url: string, suffix: string, atLeast: number): Promise<Goal> {
  const registry = new RunRegistry({ url });
  const found = { ours: 0, peer: 0 };
  const ours = timed(async () => {
    found.ours = (await registry.runs().all()).length;
  });
  const peer = timed(async () => {
    found.peer = await pageByPage(url);
  });
  // An unmeasured call loads got, and makes the registry read its rows from disk.
  await ours();
  await peer();
  const [mine, theirs] = await compare(3, ours, peer);
  if (found.ours !== found.peer) throw new Error(`${found.ours} rows against ${found.peer}`);
  return {
    name: `fetch ${found.peer} runs in pages of 50, one after the other / runs().all()${suffix}`,
    ratio: theirs / mine,
    atLeast,
    figures: `${theirs.toFixed(0)} ms / ${mine.toFixed(0)} ms`,
  };
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
