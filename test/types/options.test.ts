/** Functions, long chains and checked JavaScript of users compile with each option that changes how types are checked. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { isFull } from '../support/rounds.js';
import { compilerOptions, openEditor, root } from './editor.js';

const folder = 'test/types/fixtures/editor/';
const paths = ['analysis.ts', 'script.js'].map((name) => `${root}${folder}${name}`);

/** Returns the errors in the programs of `fixtures/editor`. */
function errorsWith(options: ts.CompilerOptions): string[] {
  const editor = openEditor({
    options: { ...compilerOptions(), verbatimModuleSyntax: false, allowJs: true, ...options },
    prefix: '',
  });
  const program = editor.program(`import './${folder}analysis.js';\nimport './${folder}script.js';`);
  return paths.flatMap((path) => {
    const source = program.getSourceFile(path);
    if (source === undefined) throw new Error(`The program does not contain ${path}`);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
    );
  });
}

// The options of the repository contain all of them.
const options: readonly ts.CompilerOptions[] = [
  { exactOptionalPropertyTypes: false, noUncheckedIndexedAccess: false, isolatedModules: false },
  { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: false, isolatedModules: false },
  { exactOptionalPropertyTypes: false, noUncheckedIndexedAccess: true, isolatedModules: false },
  { exactOptionalPropertyTypes: false, noUncheckedIndexedAccess: false, isolatedModules: true },
];

// The script expects errors: without them, it does not compile.
test.each(isFull ? options : options.slice(0, 1))('compiles with %j', (changed) => {
  expect(errorsWith(changed)).toEqual([]);
});

test('reports a mistake in the long chain', () => {
  const text = readFileSync(paths[0] as string, 'utf8').replace(
    ".where('b_field').gte(3.7)",
    ".where('b_feld').gte(3.7)",
  );
  expect(openEditor({ prefix: '' }).messages(text)).toEqual([
    expect.objectContaining({ under: "'b_feld'", text: expect.stringContaining("Did you mean 'b_field'?") }),
  ]);
});
