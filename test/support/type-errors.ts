/** Type errors as the compiler reports them on the command line. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './compile.js';
import { writeDeclarations } from './declarations.js';

/** An error of the compiler. */
export interface TypeError {
  readonly file: string;
  readonly line: number;
  readonly code: number;
  readonly message: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Compiles programs in a folder of the repository, against the declarations that users have, and returns the errors in the programs. The
 * options of the compiler are those of the repository and the given ones.
 */
export async function typeErrors(folder: string, files: readonly string[], options: object = {}): Promise<TypeError[]> {
  await writeDeclarations(`${folder}declarations`);
  const { exports }: typeof import('../../package.json') = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const paths = Object.entries(exports).flatMap(([entry, target]) =>
    typeof target === 'string'
      ? []
      : [[entry.replace('.', 'runregistry'), [target.types.replace('dist', 'declarations')]]],
  );
  return errorsIn(folder, files, { compilerOptions: { ...options, paths: Object.fromEntries(paths) } });
}

/** Compiles one program as {@link typeErrors} does. */
export async function programErrors(code: string, options: object = {}): Promise<TypeError[]> {
  mkdirSync(`${root}build`, { recursive: true });
  const folder = `${mkdtempSync(`${root}build/program-`)}/`;
  try {
    writeFileSync(`${folder}program.ts`, code);
    return await typeErrors(folder, [`${folder}program.ts`], options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Compiles a copy of the sources in a folder of the repository with its options, and returns the errors in it. */
export const sourceErrors = (folder: string, files: readonly string[]): Promise<TypeError[]> => errorsIn(folder, files);

async function errorsIn(folder: string, files: readonly string[], options: object = {}): Promise<TypeError[]> {
  const configuration = `${folder}tsconfig.json`;
  const base = `${relative(folder, root)}/tsconfig.json`;
  writeFileSync(configuration, JSON.stringify({ extends: base, files, include: [], ...options }));
  const output = await compile('typescript-7', folder, configuration);
  const reported = output.split(/\n(?=\S)/).filter((text) => text.trim() !== '');
  const errors = reported.map((text) => {
    const [, file, line, code, message] = /^(.+)\((\d+),\d+\): error TS(\d+): ([\s\S]*)$/.exec(text) ?? [];
    if (file === undefined || message === undefined) throw new Error(text);
    return { file: resolve(folder, file), line: Number(line), code: Number(code), message: message.trim() };
  });
  return errors.filter(({ file }) => files.includes(file));
}
