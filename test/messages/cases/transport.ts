import { RunRegistry, type RunRegistryOptions } from 'runregistry';
import { type Reply, scripted } from '../../support/scripted-server.js';
import type { Failures } from '../failures.js';

const create = (options: unknown) => () => new RunRegistry(options as RunRegistryOptions);

/** Counts the runs of a registry that sends one reply to every request. */
async function count(reply: Reply, options: RunRegistryOptions = {}): Promise<number> {
  const server = await scripted(() => reply);
  try {
    return await new RunRegistry({ url: `${server.url}/api`, retries: 0, ...options }).runs().count();
  } finally {
    await server.close();
  }
}

const credentials = { clientId: 'an-id', clientSecret: 'a-secret', audience: 'an-audience' };

/** Counts runs with a token from a server that sends one reply to every request for a token. */
async function countWithToken(token: Reply, reply: Reply): Promise<number> {
  const tokens = await scripted(() => token);
  try {
    return await count(reply, { ...credentials, tokenUrl: `${tokens.url}/token` });
  } finally {
    await tokens.close();
  }
}

export const failures: Failures = {
  'an unknown option': create({ ssl_verify: false }),
  'a misspelt option': create({ clientid: 'x' }),
  'an unknown option that may be a secret': create({ 'a secret': 1 }),
  'a URL instead of options': create('https://registry.example/api'),
  'options after the name of a registry': () =>
    new (RunRegistry as unknown as new (...args: readonly unknown[]) => RunRegistry)('local', { timeout: 1000 }),
  'null instead of options': create(null),
  'a negative number of retries': create({ retries: -1 }),
  'a string instead of a number': create({ timeout: '3' }),
  'an empty string': create({ url: '' }),
  'a number instead of a string': create({ clientSecret: 5 }),
  'an observer that is not a function': create({ onRetry: 5 }),
  'an identity without an email': create({ identity: {} }),
  'an unknown target': create({ target: 'cern' }),
  'a misspelt target': create({ target: 'prod' }),
  'an invalid URL': create({ url: 'registry' }),
  'a host without a protocol': create({ url: 'registry.example:443/api' }),
  'a host of this machine without a protocol': create({ url: 'localhost:9501' }),
  'plain http': create({ url: 'http://registry.example/api' }),
  'a URL of another protocol': create({ tokenUrl: 'ftp://localhost' }),
  'a URL with credentials': create({ url: 'https://user:secret@registry.example' }),
  'a client id without a secret': create({ clientId: 'x' }),
  'credentials without an audience': create({ url: 'https://registry.example/api', clientId: 'x', clientSecret: 'y' }),
  'missing credentials': () => count({}, { audience: 'an-audience' }),
  'rejected credentials': () => countWithToken({ status: 401, json: {} }, {}),
  'a login page without a token': () => count({ status: 302, headers: { location: '/login' } }),
  'a login page with a token': () =>
    countWithToken(
      { json: { access_token: 'a-token', expires_in: 1199 } },
      { status: 302, headers: { location: '/' } },
    ),
  'a request without permission': () =>
    count({ status: 403, json: { message: 'Only for cms-dqm-runregistry-experts' } }),
  'a client without e-groups': () => count({ status: 401, json: { message: 'Your egroups are missing' } }),
  'status 404': () => count({ status: 404 }),
  'status 500': () => count({ status: 500, json: { err: 'deadlock detected' } }),
  'status 503 with a pause': () => count({ status: 503, headers: { 'retry-after': '3600' } }),
  'status 204': () => count({ status: 204 }),
  'invalid JSON': () => count({ text: '{"runs":' }),
  'bytes that are not UTF-8': () => count({ bytes: Buffer.from('"caf\u00e9"', 'latin1') }),
  'a large response': () => count({ json: 'x'.repeat(1_000) }, { maxResponseSize: 100 }),
  'no response in time': () => count('never', { timeout: 20 }),
  'no response in time, with retries': () => count('never', { timeout: 20, retries: 1, retryDelay: 0 }),
  'no response in the total time': () => count('never', { totalTimeout: 20 }),
};
