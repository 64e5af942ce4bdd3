/** Reads of the lumisections of many runs keep as many requests open as the client may send, whichever runs they are for. */
import { goldenJson } from 'runregistry';
import { afterEach, expect, test } from 'vitest';
import { type FakeRun, registryWithRuns, verdict } from '../support/fake-lumisections.js';
import type { FakeRegistry } from '../support/fake-registry.js';

const rows = Array.from(
  { length: 30 },
  (_, index): FakeRun => ({
    run_number: 400_030 - index,
    flagsOf: Array.from({ length: (index % 5) + 1 }, () => ({ 'dt-dt': verdict('GOOD') })),
    bitsOf: Array.from({ length: (index % 5) + 1 }, () => ({ cms_active: true, recorded: 0.1, delivered: 0.2 })),
  }),
);

let registry: FakeRegistry;
afterEach(() => registry.close());

/** Starts a registry that responds to one request, the oldest, once as many are open as the client may send, or all that are left. */
async function start(concurrency: number, requests: number): Promise<void> {
  const waiting: ((reply: undefined) => void)[] = [];
  let left = requests;
  registry = await registryWithRuns(rows, {
    script: ({ path }) => {
      if (!path.includes('/lumisections/')) return undefined;
      return new Promise((resolve) => {
        waiting.push(resolve);
        while (waiting.length > 0 && waiting.length === Math.min(concurrency, left)) {
          left--;
          waiting.shift()?.(undefined);
        }
      });
    },
  });
}

test.each([2, 3, 8])('lumisections() keeps %i requests open across runs', async (concurrency) => {
  await start(concurrency, 2 * rows.length);
  const items = await registry.client({ concurrency }).runs().lumisections().all();
  expect(items.map(({ run_number }) => run_number)).toEqual(rows.map(({ run_number }) => run_number));
  expect(registry.server.maxOpen).toBe(concurrency);
});

test.each([2, 3, 8])('lumisections() of one side keeps %i requests open across runs', async (concurrency) => {
  await start(concurrency, rows.length);
  expect(await registry.client({ concurrency }).runs().lumisections({ rr: false }).all()).toHaveLength(rows.length);
  expect(registry.server.maxOpen).toBe(concurrency);
});

test.each([2, 3, 8])('generateLocally() keeps %i requests open across datasets', async (concurrency) => {
  await start(concurrency, 2 * rows.length);
  const source = registry.client({ concurrency }).datasets();
  const { list } = await goldenJson().flag('dt-dt').is('GOOD').generateLocally(source);
  expect(list.runs).toHaveLength(rows.length);
  expect(registry.server.maxOpen).toBe(concurrency);
});
