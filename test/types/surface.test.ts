import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { attributeNames } from '../../src/catalogue/lookup.js';
import { attributePaths } from '../../src/catalogue/paths.js';
import { dcs, run } from '../../src/index.js';
import { declarations } from '../support/declarations.js';
import { documentation } from './documentation.js';
import { codesIn, compilerOptions, openEditor, root } from './editor.js';
import { anyIn, undocumentedIn, withoutExampleIn } from './exported-types.js';

// The published declarations, not the sources: the compiler can infer less from them.

const files = await declarations();
const editor = openEditor({ options: compilerOptions('built'), files });
const mistaken = {
  ofRuns: "runs().where('enrgy').gte(6000)",
  ofGolden: "goldenJson().where('energy').gte(6000)",
  total: "goldenJson().where(flag('dt-dt').every('GOOD'))",
};
editor.prepare([...codesIn(import.meta.url), ...Object.values(mistaken)]);
const program = editor.program("void [import('runregistry/embedded'), import('runregistry/mirror')];");
const entries = {
  runregistry: `${root}dist/index.d.ts`,
  'runregistry/embedded': `${root}dist/embedded/index.d.ts`,
  'runregistry/mirror': `${root}dist/mirror/index.d.ts`,
};
const isOurs = (file: string): boolean => files.has(file);
const published = program.getSourceFiles().filter(({ fileName }) => isOurs(fileName));

describe('the published declarations', () => {
  test('are those that a program imports', () => {
    expect(published.map(({ fileName }) => fileName)).toEqual(expect.arrayContaining(Object.values(entries)));
  });

  test('contain no written any', () => {
    const found: string[] = [];
    for (const file of published) {
      const visit = (node: ts.Node): void => {
        if (node.kind === ts.SyntaxKind.AnyKeyword)
          found.push(`${file.fileName.slice(root.length)}: ${node.parent.getText(file)}`);
        ts.forEachChild(node, visit);
      };
      visit(file);
    }
    expect(found).toEqual([]);
  });

  test.each(Object.entries(entries))('of %s have no any in their types', (_, file) => {
    expect(anyIn(program, file, isOurs)).toEqual([]);
  });

  test.each(Object.entries(entries))('of %s document every export and every member of its types', (_, file) => {
    expect(undocumentedIn(program, file, isOurs)).toEqual([]);
  });

  test.each(Object.entries(entries))('of %s have an example for every function and method', (_, file) => {
    expect(withoutExampleIn(program, file, isOurs)).toEqual([]);
  });
});

describe('the search in declarations', () => {
  const isProbe = (file: string): boolean => file === editor.file;

  test('finds every any', () => {
    const code = 'export interface Bad { a: Array<{ b(c: Map<string, any>): void }> }; export const f = (x: any) => x;';
    const found = anyIn(editor.program(code), editor.file, isProbe);
    expect(found.sort()).toEqual(['Bad.a<…>.b(c)<…>', 'f()', 'f(x)']);
  });

  test('finds every method without an example', () => {
    const code = `
      export interface Holder {
        /** @example holder.a(); */
        a(): void;
        /** No example. */
        b(): void;
        toString(): string;
      }
      /** No example. */
      export function c(): void {}`;
    const found = withoutExampleIn(editor.program(code), editor.file, isProbe);
    expect(found.map((line) => line.split(' ')[0])).toEqual(['Holder.b', 'c']);
  });

  test('finds every member without documentation', () => {
    const code = `
      /** A holder. */
      export interface Holder {
        /** A member. */
        a: { b: number };
        c(options: {
          /** An option. */
          d: number;
          e: number;
        }): void;
      }`;
    const found = undocumentedIn(editor.program(code), editor.file, isProbe);
    expect(found.map((line) => line.split(' ')[0])).toEqual(['Holder.a.b', 'Holder.c', 'Holder.c(options).e']);
  });
});

describe('an editor that reads the declarations', () => {
  test('completes the same names as with the sources', () => {
    expect(editor.completions("runs().where('|')").sort()).toEqual(attributeNames(['run']).sort());
    expect(editor.completions("runs().where('energy').|")).toContain('between');
    expect(editor.completions("flag('dt', '|')")).toEqual(['dt']);
    expect(editor.completions("goldenJson().where('|')").sort()).toEqual(attributePaths().sort());
    expect(editor.completions("goldenJson().flag('dt-dt').|").sort()).toEqual(['is', 'isNot']);
    expect(editor.completions('dcs.|').sort()).toEqual(Object.keys(dcs).sort());
  });

  test('reports the same mistakes', () => {
    const [message] = editor.messages(mistaken.ofRuns);
    expect(message?.text).toContain("Unknown attribute 'enrgy' of runs. Did you mean 'energy'?");
    const [ofGolden] = editor.messages(mistaken.ofGolden);
    expect(ofGolden?.text).toContain("Unknown attribute 'energy' of golden JSON. Did you mean 'run.oms.energy'?");
    const [total] = editor.messages(mistaken.total);
    expect(total?.text).toContain('Golden JSON evaluates one lumisection at a time');
  });

  test('shows the documentation of methods and attributes', () => {
    expect(editor.hover("runs().where('energy').gte|(6000)").documentation).toContain('Greater than or equal');
    expect(editor.hover("LumiList.fromFile|('golden.json')").documentation).toContain('compressed with gzip');
    expect(files.get(`${root}dist/catalogue/generated/oms-lhc.d.ts`)).toContain(
      `* ${run.energy.info.meaning.split('. ')[0]}.`,
    );
  });

  // See hover.full.test.ts.
  test('shows the documentation of a handle', () => {
    expect(editor.hover('run.energy|').documentation).toBe(documentation(run.energy.info));
  });
});
