/** A long-running process does not leak, and many concurrent clients receive correct responses. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RunRegistry, RunRegistryError } from 'runregistry';
import { describe, expect, inject, test } from 'vitest';
import { Random } from '../support/random.js';
import { rounds } from '../support/rounds.js';
import { runRow } from '../support/rows.js';
import { clientCalls, textOf } from './client-calls.js';
import { type FaultName, faultServer, inMemory } from './fault-server.js';
import { until, watchLeaks } from './leaks.js';

/** Clients that use one registry simultaneously. */
const clients = rounds(24);
/** Queries of a long run. */
const queries = rounds(600);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Returns the size of the heap after garbage collection, in bytes. */
async function heapUsed(): Promise<number> {
  // Twice: the targets of weak references are only collected in a second pass.
  for (let times = 0; times < 2; times++) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

describe(`${queries} queries in one process`, () => {
  const rows = Array.from({ length: 10 }, (_, index) => runRow({ run_number: 355_110 - index }));
  const numbers = rows.map(({ run_number }) => run_number);
  const faults: readonly FaultName[] = [
    'reset before the body',
    503,
    'end within chunks',
    '500 with err',
    'an expired token',
  ];

  test.each([
    ['with many faults', 0.2],
    ['without faults', 0],
  ] as const)('leak no memory or sockets %s', async (_, rate) => {
    const leaks = watchLeaks();
    const random = new Random('long', rate);
    const script = () => (random.chance(rate) ? random.one(faults) : undefined);
    let server = await faultServer({ registry: inMemory(rows), script });
    // One client and one signal for all queries, as in a service.
    const { signal } = new AbortController();
    let client = server.client();
    let [succeeded, failed] = [0, 0];
    const runQuery = async (index: number): Promise<void> => {
      const query = client
        .runs()
        .where('run_number')
        .gt(index + 1);
      try {
        if (index % 3 === 0) expect(await query.count({ signal, timeout: 600_000 })).toBe(10);
        else if (index % 3 === 1)
          expect((await query.pageSize(6).all({ signal })).map(({ run_number }) => run_number)).toEqual(numbers);
        else {
          const streamed: number[] = [];
          for await (const { run_number } of query.pageSize(4).stream({ signal })) streamed.push(run_number);
          expect(streamed).toEqual(numbers);
        }
        succeeded++;
      } catch (error) {
        if (!(error instanceof RunRegistryError)) throw error;
        failed++;
      }
    };
    const runQueries = async (from: number, to: number): Promise<void> => {
      for (let index = from; index < to; index += 4)
        await Promise.all([0, 1, 2, 3].map((offset) => runQuery(index + offset)));
    };
    /** Starts another server, because a server stores its requests. */
    const restart = async (): Promise<void> => {
      await until(() => server.open === 0);
      await server.close();
      server = await faultServer({ registry: inMemory(rows), script });
      client = server.client();
    };
    const part = 4 * Math.ceil(queries / 16);
    await runQueries(0, part);
    await restart();
    const before = await heapUsed();
    for (let turn = 1; turn < 4; turn++) {
      await runQueries(turn * part, (turn + 1) * part);
      expect(server.sockets).toBeLessThanOrEqual(8);
      await restart();
    }
    const growth = (await heapUsed()) - before;
    console.log(`${succeeded} succeeded, ${failed} failed, ${Math.round(growth / (3 * part))} bytes per query leaked`);
    // For any number of queries: compiled code takes a megabyte once.
    expect(growth).toBeLessThan(3_000_000);
    expect(succeeded + failed).toBeGreaterThanOrEqual(queries);
    expect(succeeded).toBeGreaterThan(queries / 4);
    if (rate === 0) expect(failed).toBe(0);
    else expect(failed).toBeGreaterThan(queries / 100);
    await leaks.check([server], [signal]);
  });
});

describe(`${clients} concurrent clients`, () => {
  test('receive correct responses from one embedded registry', async () => {
    const { signal } = new AbortController();
    const limits = { signal, timeout: 280_000 };
    // Jobs of the portal take seconds.
    const calls = clientCalls.filter(({ kind }) => kind !== 'job');
    const reference = new RunRegistry({ url: inject('smallUrl') });
    const expected: string[] = [];
    for (const { call } of calls) expected.push(textOf(await call(reference, limits)));
    const leaks = watchLeaks();
    const results = await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        const registry = new RunRegistry({ url: inject('smallUrl') });
        // The clients send different requests at a time.
        const chosen = calls.map((__, index) => (client + index * 5) % calls.length).slice(0, 4);
        return Promise.all(
          chosen.map(async (index) => [
            index,
            textOf(await (calls[index] as (typeof calls)[number]).call(registry, limits)),
          ]),
        );
      }),
    );
    expect(results).toHaveLength(clients);
    for (const [index, text] of results.flat()) expect(text === expected[index as number], `${index}`).toBe(true);
    await leaks.check([], [signal]);
  });
});
