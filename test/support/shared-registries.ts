/** Starts the registries that all files of the project `server` share. Nobody changes their data. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of a registry with the sample. */
    sampleUrl: string;
    /** URL of a registry with 40 runs of the sample, for tests that read all rows. */
    smallUrl: string;
    /** A directory for mirrors that files share. */
    mirrors: string;
  }
}

export default async function start(project: TestProject): Promise<() => Promise<void>> {
  // Vitest's own loader of this file has no import.meta.resolve().
  const { sampleState, startEmbedded }: typeof import('runregistry/embedded') = await tsImport(
    '../../src/embedded/index.ts',
    import.meta.url,
  );
  const sample = await startEmbedded();
  const small = await startEmbedded({ state: sampleState({ runs: 40 }) });
  project.provide('sampleUrl', sample.url);
  project.provide('smallUrl', small.url);
  const mirrors = mkdtempSync(join(tmpdir(), 'runregistry-mirrors-'));
  project.provide('mirrors', mirrors);
  return async () => {
    await sample.close();
    await small.close();
    rmSync(mirrors, { recursive: true, force: true });
  };
}
