/** A client of its own: what it starts, and what it stops. */
import { RunRegistry } from 'runregistry';
import { expect, test } from 'vitest';

test('a client that asks nobody needs no goodbye', async () => {
  const client = new RunRegistry({ target: 'embedded' });
  expect(client.runs().where('energy').gte(6000).plan().requests).toHaveLength(1);
  await client.close();
  await client.close();
});

test('the embedded registry is started once, by the first request, and stopped by close()', async () => {
  const client = new RunRegistry({ target: 'embedded' });
  const [runs, again, datasets] = await Promise.all([
    client.runs().count(),
    client.runs().count(),
    client.datasets().count(),
  ]);
  expect(runs).toBeGreaterThan(100);
  expect(again).toBe(runs);
  expect(datasets).toBeGreaterThan(runs);
  await client.close();
  await client.close();
  // A query outlives the registry that it was asked of: the next request starts another.
  expect(await client.runs().count()).toBe(runs);
  await client[Symbol.asyncDispose]();
});
