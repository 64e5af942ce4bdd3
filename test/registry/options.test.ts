import { inspect } from 'node:util';
import { QueryError, RunRegistry } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';

const make = (options: unknown) => () => new RunRegistry(options as ConstructorParameters<typeof RunRegistry>[0]);
const bad = (code: string) => ({ is: QueryError, code });
const url = 'https://registry.example/api';

describe('unknown options', () => {
  test.each<[string, unknown]>([
    ['misspelt', { clientid: 'x' }],
    ['of the Python client', { ssl_verify: false }],
    ['retry', { retry: 3 }],
    ['another case', { timeOut: 3 }],
    ['a string', url],
    ['null', null],
    ['a list', []],
  ])('are rejected: %s', (_, options) => void refused(make(options), bad('bad-option')));
});

test('a second argument is rejected, because its options would be ignored', () => {
  const create = RunRegistry as unknown as new (...args: readonly unknown[]) => RunRegistry;
  refused(() => new create('local', { timeout: 1000 }), bad('wrong-arguments'));
  refused(() => new create({}, undefined), bad('wrong-arguments'));
});

test('the console shows a client on one line, without its credentials', () => {
  const client = new RunRegistry({ target: 'qa', clientId: 'my-id', clientSecret: 'my-secret' });
  expect(inspect(client)).toMatch(/^RunRegistry: https:\/\/\S+$/);
  expect(inspect(new RunRegistry('embedded'))).toBe('RunRegistry: embedded');
  expect(String(client)).toBe(inspect(client));
});

describe('invalid values', () => {
  test.each(['timeout', 'retries', 'retryDelay', 'concurrency'])('are rejected for %s', (name) => {
    for (const value of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '3', null, 2 ** 31, 5n])
      refused(make({ [name]: value }), bad('bad-option'));
  });
  test.each(['timeout', 'concurrency'])('include 0 for %s', (name) => {
    refused(make({ [name]: 0 }), bad('bad-option'));
  });
  test.each(['target', 'url', 'clientId', 'clientSecret', 'tokenUrl', 'audience'])('are rejected for %s', (name) => {
    for (const value of [5, null, '', {}, ['x']]) refused(make({ [name]: value }), bad('bad-option'));
  });
  test.each(['prod', 'Production', 'dev', 'cern', '__proto__'])(
    'are rejected for target: %s',
    (target) => void refused(make({ target }), bad('unknown-target')),
  );
});

describe('addresses', () => {
  const refuseBoth = (address: string) => {
    refused(make({ url: address }), bad('bad-url'));
    refused(make({ tokenUrl: address }), bad('bad-url'));
  };
  test.each(['registry', 'registry.example/api', '//registry.example', 'https://', 'http://[::1', ' '])(
    'rejects %j',
    refuseBoth,
  );
  test.each([
    'http://registry.example/api',
    'http://10.0.0.1:9500',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'http://localhost@registry.example',
    'http://registry.example#localhost',
    'http://0.0.0.0',
    'ftp://localhost',
    'file:///etc/passwd',
    'data:application/json,{}',
    'javascript:alert(1)',
  ])('rejects %s, which is neither https nor local', refuseBoth);
  test.each([
    'https://user:hunter2@registry.example',
    'https://user@registry.example',
    'https://registry.example?x=1',
    'https://registry.example#x',
  ])('rejects %s, which has credentials, a query or a fragment', (text) => {
    const error = refused(make({ url: text }), bad('bad-url'));
    expect(inspect(error)).not.toContain('hunter2');
  });
  test.each([
    'http://localhost:9500',
    'http://127.0.0.1',
    'http://127.8.9.10:1',
    'http://[::1]:9500',
    'http://dev.localhost',
    `${url}/`,
  ])('accepts %s', (text) => expect(make({ url: text })).not.toThrow());
});

describe('credentials', () => {
  test('are rejected one without the other', () => {
    refused(make({ clientId: 'x' }), bad('bad-option'));
    refused(make({ clientSecret: 'x' }), bad('bad-option'));
  });
  test('are rejected for a url without an audience, since they would not be used', () => {
    refused(make({ url, clientId: 'x', clientSecret: 'y' }), bad('bad-option'));
    expect(make({ url, clientId: 'x', clientSecret: 'y', audience: 'z' })).not.toThrow();
    expect(make({ url, target: 'production', clientId: 'x', clientSecret: 'y' })).not.toThrow();
    expect(make({ target: 'local', clientId: 'x', clientSecret: 'y' })).not.toThrow();
  });
  test('of another type are not shown', () => {
    const error = refused(make({ clientId: 'x', clientSecret: ['hunter2'] }), bad('bad-option'));
    expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain('hunter2');
  });
});

test('a client prints no secret', () => {
  const registry = new RunRegistry({ url, clientId: 'an-id', clientSecret: 'hunter2', audience: 'z' });
  const shown = [
    inspect(registry, { depth: Number.POSITIVE_INFINITY, showHidden: true, showProxy: true }),
    inspect(registry.runs(), { depth: Number.POSITIVE_INFINITY, showHidden: true }),
    JSON.stringify(registry),
    JSON.stringify(registry.runs()),
    registry.runs().toCurl(),
    registry.runs().toPython(),
  ];
  for (const text of shown) expect(text).not.toContain('hunter2');
});
