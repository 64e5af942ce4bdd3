/** `npm run generate`: writes `src/catalogue/generated` from `src/catalogue/data`, and `src/version.ts` from `package.json`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readCatalogue } from './catalogue/data.js';
import { printCatalogue } from './catalogue/print.js';
import { printVersion } from './version.js';

const folder = new URL('../src/catalogue/generated/', import.meta.url);
const files = printCatalogue(readCatalogue());

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(new URL(name, folder));
for (const [name, text] of files) writeFileSync(new URL(name, folder), text);
writeFileSync(new URL('../src/version.ts', import.meta.url), printVersion());
console.log(`Wrote ${files.size} files to src/catalogue/generated, and src/version.ts.`);
