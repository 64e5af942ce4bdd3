import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sampleVersion } from '../../sample/version.js';
import { version } from '../../version.js';
import { locatePGlite } from './open-database.js';

/** The version of the tables and of the data derived in them. Change it to rebuild stored templates; a test compares both. */
export const templateVersion = '2';

/** The key of a template: the versions of everything that decides what it contains. */
export async function fingerprint(kind: 'empty' | 'sample'): Promise<string> {
  const versions = [templateVersion, kind === 'sample' ? sampleVersion : '', await pgliteVersion()];
  const hash = createHash('sha256').update(versions.join(' ')).digest('hex');
  return `${kind}-${version}-${hash.slice(0, 16)}`;
}

async function pgliteVersion(): Promise<string> {
  // PGlite does not export its package.json.
  let directory = dirname(fileURLToPath(locatePGlite()));
  while (!existsSync(join(directory, 'package.json')) && dirname(directory) !== directory)
    directory = dirname(directory);
  const text = await readFile(join(directory, 'package.json'), 'utf8').catch(() => '{}');
  return String((JSON.parse(text) as { version?: string }).version ?? 'unknown');
}
