import ts from 'typescript';
import { compilerOptions, root } from './editor.js';

let emitted: ReadonlyMap<string, string> | undefined;

/** Returns the declarations that `npm run build` writes, by the names that it gives them. Writes nothing. */
export function declarations(): ReadonlyMap<string, string> {
  emitted ??= emit();
  return emitted;
}

function emit(): ReadonlyMap<string, string> {
  const options: ts.CompilerOptions = {
    ...compilerOptions('built'),
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    // `npm run types` checks the sources.
    noCheck: true,
    rootDir: `${root}src`,
    outDir: `${root}dist`,
  };
  const files = new Map<string, string>();
  const program = ts.createProgram(
    [`${root}src/index.ts`, `${root}src/embedded/index.ts`, `${root}src/mirror/index.ts`],
    options,
  );
  program.emit(undefined, (name, text) => files.set(name, text));
  return files;
}
