import ts from 'typescript';
import { compilerOptions, root } from './editor.js';

/** The declarations that `npm run build` writes, by the names that it gives them; nothing is written. */
export function declarations(): ReadonlyMap<string, string> {
  const options: ts.CompilerOptions = {
    ...compilerOptions('built'),
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: `${root}src`,
    outDir: `${root}dist`,
  };
  const files = new Map<string, string>();
  const program = ts.createProgram([`${root}src/index.ts`, `${root}src/embedded/index.ts`], options);
  program.emit(undefined, (name, text) => files.set(name, text));
  return files;
}
