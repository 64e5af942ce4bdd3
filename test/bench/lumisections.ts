import { RunRegistry } from 'runregistry';
import { compare, type Goal, timed } from './measure.js';
import { measureInProcess } from './measuring-process.js';
import { startSlowRegistry } from './registry-process.js';

const runs = 300;
/** Latency of the registry in milliseconds. It is low, because a registry on the same network is the hard case. */
const delay = 5;

async function post(url: string, body: unknown, token?: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.json();
}

/** The usual script: runs page by page, then a request for each run and side, one after the other. */
async function inALoop(url: string, withTokens: boolean): Promise<number> {
  const ask = async (path: string, body: unknown) => {
    if (!withTokens) return post(`${url}${path}`, body);
    const { access_token: token } = (await post(`${url}/token`, undefined)) as { access_token: string };
    return post(`${url}${path}`, body, token);
  };
  const numbers: number[] = [];
  for (let page = 0; numbers.length < runs; page++) {
    const body = { page, page_size: 50, sortings: [], filter: {} };
    const response = (await ask('/runs_filtered_ordered', body)) as { runs: { run_number: number }[] };
    numbers.push(...response.runs.map((row) => row.run_number));
  }
  let ranges = 0;
  for (const run_number of numbers.slice(0, runs)) {
    const key = { run_number, dataset_name: 'online' };
    const flags = (await ask('/lumisections/rr_lumisection_ranges', key)) as unknown[];
    const bits = (await ask('/lumisections/oms_lumisection_ranges', key)) as unknown[];
    if (flags.length > 0 && bits.length > 0) ranges++;
  }
  return ranges;
}

/** Compares reading the lumisections of many runs with a loop. */
export async function lumisectionsOfRuns(url: string): Promise<Goal> {
  const slow = await startSlowRegistry(url, delay);
  try {
    const registry = new RunRegistry({ url: slow.url, concurrency: 8 });
    const found = { ours: 0, loop: 0, withTokens: 0 };
    const ours = timed(async () => {
      found.ours = 0;
      for await (const { counts } of registry.runs().limit(runs).lumisections())
        if (counts.rr > 0 && counts.oms > 0) found.ours++;
    });
    const loop = timed(async () => {
      found.loop = await inALoop(slow.url, false);
    });
    const withTokens = timed(async () => {
      found.withTokens = await inALoop(slow.url, true);
    });
    // An unmeasured round loads got and fills the cache of responses.
    await ours();
    await loop();
    const [mine, theirs, theirsWithTokens] = await compare(3, ours, loop, withTokens);
    if (found.ours === 0 || found.ours !== found.loop || found.ours !== found.withTokens)
      throw new Error(`${found.ours} runs with lumisections against ${found.loop} and ${found.withTokens}`);
    const maxOpen = (await (await fetch(`${slow.url}/max-open`)).json()) as number;
    if (maxOpen > 8) throw new Error(`${maxOpen} concurrent requests`);
    return {
      name: `lumisections of ${runs} runs in a loop / lumisections()`,
      ratio: theirs / mine,
      atLeast: 3,
      figures: `${theirs.toFixed(0)} ms (${theirsWithTokens.toFixed(0)} ms with a token each) / ${mine.toFixed(0)} ms, ${maxOpen} at once, ${delay} ms away`,
    };
  } finally {
    await slow.stop();
  }
}

interface Heap {
  readonly first: number;
  readonly last: number;
}

/** Compares the heap in the last third of a stream with that in the first. A list of all items shows that the measure detects growth. */
export async function memoryOfLumisections(url: string): Promise<Goal[]> {
  const goals: Goal[] = [];
  for (const how of ['stream', 'all'] as const) {
    const { first, last } = await measureInProcess<Heap>('lumisections-heap.ts', url, how, 1_200);
    const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
    goals.push({
      name:
        how === 'stream'
          ? 'heap of lumisections() of 1,200 runs, last third / first third'
          : 'heap of the same kept in a list, for comparison',
      ratio: last / first,
      ...(how === 'stream' ? { atMost: 1.1 } : { atLeast: 1.1 }),
      figures: `${megabytes(last)} / ${megabytes(first)}`,
    });
  }
  return goals;
}
