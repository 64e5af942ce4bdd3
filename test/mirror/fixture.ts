import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunRegistry } from 'runregistry';
import { type Mirror, openMirror, writeMirror } from 'runregistry/mirror';
import { inject, onTestFinished } from 'vitest';
import { isFull } from '../support/rounds.js';

/** A mirror and the registry that it holds. */
export interface Fixture {
  readonly registry: RunRegistry;
  readonly mirror: Mirror;
  readonly directory: string;
  /** The first run of the mirror; it holds all later ones. */
  readonly firstRun: number;
  close(): Promise<void>;
}

/** Returns a new temporary directory, which is removed after the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'runregistry-mirror-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Returns a temporary copy of a directory. */
export function copyOf(source: string): string {
  const directory = temporaryDirectory();
  cpSync(source, directory, { recursive: true });
  return directory;
}

/** Returns the query for the runs from a number on. */
export const runsFrom = ({ registry, firstRun }: Pick<Fixture, 'registry' | 'firstRun'>) =>
  registry.runs().where('run_number').gte(firstRun);

/** Returns a mirror of the runs from a number on, which the first file that needs it writes for all of them. Nobody changes it. */
async function writtenOnce(registry: RunRegistry, firstRun: number): Promise<string> {
  const directory = join(inject('mirrors'), String(firstRun));
  if (existsSync(directory)) return directory;
  const temporary = mkdtempSync(join(inject('mirrors'), 'new-'));
  await writeMirror(temporary, runsFrom({ registry, firstRun }));
  // Fails if another worker has written it meanwhile.
  await rename(temporary, directory).catch(() => undefined);
  return directory;
}

/** Opens a mirror of the latest runs of the registry of few runs; by default of 10 in `npm run test:full`, otherwise of 4. */
export async function mirrored(count = isFull ? 10 : 4): Promise<Fixture> {
  const registry = new RunRegistry({ url: inject('smallUrl') });
  const runs = await registry.runs().select('run_number').all();
  const firstRun = runs.at(Math.min(count, runs.length) - 1)?.run_number ?? 1;
  const directory = await writtenOnce(registry, firstRun);
  const mirror = await openMirror(directory);
  return { ...{ registry, mirror, directory, firstRun }, close: () => mirror.close() };
}
