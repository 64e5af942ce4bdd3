/** The library as JavaScript, for tests that run separate processes. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OutputOptions, rolldown } from 'rolldown';
import { transformSync } from 'rolldown/utils';
import { library } from '../../rolldown.config.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Compiles `src` into `dist` of a directory, and links the prebuilt sample. */
export function compileSources(directory: string): void {
  const source = join(root, 'src');
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const target = join(directory, 'dist', file.replace(/\.ts$/, '.js'));
    const { code } = transformSync(file, readFileSync(join(source, file), 'utf8'), {
      target: 'es2023',
      typescript: { onlyRemoveTypeImports: true },
    });
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  linkSample(directory);
}

/** Links the prebuilt sample: without it, every process generates the sample. */
const linkSample = (directory: string): void =>
  symlinkSync(join(root, 'prebuilt'), join(directory, 'prebuilt'), 'junction');

/** Links the installed dependencies into a directory, all or all but one. */
export function linkDependencies(directory: string, except?: string): void {
  const [from, to] = [join(root, 'node_modules'), join(directory, 'node_modules')];
  if (except === undefined) {
    symlinkSync(from, to, 'junction');
    return;
  }
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) if (name !== except) symlinkSync(join(from, name), join(to, name), 'junction');
}

/** Bundles the library into a directory as `npm run build` does, and returns the path of its entry. */
export async function compileLibrary(directory: string): Promise<string> {
  const { output, ...input } = library;
  const bundle = await rolldown({ ...input, cwd: root });
  await bundle.write({ ...(output as OutputOptions), dir: join(directory, 'dist') });
  writeFileSync(join(directory, 'package.json'), readFileSync(join(root, 'package.json')));
  linkSample(directory);
  linkDependencies(directory);
  return join(directory, 'dist', 'index.js');
}
