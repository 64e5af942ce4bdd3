import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { RunRegistry, RunRegistryError } from 'runregistry';
import { type Mirror, openMirror, updateMirror, writeMirror } from 'runregistry/mirror';
import { withHash } from '../../../src/mirror/checksum.js';
import { untypedCall } from '../../support/untyped.js';
import type { Failures } from '../failures.js';

const url = 'http://127.0.0.1:9';
const { runs } = new RunRegistry({ url });

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The content of `mirror.json` of a mirror without rows. */
const state = {
  format: 2,
  library: '0.1.0',
  catalogue: sha256Of(''),
  registry: url,
  query: { version: 1, target: 'runs' },
  sentence: 'all runs',
  readAt: '2026-11-28T17:00:00.000Z',
  completedAt: '2026-11-28T18:00:00.000Z',
  counts: { runs: 0, datasets: 0, lumisections: 0 },
  irregular: { runs: [], datasets: [] },
  files: [],
};

type Use = (directory: string) => unknown;

/** Calls a function with a directory that has some files. The recorded directory is `mirror`. */
const within = (files: Readonly<Record<string, unknown>>, use: Use) => async () => {
  const directory = mkdtempSync(join(tmpdir(), 'runregistry-mirror-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return await use(directory);
  } catch (error) {
    if (!(error instanceof RunRegistryError)) throw error;
    const shorten = (text: string) => text.replaceAll(directory, 'mirror');
    const { message, hint } = error;
    throw Object.create(error, { message: { value: shorten(message) }, hint: { value: hint && shorten(hint) } });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

const mirrorOf = (change: object = {}) => ({ 'mirror.json': withHash({ ...state, ...change }) });
const path = 'runs/year=2024/a1.parquet';
const file = { table: 'runs', year: 2024, path, bytes: 4, rows: 1, sha256: sha256Of('PAR1') };

const opened =
  (use: (mirror: Mirror, directory: string) => unknown): Use =>
  async (directory) => {
    await using mirror = await openMirror(directory);
    return await use(mirror, directory);
  };

const write = untypedCall(writeMirror);

export const failures: Failures = {
  'a directory without a mirror': within({}, openMirror),
  'an update of a directory without a mirror': within({}, (directory) => updateMirror(directory, runs())),
  'a directory with other files': within({ 'thesis.tex': '' }, (directory) => writeMirror(directory, runs())),
  'a number instead of a directory': () => openMirror(5 as never),
  'a string that is a URL of a directory': () => openMirror('file:///data/mirror'),
  'a URL of https instead of a directory': () => openMirror(new URL('https://registry.example/mirror')),
  'a URL of another machine': () => openMirror(new URL('file://server/mirror')),
  'options of openMirror()': () => untypedCall(openMirror)('mirror', { readOnly: true }),
  'a fourth argument of writeMirror()': () => write('mirror', runs(), {}, {}),
  'a mirror.json that is not JSON': within({ 'mirror.json': '{' }, openMirror),
  'a mirror.json of another shape': within({ 'mirror.json': { format: 2 } }, openMirror),
  'a mirror.json that was changed': within({ 'mirror.json': { ...withHash(state), registry: `${url}9` } }, openMirror),
  'a later format': within(mirrorOf({ format: 3 }), openMirror),
  'a missing file': within(mirrorOf({ files: [file] }), openMirror),
  'a truncated file': within({ ...mirrorOf({ files: [file] }), [path]: 'PAR' }, openMirror),
  'a file that is not Parquet': within(
    { ...mirrorOf({ files: [{ ...file, sha256: sha256Of('PARQ') }] }), [path]: 'PARQ' },
    openMirror,
  ),
  'a file that was changed': within({ ...mirrorOf({ files: [file] }), [path]: 'PARQ' }, openMirror),
  'an update with another query': within(mirrorOf(), (directory) => updateMirror(directory, runs().limit(5))),
  'an update with other conditions': within(mirrorOf(), (directory) =>
    updateMirror(directory, runs().where('run_number').gte(300000)),
  ),
  'an update of a mirror of another registry': within(mirrorOf({ registry: 'http://127.0.0.1:10' }), (directory) =>
    updateMirror(directory, runs()),
  ),
  'an update of a mirror of the embedded registry': within(mirrorOf({ registry: '$EMBEDDED' }), (directory) =>
    updateMirror(directory, runs()),
  ),
  'an update of a mirror of another catalogue': within(mirrorOf(), (directory) => updateMirror(directory, runs())),
  'a mirror that this process writes': within(
    { ...mirrorOf(), 'mirror.lock': { pid: process.pid, host: hostname() } },
    (directory) => updateMirror(directory, runs()),
  ),
  'a mirror that a process on another host writes': within(
    { ...mirrorOf(), 'mirror.lock': { pid: 4242, host: 'lxplus' } },
    (directory) => updateMirror(directory, runs()),
  ),
  'a mirror that was closed': within(
    mirrorOf(),
    opened(async (mirror) => {
      await mirror.close();
      return mirror.runs().all();
    }),
  ),
  'a payload for a mirror': within(
    mirrorOf(),
    opened((mirror) => mirror.runs().raw({ run_number: 355102 }).all()),
  ),
  'one row of a mirror without rows': within(
    mirrorOf(),
    opened((mirror) => mirror.runs().one()),
  ),
  'a mirror of a mirror': within(
    mirrorOf(),
    opened((mirror, directory) => writeMirror(directory, mirror.runs())),
  ),
  'a mirror of ordered rows': () => writeMirror('mirror', runs().orderBy('class')),
  'a string instead of a query': () => write('mirror', 'runs()'),
  'an unknown option': () => write('mirror', runs(), { limit: 3 }),
};
