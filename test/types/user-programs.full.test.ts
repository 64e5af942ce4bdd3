/** Programs of users, compiled against the published declarations with the options and versions of the compiler that users have. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Compiler, compile } from '../support/compile.js';
import { writeDeclarations } from '../support/declarations.js';
import { root } from './editor.js';

const strict = {
  target: 'ES2023',
  module: 'NodeNext',
  strict: true,
  noEmit: true,
  // Reports exported values whose types the declarations cannot name.
  declaration: true,
  allowJs: true,
  types: ['node'],
  skipLibCheck: true,
};
const configurations = {
  strict: {},
  'all options': {
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
  },
} as const;
type OptionSet = keyof typeof configurations;
const runs: readonly (readonly [Compiler, OptionSet])[] = [
  ['typescript-5', 'all options'],
  ['typescript', 'all options'],
  ['typescript-7', 'all options'],
  ['typescript-7', 'strict'],
];

let project: string;
beforeAll(async () => {
  mkdirSync(`${root}build`, { recursive: true });
  project = mkdtempSync(`${root}build/user-programs-`);
  cpSync(`${root}test/types/fixtures/programs`, project, { recursive: true });
  writeFileSync(`${project}/package.json`, '{ "type": "module" }');
  const installed = `${project}/node_modules/runregistry/`;
  await writeDeclarations(`${installed}dist`);
  writeFileSync(`${installed}package.json`, readFileSync(`${root}package.json`));
  for (const [name, options] of Object.entries(configurations))
    writeFileSync(
      `${project}/${name}.json`,
      JSON.stringify({ compilerOptions: { ...strict, ...options }, include: ['*.ts', '*.js'] }),
    );
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Returns the errors of the compiler in the programs and in the declarations of this package. */
async function errorsOf(compiler: Compiler, name: OptionSet): Promise<string[]> {
  const output = await compile(compiler, project, `${name}.json`);
  return output.split('\n').filter((line) => /error TS/.test(line) && !/^(\.\.\/)+node_modules/.test(line));
}

test.each(runs)('%s compiles the programs with the option set %s', async (compiler, name) => {
  expect(await errorsOf(compiler, name)).toEqual([]);
});

test('the compiler reports an error in a program', async () => {
  writeFileSync(`${project}/mistake.ts`, "import { runs } from 'runregistry';\nruns().where('enrgy').gte(1);\n");
  try {
    expect(await errorsOf('typescript-7', 'strict')).toEqual([
      expect.stringMatching(/^mistake\.ts\(2,14\): error TS2345/),
    ]);
  } finally {
    rmSync(`${project}/mistake.ts`);
  }
});
