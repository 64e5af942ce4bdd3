/** The sources as one program of the compiler, which the tests of exports and options share. */
import ts from 'typescript';
import { openEditor, root } from '../types/editor.js';

/** The file of each entry of the package. */
export const entries = {
  runregistry: 'src/index.ts',
  'runregistry/core': 'src/core.ts',
  'runregistry/embedded': 'src/embedded/index.ts',
  'runregistry/mirror': 'src/mirror/index.ts',
};

const imports = Object.keys(entries).map((entry) => `import('${entry}')`);
// An editor shares parsed files with the tests of types.
const program = openEditor({ prefix: '' }).program(`void [${imports.join(', ')}];`);
export const checker = program.getTypeChecker();

/** Returns the file of an entry. */
export const sourceFile = (file: string): ts.SourceFile => program.getSourceFile(`${root}${file}`) as ts.SourceFile;

/** Returns the symbols that a file exports. */
export const exportsOf = (file: string): ts.Symbol[] =>
  checker.getExportsOfModule(checker.getSymbolAtLocation(sourceFile(file)) as ts.Symbol);

/** Returns what an exported name stands for: the declaration in another file, if it is exported from there. */
export const declared = (symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
