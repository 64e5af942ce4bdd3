/** Errors contain neither the client secret nor a token, at any depth. */
import { inspect } from 'node:util';
import { type RunRegistry, RunRegistryError } from 'runregistry';
import { afterEach, expect, test } from 'vitest';
import { clientId, clientSecret, type FakeOptions, fakeRegistry, tokenNumber } from '../support/fake-registry.js';
import { runRow } from '../support/rows.js';
import type { Received, Reply } from '../support/scripted-server.js';

const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
const secrets = [clientSecret, basic, ...Array.from({ length: 10 }, (_, n) => tokenNumber(n)), 'Bearer t0', 'Basic '];

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** Returns every string of an error: printed, as JSON, and of all own properties, enumerable or not. */
function everything(error: unknown, seen = new Set<unknown>()): string[] {
  if (typeof error === 'string') return [error];
  if (typeof error !== 'object' || error === null || seen.has(error)) return [];
  seen.add(error);
  const own = Object.entries(Object.getOwnPropertyDescriptors(error));
  return [
    inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true, maxStringLength: null }),
    JSON.stringify(error),
    String(error),
    ...own.flatMap(([key, { value }]) => [key, ...everything(value, seen)]),
  ];
}

/** Echoes headers and body of a request. */
const echo = ({ headers, body }: Received): string => `got ${JSON.stringify(headers)} and ${body} and ${clientSecret}`;

const count = (client: RunRegistry) => client.runs().count();
const all = (client: RunRegistry) => client.runs().pageSize(1).all();
const aborted = (client: RunRegistry) => client.runs().all({ signal: AbortSignal.timeout(20) });

test.each<[string, FakeOptions, ((client: RunRegistry) => Promise<unknown>)?]>([
  ['an error of the registry', { script: () => ({ status: 500, json: { err: 'no' } }) }],
  ['an error that echoes the request', { script: (got) => ({ status: 500, json: { err: echo(got) } }) }],
  ['a message that echoes the request', { script: (got) => ({ status: 403, json: { message: echo(got) } }) }],
  [
    'HTML that echoes the request',
    { script: (got) => ({ status: 502, headers: { 'content-type': 'text/html' }, text: `<p>${echo(got)}</p>` }) },
  ],
  ['text that echoes the request', { script: (got) => ({ text: echo(got) }) }],
  [
    'a login page that echoes the request',
    { script: (got) => ({ headers: { 'content-type': 'text/html' }, text: `<html>${echo(got)}` }) },
  ],
  [
    'a redirect with the token',
    { script: ({ headers }) => ({ status: 302, headers: { location: `/login?${headers.authorization}` } }) },
  ],
  ['401 with the token', { script: (got) => ({ status: 401, text: echo(got) }) }],
  ['404', { script: (got) => ({ status: 404, text: echo(got) }) }],
  ['a wrong shape', { script: (got) => ({ json: { [echo(got)]: 1 } }) }],
  ['a wrong number of rows', { script: () => ({ json: { runs: [runRow()], count: 5 } }) }, all],
  ['a reset connection', { script: () => 'reset' }],
  ['a truncated response', { script: () => 'truncated' }],
  ['no response', { script: () => 'never' }],
  ['a signal', { script: () => 'never' }, aborted],
  [
    'a rejected secret',
    { token: (got): Reply => ({ status: 401, json: { error: echo(got), error_description: clientSecret } }) },
  ],
  ['a token endpoint that is reset', { token: () => 'reset' }],
  ['a token endpoint without a response', { token: () => 'never' }],
  ['a token endpoint with text', { token: (got) => ({ text: echo(got) }) }],
])('no secret is in the error of %s', async (_, options, call = count) => {
  const registry = await fakeRegistry({ rows: [runRow()], ...options });
  open.push(registry);
  const client = registry.client({ timeout: 60, retries: 1 });
  const error = await call(client).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RunRegistryError);
  for (let at: unknown = error; at !== undefined; at = (at as Error).cause) {
    const texts = everything(at);
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) for (const secret of secrets) expect(text).not.toContain(secret);
  }
  for (const secret of secrets) expect(inspect(client, { depth: 9, showHidden: true })).not.toContain(secret);
});
