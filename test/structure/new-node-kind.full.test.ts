import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { sourceErrors } from '../support/type-errors.js';
import { root } from '../types/editor.js';

mkdirSync(`${root}build`, { recursive: true });
/** A copy of the sources. */
const folder = `${mkdtempSync(`${root}build/new-node-kind-`)}/`;
afterAll(() => rmSync(folder, { recursive: true }));

/** Adds a kind of node to the copy of `node.ts`. */
function addKind(): void {
  const file = `${folder}src/expression/node.ts`;
  const text = readFileSync(file, 'utf8');
  const changed = text.replace('type LeafNode =', "type LeafNode =\n  | { readonly kind: 'new-kind' }");
  expect(changed).not.toBe(text);
  writeFileSync(file, changed);
}

/** Every file that walks the expression tree. */
const walks = [
  'expression/map-children.ts',
  'expression/node.ts',
  'expression/sentence.ts',
  'expression/walk.ts',
  'print/formula.ts',
  'print/json-logic.ts',
  'print/predicate.ts',
  'print/typescript.ts',
  'query/json.ts',
  'sql/condition.ts',
];

// Compiles all sources.
test('a new node kind fails to compile in exactly the files that walk the tree', async () => {
  cpSync(`${root}src`, `${folder}src`, { recursive: true });
  addKind();
  const names = readdirSync(`${folder}src`, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.ts')).map((name) => `${folder}src/${name}`);
  const errors = await sourceErrors(folder, files);
  const broken = new Set(errors.map(({ file }) => file.slice(`${folder}src/`.length)));
  expect([...broken].sort()).toEqual(walks);
});
