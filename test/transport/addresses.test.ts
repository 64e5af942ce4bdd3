/** URLs of the API and of the token endpoint, whatever their ending. */
import { RunRegistry } from 'runregistry';
import { afterEach, expect, test } from 'vitest';
import { type FakeRegistry, fakeRegistry } from '../support/fake-registry.js';
import { runRow } from '../support/rows.js';
import { scripted } from '../support/scripted-server.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function fake(): Promise<FakeRegistry> {
  const registry = await fakeRegistry({ rows: [runRow()] });
  open.push(registry);
  return registry;
}

test.each(['', '/', '//', '?', '#', '/?', '/#', '?#', '//?#'])(
  'appends paths to a url that ends in "%s"',
  async (end) => {
    const { server, requests, client } = await fake();
    expect(
      await client({ url: `${server.url}/api${end}` })
        .runs()
        .all(),
    ).toHaveLength(1);
    expect(requests.map(({ path }) => path)).toEqual(['/api/runs_filtered_ordered']);
  },
);

test.each(['', '/', '?', '#', '/api/?#'])('appends paths to a url without a path or with "%s"', async (end) => {
  const server = await scripted(() => ({ json: { runs: [runRow()], count: 1, pages: 1 } }));
  open.push(server);
  await new RunRegistry({ url: server.url + end }).runs().all();
  expect(server.received[0]?.path).toBe(`${end.startsWith('/api') ? '/api' : ''}/runs_filtered_ordered`);
});

test.each([
  ['/token?', '/token'],
  ['/token#', '/token'],
  ['/token/', '/token/'],
])('requests a token from "%s" as written, without an empty query', async (end, path) => {
  const server = await scripted(({ path }) =>
    path.startsWith('/token')
      ? { json: { access_token: 'a-token', expires_in: 1199 } }
      : { json: { runs: [runRow()], count: 1, pages: 1 } },
  );
  open.push(server);
  const registry = new RunRegistry({
    url: server.url,
    audience: 'x',
    clientId: 'id',
    clientSecret: 'a-secret',
    tokenUrl: server.url + end,
  });
  await registry.runs().all();
  expect(server.received[0]?.path).toBe(path);
});
