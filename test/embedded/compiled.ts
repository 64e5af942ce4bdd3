/** The embedded registry as JavaScript, for tests that run separate processes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSources, linkDependencies } from '../support/compiled.js';

/** Compiles the library into a directory, and returns the path of the embedded registry. */
export function compileEmbedded(directory: string, { pglite = true } = {}): string {
  compileSources(directory);
  writeFileSync(join(directory, 'package.json'), '{"type":"module","version":"9.9.9"}');
  if (pglite) linkDependencies(directory);
  else linkDependencies(directory, '@electric-sql');
  return join(directory, 'dist', 'embedded', 'index.js');
}
