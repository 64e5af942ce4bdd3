/** `npm run generate:sample`: writes the prebuilt sample, and what it was generated from. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { prebuiltSample } from '../src/embedded/prebuilt.js';
import { dumpOfSample } from './sample/dump.js';
import { hashOfSample } from './sample/inputs.js';

const dump = await dumpOfSample();
mkdirSync(new URL('.', prebuiltSample), { recursive: true });
writeFileSync(prebuiltSample, dump);
const path = new URL('../node_modules/@electric-sql/pglite/package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
const sources = { pglite: version, hash: await hashOfSample() };
writeFileSync(new URL('sources.json', prebuiltSample), `${JSON.stringify(sources, null, 2)}\n`);
console.log(`Wrote ${dump.length} bytes to prebuilt/sample.tar.gz.`);
