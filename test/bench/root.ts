import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The folder of the package, from wherever this was compiled to. */
export const root = dirname(createRequire(import.meta.url).resolve('runregistry/package.json'));
