/** `npm run generate:sample`: writes the prebuilt sample, with the installed version of PGlite. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { prebuiltSample } from '../src/embedded/prebuilt.js';
import { dumpOfSample } from './sample/dump.js';

const dump = await dumpOfSample();
mkdirSync(new URL('.', prebuiltSample), { recursive: true });
writeFileSync(prebuiltSample, dump);
console.log(`Wrote ${dump.length} bytes to prebuilt/sample.tar.gz.`);
