import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryError } from 'runregistry';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { optionsFromEnvironment } from '../../src/registry/environment.js';
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

describe('the variables', () => {
  test.each<[string, Record<string, string>, object]>([
    ['none', {}, {}],
    ['a target', { ENVIRONMENT: 'development' }, { target: 'development' }],
    ['credentials', both, { clientId: 'an-id', clientSecret: 'a secret' }],
    ['all', { ENVIRONMENT: 'qa', ...both }, { target: 'qa', clientId: 'an-id', clientSecret: 'a secret' }],
    ['empty ones', { ENVIRONMENT: '', SSO_CLIENT_ID: '', SSO_CLIENT_SECRET: '' }, {}],
    ['others', { HOME: '/', URL: 'x' }, {}],
  ])('%s', (_, variables, options) => expect(optionsFromEnvironment(variables)).toEqual(options));

  test('one credential without the other is refused', () => {
    const says = ['SSO_CLIENT_ID is set without SSO_CLIENT_SECRET', 'set both'];
    refused(() => optionsFromEnvironment({ SSO_CLIENT_ID: 'x' }), { is: QueryError, code: 'bad-option', says });
  });
});

describe('the file .env', () => {
  test('gives what the environment lacks', () => {
    writeFileSync(
      file,
      '# a comment\nENVIRONMENT=development\nexport SSO_CLIENT_ID = "from file"\nSSO_CLIENT_SECRET=\'#x=y\'\n',
    );
    expect(optionsFromEnvironment({})).toEqual({ target: 'development', clientId: 'from file', clientSecret: '#x=y' });
    expect(optionsFromEnvironment({ ENVIRONMENT: 'qa', SSO_CLIENT_ID: 'mine' })).toEqual({
      target: 'qa',
      clientId: 'mine',
      clientSecret: '#x=y',
    });
  });
  test('changes no variable of the process', () => {
    writeFileSync(file, 'ENVIRONMENT=embedded\nSOMETHING_ELSE=5\n');
    const before = JSON.stringify(process.env);
    expect(optionsFromEnvironment({})).toEqual({ target: 'embedded' });
    expect(JSON.stringify(process.env)).toBe(before);
  });
  test('is not looked into for credentials that are not needed', () => {
    // Half of the credentials would be refused.
    writeFileSync(file, 'SSO_CLIENT_SECRET=hunter2');
    for (const target of ['embedded', 'local'])
      expect(optionsFromEnvironment({ ENVIRONMENT: target })).toEqual({ target });
  });
  test('may be a directory, as a virtual environment of Python', () => {
    mkdirSync(file);
    expect(optionsFromEnvironment({})).toEqual({});
  });
  test('that names half of the credentials is refused without showing them', () => {
    writeFileSync(file, 'SSO_CLIENT_SECRET=hunter2');
    const says = ['SSO_CLIENT_SECRET is set without SSO_CLIENT_ID', 'in the environment or in .env'];
    const error = refused(() => optionsFromEnvironment({}), { is: QueryError, code: 'bad-option', says });
    expect(String(error.stack)).not.toContain('hunter2');
  });
});
