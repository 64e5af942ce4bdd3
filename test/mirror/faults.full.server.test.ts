/** Mirrors on a file system that fails, and files that are damaged or replaced. */
import fs, {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { RunRegistryError } from 'runregistry';
import { type Mirror, openMirror, updateMirror, writeMirror } from 'runregistry/mirror';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withHash } from '../../src/mirror/checksum.js';
import { type FileCall, replacingFileCalls, systemError } from '../support/replace-fs.js';
import { copyOf, type Fixture, mirrored, runsFrom, temporaryDirectory } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await mirrored(2);
});
afterAll(async () => {
  await fixture?.close();
  if (interrupted !== undefined) rmSync(await interrupted, { recursive: true, force: true });
});

const query = () => runsFrom(fixture);

const copied = (): string => copyOf(fixture.directory);

interface State {
  readonly completedAt: string;
  readonly files: readonly { readonly table: string; readonly path: string }[];
}

function stateOf(directory: string): State {
  const { sha256: _sha256, ...state } = JSON.parse(readFileSync(join(directory, 'mirror.json'), 'utf8'));
  return state;
}

const writeState = (path: string, state: State): void => writeFileSync(path, JSON.stringify(withHash(state)));

const fill = (path: string): void => writeFileSync(path, Buffer.alloc(readFileSync(path).length, 'x'));

/** Damages all values of a file, and neither its size nor its end, which has the number of rows. */
function damageValues(path: string): void {
  const bytes = readFileSync(path);
  const end = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
  writeFileSync(path, bytes.fill(0xff, 4, end));
}

/** Fails before the state is replaced. */
const withoutCommit =
  (rename: FileCall): FileCall =>
  async (...args) => {
    if (String(args[1]).endsWith('mirror.json')) throw systemError('EIO');
    return rename(...args);
  };

let interrupted: Promise<string> | undefined;
/** Writes a mirror up to its state, which fails. */
async function interrupt(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'runregistry-mirror-'));
  await replacingFileCalls({ rename: withoutCommit }, () =>
    expect(writeMirror(directory, query())).rejects.toMatchObject({ code: 'EIO' }),
  );
  return directory;
}

/** Returns a copy of what an interrupted write leaves. */
async function interruptedWrite(): Promise<string> {
  interrupted ??= interrupt();
  return copyOf(await interrupted);
}

/** Fails after the state is replaced. */
function failsAfterCommit(work: () => Promise<unknown>): Promise<unknown> {
  let isCommitted = false;
  const fails =
    (original: FileCall): FileCall =>
    async (...args) => {
      if (isCommitted) throw systemError('EACCES');
      return original(...args);
    };
  const rename =
    (original: FileCall): FileCall =>
    async (...args) => {
      await original(...args);
      isCommitted ||= String(args[1]).endsWith('mirror.json');
    };
  return replacingFileCalls({ rename, rm: fails, rmdir: fails }, work);
}

async function expectComplete(directory: string): Promise<void> {
  await using mirror = await openMirror(directory);
  expect(mirror.counts).toEqual(fixture.mirror.counts);
  const read = async (one: Mirror) => [
    await one.datasets().all({ compress: false }),
    JSON.stringify(await one.datasets().lumisections().all()),
  ];
  expect(await read(mirror)).toEqual(await read(fixture.mirror));
  expect(readdirSync(directory).sort()).toEqual(['datasets', 'lumisections', 'mirror.json', 'runs']);
}

describe('writing a mirror', () => {
  test('succeeds once its state is written, and the next one reads everything', async () => {
    const directory = copied();
    await failsAfterCommit(() => writeMirror(directory, query()));
    expect(readdirSync(directory)).toContain('.staging');
    rmSync(join(directory, 'mirror.lock'));
    expect(await writeMirror(directory, query())).toMatchObject({ changed: fixture.mirror.counts.datasets });
    await expectComplete(directory);
  });

  test('discards its parts before their plan, without which it would not resume', async () => {
    const directory = await interruptedWrite();
    let left = 2;
    const rm =
      (original: FileCall): FileCall =>
      async (...args) => {
        if (String(args[0]).includes('.staging') && left-- <= 0) throw systemError('EIO');
        return original(...args);
      };
    const all = fixture.registry.runs().where('run_number').gt(fixture.firstRun);
    await replacingFileCalls({ rm }, () => expect(writeMirror(directory, all)).rejects.toMatchObject({ code: 'EIO' }));
    await writeMirror(directory, query());
    await expectComplete(directory);
  });

  test.each([
    ['an empty file', (part: string) => truncateSync(join(part, 'datasets.parquet'))],
    ['a file of other content', (part: string) => fill(join(part, 'runs.parquet'))],
    ['a missing file', (part: string) => rmSync(join(part, 'lumisections.parquet'))],
    ['a damaged description', (part: string) => writeFileSync(join(part, 'part.json'), '{')],
    ['damaged values', (part: string) => damageValues(join(part, 'lumisections.parquet'))],
    ['a description of another shape', (part: string) => writeFileSync(join(part, 'part.json'), '{ "runs": [] }')],
  ])('reads a part with %s again', async (_, damage) => {
    const directory = await interruptedWrite();
    damage(join(directory, '.staging/part-000000'));
    expect(await writeMirror(directory, query())).toMatchObject({ changed: fixture.mirror.counts.datasets });
    await expectComplete(directory);
  });

  test('rejects parts whose values are damaged while it reads, and the next one reads them again', async () => {
    const directory = await interruptedWrite();
    const onProgress = () => damageValues(join(directory, '.staging/part-000000/lumisections.parquet'));
    await expect(writeMirror(directory, query(), { onProgress })).rejects.toMatchObject({ code: 'mirror-failed' });
    await writeMirror(directory, query());
    await expectComplete(directory);
  });

  test('writes new files and their folders to the disk before the state', async () => {
    const parent = temporaryDirectory();
    const directory = join(parent, 'a/b');
    const events: string[] = [];
    const paths = new Map<number, string>();
    const open =
      (original: FileCall): FileCall =>
      async (...args) => {
        const handle = (await original(...args)) as FileHandle;
        paths.set(handle.fd, relative(parent, String(args[0])));
        return handle;
      };
    const { fsync } = fs;
    const rename =
      (original: FileCall): FileCall =>
      async (...args) => {
        events.push(`rename ${relative(parent, String(args[1]))}`);
        return original(...args);
      };
    const recorded: typeof fsync = Object.assign(
      (descriptor: number, callback: fs.NoParamCallback) => {
        events.push(`sync ${paths.get(descriptor)}`);
        fsync(descriptor, callback);
      },
      { __promisify__: fsync.__promisify__ },
    );
    fs.fsync = recorded;
    try {
      await replacingFileCalls({ open, rename }, () => writeMirror(directory, query()));
    } finally {
      fs.fsync = fsync;
      syncBuiltinESMExports();
    }
    const committed = events.indexOf('rename a/b/mirror.json');
    for (const { path } of stateOf(directory).files) {
      const renamed = events.indexOf(`rename a/b/${path}`);
      expect(events.slice(0, renamed)).toContain(`sync a/b/.staging/merged/${path}`);
      const between = events.slice(renamed, committed);
      for (const folder of [join(path, '..'), join(path, '../..'), '.'])
        expect(between).toContain(`sync ${join('a/b', folder)}`);
    }
    expect(events.slice(0, committed)).toEqual(expect.arrayContaining(['sync ', 'sync a']));
    const parts = ['runs', 'datasets', 'lumisections'].map((table) =>
      expect.stringMatching(`sync .*/${table}.parquet`),
    );
    expect(events.slice(0, events.indexOf('rename a/b/.staging/part-000000'))).toEqual(expect.arrayContaining(parts));
  });

  test('opens files for writing to sync them, and needs no sync() of their handles', async () => {
    const directory = temporaryDirectory();
    const readOnly: string[] = [];
    const open =
      (original: FileCall): FileCall =>
      async (...args) => {
        const handle = (await original(...args)) as FileHandle;
        handle.sync = async () => {
          throw new Error('Method not implemented.');
        };
        if (args[1] === 'r' && (await handle.stat()).isFile()) readOnly.push(String(args[0]));
        return handle;
      };
    await replacingFileCalls({ open }, () => writeMirror(directory, query()));
    await expectComplete(directory);
    expect(readOnly).toEqual([]);
  });
});

describe('an update', () => {
  test.each([
    ['another content', fill],
    ['damaged values', damageValues],
  ])('rejects a file with %s of the same size', async (_, damage) => {
    for (const { path } of stateOf(fixture.directory).files) {
      const directory = copied();
      damage(join(directory, path));
      await expect(updateMirror(directory, query())).rejects.toMatchObject({ code: 'damaged-mirror', directory });
    }
  });
});

describe('opening a mirror', () => {
  test('succeeds at any time of an update', async () => {
    for (let turns = 0; turns < 25; turns++) {
      const directory = copied();
      const state = stateOf(directory);
      const replaced = state.files.map((file) => ({ ...file, path: file.path.replace(/[^/]+$/, 'abcdef.parquet') }));
      for (const [index, { path }] of state.files.entries())
        copyFileSync(join(directory, path), join(directory, replaced[index]?.path as string));
      const temporary = join(directory, 'new');
      writeState(temporary, { ...state, completedAt: new Date().toISOString(), files: replaced });
      const opening = openMirror(directory);
      opening.catch(() => undefined);
      for (let turn = 0; turn < turns; turn++) await setImmediate();
      renameSync(temporary, join(directory, 'mirror.json'));
      for (const { path } of state.files) rmSync(join(directory, path));
      await (await opening).close();
    }
  });

  test('reports a mirror that is updated all the time', async () => {
    const directory = copied();
    const path = join(directory, 'mirror.json');
    const stat = () => async () => {
      writeState(path, { ...stateOf(directory), completedAt: new Date(++time).toISOString() });
      throw systemError('ENOENT');
    };
    let time = 0;
    await replacingFileCalls({ stat }, () =>
      expect(openMirror(directory)).rejects.toMatchObject({ code: 'mirror-changed', directory }),
    );
  });

  test.each(['EACCES', 'EIO', 'ESTALE', 'EMFILE'])('reports %s as an error of the system', async (code) => {
    const directory = copied();
    const fails = () => async () => {
      throw systemError(code);
    };
    for (const call of ['stat', 'readFile', 'open'] as const) {
      const error: RunRegistryError = await replacingFileCalls({ [call]: fails }, () => openMirror(directory)).then(
        () => expect.unreachable(),
        (reason) => reason,
      );
      expect(error).toMatchObject({ code: 'mirror-failed', directory, cause: { code } });
      expect(error.hint).not.toMatch(/delete|write/i);
    }
  });
});

describe('an open mirror', () => {
  test('remains open after a change of the working directory', async () => {
    const directory = copied();
    const before = process.cwd();
    process.chdir(join(directory, '..'));
    try {
      await using mirror = await openMirror(relative(process.cwd(), directory));
      process.chdir(before);
      await writeMirror(directory, query());
      await expect(mirror.runs().all()).rejects.toMatchObject({ code: 'mirror-changed' });
    } finally {
      process.chdir(before);
    }
  });

  test('reports a file that was removed or damaged, with its cause', async () => {
    const directory = copied();
    await using mirror = await openMirror(directory);
    for (const { path } of stateOf(directory).files) fill(join(directory, path));
    await expect(mirror.runs().all()).rejects.toMatchObject({ code: 'damaged-mirror', cause: expect.any(Error) });
    for (const { path } of stateOf(directory).files) rmSync(join(directory, path));
    await expect(mirror.runs().all()).rejects.toMatchObject({ code: 'damaged-mirror', cause: expect.any(Error) });
  });
});
