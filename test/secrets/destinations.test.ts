/** Where credentials go: to the token url alone, the token to the registry alone, and neither after a redirect. */
import { QueryError, RunRegistry, type RunRegistryOptions } from 'runregistry';
import { afterEach, describe, expect, test } from 'vitest';
import { failure, refused } from '../support/refusal.js';
import { runRow } from '../support/rows.js';
import { type Received, type Script, type ScriptedServer, scripted } from '../support/scripted-server.js';

const open: ScriptedServer[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
async function serve(script: Script): Promise<ScriptedServer> {
  const server = await scripted(script);
  open.push(server);
  return server;
}

const credentials = { clientId: 'an-application', clientSecret: 's3cr3t-of-the-application', audience: 'a-registry' };
const basic = `Basic ${Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64')}`;
const token = 't0k3n-of-this-test';
const givesToken: Script = () => ({ json: { access_token: token, expires_in: 1200 } });
const givesRows: Script = () => ({ json: { runs: [runRow()], count: 1, pages: 1 } });
const client = (registry: ScriptedServer, sso: ScriptedServer, options: RunRegistryOptions = {}): RunRegistry =>
  new RunRegistry({
    url: `${registry.url}/api`,
    tokenUrl: `${sso.url}/token`,
    ...credentials,
    retryDelay: 1,
    ...options,
  });

/** Everything of a request in one text. */
const whole = ({ method, path, headers, body }: Received): string =>
  `${method} ${path} ${JSON.stringify(headers)} ${body}`;

describe('credentials', () => {
  test('go to the token url alone, in a header; the token to the registry alone', async () => {
    const [registry, sso] = [await serve(givesRows), await serve(givesToken)];
    await client(registry, sso).runs().all();
    expect(sso.received.map(({ headers, path }) => [path, headers.authorization])).toEqual([['/token', basic]]);
    expect(registry.received.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${token}`]);
    for (const one of sso.received) {
      expect(one.body).not.toContain(credentials.clientSecret);
      expect(whole(one)).not.toContain(token);
    }
    for (const one of registry.received) {
      expect(whole(one)).not.toContain(credentials.clientSecret);
      expect(whole(one)).not.toContain(basic.slice(6));
    }
  });
  test('are not sent at all where no token is needed', async () => {
    const [registry, sso] = [await serve(givesRows), await serve(givesToken)];
    await new RunRegistry({ url: registry.url, tokenUrl: `${sso.url}/token` }).runs().all();
    expect(sso.received).toEqual([]);
    expect(registry.received.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });
});

describe('a redirect', () => {
  // Another port, another name of this machine, and the same server at another path.
  const elsewhere = (stranger: ScriptedServer, own: string): readonly string[] => [
    `${stranger.url}/x`,
    stranger.url.replace('http:', ''),
    stranger.url.replace('127.0.0.1', 'localhost'),
    `http://user:password@${stranger.url.slice(7)}`,
    own,
  ];
  test.each([301, 302, 303, 307, 308])('%i of the registry is not followed', async (status) => {
    const stranger = await serve(givesRows);
    for (const location of elsewhere(stranger, '/elsewhere')) {
      const registry = await serve(() => ({ status, headers: { location } }));
      const sso = await serve(givesToken);
      const one = client(registry, sso);
      expect(await failure(one.runs().all())).toMatchObject({ code: 'login-page' });
      const result = await failure(
        one.operations.moveRuns(1, { to: 'SIGNOFF' }).then(({ stopped }) => Promise.reject(stopped)),
      );
      expect(result.code).toBe('login-page');
      expect(registry.received.every(({ path }) => path.startsWith('/api/'))).toBe(true);
    }
    expect(stranger.received).toEqual([]);
  });
  test.each([301, 302, 303, 307, 308])('%i of the single sign-on is not followed', async (status) => {
    const stranger = await serve(givesToken);
    for (const location of elsewhere(stranger, '/elsewhere')) {
      const registry = await serve(givesRows);
      const sso = await serve(() => ({ status, headers: { location } }));
      expect(await failure(client(registry, sso).runs().all())).toMatchObject({ code: 'credentials-refused', status });
      expect(sso.received.every(({ path }) => path === '/token')).toBe(true);
      expect(registry.received).toEqual([]);
    }
    expect(stranger.received).toEqual([]);
  });
});

describe('plain http', () => {
  test.each([
    'http://registry.example',
    'http://127.0.0.1.example',
    'http://127.0.0.1@registry.example',
    'http://localhost.',
    'http://notlocalhost',
    'http://localhost.localdomain',
    'http://0.0.0.0',
    'http://[::]',
    'http://[::ffff:10.0.0.1]',
    'http://10.0.0.1',
    'http://169.254.169.254',
    'http://2130706434.example',
    'http:registry.example',
    'HTTP://registry.example',
    'http:\\\\registry.example',
    'ws://127.0.0.1',
    'unix:/var/run/x.sock',
    'http://unix:/var/run/x.sock:/api',
  ])('%s is not spoken to', (url) => {
    for (const place of ['url', 'tokenUrl'] as const)
      refused(() => new RunRegistry({ ...credentials, [place]: url }), { is: QueryError, code: 'bad-url' });
  });
  test('a name below localhost is this machine, whatever a name server would say', async () => {
    const registry = await serve(givesRows);
    const { port } = new URL(registry.url);
    const one = new RunRegistry({ url: `http://some.thing.localhost:${port}` });
    expect(await one.runs().all()).toHaveLength(1);
    expect(registry.received[0]?.headers.host).toBe(`some.thing.localhost:${port}`);
  });
  test('a path with another host in it stays a path', async () => {
    const [registry, stranger] = [await serve(givesRows), await serve(givesRows)];
    const one = new RunRegistry({ url: `${registry.url}/api` });
    await one.getDataset(1, `/../..//${stranger.url}/`).catch(() => undefined);
    expect(stranger.received).toEqual([]);
    expect(registry.received.every(({ path }) => path.startsWith('/api/'))).toBe(true);
  });
});
