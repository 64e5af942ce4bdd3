/** The embedded registry as JavaScript, for tests that need processes of their own. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Compiles `src` into a directory, and returns the path of the embedded registry. */
export function compileEmbedded(directory: string, { pglite = true } = {}): string {
  const source = join(root, 'src');
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const target = join(directory, 'dist', file.replace(/\.ts$/, '.js'));
    const { outputText } = ts.transpileModule(readFileSync(join(source, file), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, verbatimModuleSyntax: true },
    });
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  writeFileSync(join(directory, 'package.json'), '{"type":"module","version":"9.9.9"}');
  if (pglite) symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'), 'junction');
  return join(directory, 'dist', 'embedded', 'index.js');
}
