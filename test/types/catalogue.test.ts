import ts from 'typescript';
import { expect, test } from 'vitest';
import { groups } from '../../src/catalogue/tables.js';
import { documentation } from './documentation.js';
import { compilerOptions, root } from './editor.js';

// The catalogue says everything twice: as data, for programs, and as JSDoc, for editors. This keeps the two the same.

const file = `${root}src/catalogue/tables.ts`;
const program = ts.createProgram([file], compilerOptions());
const checker = program.getTypeChecker();

const interfaces = {
  RunAttributes: groups.filter(({ scope }) => scope === 'run'),
  DatasetOwnAttributes: groups.filter(({ scope }) => scope === 'dataset'),
  LumisectionAttributes: groups.filter(({ scope }) => scope === 'lumisection'),
};

const documented = (name: string): Record<string, string> => {
  const source = program.getSourceFile(file);
  const declared = source?.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  if (declared === undefined) throw new Error(`${file} has no interface ${name}`);
  const properties = checker.getPropertiesOfType(checker.getTypeAtLocation(declared));
  return Object.fromEntries(
    properties.map((property) => [
      property.name,
      ts.displayPartsToString(property.getDocumentationComment(checker)).replaceAll(/\s+/g, ' '),
    ]),
  );
};

test.each(Object.entries(interfaces))('%s: the JSDoc of each attribute is its meaning and its unit', (name, tables) => {
  const expected = tables.flatMap(({ table }) =>
    Object.entries(table).map(([attribute, entry]) => [attribute, documentation(entry)]),
  );
  expect(documented(name)).toEqual(Object.fromEntries(expected));
});
