import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** What each floor may import, besides itself, `util`, `errors.ts` and `signals.ts`. */
const below: Readonly<Record<string, readonly string[]>> = {
  util: [],
  catalogue: [],
  lumi: ['catalogue'],
  logic: ['expression'],
  decision: ['catalogue', 'expression', 'logic'],
  mutation: [],
  golden: ['catalogue', 'expression', 'print', 'logic', 'decision', 'query', 'lumi', 'mutation'],
  expression: ['catalogue'],
  print: ['catalogue', 'expression', 'decision'],
  wire: ['catalogue', 'expression', 'print'],
  query: ['catalogue', 'expression', 'print', 'logic', 'lumi', 'wire'],
  transport: ['catalogue', 'expression', 'embedded'],
  registry: ['catalogue', 'expression', 'print', 'query', 'wire', 'lumi', 'golden', 'transport', 'mutation'],
  // The evaluation of rules, with its limit of work.
  embedded: ['logic', 'sample'],
  // Only the types of a state, which the test below ensures.
  sample: ['embedded'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

const importsOf = (file: string): string[] =>
  [...readFileSync(join(src, file), 'utf8').matchAll(/(?:from |import\()'([^']+)'/g)].map(
    (found) => found[1] as string,
  );

test.each(files.filter((file) => file.includes('/')))('%s imports only what lies below it', (file) => {
  const floor = file.split('/')[0] as string;
  for (const path of importsOf(file).filter((one) => one.startsWith('.'))) {
    const target = relative(src, join(src, dirname(file), path));
    const other = target.includes('/') ? (target.split('/')[0] as string) : target;
    if (other === floor || ['util', 'errors.js', 'signals.js', 'version.js'].includes(other)) continue;
    expect(below[floor], `${file} imports ${path}`).toContain(other);
  }
});

/** What each folder of the embedded registry may import, besides itself, the state's types and what all may import. */
const belowEmbedded: Readonly<Record<string, readonly string[]>> = {
  sql: [],
  data: ['sql'],
  history: ['data', 'sql'],
  portal: ['data', 'sql'],
  http: ['data', 'portal'],
  routes: ['data', 'history', 'http', 'portal', 'sql'],
};

test.each(files.filter((file) => /^embedded\/.+\//.test(file)))('%s imports only folders below it', (file) => {
  const folder = file.split('/')[1] as string;
  for (const path of importsOf(file).filter((one) => one.startsWith('.'))) {
    const [room, other = ''] = relative(src, join(src, dirname(file), path)).split('/');
    if (room !== 'embedded' || other === folder || other === 'state.js') continue;
    expect(belowEmbedded[folder], `${file} imports ${path}`).toContain(other);
  }
});

test('the sample imports nothing of the embedded registry but the types of a state', () => {
  for (const file of files.filter((name) => name.startsWith('sample/')))
    for (const [, names, path] of readFileSync(join(src, file), 'utf8').matchAll(
      /import ([^;]*?) from '(\.\.\/[^']+)'/g,
    )) {
      expect(path, file).toBe('../embedded/state.js');
      expect(names, file).toMatch(/^type \{/);
    }
});

test('got is known in one file, and PGlite in the embedded registry alone', () => {
  const users = (name: string) => files.filter((file) => importsOf(file).includes(name));
  expect(users('got')).toEqual(['transport/attempt.ts']);
  for (const file of users('@electric-sql/pglite')) expect(file).toMatch(/^embedded\//);
});

test('the library prints nothing and changes no variable of the environment', () => {
  for (const file of files) {
    const text = readFileSync(join(src, file), 'utf8').replace(/^\s*\*.*$/gm, '');
    expect(text, file).not.toMatch(/console\.\w+\(/);
    expect(text, file).not.toMatch(/process\.env(\.\w+|\[[^\]]+\])\s*=[^=]/);
  }
});
