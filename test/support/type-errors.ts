/** Type errors as the compiler reports them on the command line. TypeScript 7 needs a fraction of the time of TypeScript 6. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeDeclarations } from './declarations.js';

/** A package with a compiler. */
export type Compiler = 'typescript-5' | 'typescript' | 'typescript-7';

/** An error of the compiler. */
export interface TypeError {
  readonly file: string;
  readonly code: number;
  readonly message: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Compiles the project of a configuration, and returns the output: each error begins a line. */
export async function compile(compiler: Compiler, cwd: string, configuration: string): Promise<string> {
  const command = [`${root}node_modules/${compiler}/bin/tsc`, '-p', configuration, '--pretty', 'false'];
  // Another worker uses the other processor, and collecting garbage less often saves a quarter of the time.
  if (compiler === 'typescript-7') command.push('--singleThreaded');
  const env = { ...process.env, GOGC: '400' };
  return promisify(execFile)(process.execPath, command, { cwd, env, maxBuffer: 2 ** 26 }).then(
    ({ stdout }) => stdout,
    (error: { code: unknown; stdout: string }) => {
      // The compiler exits with a small number if it finds errors.
      if (typeof error.code !== 'number' || error.stdout === '') throw error;
      return error.stdout;
    },
  );
}

/**
 * Compiles programs in a folder of the repository with its options, against the declarations that users have, and returns the errors in
 * the programs.
 */
export function typeErrors(folder: string, files: readonly string[], compiler?: Compiler): Promise<TypeError[]> {
  writeDeclarations(`${folder}declarations`);
  const { exports }: typeof import('../../package.json') = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const paths = Object.entries(exports).flatMap(([entry, target]) =>
    typeof target === 'string'
      ? []
      : [[entry.replace('.', 'runregistry'), [target.types.replace('dist', 'declarations')]]],
  );
  return errorsIn(folder, files, { compilerOptions: { paths: Object.fromEntries(paths) } }, compiler);
}

/** Compiles a copy of the sources in a folder of the repository with its options, and returns the errors in it. */
export const sourceErrors = (folder: string, files: readonly string[]): Promise<TypeError[]> => errorsIn(folder, files);

async function errorsIn(
  folder: string,
  files: readonly string[],
  options: object = {},
  compiler: Compiler = 'typescript-7',
): Promise<TypeError[]> {
  const configuration = `${folder}tsconfig.json`;
  const base = `${relative(folder, root)}/tsconfig.json`;
  writeFileSync(configuration, JSON.stringify({ extends: base, files, include: [], ...options }));
  const output = await compile(compiler, folder, configuration);
  const reported = output.split(/\n(?=\S)/).filter((text) => text.trim() !== '');
  const errors = reported.map((text) => {
    const [, file, code, message] = /^(.+)\(\d+,\d+\): error TS(\d+): ([\s\S]*)$/.exec(text) ?? [];
    if (file === undefined || message === undefined) throw new Error(text);
    return { file: resolve(folder, file), code: Number(code), message: message.trim() };
  });
  return errors.filter(({ file }) => files.includes(file));
}
