/** Functions, long chains and checked JavaScript of users compile with each option that changes how types are checked. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { isFull } from '../support/rounds.js';
import { compilerOptions, openEditor, root } from './editor.js';

const folder = `${root}test/types/fixtures/editor/`;

/** Returns the errors in the programs of `fixtures/editor`, or in these with a change. */
function errorsWith(options: ts.CompilerOptions, change: (text: string) => string = (text) => text): string[] {
  const paths = ['analysis.ts', 'script.js'].map((name) => `${folder}${name}`);
  const editor = openEditor({
    options: { ...compilerOptions(), verbatimModuleSyntax: false, allowJs: true, ...options },
    prefix: '',
    files: new Map(paths.map((path) => [path, change(readFileSync(path, 'utf8'))])),
  });
  const program = editor.program(
    "import './test/types/fixtures/editor/analysis.js';\nimport './test/types/fixtures/editor/script.js';",
  );
  return paths.flatMap((path) => {
    const source = program.getSourceFile(path);
    if (source === undefined) throw new Error(`The program does not contain ${path}`);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path.slice(folder.length)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
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

test.each(isFull ? options : options.slice(0, 1))('compiles with %j', (changed) => {
  expect(errorsWith(changed)).toEqual([]);
});

test('reports mistakes', () => {
  const mistaken = (text: string): string => text.replace("where('energy')", "where('enrgy')");
  expect(errorsWith({}, mistaken).map((error) => error.split(':')[0])).toEqual(['analysis.ts', 'script.js']);
});
