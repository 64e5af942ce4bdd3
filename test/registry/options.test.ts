import { inspect } from 'node:util';
import { QueryError, RunRegistry } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';

const make = (options: unknown) => () => new RunRegistry(options as ConstructorParameters<typeof RunRegistry>[0]);
const bad = (code: string, ...says: (string | RegExp)[]) => ({ is: QueryError, code, says });
const url = 'https://registry.example/api';

describe('options that there are not', () => {
  test.each<[string, unknown, string]>([
    ['misspelt', { clientid: 'x' }, "'clientid' is not an option; did you mean 'clientId'?"],
    ['of the Python client', { ssl_verify: false }, "'ssl_verify' is not an option; the options are target, url"],
    ['retry', { retry: 3 }, "did you mean 'onRetry' or 'retryDelay'?"],
    ['another case', { timeOut: 3 }, "did you mean 'timeout'?"],
    ['a text', url, "the options are an object, and a text is none; write { url: '…' }"],
    ['null', null, 'the options are an object, and null is none'],
    ['a list', [], 'the options are an object, and an empty list is none'],
  ])('%s', (_, options, sentence) => void refused(make(options), bad('bad-option', sentence)));
});

describe('values that make no sense', () => {
  test.each(['timeout', 'retries', 'retryDelay', 'concurrency'])('%s', (name) => {
    for (const value of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '3', null, 2 ** 31, 5n])
      refused(make({ [name]: value }), bad('bad-option', `the option '${name}' is `, 'write a whole number from'));
  });
  test.each(['timeout', 'concurrency'])('%s of 0', (name) => {
    refused(make({ [name]: 0 }), bad('bad-option', `the option '${name}' is 0; write a whole number from 1`));
  });
  test.each(['target', 'url', 'clientId', 'clientSecret', 'tokenUrl', 'audience'])('%s', (name) => {
    for (const value of [5, null, '', {}, ['x']])
      refused(make({ [name]: value }), bad('bad-option', `the option '${name}' is `, 'write a text'));
  });
  test.each([
    ['prod', "did you mean 'production'?"],
    ['Production', "did you mean 'production'?"],
    ['dev', 'did you mean'],
    ['cern', "'cern' is not a registry; write one of production, development, qa, local, embedded, or give a url"],
    ['__proto__', "'__proto__' is not a registry"],
  ])('target %s', (target, sentence) => void refused(make({ target }), bad('unknown-target', sentence)));
});

describe('addresses', () => {
  const both = (address: string, ...says: string[]) => {
    refused(make({ url: address }), bad('bad-url', 'the url of the registry', ...says));
    refused(make({ tokenUrl: address }), bad('bad-url', 'the tokenUrl', ...says));
  };
  test.each(['registry', 'registry.example/api', '//registry.example', 'https://', 'http://[::1', ' '])(
    '%j is none',
    (text) => {
      both(text, 'is not an address; write one such as https://host/api');
    },
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
  ])('%s is not spoken to', (text) => both(text, 'is not https', 'plain http is spoken only to this machine'));
  test.each([
    'https://user:hunter2@registry.example',
    'https://user@registry.example',
    'https://registry.example?x=1',
    'https://registry.example#x',
  ])('%s carries what it must not', (text) => {
    const error = refused(
      make({ url: text }),
      bad('bad-url', 'must not carry credentials, a query or a fragment', 'clientSecret'),
    );
    expect(inspect(error)).not.toContain('hunter2');
  });
  test.each([
    'http://localhost:9500',
    'http://127.0.0.1',
    'http://127.8.9.10:1',
    'http://[::1]:9500',
    'http://dev.localhost',
    `${url}/`,
  ])('%s is taken', (text) => expect(make({ url: text })).not.toThrow());
});

describe('credentials', () => {
  test('one without the other', () => {
    refused(
      make({ clientId: 'x' }),
      bad('bad-option', "'clientId' is given without 'clientSecret'; give both, or neither"),
    );
    refused(make({ clientSecret: 'x' }), bad('bad-option', "'clientSecret' is given without 'clientId'"));
  });
  test('to a registry of which nobody knows the audience are refused, since they would not be used', () => {
    refused(
      make({ url, clientId: 'x', clientSecret: 'y' }),
      bad('bad-option', 'credentials are given for a url without an audience', "give 'audience' too"),
    );
    expect(make({ url, clientId: 'x', clientSecret: 'y', audience: 'z' })).not.toThrow();
    expect(make({ url, target: 'production', clientId: 'x', clientSecret: 'y' })).not.toThrow();
    expect(make({ target: 'local', clientId: 'x', clientSecret: 'y' })).not.toThrow();
  });
  test('that are no texts are not shown', () => {
    const error = refused(make({ clientId: 'x', clientSecret: ['hunter2'] }), bad('bad-option', "'clientSecret'"));
    expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain('hunter2');
  });
});

test('a client shows no option that could be secret', () => {
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
