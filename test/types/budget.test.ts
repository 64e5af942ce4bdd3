import { Session } from 'node:inspector/promises';
import type ts from 'typescript';
import { expect, test } from 'vitest';
import { isFull } from '../support/rounds.js';
import { bareBuilder } from './bare-builder.js';
import { openEditor } from './editor.js';
import { type Form, generatedGoldenJsons, generatedQueries } from './generated-queries.js';

/** Types that the compiler instantiates to check a program. The method of the compiler is not in its declarations. */
function instantiations(code: string): number {
  const editor = openEditor();
  expect(editor.messages(code)).toEqual([]);
  const program = editor.program(code) as ts.Program & { getInstantiationCount(): number };
  return program.getInstantiationCount();
}

// For comparison, as measured with TypeScript 6 over 120 columns: kysely 43,900, drizzle 130,900.
// The first use of each attribute has a cost, and repeated uses cost almost nothing, which the second test checks.
const queryBudgets: [budget: number, forms: readonly Form[]][] = [
  [8_000, ['name', 'name', 'name', 'flag']],
  [17_000, ['name', 'flag', 'operator', 'handle']],
  [9_000, ['operator']],
  [4_000, ['handle']],
];
test.each(isFull ? queryBudgets : queryBudgets.slice(1, 2))(
  '200 queries of 6 conditions cost less than %i instantiations, written by %j',
  (budget, forms) => {
    const code = generatedQueries(forms);
    expect(code.split('\n')).toHaveLength(200);
    const spent = instantiations(code);
    expect(spent).toBeGreaterThan(0);
    expect(spent).toBeLessThan(budget);
  },
);

test.runIf(isFull)('the next 200 queries cost less than 2,000 more', () => {
  const forms: readonly Form[] = ['name', 'name', 'name', 'flag'];
  const spent = [200, 400].map((queries) => instantiations(generatedQueries(forms, queries)));
  expect((spent[1] ?? 0) - (spent[0] ?? 0)).toBeLessThan(2_000);
});

// There are 150 paths, where runs have 87 names.
const goldenBudgets: [budget: number, forms: readonly Form[]][] = [
  [22_000, ['name', 'flag', 'operator', 'handle']],
  [10_000, ['name', 'name', 'name', 'flag']],
  [12_000, ['operator']],
  [6_000, ['handle']],
  [25_000, ['flags']],
];
test.runIf(isFull).each(goldenBudgets)(
  '200 golden JSONs of 6 clauses cost less than %i instantiations, written by %j',
  (budget, forms) => {
    const code = generatedGoldenJsons(forms);
    expect(code.split('\n')).toHaveLength(200);
    const spent = instantiations(code);
    expect(spent).toBeGreaterThan(0);
    expect(spent).toBeLessThan(budget);
  },
);

test.runIf(isFull)('the next 200 golden JSONs cost less than 2,000 more', () => {
  const forms: readonly Form[] = ['name', 'name', 'name', 'flag'];
  const spent = [200, 400].map((jsons) => instantiations(generatedGoldenJsons(forms, jsons)));
  expect((spent[1] ?? 0) - (spent[0] ?? 0)).toBeLessThan(2_000);
});

/** A builder that completes the same names from `keyof`, and checks nothing else. */
const bare = `
interface Bare {
  where<Name extends keyof RunAttributes>(
    name: Name,
  ): RunAttributes[Name] extends { readonly type: 'number' } ? NumberCondition<Bare> : StringCondition<Bare>;
  where<Name extends keyof RunAttributes>(name: Name, operator: '=' | '>', value: number): Bare;
  select<const Names extends readonly (keyof RunAttributes)[]>(...names: Names): Bare;
  orderBy<Name extends keyof RunAttributes>(name: Name, direction?: 'asc' | 'desc'): Bare;
}
declare const bare: () => Bare;
`;
const prefix = `import { flag, type NumberCondition, type RunAttributes, runs, type StringCondition } from 'runregistry';${bare}`;

/** Returns the numbers of instantiations and types that a completion creates. */
function completed(code: string): { readonly instantiations: number; readonly types: number } {
  const editor = openEditor({ prefix });
  expect(editor.completions(code).length).toBeGreaterThan(50);
  const program = editor.program(code.replace('|', '')) as ts.Program & {
    getInstantiationCount(): number;
    getTypeCount(): number;
  };
  return { instantiations: program.getInstantiationCount(), types: program.getTypeCount() };
}

const positions = [".where('|')", ".where('ener|')", ".where('|', '=', 3)", ".select('class', '|')", ".orderBy('|')"];
test.each(isFull ? positions : positions.slice(0, 1))(
  'a completion at %s creates at most twice the types of a builder with keyof',
  (position) => {
    const { types, instantiations } = completed(`runs()${position}`);
    expect(types).toBeLessThanOrEqual(2 * completed(`bare()${position}`).types);
    expect(instantiations).toBeLessThanOrEqual(1_200);
  },
);

test.runIf(isFull)('a completion of flags costs at most 1,200 instantiations', () => {
  for (const code of ["runs().flag('|')", "flag('tracker-st|')"])
    expect(completed(code).instantiations).toBeLessThanOrEqual(1_200);
});

const attributesOnly = `import type { RunAttributes } from 'runregistry';\n${bareBuilder('RunAttributes')}`;

/** Counts the calls of functions of the type checker for a completion after an edit. Unlike a time, the count is the same in every run. */
async function callsAfterEdit(code: string, before?: string): Promise<number> {
  const editor = openEditor(before === undefined ? {} : { prefix: before });
  for (const edit of ['// 1', '// 2']) editor.completions(`${code} ${edit}`);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  editor.completions(`${code} // 3`);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  const functions = result.filter(({ url }) => url.endsWith('/typescript.js')).flatMap((script) => script.functions);
  const checker = functions.find(({ functionName }) => functionName === 'createTypeChecker')?.ranges[0];
  const counts = functions.flatMap(({ ranges: [range] }) =>
    range && checker && range.startOffset > checker.startOffset && range.endOffset < checker.endOffset
      ? range.count
      : [],
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

test('a completion after an edit calls at most 1.72 times as many functions of the type checker as one of a bare builder', async () => {
  const chain = ".where('energy').eq(6500).where('|')";
  const ours = await callsAfterEdit(`runs()${chain}`);
  expect(ours / (await callsAfterEdit(`bare()${chain}`, attributesOnly))).toBeLessThan(1.72);
});
