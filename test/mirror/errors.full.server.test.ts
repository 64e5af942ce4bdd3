import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, relative } from 'node:path';
import { dcs, goldenJson, runs as unrelated } from 'runregistry';
import { openMirror, updateMirror, writeMirror } from 'runregistry/mirror';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withHash } from '../../src/mirror/checksum.js';
import { copyOf, type Fixture, mirrored, runsFrom, temporaryDirectory } from './fixture.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await mirrored(2);
});
afterAll(() => fixture?.close());

/** Copies the mirror into a new directory. */
const copied = (): string => copyOf(fixture.directory);

const parquetFiles = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.parquet'))
    .map((name) => join(directory, name));

const query = () => runsFrom(fixture);

/** Expects a MirrorError about a directory, with its path in the message. */
const expectError = (promise: Promise<unknown>, code: string, directory: string) =>
  expect(promise).rejects.toMatchObject({
    name: 'MirrorError',
    code,
    directory,
    hint: expect.stringMatching(/\.$/),
    message: expect.stringContaining(directory),
  });

describe('opening a mirror', () => {
  test('rejects a directory without a mirror', async () => {
    const directory = temporaryDirectory();
    await expectError(openMirror(directory), 'not-a-mirror', directory);
    await expectError(openMirror(join(directory, 'missing')), 'not-a-mirror', join(directory, 'missing'));
    await expectError(updateMirror(directory, query()), 'not-a-mirror', directory);
  });

  test.each(['', '{', 'null', '{}', '{ "format": 2 }', '[1]'])('rejects %j instead of mirror.json', async (text) => {
    const directory = copied();
    writeFileSync(join(directory, 'mirror.json'), text);
    await expectError(openMirror(directory), 'damaged-mirror', directory);
  });

  test.each([1, 3])('rejects version %d of the format', async (format) => {
    const directory = copied();
    const path = join(directory, 'mirror.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"format": 2', `"format": ${format}`));
    await expectError(openMirror(directory), 'other-version', directory);
  });

  test('rejects a mirror.json that names files elsewhere', async () => {
    const directory = copied();
    const path = join(directory, 'mirror.json');
    const { sha256: _sha256, ...state } = JSON.parse(readFileSync(path, 'utf8'));
    for (const other of ['/etc/passwd', 'runs/year=2024/../../../x.parquet', "runs/year=2024/x'), ('y.parquet"]) {
      writeFileSync(path, JSON.stringify(withHash({ ...state, files: [{ ...state.files[0], path: other }] })));
      await expectError(openMirror(directory), 'damaged-mirror', directory);
    }
  });

  test('rejects missing, truncated and foreign files', async () => {
    for (const damage of [
      (path: string) => rmSync(path),
      (path: string) => truncateSync(path, 100),
      (path: string) => writeFileSync(path, Buffer.alloc(readFileSync(path).length, 'x')),
    ]) {
      const directory = copied();
      damage(parquetFiles(directory)[0] as string);
      await expectError(openMirror(directory), 'damaged-mirror', directory);
    }
  });

  test('rejects a path that is not a string', async () => {
    for (const path of [undefined, '', 1, 'a\0b'])
      await expect(openMirror(path as string)).rejects.toMatchObject({ code: 'bad-value' });
  });
});

describe('an open mirror', () => {
  test('reports a file that was damaged since', async () => {
    const directory = copied();
    await using mirror = await openMirror(directory);
    for (const path of parquetFiles(directory)) writeFileSync(path, Buffer.alloc(readFileSync(path).length, 'x'));
    await expectError(mirror.runs().all(), 'damaged-mirror', directory);
    await expectError(mirror.runs().count(), 'damaged-mirror', directory);
  });

  test('reports that it was written again', async () => {
    const directory = copied();
    await using mirror = await openMirror(directory);
    await writeMirror(directory, query());
    await expectError(mirror.runs().all(), 'mirror-changed', directory);
    await expectError(mirror.runs().lumisections().all(), 'mirror-changed', directory);
  });

  test('reports that it was closed, once or twice', async () => {
    const directory = copied();
    const mirror = await openMirror(directory);
    const rows = mirror.runs().stream();
    await mirror.close();
    await mirror.close();
    await expectError(mirror.runs().all(), 'mirror-closed', directory);
    await expectError(mirror.runs().count(), 'mirror-closed', directory);
    await expectError(mirror.datasets().lumisections().all(), 'mirror-closed', directory);
    await expectError(rows.next(), 'mirror-closed', directory);
    await expectError(goldenJson().where(dcs.pixel).generateLocally(mirror), 'mirror-closed', directory);
  });

  test('rejects what only the registry can do', async () => {
    const { mirror, directory } = fixture;
    await expectError(
      mirror
        .runs()
        .raw({ run_number: { '>': 1 } })
        .all(),
      'not-in-mirror',
      directory,
    );
    expect(Object.keys(mirror)).not.toContain('operations');
    const { registry } = fixture;
    const badValue = { code: 'bad-value', message: expect.stringContaining('got one of a mirror of 2') };
    const moved = registry.operations.moveRuns(mirror.runs(), { to: 'SIGNOFF', dryRun: true });
    await expect(moved).rejects.toMatchObject(badValue);
    await expect(registry.getUniqueDatasetNames(mirror.datasets())).rejects.toMatchObject(badValue);
    const generated = registry.goldenJson().where(dcs.pixel).generate({ query: mirror.datasets() });
    await expect(generated).rejects.toMatchObject(badValue);
  });

  test('rejects lumisections that it does not hold', async () => {
    const directory = temporaryDirectory();
    const { registry } = fixture;
    const offline = await fixture.mirror.datasets().where('dataset_name').ne('online').limit(1).one();
    await writeMirror(
      directory,
      registry.datasets().where('run_number').eq(offline.run_number).where('dataset_name').ne('online'),
    );
    await using mirror = await openMirror(directory);
    expect(await mirror.runs().count()).toBe(1);
    await expectError(mirror.runs().lumisections().all(), 'not-in-mirror', directory);
  });
});

describe('writing a mirror', () => {
  test.each([
    'thesis.tex',
    'runs',
    'mirror.json',
    'mirror.json.bak',
    'mirror.json.0123456789abcdef.tmp.txt',
    'mirror.lock.txt',
    '.staging/thesis.tex',
    '.staging/merged/thesis.tex',
    'runs/2022/mydata.root',
    'runs/year=2022/mydata.root',
    'runs/year=2022/0123456789abcdef.parquet/mydata.root',
    'datasets/year=2022/part-0.parquet',
    'lumisections/.git/config',
  ])('rejects a directory with %s, and leaves it', async (path) => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), '{}');
    const before = readdirSync(directory, { recursive: true });
    await expectError(writeMirror(directory, query()), 'not-a-mirror', directory);
    expect(readdirSync(directory, { recursive: true })).toEqual(before);
  });

  test('leaves the files of others in a mirror', async () => {
    const directory = copied();
    const [file = ''] = parquetFiles(directory);
    const folder = join(file, '..');
    const foreign = [
      ...['thesis.tex', 'mirror.json.bak', 'runs/2022/mydata.root', '.staging/notes', 'lumisections/notes'],
      ...[relative(directory, join(folder, 'mydata.parquet')), relative(directory, join(folder, 'old/a.parquet'))],
    ];
    for (const path of foreign) {
      mkdirSync(join(directory, path, '..'), { recursive: true });
      writeFileSync(join(directory, path), '');
    }
    const left = [join(folder, `${'0'.repeat(16)}.parquet`), join(directory, `mirror.json.${'0'.repeat(16)}.tmp`)];
    for (const path of left) writeFileSync(path, '');
    await writeMirror(directory, query());
    await updateMirror(directory, query());
    expect(foreign.filter((path) => !existsSync(join(directory, path)))).toEqual([]);
    expect([file, ...left].filter((path) => existsSync(path))).toEqual([]);
    await (await openMirror(directory)).close();
  });

  test.each([
    ['temporary'],
    ['temporary', 'plan.json.0123456789abcdef.tmp'],
    ['temporary', 'plan.json', '0123456789abcdef', 'part-000000'],
  ])('replaces what a crash left of a first write: %s %s %s %s', async (...names) => {
    const directory = copied();
    for (const name of ['mirror.json', 'datasets']) rmSync(join(directory, name), { recursive: true });
    writeFileSync(join(directory, 'mirror.json.0123456789abcdef.tmp'), '{');
    for (const name of names)
      if (name.startsWith('plan')) writeFileSync(join(directory, '.staging', name), '{');
      else mkdirSync(join(directory, '.staging', name), { recursive: true });
    expect(await writeMirror(directory, query())).toMatchObject({ counts: fixture.mirror.counts });
    expect(readdirSync(directory).sort()).toEqual(['datasets', 'lumisections', 'mirror.json', 'runs']);
  });

  test('rejects a file instead of a directory', async () => {
    const path = join(temporaryDirectory(), 'file');
    writeFileSync(path, '');
    for (const file of [path, join(path, 'below')])
      for (const call of [() => openMirror(file), () => writeMirror(file, query()), () => updateMirror(file, query())])
        await expectError(call(), 'not-a-mirror', file);
    const missing = join(path, '../missing');
    await expectError(updateMirror(missing, query()), 'not-a-mirror', missing);
  });

  test('rejects queries with a limit, an order, selected attributes or a payload, and queries of a mirror', async () => {
    const directory = temporaryDirectory();
    const { registry, mirror } = fixture;
    const queries = [
      registry.runs().limit(3),
      registry.runs().orderBy('class'),
      registry.runs().select('energy'),
      registry.runs().raw({ run_number: { '>': 1 } }),
      mirror.runs(),
      'runs()' as unknown as ReturnType<typeof mirror.runs>,
    ];
    for (const one of queries) await expect(writeMirror(directory, one)).rejects.toMatchObject({ code: 'bad-value' });
    await expect(writeMirror(directory, query(), { limit: 3 } as object)).rejects.toMatchObject({ code: 'bad-option' });
    expect(readdirSync(directory)).toEqual([]);
  });

  test('rejects an update with another query or of another registry', async () => {
    const { directory, registry } = fixture;
    await expectError(updateMirror(directory, registry.runs()), 'other-query', directory);
    await expectError(
      updateMirror(directory, unrelated().where('run_number').gte(fixture.firstRun)),
      'other-query',
      directory,
    );
  });

  test('rejects a second writer, but not after a crash', async () => {
    const directory = copied();
    const updates = await Promise.allSettled([updateMirror(directory, query()), updateMirror(directory, query())]);
    const errors = updates.flatMap((update) => (update.status === 'rejected' ? [update.reason] : []));
    expect(errors).toEqual([expect.objectContaining({ code: 'mirror-in-use' })]);
    writeFileSync(join(directory, 'mirror.lock'), JSON.stringify({ pid: process.ppid, host: hostname() }));
    await expectError(updateMirror(directory, query()), 'mirror-in-use', directory);
    writeFileSync(join(directory, 'mirror.lock'), JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }));
    await updateMirror(directory, query());
    expect(readdirSync(directory).sort()).toEqual(['datasets', 'lumisections', 'mirror.json', 'runs']);
  });

  test('stops at its signal and leaves the old state', async () => {
    const directory = temporaryDirectory();
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const writing = writeMirror(directory, query(), { signal: controller.signal, onProgress });
    await expect(writing).rejects.toMatchObject({ code: 'aborted' });
    await expectError(openMirror(directory), 'not-a-mirror', directory);
  });
});
