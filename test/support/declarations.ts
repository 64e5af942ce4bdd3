/** The declarations of the package, which TypeScript reads faster than the sources. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

let emitted: ReadonlyMap<string, string> | undefined;

/** Returns the declarations that `npm run build` writes, by the names that it gives them. */
export function declarations(): ReadonlyMap<string, string> {
  emitted ??= emit();
  return emitted;
}

/** Writes the declarations into a folder. */
export function writeDeclarations(folder: string): void {
  // `npm run types` checks the sources.
  const options = ['-p', 'tsconfig.build.json', '--outDir', folder, '--noCheck', '--singleThreaded'];
  const env = { ...process.env, GOGC: '400' };
  execFileSync(process.execPath, ['node_modules/typescript-7/bin/tsc', ...options], { cwd: root, env });
}

function emit(): ReadonlyMap<string, string> {
  mkdirSync(`${root}build`, { recursive: true });
  const folder = mkdtempSync(`${root}build/declarations-`);
  try {
    writeDeclarations(folder);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts'));
    return new Map(names.map((name) => [`${root}dist/${name}`, readFileSync(`${folder}/${name}`, 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
