import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { root } from '../types/editor.js';
import { declared, entries, exportsOf } from './program.js';

/** The exported names of a file, each marked as a value or a type. */
function exported(file: string): string[] {
  const names = exportsOf(file).map((symbol) => {
    const target = declared(symbol);
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
