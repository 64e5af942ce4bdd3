import { RunRegistryError } from 'runregistry';
import { startEmbedded } from 'runregistry/embedded';
import type { Failures } from '../failures.js';

const state = { runs: [], datasets: [] } as never;

/** Starts a registry with another TMPDIR. */
async function startIn(directory: string): Promise<unknown> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = directory;
  try {
    return await startEmbedded({ state });
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Starts a registry with a cache. The recorded hint has no version of the template. */
async function startFrom(cacheDirectory: string): Promise<unknown> {
  try {
    return await startEmbedded({ state, cacheDirectory });
  } catch (error) {
    if (!(error instanceof RunRegistryError)) throw error;
    const { code, message, hint } = error;
    throw new RunRegistryError(code, message, { hint: hint?.replace(/empty-[-.\w]+/, 'empty-<version>') });
  }
}

export const failures: Failures = {
  'a missing directory for temporary files': () => startIn('/nowhere'),
  'a cache below a file': () => startFrom('package.json/cache'),
};
