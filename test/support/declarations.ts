/** The declarations of the package, which TypeScript reads faster than the sources. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from './compile.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Writes the declarations into a folder, as `npm run build` does. */
export async function writeDeclarations(folder: string): Promise<void> {
  // `npm run types` checks the sources.
  await compile('typescript-7', root, 'tsconfig.build.json', '--outDir', folder, '--noCheck');
}

/** Returns the declarations by the names that `npm run build` gives them. */
export async function declarations(): Promise<ReadonlyMap<string, string>> {
  mkdirSync(`${root}build`, { recursive: true });
  const folder = mkdtempSync(`${root}build/declarations-`);
  try {
    await writeDeclarations(folder);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts'));
    return new Map(names.map((name) => [`${root}dist/${name}`, readFileSync(`${folder}/${name}`, 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
