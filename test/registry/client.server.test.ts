import { RunRegistry } from 'runregistry';
import { expect, test } from 'vitest';

test('close() does nothing for a client that sent no request', async () => {
  const client = new RunRegistry({ target: 'embedded' });
  expect(client.runs().where('energy').gte(6000).plan().requests).toHaveLength(1);
  await client.close();
  await client.close();
});

test('the first request starts the embedded registry, and close() stops it', async () => {
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
  // The next request starts another registry.
  expect(await client.runs().count()).toBe(runs);
  await client[Symbol.asyncDispose]();
});
