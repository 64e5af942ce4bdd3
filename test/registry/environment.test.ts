import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryError } from 'runregistry';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { fromEnvironment } from '../../src/registry/environment.js';
import type { RunRegistryOptions } from '../../src/transport/options.js';
import { refused } from '../support/refusal.js';

const home = process.cwd();
const directory = mkdtempSync(join(tmpdir(), 'runregistry-environment-'));
const file = join(directory, '.env');
beforeEach(() => {
  process.chdir(directory);
  rmSync(file, { force: true, recursive: true });
});
afterAll(() => {
  process.chdir(home);
  rmSync(directory, { recursive: true, force: true });
});

const both = { SSO_CLIENT_ID: 'an-id', SSO_CLIENT_SECRET: 'a secret' };

describe('variables of the environment', () => {
  test.each<[string, Record<string, string>, object]>([
    ['none', {}, {}],
    ['a target', { ENVIRONMENT: 'development' }, { target: 'development' }],
    ['credentials', both, { clientId: 'an-id', clientSecret: 'a secret' }],
    ['all', { ENVIRONMENT: 'qa', ...both }, { target: 'qa', clientId: 'an-id', clientSecret: 'a secret' }],
    ['empty ones', { ENVIRONMENT: '', SSO_CLIENT_ID: '', SSO_CLIENT_SECRET: '' }, {}],
    ['others', { HOME: '/', URL: 'x' }, {}],
  ])('set the options: %s', (_, variables, options) => expect(fromEnvironment({}, variables)).toEqual(options));

  test('rejects one credential without the other', () => {
    refused(() => fromEnvironment({}, { SSO_CLIENT_ID: 'x' }), { is: QueryError, code: 'bad-option' });
  });
});

describe('options', () => {
  const variables = { ENVIRONMENT: 'qa', ...both };
  const credentials = { clientId: 'an-id', clientSecret: 'a secret' };
  const mine = { clientId: 'mine', clientSecret: 'also mine' };
  test.each<[RunRegistryOptions, RunRegistryOptions]>([
    [{ timeout: 5 }, { timeout: 5, target: 'qa', ...credentials }],
    [{ target: 'development' }, { target: 'development', ...credentials }],
    [{ audience: 'other' }, { audience: 'other', target: 'qa', ...credentials }],
    [mine, { target: 'qa', ...mine }],
    [{ clientId: 'mine' }, { target: 'qa', clientId: 'mine' }],
    [{ target: 'embedded' }, { target: 'embedded' }],
    [{ target: null as never }, { target: null as never, ...credentials }],
    [{ target: 'local' }, { target: 'local' }],
    [{ tokenUrl: 'https://a.example/' }, { target: 'qa', tokenUrl: 'https://a.example/' }],
    [{ url: 'https://a.example/' }, { url: 'https://a.example/' }],
    [
      { url: 'https://a.example/', target: 'qa' },
      { url: 'https://a.example/', target: 'qa' },
    ],
  ])('are completed, and take precedence over the environment: %j', (given, completed) =>
    expect(fromEnvironment(given, variables)).toEqual(completed),
  );
});

describe('the file .env', () => {
  test('sets options that the environment does not set', () => {
    writeFileSync(
      file,
      '# a comment\nENVIRONMENT=development\nexport SSO_CLIENT_ID = "from file"\nSSO_CLIENT_SECRET=\'#x=y\'\n',
    );
    expect(fromEnvironment({}, {})).toEqual({ target: 'development', clientId: 'from file', clientSecret: '#x=y' });
    expect(fromEnvironment({}, { ENVIRONMENT: 'qa', SSO_CLIENT_ID: 'mine' })).toEqual({
      target: 'qa',
      clientId: 'mine',
      clientSecret: '#x=y',
    });
  });
  test('may begin with a byte order mark of UTF-8', () => {
    writeFileSync(file, '\uFEFFENVIRONMENT=qa\r\nSSO_CLIENT_ID=a\r\nSSO_CLIENT_SECRET=b\r\n');
    expect(fromEnvironment({}, {})).toEqual({ target: 'qa', clientId: 'a', clientSecret: 'b' });
  });
  test.each<[string, (text: string) => Buffer]>([
    ['with a byte order mark', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['big-endian', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['without a byte order mark', (text) => Buffer.from(text, 'utf16le')],
  ])('is rejected in UTF-16, without showing its content: %s', (_, encode) => {
    // A library that reads it as UTF-8 finds no name in it, and would use production.
    writeFileSync(file, encode('ENVIRONMENT=embedded\r\nSSO_CLIENT_SECRET=hunter2\r\n'));
    const error = refused(() => fromEnvironment({}, {}), { is: QueryError, code: 'bad-option' });
    expect(String(error)).toContain('UTF-16');
    expect(String(error.stack).replaceAll('\0', '')).not.toContain('hunter2');
    expect(fromEnvironment({}, { ENVIRONMENT: 'embedded' })).toEqual({ target: 'embedded' });
  });
  test('does not change the environment of the process', () => {
    writeFileSync(file, 'ENVIRONMENT=embedded\nSOMETHING_ELSE=5\n');
    const before = JSON.stringify(process.env);
    expect(fromEnvironment({}, {})).toEqual({ target: 'embedded' });
    expect(JSON.stringify(process.env)).toBe(before);
  });
  test('is not read for credentials that are not needed', () => {
    // One credential without the other would be rejected.
    writeFileSync(file, 'SSO_CLIENT_SECRET=hunter2');
    for (const target of ['embedded', 'local'])
      expect(fromEnvironment({}, { ENVIRONMENT: target })).toEqual({ target });
  });
  test('may be a directory, such as a virtual environment of Python', () => {
    mkdirSync(file);
    expect(fromEnvironment({}, {})).toEqual({});
  });
  test('rejects one credential without the other, and does not show it', () => {
    writeFileSync(file, 'SSO_CLIENT_SECRET=hunter2');
    const error = refused(() => fromEnvironment({}, {}), { is: QueryError, code: 'bad-option' });
    expect(String(error.stack)).not.toContain('hunter2');
  });
});
