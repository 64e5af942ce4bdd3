/** The public documents of JSON logic. They must not be redistributed: the tests run only if their folder is next to the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { goldenJson, type Problem } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { rebuild } from './rebuild.js';

const beside = new URL('../../../', import.meta.url);
const folder = readdirSync(beside)
  .map((name) => new URL(`${encodeURIComponent(name)}/json-logic/`, beside))
  .find((url) => existsSync(url));
const names = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.json'));

/** The problems that parse() reports, by code and path. */
const problems: Readonly<Record<string, readonly string[]>> = {
  'centralhdqm-dcs-only-online.json': ['wrong-type /and/1/>=/1', 'wrong-type /and/2/<=/1'],
  'dc3-default-flag-lists.json': ['not-a-rule '],
  'rr-backend-test-json-logic.json': [
    ...[0, 1, 2, 3, 4, 5, 6].map((index) => `legacy-name /and/0/or/${index}/==/0/var`),
    'reversed-in /and/4/in',
    'reversed-in /and/5/==/0/in',
  ],
  'rr-faq-gem-online-component-classifier-1.json': [
    'unknown-variable /and/0/var',
    'unknown-variable /and/1/or/0/==/0/var',
    'unknown-variable /and/1/or/1/==/0/var',
  ],
  'rr-faq-gem-online-component-classifier-2.json': [
    'unknown-variable /and/0/var',
    'unknown-variable /and/1/and/0/==/0/var',
    'unknown-variable /and/1/and/1/==/0/var',
  ],
  'rr-faq-offline-dataset-classifier.json': ['unknown-variable /if/0/and/0/in/1/var'],
  'sqlcompiler-test-golden.json': ['reversed-in /and/4/in', 'reversed-in /and/5/==/0/in'],
};

/** The problems that lint() adds. */
const lint: Readonly<Record<string, readonly string[]>> = {
  'centralhdqm-dcs-only-online.json': ['never-true /and/1', 'never-true /and/2', 'passes-on-null /and/3'],
  'client-readme-example.json': ['passes-on-null /and/4'],
  'dc3-default-flag-lists.json': ['always-true '],
  'dqmspace-dcsonly-collisions23.json': ['passes-on-null /and/4'],
  'dqmspace-dcsonly-cosmics23.json': ['passes-on-null /and/2'],
  'dqmspace-golden-2022.json': ['passes-on-null /and/5'],
  'rr-backend-sample-golden-2018UL.json': ['passes-on-null /and/4'],
  'rr-backend-test-json-logic.json': ['passes-on-null /and/5', 'low-luminosity /and/19'],
  'rr-backend-visualization-golden-logic.json': ['passes-on-null /and/5'],
  'rr-faq-offline-dataset-classifier.json': ['no-loss-report /if'],
  'sqlcompiler-test-golden.json': ['passes-on-null /and/5'],
};

const codesAndPaths = (list: readonly Problem[]) => list.map(({ code, path }) => `${code} ${path}`);

describe.skipIf(folder === undefined)('public documents', () => {
  test.each(names)('are parsed, printed and linted as expected: %s', (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const document: unknown = JSON.parse(text);
    const { golden, problems: reported } = goldenJson.parse(text);
    expect(JSON.stringify(golden)).toBe(JSON.stringify(document));
    expect(golden.toJsonLogic({ guards: false })).toEqual(document);
    expect(JSON.stringify(rebuild(golden.toTypeScript()))).toBe(JSON.stringify(document));
    expect(codesAndPaths(reported)).toEqual(problems[name] ?? []);
    const parseProblems = codesAndPaths(reported);
    expect(codesAndPaths(golden.lint()).filter((problem) => !parseProblems.includes(problem))).toEqual(
      lint[name] ?? [],
    );
    for (const { message, path } of golden.lint()) {
      expect(message).not.toMatch(/\[object|undefined/);
      // The path exists in the document.
      const value = path
        .split('/')
        .slice(1)
        .reduce<unknown>((parent, part) => Object(parent)[part], document);
      expect(value).toBeDefined();
    }
  });

  test('are all listed in the expectations', () => {
    for (const name of [...Object.keys(problems), ...Object.keys(lint)]) expect(names).toContain(name);
    expect(names.length).toBeGreaterThan(15);
  });

  test('the builder prints the document of a README', () => {
    const text = readFileSync(new URL('client-readme-example.json', folder), 'utf8');
    const built = rebuild(goldenJson.parse(text).golden.toTypeScript());
    expect(built.clauses.length).toBe(11);
    expect(built.toJsonLogic({ guards: false })).toEqual(JSON.parse(text));
  });
});
