import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { reachable, sourceFiles } from './source.js';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** The folders that each folder may import, besides itself, `util`, `errors.ts` and `signals.ts`. */
const below: Readonly<Record<string, readonly string[]>> = {
  util: [],
  catalogue: [],
  lumi: ['catalogue'],
  logic: ['expression'],
  decision: ['catalogue', 'expression', 'logic'],
  mutation: [],
  golden: ['catalogue', 'expression', 'print', 'logic', 'decision', 'query', 'lumi', 'mutation', 'sql'],
  expression: ['catalogue', 'lumi'],
  print: ['catalogue', 'expression', 'decision'],
  wire: ['catalogue', 'expression', 'print'],
  sql: ['catalogue', 'expression', 'print', 'logic', 'decision'],
  query: ['catalogue', 'expression', 'print', 'logic', 'lumi', 'sql', 'wire'],
  transport: ['catalogue', 'expression', 'embedded'],
  registry: ['catalogue', 'expression', 'print', 'query', 'wire', 'lumi', 'golden', 'transport', 'mutation'],
  mirror: ['catalogue', 'expression', 'print', 'query', 'sql', 'registry'],
  // The evaluation of rules, with its limit of work.
  embedded: ['logic', 'sample'],
  // Only the types of a state, which the test below ensures.
  sample: ['embedded'],
  'ts-plugin': ['catalogue'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

const importsOf = (file: string): string[] =>
  [...readFileSync(join(src, file), 'utf8').matchAll(/(?:from |import\()'([^']+)'/g)].map(
    (found) => found[1] as string,
  );

test.each(files.filter((file) => file.includes('/')))('%s imports only files below it', (file) => {
  const floor = file.split('/')[0] as string;
  for (const path of importsOf(file).filter((one) => one.startsWith('.'))) {
    const target = relative(src, join(src, dirname(file), path));
    const other = target.includes('/') ? (target.split('/')[0] as string) : target;
    if (other === floor || ['util', 'errors.js', 'signals.js', 'version.js'].includes(other)) continue;
    expect(below[floor], `${file} imports ${path}`).toContain(other);
  }
});

/** The folders that each subfolder may import within its folder, besides itself. */
const belowWithin: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  embedded: {
    sql: ['state.js'],
    data: ['sql', 'state.js'],
    history: ['data', 'sql', 'state.js'],
    portal: ['data', 'sql', 'state.js'],
    routing: ['data', 'portal', 'state.js'],
    routes: ['data', 'history', 'portal', 'routing', 'sql', 'state.js'],
    storage: ['data', 'prebuilt.js', 'state.js'],
    http: ['registry.js', 'routing'],
  },
  query: {
    reading: [],
    lumisections: ['reading'],
  },
  golden: {
    document: [],
    lint: ['document', 'look-up-path.js'],
    local: ['datasets.js', 'freeze-generated.js', 'loss-report.js', 'lumisection.js', 'types.js'],
    portal: ['datasets.js', 'freeze-generated.js', 'loss-report.js', 'types.js'],
  },
};

test.each(files.filter((file) => /^(embedded|query|golden)\/.+\//.test(file)))(
  '%s imports only folders below it',
  (file) => {
    const [room, folder] = file.split('/') as [string, string];
    for (const path of importsOf(file).filter((one) => one.startsWith('.'))) {
      const [otherRoom, other = ''] = relative(src, join(src, dirname(file), path)).split('/');
      if (otherRoom !== room || other === folder) continue;
      expect(belowWithin[room]?.[folder], `${file} imports ${path}`).toContain(other);
    }
  },
);

test('the sample imports nothing of the embedded registry but the types of a state', () => {
  for (const file of files.filter((name) => name.startsWith('sample/')))
    for (const [, names, path] of readFileSync(join(src, file), 'utf8').matchAll(
      /import ([^;]*?) from '(\.\.\/[^']+)'/g,
    )) {
      expect(path, file).toBe('../embedded/state.js');
      expect(names, file).toMatch(/^type \{/);
    }
});

test('the embedded registry only needs Node.js for its server and its storage', () => {
  const users = (isModule: (name: string) => boolean) =>
    files.filter((file) => file.startsWith('embedded/') && importsOf(file).some(isModule));
  for (const file of users((name) => name === 'node:http')) expect(file).toMatch(/^embedded\/http\//);
  for (const file of users((name) => name.startsWith('node:')))
    expect(file).toMatch(/^embedded\/(http\/|storage\/|index\.ts$)/);
  const portable = [...reachable('embedded/browser.ts')].filter((file) => /^(embedded|sample)\//.test(file));
  for (const file of portable) expect(file).not.toMatch(/^embedded\/(http\/|storage\/|index\.ts$)/);
});

test('the core needs no module of Node, no HTTP client and no dotenv', () => {
  const packages = sourceFiles.filter(({ path }) => reachable('core.ts').has(path)).flatMap((file) => file.packages);
  // Docstrings and printed code import the library itself.
  expect([...new Set(packages)].filter((name) => name !== 'runregistry').sort()).toEqual([
    'json-logic-js',
    'ts-pattern',
  ]);
});

test('one file imports got, only the embedded registry imports PGlite, and only mirrors import DuckDB', () => {
  const users = (name: string) => files.filter((file) => importsOf(file).includes(name));
  expect(users('got')).toEqual(['transport/attempt.ts']);
  for (const file of users('@electric-sql/pglite')) expect(file).toMatch(/^embedded\//);
  for (const file of users('@duckdb/node-api')) expect(file).toMatch(/^mirror\//);
});

test('the library prints nothing and changes no variable of the environment', () => {
  for (const file of files) {
    const text = readFileSync(join(src, file), 'utf8').replace(/^\s*\*.*$/gm, '');
    expect(text, file).not.toMatch(/console\.\w+\(/);
    expect(text, file).not.toMatch(/process\.env(\.\w+|\[[^\]]+\])\s*=[^=]/);
  }
});
