/** Tokens: requested once, cached, renewed before they expire, and sent to no other host. */
import { AuthenticationError, RunRegistry } from 'runregistry';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  clientId,
  clientSecret,
  type FakeOptions,
  type FakeRegistry,
  fakeRegistry,
  tokenNumber,
} from '../support/fake-registry.js';
import { rejected } from '../support/refusal.js';
import { runRow } from '../support/rows.js';
import { type ScriptedServer, scripted } from '../support/scripted-server.js';

const rows = [runRow({ run_number: 2 }), runRow({ run_number: 1 })];
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const one of open.splice(0)) await one.close();
});

async function fake(options: FakeOptions = {}): Promise<FakeRegistry> {
  const registry = await fakeRegistry({ rows, ...options });
  open.push(registry);
  return registry;
}

/** Fakes the clock of the library. */
function clock() {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2024-06-01T00:00:00Z') });
  return { pass: (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000) };
}

const bearers = ({ requests }: FakeRegistry) => requests.map(({ headers }) => headers.authorization);

describe('a token', () => {
  test('is requested with the credentials and the audience', async () => {
    const { client, tokens, requests } = await fake();
    expect(await client().runs().all()).toHaveLength(2);
    expect(tokens).toHaveLength(1);
    expect(tokens[0]).toMatchObject({
      method: 'POST',
      path: '/token',
      body: 'grant_type=client_credentials&audience=the-registry',
    });
    expect(tokens[0]?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
    });
    expect(requests[0]?.headers.authorization).toBe(`Bearer ${tokenNumber(0)}`);
    expect(requests[0]?.headers).not.toHaveProperty('email');
    expect(JSON.stringify(requests)).not.toContain(clientSecret);
  });
  test('is requested once for 50 concurrent requests, and cached', async () => {
    const registry = await fake();
    const client = registry.client();
    await Promise.all(Array.from({ length: 50 }, () => client.runs().count()));
    await client.runs().all();
    expect(registry.tokens).toHaveLength(1);
    expect(new Set(bearers(registry))).toEqual(new Set([`Bearer ${tokenNumber(0)}`]));
    expect(registry.requests).toHaveLength(51);
  });
  test('is not shared between clients', async () => {
    const { client, tokens } = await fake();
    await client().runs().count();
    await client().runs().count();
    expect(tokens).toHaveLength(2);
  });
  test('is not requested without an audience', async () => {
    const { server, requests, tokens } = await fake();
    await new RunRegistry({ url: `${server.url}/api` }).runs().count();
    expect(tokens).toEqual([]);
    expect(requests[0]?.headers).not.toHaveProperty('authorization');
    expect(requests[0]?.headers.email).toBe('api@api');
  });
});

describe('a cached token', () => {
  test.each([
    [1199, 1138, 1],
    [1199, 1140, 2],
    [1199, 5000, 2],
    [130, 60, 1],
    [130, 71, 2],
    [60, 29, 1],
    [60, 31, 2],
    [2, 0.9, 1],
    [2, 1.1, 2],
    ['1199', 1138, 1],
    ['1199', 1140, 2],
    [' 60.0 ', 29, 1],
    ['60.0', 31, 2],
  ])('with expires_in %s needs after %f s %i tokens in total', async (life, later, count) => {
    const time = clock();
    const registry = await fake({ token: (_, n) => ({ json: { access_token: tokenNumber(n), expires_in: life } }) });
    const client = registry.client();
    await client.runs().count();
    time.pass(later);
    await client.runs().count();
    expect(registry.tokens).toHaveLength(count);
    expect(bearers(registry)).toEqual([`Bearer ${tokenNumber(0)}`, `Bearer ${tokenNumber(count - 1)}`]);
  });
  test.each([
    ['absent', {}],
    ['0', { expires_in: 0 }],
    ['negative', { expires_in: -5 }],
    ['a string', { expires_in: 'soon' }],
    ['an empty string', { expires_in: '' }],
    ['a negative string', { expires_in: '-1199' }],
    ['a hexadecimal string', { expires_in: '0x1000' }],
    ['an infinite string', { expires_in: 'Infinity' }],
    ['a list', { expires_in: [1199] }],
    ['true', { expires_in: true }],
    ['null', { expires_in: null }],
  ])('serves only waiting requests if expires_in is %s', async (_, life) => {
    const registry = await fake({ token: (__, n) => ({ json: { access_token: tokenNumber(n), ...life } }) });
    const client = registry.client({ concurrency: 20 });
    await Promise.all(Array.from({ length: 20 }, () => client.runs().count()));
    const together = registry.tokens.length;
    expect(together).toBeLessThan(20);
    await client.runs().count();
    expect(registry.tokens).toHaveLength(together + 1);
  });
});

describe('a token that the registry rejects', () => {
  test.each([
    ['401', { status: 401, text: 'Unauthorized' }],
    ['401 with a login page', { status: 401, headers: { 'content-type': 'text/html' }, text: '<html>Sign in</html>' }],
    ['a redirect to the login page', { status: 302, headers: { location: 'https://auth.example/login' } }],
    [
      'the login page itself',
      { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, text: '<!DOCTYPE html><p>Sign in' },
    ],
    ['the login page without a type', { status: 200, text: '\n<!doctype html><p>Sign in' }],
  ] as const)('is renewed once after %s', async (_, reply) => {
    const registry = await fake({ script: (__, index) => (index === 1 ? reply : undefined) });
    const client = registry.client();
    await client.runs().count();
    expect(await client.runs().all()).toHaveLength(2);
    expect(registry.tokens).toHaveLength(2);
    expect(bearers(registry)).toEqual([0, 0, 1].map((n) => `Bearer ${tokenNumber(n)}`));
  });
  test('is an error if its successor is rejected too', async () => {
    const registry = await fake({ script: () => ({ status: 302, headers: { location: '/login' } }) });
    await rejected(registry.client().runs().all(), {
      is: AuthenticationError,
      code: 'login-page',
      details: { request: 'POST /runs_filtered_ordered (page 0)', hint: expect.stringContaining('rejected') },
    });
    expect(registry.tokens).toHaveLength(2);
    expect(registry.requests).toHaveLength(2);
  });
  test('is renewed once for concurrent requests', async () => {
    const registry = await fake({
      script: ({ headers }) =>
        headers.authorization === `Bearer ${tokenNumber(0)}` ? { status: 401, text: 'expired' } : undefined,
    });
    const client = registry.client({ concurrency: 10 });
    await Promise.all(Array.from({ length: 10 }, () => client.runs().count()));
    expect(registry.tokens).toHaveLength(2);
  });
  test('is not sent to the host of a redirect', async () => {
    const stranger: ScriptedServer = await scripted(() => ({ json: { runs: [], count: 0 } }));
    open.push(stranger);
    for (const status of [301, 302, 303, 307, 308]) {
      const registry = await fake({
        script: () => ({ status, headers: { location: `${stranger.url}/api/runs_filtered_ordered` } }),
      });
      await rejected(registry.client().runs().all(), {
        is: AuthenticationError,
        code: 'login-page',
      });
    }
    expect(stranger.received).toEqual([]);
  });
  test('differs from a missing token in the hint', async () => {
    const { server } = await fake({ script: () => ({ status: 302, headers: { location: '/login' } }) });
    const error = await rejected(new RunRegistry({ url: `${server.url}/api` }).runs().all(), {
      is: AuthenticationError,
      code: 'login-page',
      details: { hint: expect.stringContaining("'audience'") },
    });
    expect(error.hint).not.toContain('rejected');
  });
});

describe('a missing token', () => {
  test('is reported before any request without credentials', async () => {
    const { server, requests, tokens } = await fake();
    const client = new RunRegistry({ url: `${server.url}/api`, tokenUrl: `${server.url}/token`, audience: 'x' });
    await rejected(client.runs().all(), {
      is: AuthenticationError,
      code: 'credentials-missing',
    });
    expect([requests, tokens]).toEqual([[], []]);
  });
  test.each([
    ['401', { status: 401, json: { error: 'invalid_client' } }, 401],
    ['400', { status: 400, json: { error: 'invalid_request' } }, 400],
    ['403 in HTML', { status: 403, text: '<html>no</html>' }, 403],
    ['200 without a token', { json: {} }, 200],
    ['200 with an empty one', { json: { access_token: '', expires_in: 5 } }, 200],
    ['200 with a number', { json: { access_token: 5 } }, 200],
    ['200 with null', { json: null }, 200],
    ['200 in HTML', { text: '<html>' }, 200],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' } }, 302],
  ] as const)('is reported before any request if CERN SSO returns %s', async (_, reply, status) => {
    const registry = await fake({ token: () => reply });
    await rejected(registry.client().runs().all(), {
      is: AuthenticationError,
      code: 'credentials-refused',
      details: { status },
    });
    expect(registry.requests).toEqual([]);
    expect(registry.tokens).toHaveLength(1);
  });
  test('is requested again by the next call', async () => {
    const registry = await fake({
      token: (_, n) =>
        n === 0 ? { status: 401, json: {} } : { json: { access_token: tokenNumber(n), expires_in: 1199 } },
    });
    const client = registry.client();
    await rejected(client.runs().all(), { is: AuthenticationError, code: 'credentials-refused' });
    expect(await client.runs().all()).toHaveLength(2);
  });
  test('is requested again after a temporary failure', async () => {
    const registry = await fake({
      token: (_, n) =>
        n === 0 ? 'reset' : n === 1 ? { status: 503 } : { json: { access_token: tokenNumber(n), expires_in: 1199 } },
    });
    expect(await registry.client().runs().all()).toHaveLength(2);
    expect(registry.tokens).toHaveLength(3);
  });
});
