/** Starts the registries that all files of the project `server` share. Nobody changes their data. */
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import type { TestProject } from 'vitest/node';
import type * as store from '../../src/embedded/storage/store.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of a registry with the sample. */
    sampleUrl: string;
    /** URL of a registry with 40 runs of the sample, for tests that read all rows. */
    smallUrl: string;
    /** Directory of the template of an empty database. */
    emptyTemplate: string;
  }
}

export default async function start(project: TestProject): Promise<() => Promise<void>> {
  // Vitest's own loader of this file has no import.meta.resolve().
  const load = (path: string) => tsImport(path, import.meta.url);
  const { sampleState, startEmbedded }: typeof import('runregistry/embedded') =
    await load('../../src/embedded/index.ts');
  const { fingerprint }: typeof import('../../src/embedded/storage/fingerprint.js') = await load(
    '../../src/embedded/storage/fingerprint.ts',
  );
  const { usableCache }: typeof store = await load('../../src/embedded/storage/store.ts');
  const sample = await startEmbedded();
  const small = await startEmbedded({ state: sampleState({ runs: 40 }) });
  project.provide('sampleUrl', sample.url);
  project.provide('smallUrl', small.url);
  const empty = await fingerprint('empty');
  project.provide('emptyTemplate', join(await usableCache(empty), empty));
  return async () => {
    await sample.close();
    await small.close();
  };
}
