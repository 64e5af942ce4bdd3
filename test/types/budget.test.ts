import type ts from 'typescript';
import { expect, test } from 'vitest';
import { openEditor } from './editor.js';
import { type Form, generatedGoldenJsons, generatedQueries } from './generated-queries.js';

/** Types that the compiler instantiates to check a program. The method is the compiler's own, but not in its declarations. */
function instantiations(code: string): number {
  const editor = openEditor();
  expect(editor.messages(code)).toEqual([]);
  const program = editor.program(code) as ts.Program & { getInstantiationCount(): number };
  return program.getInstantiationCount();
}

// For comparison, as measured with TypeScript 6 over 120 columns: kysely 43,900, drizzle 130,900. A program that names every
// attribute pays once for each; what it says again costs next to nothing, which the second test holds up.
test.each<[budget: number, forms: readonly Form[]]>([
  [10_000, ['name', 'name', 'name', 'flag']],
  [12_000, ['operator']],
  [10_000, ['handle']],
  [20_000, ['name', 'flag', 'operator', 'handle']],
])('200 queries of 6 conditions cost less than %i instantiations, written by %j', (budget, forms) => {
  const code = generatedQueries(forms);
  expect(code.split('\n')).toHaveLength(200);
  const spent = instantiations(code);
  expect(spent).toBeGreaterThan(0);
  expect(spent).toBeLessThan(budget);
});

test('the next 200 queries cost less than 2,000 more', () => {
  const forms: readonly Form[] = ['name', 'name', 'name', 'flag'];
  const spent = [200, 400].map((queries) => instantiations(generatedQueries(forms, queries)));
  expect((spent[1] ?? 0) - (spent[0] ?? 0)).toBeLessThan(2_000);
});

// There are 150 paths, where runs have 87 names.
test.each<[budget: number, forms: readonly Form[]]>([
  [10_000, ['name', 'name', 'name', 'flag']],
  [14_000, ['operator']],
  [6_000, ['handle']],
  [22_000, ['name', 'flag', 'operator', 'handle']],
  // Each list is a type of its own, so that a wrong name is marked where it stands: about 80 instantiations.
  [100_000, ['flags']],
])('200 golden JSONs of 6 clauses cost less than %i instantiations, written by %j', (budget, forms) => {
  const code = generatedGoldenJsons(forms);
  expect(code.split('\n')).toHaveLength(200);
  const spent = instantiations(code);
  expect(spent).toBeGreaterThan(0);
  expect(spent).toBeLessThan(budget);
});

test('the next 200 golden JSONs cost less than 2,000 more', () => {
  const forms: readonly Form[] = ['name', 'name', 'name', 'flag'];
  const spent = [200, 400].map((jsons) => instantiations(generatedGoldenJsons(forms, jsons)));
  expect((spent[1] ?? 0) - (spent[0] ?? 0)).toBeLessThan(2_000);
});
