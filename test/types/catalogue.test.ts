import ts from 'typescript';
import { expect, test } from 'vitest';
import { groups } from '../../src/catalogue/generated/groups.js';
import { documentation } from './documentation.js';
import { compilerOptions, root } from './editor.js';

// Both come from one entry of the data. What the compiler reads must be what programs read.

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
    properties.map((property) => [property.name, ts.displayPartsToString(property.getDocumentationComment(checker))]),
  );
};

test.each(Object.entries(interfaces))(
  'every attribute of %s has a docstring with its meaning, unit, values, example and null',
  (name, tables) => {
    const expected = tables.flatMap(({ table }) =>
      Object.entries(table).map(([attribute, entry]) => [attribute, documentation(entry)]),
    );
    expect(documented(name)).toEqual(Object.fromEntries(expected));
  },
);
