/** Caches that are damaged, incomplete, read-only, full or shared. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunRegistryError } from 'runregistry';
import { type RegistryState, startEmbedded } from 'runregistry/embedded';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { waitForLock } from '../../src/embedded/storage/cache/build-lock.js';
import { copyOfTemplate, type TemplateRecipe } from '../../src/embedded/storage/cache/template.js';
import { randomFrom } from '../support/random.js';
import { isFull, rounds, seed } from '../support/rounds.js';

const registryState = JSON.parse(
  readFileSync(new URL('../contract/state.json', import.meta.url), 'utf8'),
) as RegistryState;

const temporary = mkdtempSync(join(tmpdir(), 'embedded-cache-'));
const before = process.env.TMPDIR;
beforeAll(() => {
  process.env.TMPDIR = join(temporary, 'tmp');
  mkdirSync(process.env.TMPDIR);
});
afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(temporary, { recursive: true, force: true });
});

console.info(`Damaged caches: TEST_SEED=${seed}`);
/** Mulberry32. */
function randomOf(start: number): (below: number) => number {
  const random = randomFrom(start);
  return (below) => Math.floor(random() * below);
}

/** Files of a small template, empty directories as `null`. */
const files: Readonly<Record<string, string | null>> = {
  PG_VERSION: '17\n',
  'base/1/1259': 'relation '.repeat(2000),
  'base/1/empty': '',
  'base/5/2619': 'statistics '.repeat(300),
  'global/pg_control': '\0\u0001'.repeat(4096),
  'pg_wal/000000010000000000000001': 'x'.repeat(100_000),
  pg_notify: null,
  'pg_logical/snapshots': null,
};
const templateKey = 'sample-0.0.9-0123456789abcdef';

function recipe(onBuild = (): void => {}): TemplateRecipe {
  return {
    key: templateKey,
    async build(directory) {
      onBuild();
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(join(directory, content === null ? path : join(path, '..')), { recursive: true });
        if (content !== null) writeFileSync(join(directory, path), content);
      }
    },
  };
}

/** Returns everything below a directory: files with their content, directories as `null`. */
function contentOf(directory: string): Record<string, string | null> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(directory.length + 1), entry.isFile() ? readFileSync(path, 'utf8') : null];
    }),
  );
}

let copies = 0;
async function copy(cache: string, wanted = recipe()): Promise<Record<string, string | null>> {
  const to = join(temporary, `copy-${copies++}`);
  await copyOfTemplate(cache, wanted, to);
  const content = contentOf(to);
  rmSync(to, { recursive: true });
  return content;
}

describe('a template', () => {
  test('is built once and copied unchanged', async () => {
    const cache = join(temporary, 'plain');
    let builds = 0;
    const counted = recipe(() => builds++);
    const first = await copy(cache, counted);
    expect(first).toMatchObject(files);
    expect(await copy(cache, counted)).toEqual(first);
    expect(builds).toBe(1);
    expect(readdirSync(cache)).toEqual([templateKey]);
  });

  test('is rebuilt after random damage', async () => {
    const cache = join(temporary, 'random');
    const intact = await copy(cache);
    for (let round = 0; round < rounds({ usual: 12, full: 60 }); round++) {
      const what = damage(join(cache, templateKey), randomOf(seed + round));
      expect(await copy(cache), `TEST_SEED=${seed}, round ${round}: ${what}`).toEqual(intact);
      expect(readdirSync(cache)).toEqual([templateKey]);
    }
  });

  test('of which one process finds damage is not rebuilt by those who have already copied it', async () => {
    const cache = join(temporary, 'together');
    await copy(cache);
    truncateSync(join(cache, templateKey, 'data', 'PG_VERSION'), 1);
    let builds = 0;
    const counted = recipe(() => builds++);
    const all = await Promise.all(Array.from({ length: 6 }, () => copy(cache, counted)));
    for (const one of all) expect(one).toMatchObject(files);
    expect(builds).toBe(1);
  });

  test('replaces templates of other versions once it is complete', async () => {
    const cache = join(temporary, 'versions');
    const old = ['sample-0.0.1-0123456789abcdef', 'sample-0.0.2-2'];
    const others = ['samples', 'empty-0.0.1-0123456789abcdef', 'notes'];
    for (const name of [...old, ...others]) mkdirSync(join(cache, name), { recursive: true });
    await expect(
      copy(cache, {
        key: templateKey,
        build: () => Promise.reject(new Error('ENOSPC: no space left on device')),
      }),
    ).rejects.toThrow('ENOSPC');
    expect(readdirSync(cache).sort()).toEqual([...old, ...others].sort());
    await copy(cache);
    expect(readdirSync(cache).sort()).toEqual([templateKey, ...others].sort());
  });

  test('that cannot be built is an error that names the directory and what to delete', async () => {
    const cache = join(temporary, 'full');
    let writes = 0;
    const failing: TemplateRecipe = {
      key: templateKey,
      async build(directory) {
        await recipe().build(directory);
        writes++;
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      },
    };
    const error = await copy(cache, failing).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RunRegistryError);
    expect(error).toMatchObject({ code: 'unusable-cache', directory: cache, cause: { code: 'ENOSPC' } });
    const hint = expect.stringContaining(`delete '${join(cache, templateKey)}'`);
    expect(error).toMatchObject({ message: expect.not.stringContaining('delete'), hint });
    expect(String(error)).toEqual(hint);
    expect(writes).toBe(1);
    expect(readdirSync(cache)).toEqual([]);
    // Once there is space, the next start builds it.
    expect(await copy(cache)).toMatchObject(files);
  });

  test('that is complete is used from a read-only cache', async () => {
    const cache = join(temporary, 'read-only');
    const intact = await copy(cache);
    const before = statSync(join(cache, templateKey)).mtimeMs;
    await readOnly(cache, async () => {
      const to = join(temporary, 'writable-copy');
      await copyOfTemplate(cache, recipe(), to);
      expect(contentOf(to)).toEqual(intact);
      // PostgreSQL writes to its copy.
      appendFileSync(join(to, 'PG_VERSION'), 'x');
      expect(statSync(join(cache, templateKey)).mtimeMs).toBe(before);
    });
  });

  test('that is damaged in a read-only cache is an error that names the directory', async () => {
    const cache = join(temporary, 'read-only-damaged');
    await copy(cache);
    truncateSync(join(cache, templateKey, 'data', 'global', 'pg_control'), 100);
    await readOnly(cache, async () => {
      const error = await copy(cache).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'unusable-cache', directory: cache });
    });
  });
});

/** Runs a callback while a directory is read-only, also for root where that is possible. */
async function readOnly(directory: string, work: () => Promise<void>): Promise<void> {
  const bound = spawnSync('mount', ['--bind', directory, directory]).status === 0;
  if (bound && spawnSync('mount', ['-o', 'remount,bind,ro', directory]).status !== 0) {
    execFileSync('umount', [directory]);
    return work();
  }
  const all = [
    directory,
    ...readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((path) => join(directory, path)),
  ];
  if (!bound) for (const path of all.toReversed()) chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444);
  try {
    await work();
  } finally {
    if (bound) execFileSync('umount', [directory]);
    else for (const path of all) chmodSync(path, 0o755);
  }
}

/** Damages a template, and returns a description of the damage. */
function damage(template: string, random: (below: number) => number): string {
  const entries = readdirSync(template, { recursive: true, withFileTypes: true });
  const paths = (isWanted: (entry: (typeof entries)[number]) => boolean): string[] =>
    entries.filter(isWanted).map((entry) => join(entry.parentPath, entry.name));
  const pick = (from: readonly string[]): string => from[random(from.length)] ?? template;
  const file = pick(paths((entry) => entry.isFile() && statSync(join(entry.parentPath, entry.name)).size > 0));
  const directory = pick(paths((entry) => entry.isDirectory()));
  const manifest = join(template, 'complete.json');
  const ways: readonly [string, () => void][] = [
    [`truncated ${file}`, () => truncateSync(file, random(statSync(file).size))],
    [`emptied ${file}`, () => truncateSync(file, 0)],
    [`deleted ${file}`, () => rmSync(file)],
    [`overwritten ${file}`, () => overwrite(file, random)],
    [`zeroed the end of ${file}`, () => zeroEnd(file, random)],
    [`appended to ${file}`, () => appendFileSync(file, 'x')],
    [`directory for ${file}`, () => replace(file, mkdirSync)],
    [`deleted ${directory}`, () => rmSync(directory, { recursive: true })],
    [`file for ${directory}`, () => replace(directory, (path) => writeFileSync(path, ''))],
    ['no manifest', () => rmSync(manifest)],
    ['an unfinished manifest', () => renameSync(manifest, `${manifest}.unfinished`)],
    ['a truncated manifest', () => truncateSync(manifest, random(statSync(manifest).size))],
    [
      'a manifest of another version',
      () => writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(templateKey, 'sample-0.0.8-0')),
    ],
    ['an empty directory', () => replace(template, mkdirSync)],
    ['a file in its place', () => replace(template, (path) => writeFileSync(path, 'x'))],
  ];
  const [what, work] = ways[random(ways.length)] ?? ['nothing', () => {}];
  work();
  return what;
}

function replace(path: string, create: (path: string) => unknown): void {
  rmSync(path, { recursive: true });
  create(path);
}

function overwrite(file: string, random: (below: number) => number): void {
  const content = readFileSync(file);
  const at = random(content.length);
  content[at] = (content[at] ?? 0) ^ (1 + random(255));
  writeFileSync(file, content);
}

/** Simulates a power cut: the right size, and zeros instead of data. */
function zeroEnd(file: string, random: (below: number) => number): void {
  const content = readFileSync(file);
  writeFileSync(file, content.fill(0, random(content.length)));
}

describe('a lock', () => {
  test('of an ended process, or without a heartbeat, is removed', async () => {
    const never = async (): Promise<boolean> => false;
    const host = hostname().replaceAll(/[^\w]/g, '_');
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    const lock = join(temporary, 'lock');
    writeFileSync(lock, `runregistry-${host}-${ended}-0123456789ab`);
    await waitForLock(lock, never);
    expect(existsSync(lock)).toBe(false);
    for (const owner of ['runregistry-elsewhere-1-01234567-0123456789ab', '']) {
      writeFileSync(lock, owner);
      await waitForLock(lock, never, 300);
      expect(existsSync(lock)).toBe(false);
    }
  });

  test('with a heartbeat is waited for until the work is done', async () => {
    const lock = join(temporary, 'living-lock');
    writeFileSync(lock, 'runregistry-elsewhere-1-01234567-0123456789ab');
    let beats = 0;
    const isDone = async (): Promise<boolean> => {
      utimesSync(lock, new Date(beats), new Date(1000 * beats++));
      return beats > 8;
    };
    await waitForLock(lock, isDone, 300);
    expect(beats).toBe(9);
    expect(existsSync(lock)).toBe(true);
  });
});

describe('a registry', () => {
  const countRuns = async (url: string): Promise<number> => {
    const response = await fetch(`${url}/runs_filtered_ordered`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"page":0,"page_size":1,"sortings":[],"filter":{}}',
    });
    return ((await response.json()) as { count: number }).count;
  };

  test.runIf(isFull)('starts over a cache whose database files are damaged', async () => {
    const cache = join(temporary, 'registry');
    const start = () => startEmbedded({ state: registryState, cacheDirectory: cache });
    await (await start()).close();
    const [name = ''] = readdirSync(cache);
    const data = join(cache, name, 'data');
    const random = randomOf(seed);
    const files = readdirSync(join(data, 'base', '1')).filter(
      (file) => statSync(join(data, 'base', '1', file)).size > 0,
    );
    const table = join('base', '1', files[random(files.length)] ?? '');
    for (const file of ['global/pg_control', table]) {
      const path = join(data, file);
      truncateSync(path, random(statSync(path).size));
      await using registry = await start();
      expect(await countRuns(registry.url), `TEST_SEED=${seed} ${file}`).toBe(9);
    }
    expect(readdirSync(cache)).toEqual([name]);
  });

  test.runIf(isFull)('that has no space for its cache reports it, and starts once there is space', async (context) => {
    const disk = join(temporary, 'disk');
    mkdirSync(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status !== 0) return context.skip();
    onTestFinished(() => void execFileSync('umount', [disk]));
    const start = () => startEmbedded({ state: registryState, cacheDirectory: disk });
    const error = await start().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'unusable-cache', directory: disk });
    expect(String(error)).toContain(disk);
    expect(readdirSync(disk)).toEqual([]);
    execFileSync('mount', ['-o', 'remount,size=200m', disk]);
    await using registry = await start();
    expect(await countRuns(registry.url)).toBe(9);
  });
});
