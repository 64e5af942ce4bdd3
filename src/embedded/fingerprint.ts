/** Names of templates: another version of this package, of PGlite or of the sample needs another template. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { locatePGlite } from './database.js';

const HERE = dirname(fileURLToPath(import.meta.url));

/** The code that decides what a template holds. It is hashed as it lies on the disk, which spares making the sample to hash it. */
const MAKERS = ['schema', 'load', 'summaries', 'packed', 'database', 'sample'];

/** A key for a template: package version and a hash of everything that made it. */
export async function fingerprint(kind: 'empty' | 'sample'): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await sources()) hash.update(file.slice(HERE.length)).update(await readFile(file));
  hash.update(await pgliteVersion());
  return `${kind}-${await packageVersion()}-${hash.digest('hex').slice(0, 16)}`;
}

/** Files of the makers; none when the package was bundled into one file, where the version has to do. */
async function sources(): Promise<string[]> {
  const entries = await readdir(HERE, { recursive: true }).catch(() => []);
  return entries
    .filter((entry) => MAKERS.some((maker) => new RegExp(`^${maker}(\\.[jt]s$|[/\\\\].*\\.[jt]s$)`).test(entry)))
    .filter((entry) => !entry.endsWith('.d.ts'))
    .sort()
    .map((entry) => join(HERE, entry));
}

async function packageVersion(): Promise<string> {
  return versionIn(join(HERE, '..', '..', 'package.json'));
}

async function pgliteVersion(): Promise<string> {
  // The package does not export its package.json, so it is looked for above the module.
  let directory = dirname(fileURLToPath(locatePGlite()));
  while (!existsSync(join(directory, 'package.json')) && dirname(directory) !== directory)
    directory = dirname(directory);
  return versionIn(join(directory, 'package.json'));
}

async function versionIn(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return String((JSON.parse(text) as { version?: string }).version ?? 'unknown');
}
