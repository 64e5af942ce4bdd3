/** Programs of users, compiled against the published declarations with the options and versions of the compiler that users have. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Compiler, compile } from '../support/compile.js';
import { writeDeclarations } from '../support/declarations.js';
import { isFull } from '../support/rounds.js';
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
const optionSets = {
  strict: {},
  exactOptionalPropertyTypes: { exactOptionalPropertyTypes: true },
  noUncheckedIndexedAccess: { noUncheckedIndexedAccess: true },
  isolatedModules: { isolatedModules: true, verbatimModuleSyntax: true },
  'skipLibCheck: false': { skipLibCheck: false },
};
type OptionSet = keyof typeof optionSets | 'all options' | 'all options of programs';
const all: object = Object.assign({}, ...Object.values(optionSets));
const configurations = new Map<OptionSet, object>(
  Object.entries({
    ...optionSets,
    'all options': all,
    'all options of programs': { ...all, skipLibCheck: true },
  }) as [OptionSet, object][],
);
const sets = (compiler: Compiler, names: readonly OptionSet[]) => names.map((name) => [compiler, name] as const);
const older = (['typescript-5', 'typescript'] as const).flatMap((compiler) => sets(compiler, ['all options']));
const runs: readonly (readonly [Compiler, OptionSet])[] = [
  ...(isFull ? [...older, ...sets('typescript-7', [...(Object.keys(optionSets) as OptionSet[]), 'all options'])] : []),
  ['typescript-7', 'all options of programs'],
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
  for (const [name, options] of configurations)
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
