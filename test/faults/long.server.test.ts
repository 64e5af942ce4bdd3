/** A process that asks all day stays as it is, and many clients at once are all answered right. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RunRegistry, RunRegistryError } from 'runregistry';
import { describe, expect, inject, test } from 'vitest';
import { Random } from '../support/random.js';
import { rounds } from '../support/rounds.js';
import { runRow } from '../support/rows.js';
import { asks, textOf } from './asks.js';
import { type FaultName, faultServer, inMemory } from './fault-server.js';
import { until, watchLeaks } from './leaks.js';

/** Clients that use one registry simultaneously. */
const clients = rounds({ usual: 8, full: 64 });
/** Queries of a long run. */
const queries = rounds({ usual: 64, full: 600 });

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are held when all that is not needed has gone. */
async function held(): Promise<number> {
  // Twice, since what is waited for weakly goes after what waits for it.
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
    ['that are all answered', 0],
    ['of which many meet faults', 0.2],
  ])('%s leave nothing', async (_, rate) => {
    const leaks = watchLeaks();
    const random = new Random('long', rate);
    const script = () => (random.chance(rate) ? random.one(faults) : undefined);
    let server = await faultServer({ registry: inMemory(rows), script });
    // One client and one signal for all, as a service has them.
    const { signal } = new AbortController();
    let client = server.client();
    let [right, failed] = [0, 0];
    const ask = async (index: number): Promise<void> => {
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
        right++;
      } catch (error) {
        if (!(error instanceof RunRegistryError)) throw error;
        failed++;
      }
    };
    const many = async (from: number, to: number): Promise<void> => {
      for (let index = from; index < to; index += 4) await Promise.all([0, 1, 2, 3].map((more) => ask(index + more)));
    };
    /** Forgets what the server remembers, which is not what is looked at. */
    const fresh = async (): Promise<void> => {
      await until(() => server.open === 0);
      await server.close();
      server = await faultServer({ registry: inMemory(rows), script });
      client = server.client();
    };
    const part = 4 * Math.ceil(queries / 16);
    await many(0, part);
    await fresh();
    const before = await held();
    for (let turn = 1; turn < 4; turn++) {
      await many(turn * part, (turn + 1) * part);
      expect(server.sockets).toBeLessThanOrEqual(8);
      await fresh();
    }
    const grown = (await held()) - before;
    console.log(`${right} right, ${failed} failed, ${Math.round(grown / (3 * part))} bytes a query are left`);
    // However many there were: code that got faster takes a megabyte once.
    expect(grown).toBeLessThan(3_000_000);
    expect(right + failed).toBeGreaterThanOrEqual(queries);
    expect(right).toBeGreaterThan(queries / 4);
    if (rate === 0) expect(failed).toBe(0);
    else expect(failed).toBeGreaterThan(queries / 100);
    await leaks.check([server], [signal]);
  });
});

describe(`${clients} clients at once`, () => {
  test('on one embedded registry are all answered right', async () => {
    const { signal } = new AbortController();
    const limits = { signal, timeout: 280_000 };
    // A job of the portal takes the registry seconds, and a hundred of them would be all that is measured.
    const some = asks.filter(({ kind }) => kind !== 'job');
    const one = new RunRegistry({ url: inject('smallUrl') });
    const truths: string[] = [];
    for (const { call } of some) truths.push(textOf(await call(one, limits)));
    const leaks = watchLeaks();
    const found = await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        const registry = new RunRegistry({ url: inject('smallUrl') });
        // Each client asks for something else at each moment.
        const mine = some.map((__, index) => (client + index * 5) % some.length).slice(0, 4);
        return Promise.all(
          mine.map(async (index) => [
            index,
            textOf(await (some[index] as (typeof some)[number]).call(registry, limits)),
          ]),
        );
      }),
    );
    expect(found).toHaveLength(clients);
    for (const [index, text] of found.flat()) expect(text === truths[index as number], `${index}`).toBe(true);
    await leaks.check([], [signal]);
  });
});
