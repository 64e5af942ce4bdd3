import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkFields, readCatalogue } from '../../scripts/catalogue/data.js';
import { printCatalogue } from '../../scripts/catalogue/print.js';
import { printVersion } from '../../scripts/version.js';
import { attributeDocumentation, docComment } from '../../src/catalogue/docstring.js';
import { lookUp } from '../../src/catalogue/lookup.js';

const folder = new URL('../../src/catalogue/generated/', import.meta.url);
const data = readCatalogue();
const files = printCatalogue(data);

describe('the output of `npm run generate`', () => {
  test('consists of the files of the generator', () => {
    expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort());
  });

  test.each([...files])('is up to date: %s', (name, text) => {
    expect(readFileSync(new URL(name, folder), 'utf8')).toBe(text);
  });
});

test('src/version.ts has the version of package.json', () => {
  expect(readFileSync(new URL('../../src/version.ts', import.meta.url), 'utf8')).toBe(printVersion());
});

describe('the data of the catalogue', () => {
  const attributes = data.tables.flatMap((table) => table.attributes.map((one) => ({ ...one, table })));

  test('have the scope and home of the attribute', () => {
    for (const { name, column, table } of attributes) {
      const attribute = lookUp(name, [table.scope], `${table.scope}s`);
      expect(attribute).toMatchObject({ scope: table.scope, home: table.home });
      if (column !== undefined) expect(attribute.wire).toBe(column);
    }
  });

  test('cannot have a misspelt field', () => {
    expect(() => checkFields({ name: 'energy', ...{ synonyms: ['beam_energy'] } })).not.toThrow();
    expect(() => checkFields({ name: 'energy', ...{ synonym: ['beam_energy'] } })).toThrow(
      "in 'energy', got 'synonym'",
    );
  });

  test('give the source of each attribute', () => {
    for (const { name, source } of attributes) expect(source, name).toMatch(/^[A-Z].*\.$/);
  });

  test('spell out each unit that has a symbol', () => {
    const symbols = attributes.filter(({ entry }) => /^(?!as )[^ ]*[A-Z^µ]|^s$|^cm$/.test(entry.unit ?? ''));
    expect(symbols.length).toBeGreaterThan(15);
    for (const { name, unitInWords } of symbols) expect(unitInWords, name).toMatch(/^[\w^ -]+$/);
  });

  test('begin each meaning with a sentence of at most 100 characters', () => {
    const flags = data.workspaces.flatMap((workspace) => workspace.flags);
    const meanings = [...attributes.map(({ entry }) => entry.meaning), ...flags.map(({ meaning }) => meaning)];
    const long = meanings.filter((meaning) => (meaning.split(/(?<=\.) (?=[A-Z])/)[0] ?? '').length > 100);
    expect(long).toEqual([]);
  });

  test('name only flags that exist in certifiable and renamed', () => {
    const names = data.workspaces.flatMap(({ flags }) => flags.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    for (const side of ['online', 'offline'] as const)
      for (const name of data.certifiable[side]) {
        const flag = data.workspaces.flatMap(({ flags }) => flags).find((one) => one.name === name);
        expect(flag?.seen, name).toContain(side);
      }
    for (const now of Object.values(data.renamed)) expect(names).toContain(now);
    for (const old of Object.keys(data.renamed)) expect(names).not.toContain(old);
  });
});

describe('a docstring', () => {
  test('cannot be ended by its content', () => {
    const lines = attributeDocumentation({ meaning: 'Ends. */ alert(1) /*', example: '*/\u2028`\n', nullable: false });
    const comment = docComment(lines).join('\n');
    expect(comment.indexOf('*/')).toBe(comment.length - 2);
    expect(comment).not.toMatch(/\u2028/);
    expect(comment.split('\n').filter((line) => line.includes('Example'))).toHaveLength(1);
  });

  test('of one line stays on one line', () => {
    expect(docComment(['States of a run.'])).toEqual(['/** States of a run. */']);
  });
});
