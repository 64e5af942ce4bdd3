import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as everything from 'runregistry';
import * as embedded from 'runregistry/embedded';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Example, fromDocstrings, fromMarkdown, guides, root } from './examples.js';

// Written to files of their own inside the project, so that they resolve 'runregistry' as the tests do.
const folder = `${root}build/doc-examples/`;

// A docstring uses what its package exports without importing it.
const imports = (names: object, from: string) => `import { ${Object.keys(names).join(', ')} } from '${from}';\n`;
const prelude = imports(everything, 'runregistry') + imports(embedded, 'runregistry/embedded');
const examples: (Example & { file: string })[] = [
  ...guides.flatMap(fromMarkdown),
  ...fromDocstrings().map(({ where, code }) => ({ where, code: code.includes('import ') ? code : prelude + code })),
].map((example, index) => ({ ...example, file: `${folder}example-${index}.ts` }));

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { where, code, file } of examples) writeFileSync(file, `// ${where}\n${code}export {};\n`);
  vi.stubEnv('ENVIRONMENT', 'embedded');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

test('there are examples to run', () => {
  expect(examples.length).toBeGreaterThan(30);
});

test('all examples compile', () => {
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const options = { ...config.options, noEmit: true };
  // Each by itself: one of them extends the catalogue, which the others must not see.
  const extending = examples.filter(({ code }) => code.includes('declare module'));
  const rest = examples.filter((example) => !extending.includes(example));
  const problems = [rest, ...extending.map((one) => [one])].flatMap((group) => {
    const program = ts.createProgram(
      group.map(({ file }) => file),
      options,
    );
    return group.flatMap(({ file, where }) =>
      ts
        .getPreEmitDiagnostics(program, program.getSourceFile(file))
        .map((diagnostic) => `${where}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`),
    );
  });
  expect(problems).toEqual([]);
});

test.each(examples.map(({ where, file }) => [where, file] as const))('%s runs', async (_, file) => {
  const said = [vi.spyOn(console, 'log'), vi.spyOn(console, 'table')].map((spy) =>
    spy.mockImplementation(() => undefined),
  );
  const asserted = vi.spyOn(console, 'assert');
  try {
    await import(/* @vite-ignore */ file);
    for (const [condition] of asserted.mock.calls) expect(condition).toBe(true);
  } finally {
    for (const spy of [...said, asserted]) spy.mockRestore();
  }
});

test('links between documents lead somewhere', () => {
  for (const guide of guides)
    for (const [, target] of readFileSync(root + guide, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(existsSync(new URL(target as string, `file://${root}${guide}`)), `${guide} → ${target}`).toBe(true);
});
