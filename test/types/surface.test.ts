import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { attributeNames } from '../../src/catalogue/lookup.js';
import { attributePaths } from '../../src/catalogue/paths.js';
import { dcs, run } from '../../src/index.js';
import { anyIn, declarations } from './declarations.js';
import { documentation } from './documentation.js';
import { compilerOptions, openEditor, root } from './editor.js';

// The declarations that are published, not the sources: what the compiler infers in one can be lost in the other.

const files = declarations();
const editor = openEditor({ options: { ...compilerOptions('built'), skipLibCheck: false }, files });
const program = editor.program("void import('runregistry/embedded');");
const entries = [`${root}dist/index.d.ts`, `${root}dist/embedded/index.d.ts`];
const isOurs = (file: string): boolean => files.has(file);
const published = program.getSourceFiles().filter(({ fileName }) => isOurs(fileName));

test('a program that imports the package reads the declarations', () => {
  expect(published.map(({ fileName }) => fileName)).toEqual(expect.arrayContaining(entries));
});

test('the declarations compile for users who check libraries too', () => {
  const messages = published.flatMap((file) => program.getSemanticDiagnostics(file));
  expect(messages.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});

describe('there is no any', () => {
  test('written in a declaration', () => {
    const found: string[] = [];
    for (const file of published) {
      const look = (node: ts.Node): void => {
        if (node.kind === ts.SyntaxKind.AnyKeyword)
          found.push(`${file.fileName.slice(root.length)}: ${node.parent.getText(file)}`);
        ts.forEachChild(node, look);
      };
      look(file);
    }
    expect(found).toEqual([]);
  });

  test.each(entries)('in the types of what is exported', (entry) => {
    expect(anyIn(program, entry, isOurs)).toEqual([]);
  });

  test('and the search for it finds one', () => {
    const code = 'export interface Bad { a: Array<{ b(c: Map<string, any>): void }> }; export const f = (x: any) => x;';
    const found = anyIn(editor.program(code), editor.file, (file) => file === editor.file);
    expect(found.sort()).toEqual(['Bad.a<…>.b(c)<…>', 'f()', 'f(x)']);
  });
});

describe('an editor shows of the declarations what it shows of the sources', () => {
  test('completions', () => {
    expect(editor.completions("runs().where('|')").sort()).toEqual(attributeNames(['run']).sort());
    expect(editor.completions("runs().where('energy').|")).toContain('between');
    expect(editor.completions("flag('dt', '|')")).toEqual(['dt']);
    expect(editor.completions("goldenJson().where('|')").sort()).toEqual(attributePaths().sort());
    expect(editor.completions("goldenJson().flag('dt-dt').|").sort()).toEqual(['is', 'isNot']);
    expect(editor.completions('dcs.|').sort()).toEqual(Object.keys(dcs).sort());
  });

  test('sentences', () => {
    const [message] = editor.messages("runs().where('enrgy').gte(6000)");
    expect(message?.text).toContain("Unknown attribute 'enrgy' of runs. Did you mean 'energy'?");
    const [ofGolden] = editor.messages("goldenJson().where('energy').gte(6000)");
    expect(ofGolden?.text).toContain("Unknown attribute 'energy' of golden JSON. Did you mean 'run.oms.energy'?");
    const [total] = editor.messages("goldenJson().where(flag('dt-dt').every('GOOD'))");
    expect(total?.text).toContain('Golden JSON evaluates one lumisection at a time');
  });

  test('documentation', () => {
    expect(editor.hover("runs().where('energy').gte|(6000)").documentation).toContain('Greater than or equal');
    expect(editor.hover("LumiList.fromFile|('golden.json')").documentation).toContain('compressed with gzip');
    expect(files.get(`${root}dist/catalogue/generated/oms-lhc.d.ts`)).toContain(
      `* ${run.energy.info.meaning.split('. ')[0]}.`,
    );
  });

  // See hover.test.ts.
  test('documentation of a handle', () => {
    expect(editor.hover('run.energy|').documentation).toBe(documentation(run.energy.info));
  });
});
