import { RunRegistry } from 'runregistry';
import { expect, test } from 'vitest';
import { scripted } from '../support/scripted-server.js';

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
  await client[Symbol.asyncDispose]();
  await expect(client.runs().count()).rejects.toMatchObject({ code: 'embedded-closed' });
});

test('close() does not affect a remote registry', async () => {
  const server = await scripted(() => ({ json: { runs: [], count: 3, pages: 1 } }));
  const client = new RunRegistry({ url: server.url });
  await client.close();
  expect(await client.runs().count()).toBe(3);
  await server.close();
});
