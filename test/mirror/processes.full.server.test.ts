import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { openMirror, updateMirror, writeMirror } from 'runregistry/mirror';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { compileSources, linkDependencies } from '../support/compiled.js';
import { randomFrom } from '../support/random.js';
import { rounds, seed } from '../support/rounds.js';
import { copyOf, type Fixture, mirrored, runsFrom, temporaryDirectory } from './fixture.js';

let fixture: Fixture;
/** A mirror of fewer runs, for writes that are repeated. */
let small: Fixture;
/** The library as JavaScript, with and without DuckDB. */
let compiled: string;
let alone: string;

beforeAll(async () => {
  fixture = await mirrored(10);
  small = await mirrored(4);
  compiled = mkdtempSync(join(tmpdir(), 'runregistry-mirror-'));
  alone = mkdtempSync(join(tmpdir(), 'runregistry-mirror-'));
  compileSources(compiled);
  cpSync(join(compiled, 'dist'), join(alone, 'dist'), { recursive: true });
  linkDependencies(compiled);
  linkDependencies(alone, '@duckdb');
  for (const directory of [compiled, alone]) {
    writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
    writeFileSync(
      join(directory, 'write.mjs'),
      `import { RunRegistry } from './dist/index.js';
       import { writeMirror, updateMirror } from './dist/mirror/index.js';
       const [, , url, directory, run] = process.argv;
       const query = new RunRegistry({ url }).runs().where('run_number').gte(Number(run));
       await writeMirror(directory, query, { onProgress: ({ datasets }) => console.log(datasets) });`,
    );
  }
});
afterAll(async () => {
  await fixture.close();
  await small.close();
  for (const directory of [compiled, alone]) rmSync(directory, { recursive: true, force: true });
});

const query = (of = fixture) => runsFrom(of);

interface WritingProcess {
  /** The directory of the library. */
  readonly from?: string;
  /** A command of the shell before the process starts. */
  readonly shell?: string;
  readonly firstRun?: number;
}

/** Starts a process that writes a mirror into a directory. */
function startWriting(
  directory: string,
  { from = compiled, shell, firstRun = fixture.firstRun }: WritingProcess = {},
): ChildProcess {
  const args = [join(from, 'write.mjs'), inject('smallUrl'), directory, String(firstRun)];
  if (shell === undefined) return spawn(process.execPath, args);
  return spawn('sh', ['-c', `${shell}; exec "$@"`, 'sh', process.execPath, ...args]);
}

/** Commands that start a process with mounts of its own, which end with it: as any user, or as root. */
const separateMounts = [['unshare', '-Urm'] as const, ['unshare', '-m'] as const].find(
  ([command, option]) => spawnSync(command, [option, 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0,
);

/** Starts a process that writes the mirror on a disk of a size, which has a copy of a mirror, and copies it to a directory. */
function startWritingOnDisk(kilobytes: number, directory: string): ChildProcess {
  const disk = join(directory, 'disk');
  mkdirSync(disk);
  const script = `mount -t tmpfs -o size=${kilobytes}k tmpfs "$1" && cp -r "$2" "$1/mirror" || exit 9
    "$4" "$5" "$6" "$1/mirror" "$7"; code=$?; cp -r "$1/mirror" "$3"; exit $code`;
  const args = [disk, fixture.directory, directory, process.execPath, join(compiled, 'write.mjs')];
  const [command, option] = separateMounts as readonly [string, string];
  return spawn(command, [option, 'sh', '-c', script, 'sh', ...args, inject('smallUrl'), String(fixture.firstRun)]);
}

/** Kilobytes of the pages of all files and folders. */
const sizeOf = (directory: string): number =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => Math.ceil(statSync(join(directory, name)).size / 4096) * 4)
    .reduce((sum, size) => sum + size, 0);

/** The rows and lumisections of a mirror, as JSON. */
async function contentOf(directory: string): Promise<string> {
  await using mirror = await openMirror(directory);
  return JSON.stringify([
    await mirror.runs().all({ compress: false }),
    await mirror.datasets().all({ compress: false }),
    (await mirror.datasets().lumisections({ luminosity: true }).all()).map(({ ranges }) => ranges),
  ]);
}

// Each process loads the library and DuckDB again.
describe('a process that writes a mirror', () => {
  test('without DuckDB reports what to install', async () => {
    const child = startWriting(temporaryDirectory(), { from: alone });
    const [errors] = await Promise.all([text(child.stderr as Readable), once(child, 'exit')]);
    expect(errors).toContain('npm install @duckdb/node-api');
    expect(errors).toContain("code: 'duckdb-missing'");
  });

  test('leaves the old or the new state if it is killed, and the next one resumes', async () => {
    const expected = await contentOf(small.directory);
    const numRounds = rounds(2);
    console.log(`${numRounds} killed writes: TEST_SEED=${seed}`);
    const random = randomFrom(seed);
    for (let round = 0; round < numRounds; round++) {
      // Half of the rounds replace a mirror.
      const replaces = round % 2 === 1;
      const directory = replaces ? copyOf(small.directory) : temporaryDirectory();
      const foreign = join(directory, 'runs/2022/mydata.root');
      if (replaces) {
        mkdirSync(join(foreign, '..'));
        writeFileSync(foreign, '');
      }
      const child = startWriting(directory, { firstRun: small.firstRun });
      const exited = once(child, 'exit');
      let left = 1 + Math.floor(random() * small.mirror.counts.datasets);
      for await (const chunk of child.stdout as Readable) {
        left -= String(chunk).split('\n').length - 1;
        if (left > 0) continue;
        await setTimeout(random() * 100);
        child.kill('SIGKILL');
      }
      await exited;
      if (replaces) expect(await contentOf(directory)).toBe(expected);
      const { counts } = await writeMirror(directory, query(small));
      expect(counts).toEqual(small.mirror.counts);
      expect(await contentOf(directory)).toBe(expected);
      expect(readdirSync(directory).sort()).toEqual(['datasets', 'lumisections', 'mirror.json', 'runs']);
      expect(existsSync(foreign)).toBe(replaces);
    }
  }, 900_000);

  test.runIf(process.platform === 'linux')('leaves the old state if files cannot grow', async () => {
    const directory = copyOf(fixture.directory);
    // In blocks of 512 bytes; a smaller limit already fails for the first part.
    const child = startWriting(directory, { shell: 'trap "" XFSZ; ulimit -f 40' });
    const [errors, [code]] = await Promise.all([text(child.stderr as Readable), once(child, 'exit')]);
    expect(code).toBe(1);
    expect(errors).toMatch(/too large|No space|Could not write/i);
    expect(await contentOf(directory)).toBe(await contentOf(fixture.directory));
    expect(await updateMirror(directory, query())).toMatchObject({ counts: fixture.mirror.counts });
  });

  // Skipped where a process cannot have mounts of its own.
  test.runIf(separateMounts !== undefined)(
    'leaves the old state if the disk is full, and the next one resumes',
    async () => {
      const expected = await contentOf(fixture.directory);
      const numRounds = rounds(1);
      console.log(`${numRounds} writes to a full disk: TEST_SEED=${seed}`);
      const random = randomFrom(seed);
      const size = sizeOf(fixture.directory);
      for (let round = 0; round < numRounds; round++) {
        const directory = temporaryDirectory();
        // The parts and the merged files of a write are each about as large as the mirror.
        const child = startWritingOnDisk(Math.ceil(size * (1.05 + random() * 0.9)), directory);
        const [errors, [code]] = await Promise.all([text(child.stderr as Readable), once(child, 'exit')]);
        expect(errors).toMatch(/No space left|ENOSPC/i);
        expect(code).toBe(1);
        const copy = join(directory, 'mirror');
        expect(await contentOf(copy)).toBe(expected);
        expect(await updateMirror(copy, query())).toMatchObject({ counts: fixture.mirror.counts });
        expect(await contentOf(copy)).toBe(expected);
      }
    },
  );
});
