/**
 * `npm run generate`: writes `src/catalogue/generated` from `src/catalogue/data`, `src/version.ts` from `package.json`, and
 * `docs/reference` from the data and the docstrings.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readCatalogue } from './catalogue/data.js';
import { printCatalogue } from './catalogue/print.js';
import { printVersion } from './version.js';

/** Writes the files of a folder, and removes others. */
function write(path: string, files: ReadonlyMap<string, string>): void {
  const folder = new URL(`../${path}/`, import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(new URL(name, folder));
  for (const [name, text] of files) writeFileSync(new URL(name, folder), text);
  console.log(`Wrote ${files.size} files to ${path}.`);
}

write('src/catalogue/generated', printCatalogue(readCatalogue()));
writeFileSync(new URL('../src/version.ts', import.meta.url), printVersion());
// Imported after the catalogue is written, because the examples of the reference use it.
const { printReference } = await import('./reference/print.js');
write('docs/reference', await printReference());
