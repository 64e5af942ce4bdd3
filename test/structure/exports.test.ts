import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { compilerOptions, root } from '../types/editor.js';

const entries = {
  runregistry: 'src/index.ts',
  'runregistry/core': 'src/core.ts',
  'runregistry/embedded': 'src/embedded/index.ts',
  'runregistry/mirror': 'src/mirror/index.ts',
};

const program = ts.createProgram(
  Object.values(entries).map((file) => `${root}${file}`),
  { ...compilerOptions('source'), noEmit: true },
);
const checker = program.getTypeChecker();

/** The exported names of a file, each marked as a value or a type. */
function exported(file: string): string[] {
  const module = checker.getSymbolAtLocation(program.getSourceFile(`${root}${file}`) as ts.SourceFile) as ts.Symbol;
  const names = checker.getExportsOfModule(module).map((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const isValue =
      (target.flags & ts.SymbolFlags.Value) !== 0 && !symbol.declarations?.some(ts.isTypeOnlyExportDeclaration);
    return `${isValue ? 'value' : 'type '} ${symbol.name}`;
  });
  return names.sort((a, b) => a.slice(6).localeCompare(b.slice(6), 'en'));
}

describe.each(Object.entries(entries))('%s', (entry, file) => {
  test('exports exactly the names in the list', async () => {
    await expect(`${exported(file).join('\n')}\n`).toMatchFileSnapshot(`exports/${entry.replace('/', '-')}.txt`);
  });

  test('lists its exports by name', () => {
    expect(readFileSync(`${root}${file}`, 'utf8')).not.toMatch(/export (type )?\*(?! from '.\/core.js')/);
  });
});
