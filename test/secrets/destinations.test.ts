/** Credentials are sent only to the token URL, tokens only to the registry, and neither after a redirect. */
import { QueryError, RunRegistry, type RunRegistryOptions } from 'runregistry';
import { afterEach, describe, expect, test } from 'vitest';
import { failure, refused } from '../support/refusal.js';
import { runRow } from '../support/rows.js';
import { type Received, type Script, type ScriptedServer, scripted } from '../support/scripted-server.js';

const open: ScriptedServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
async function serve(script: Script): Promise<ScriptedServer> {
  const server = await scripted(script);
  open.push(server);
  return server;
}

const credentials = { clientId: 'an-application', clientSecret: 's3cr3t-of-the-application', audience: 'a-registry' };
const basic = `Basic ${Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64')}`;
const token = 't0k3n-of-this-test';
const sendToken: Script = () => ({ json: { access_token: token, expires_in: 1200 } });
const sendRows: Script = () => ({ json: { runs: [runRow()], count: 1, pages: 1 } });
const client = (registry: ScriptedServer, sso: ScriptedServer, options: RunRegistryOptions = {}): RunRegistry =>
  new RunRegistry({
    url: `${registry.url}/api`,
    tokenUrl: `${sso.url}/token`,
    ...credentials,
    retryDelay: 1,
    ...options,
  });

/** Returns a whole request as a string. */
const requestText = ({ method, path, headers, body }: Received): string =>
  `${method} ${path} ${JSON.stringify(headers)} ${body}`;

describe('credentials', () => {
  test('are sent only to the token URL, in a header, and the token only to the registry', async () => {
    const [registry, sso] = [await serve(sendRows), await serve(sendToken)];
    await client(registry, sso).runs().all();
    expect(sso.received.map(({ headers, path }) => [path, headers.authorization])).toEqual([['/token', basic]]);
    expect(registry.received.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${token}`]);
    for (const request of sso.received) {
      expect(request.body).not.toContain(credentials.clientSecret);
      expect(requestText(request)).not.toContain(token);
    }
    for (const request of registry.received) {
      expect(requestText(request)).not.toContain(credentials.clientSecret);
      expect(requestText(request)).not.toContain(basic.slice(6));
    }
  });
  test('are not sent if no token is needed', async () => {
    const [registry, sso] = [await serve(sendRows), await serve(sendToken)];
    await new RunRegistry({ url: registry.url, tokenUrl: `${sso.url}/token` }).runs().all();
    expect(sso.received).toEqual([]);
    expect(registry.received.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });
});

describe('a redirect', () => {
  // Another port, another name of this machine, and the same server at another path.
  const locationsOf = (otherHost: ScriptedServer, path: string): readonly string[] => [
    `${otherHost.url}/x`,
    otherHost.url.replace('http:', ''),
    otherHost.url.replace('127.0.0.1', 'localhost'),
    `http://user:password@${otherHost.url.slice(7)}`,
    path,
  ];
  test.each([301, 302, 303, 307, 308])('with status %i from the registry is not followed', async (status) => {
    const otherHost = await serve(sendRows);
    for (const location of locationsOf(otherHost, '/elsewhere')) {
      const registry = await serve(() => ({ status, headers: { location } }));
      const sso = await serve(sendToken);
      const redirected = client(registry, sso);
      expect(await failure(redirected.runs().all())).toMatchObject({
        code: 'login-page',
        request: 'POST /runs_filtered_ordered (page 0)',
      });
      const result = await failure(
        redirected.operations.moveRuns(1, { to: 'SIGNOFF' }).then(({ stopped }) => Promise.reject(stopped)),
      );
      expect(result.code).toBe('login-page');
      expect(registry.received.every(({ path }) => path.startsWith('/api/'))).toBe(true);
    }
    expect(otherHost.received).toEqual([]);
  });
  test.each([301, 302, 303, 307, 308])('with status %i from CERN SSO is not followed', async (status) => {
    const otherHost = await serve(sendToken);
    for (const location of locationsOf(otherHost, '/elsewhere')) {
      const registry = await serve(sendRows);
      const sso = await serve(() => ({ status, headers: { location } }));
      expect(await failure(client(registry, sso).runs().all())).toMatchObject({
        code: 'credentials-refused',
        status,
        request: 'the request for a token',
      });
      expect(sso.received.every(({ path }) => path === '/token')).toBe(true);
      expect(registry.received).toEqual([]);
    }
    expect(otherHost.received).toEqual([]);
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
  ])('is rejected for %s', (url) => {
    for (const place of ['url', 'tokenUrl'] as const)
      refused(() => new RunRegistry({ ...credentials, [place]: url }), { is: QueryError, code: 'bad-url' });
  });
  test('is allowed for subdomains of localhost, which are resolved without DNS', async () => {
    const registry = await serve(sendRows);
    const { port } = new URL(registry.url);
    const local = new RunRegistry({ url: `http://some.thing.localhost:${port}` });
    expect(await local.runs().all()).toHaveLength(1);
    expect(registry.received[0]?.headers.host).toBe(`some.thing.localhost:${port}`);
  });
  test('sends a path that contains another host to the registry', async () => {
    const [registry, otherHost] = [await serve(sendRows), await serve(sendRows)];
    const local = new RunRegistry({ url: `${registry.url}/api` });
    await local.getDataset(1, `/../..//${otherHost.url}/`).catch(() => undefined);
    expect(otherHost.received).toEqual([]);
    expect(registry.received.every(({ path }) => path.startsWith('/api/'))).toBe(true);
  });
});
