import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { isFull } from '../support/rounds.js';
import { compilerOptions, root } from '../types/editor.js';

const nodeFile = `${root}src/expression/node.ts`;

/** `node.ts` with one more kind of node. */
function withNewKind(): string {
  const text = readFileSync(nodeFile, 'utf8');
  const changed = text.replace('type LeafNode =', "type LeafNode =\n  | { readonly kind: 'new-kind' }");
  expect(changed).not.toBe(text);
  return changed;
}

/** The files of `src`, or those to check of them, that fail to compile when the expression tree has one more kind of node. */
function brokenFiles(isChecked: (file: string) => boolean): string[] {
  const options = { ...compilerOptions('source'), noEmit: true };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (file, ...rest) =>
    file === nodeFile ? ts.createSourceFile(file, withNewKind(), rest[0], true) : read(file, ...rest);
  const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const program = ts.createProgram(
    files.map((name) => `${root}src/${name}`),
    options,
    host,
  );
  const broken = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(`${root}src/`) && isChecked(fileName.slice(`${root}src/`.length)))
    .filter((file) => program.getSemanticDiagnostics(file).length > 0)
    .map(({ fileName }) => fileName.slice(`${root}src/`.length));
  return broken.sort();
}

/** Every file that walks the expression tree. */
const walks = [
  'expression/map-children.ts',
  'expression/node.ts',
  'expression/sentence.ts',
  'expression/walk.ts',
  'print/formula.ts',
  'print/json-logic.ts',
  'print/method-call.ts',
  'print/predicate.ts',
  'query/json.ts',
  'sql/condition.ts',
];

test('a new node kind fails to compile in every file that walks the tree', () => {
  // Checking files that do not walk the tree takes as long as compiling the library.
  expect(brokenFiles((file) => isFull || walks.includes(file))).toEqual(walks);
});
