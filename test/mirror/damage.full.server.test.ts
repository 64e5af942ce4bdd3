/** Mirrors whose files are damaged or exchanged. */
import { copyFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Mirror, openMirror, updateMirror, writeMirror } from 'runregistry/mirror';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomFrom } from '../support/random.js';
import { type FileCall, replacingFileCalls, systemError } from '../support/replace-fs.js';
import { rounds, seed } from '../support/rounds.js';
import { copyOf, type Fixture, mirrored, runsFrom, temporaryDirectory } from './fixture.js';

let fixture: Fixture;
let expected: string;
beforeAll(async () => {
  fixture = await mirrored(2);
  expected = await contentOf(fixture.mirror);
});
afterAll(() => fixture?.close());

const query = () => runsFrom(fixture);

/** Everything that a mirror returns, as JSON. */
const contentOf = async (mirror: Mirror): Promise<string> =>
  JSON.stringify([
    ...[mirror.readAt, mirror.counts, mirror.query, mirror.runs().explain().warnings],
    await mirror.runs().all({ compress: false }),
    await mirror.datasets().all({ compress: false }),
    await mirror.runs().select('run_number', 'energy', 'class', 'start_time').all(),
    await mirror.datasets().flag('dt-dt').is('GOOD').select('run_number', 'dataset_name').all(),
    (await mirror.datasets().lumisections({ luminosity: true }).all()).map(({ ranges }) => ranges),
  ]);

const copied = (): string => copyOf(fixture.directory);

const filesIn = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(directory, name)).isFile())
    .sort();

type Random = () => number;
const below = (random: Random, end: number): number => Math.floor(random() * end);

/** Ways to damage the bytes of a file. Each result differs from the bytes. */
const damages: Readonly<Record<string, (bytes: Buffer, random: Random) => Buffer>> = {
  'a changed byte': (bytes, random) => {
    const index = below(random, bytes.length);
    bytes[index] = (bytes[index] as number) ^ (1 + below(random, 255));
    return bytes;
  },
  'a changed bit': (bytes, random) => {
    const index = below(random, bytes.length);
    bytes[index] = (bytes[index] as number) ^ (1 << below(random, 8));
    return bytes;
  },
  'an overwritten block': (bytes, random) => {
    const start = below(random, bytes.length);
    const end = Math.min(bytes.length, start + 1 + below(random, 512));
    return bytes.fill((bytes[start] as number) ^ (1 + below(random, 255)), start, end);
  },
  'a missing end': (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  'an additional end': (bytes, random) => Buffer.concat([bytes, Buffer.alloc(1 + below(random, 512), '}')]),
};

/** Damages a random file of a directory. Returns its path and how. */
function damageOne(directory: string, random: Random): { readonly path: string; readonly how: string } {
  const paths = filesIn(directory);
  const path = paths[below(random, paths.length)] as string;
  const how = Object.keys(damages)[below(random, Object.keys(damages).length)] as string;
  const bytes = damages[how]?.(readFileSync(join(directory, path)), random) as Buffer;
  writeFileSync(join(directory, path), bytes);
  return { path, how };
}

/** Replaces a Parquet file by another valid one of the same size and number of rows, with other values. */
async function exchange(path: string, change: string): Promise<void> {
  const { size } = statSync(path);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`CREATE TABLE changed AS SELECT * REPLACE (${change}) FROM read_parquet('${path}')`);
  for (let padding = 1; ; ) {
    await connection.run(
      `COPY changed TO '${path}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, KV_METADATA { padding: '${'x'.repeat(padding)}' })`,
    );
    const missing = size - statSync(path).size;
    if (missing === 0) break;
    padding += missing;
    expect(padding).toBeGreaterThan(0);
  }
  connection.closeSync();
}

const changes = [
  ['runs', `replace("row", '"energy":', '"energy":1') AS "row"`],
  ['datasets', `'x' || start_time AS start_time`],
  ['lumisections', 'hi + 1 AS hi'],
] as const;

const pathOf = (directory: string, table: string): string =>
  filesIn(directory).find((path) => path.startsWith(`${table}/`)) as string;

/** Calls a function. Returns the code of its error. */
const codeOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error) => error.code,
  );

/** A write that fails before it replaces the state. */
async function interrupted(directory: string): Promise<void> {
  const rename =
    (original: FileCall): FileCall =>
    async (...args) => {
      if (String(args[1]).endsWith('mirror.json')) throw systemError('EIO');
      return original(...args);
    };
  await replacingFileCalls({ rename }, () =>
    expect(writeMirror(directory, query())).rejects.toMatchObject({ code: 'EIO' }),
  );
}

async function expectComplete(directory: string): Promise<void> {
  await using mirror = await openMirror(directory);
  const withoutTime = (content: string) => JSON.stringify(JSON.parse(content).slice(4));
  expect(withoutTime(await contentOf(mirror))).toBe(withoutTime(expected));
}

describe('a damaged file', () => {
  test('is rejected by openMirror() and updateMirror()', async () => {
    const numRounds = rounds(50);
    console.log(`${numRounds} damaged files: TEST_SEED=${seed}`);
    const random = randomFrom(seed);
    const found = new Map<string, number>();
    for (let round = 0; round < numRounds; round++) {
      const directory = copied();
      const { path, how } = damageOne(directory, random);
      const opening = openMirror(directory);
      if (path === 'mirror.json') {
        // Other white space, or a damaged number of the format.
        const code = await codeOf(opening);
        expect([undefined, 'damaged-mirror', 'other-version'], how).toContain(code);
        if (code !== undefined) continue;
        await using mirror = await opening;
        expect(await contentOf(mirror), how).toBe(expected);
        continue;
      }
      const error = { code: 'damaged-mirror', directory, message: expect.stringContaining(path) };
      await expect(opening, how).rejects.toMatchObject(error);
      await expect(updateMirror(directory, query()), how).rejects.toMatchObject(error);
      found.set(how, (found.get(how) ?? 0) + 1);
    }
    expect([...found.keys()].sort()).toEqual(Object.keys(damages).sort());
  }, 900_000);

  test.each(changes)('of %s is rejected if it is a valid one of the same size', async (table, change) => {
    const directory = copied();
    const path = pathOf(directory, table);
    await exchange(join(directory, path), change);
    const error = { code: 'damaged-mirror', directory, message: expect.stringContaining(path) };
    await expect(openMirror(directory)).rejects.toMatchObject(error);
    await expect(updateMirror(directory, query())).rejects.toMatchObject(error);
  });

  test.each(changes)(
    'of %s is rejected if it is exchanged while an update reads the registry',
    async (table, change) => {
      const [directory, other] = [copied(), copied()];
      const path = pathOf(directory, table);
      await exchange(join(other, path), change);
      const onProgress = () => copyFileSync(join(other, path), join(directory, path));
      expect(await codeOf(updateMirror(directory, query(), { onProgress }))).toBe('damaged-mirror');
    },
  );
});

describe('a damaged file of an interrupted write', () => {
  test('is read again', async () => {
    const numRounds = rounds(2);
    console.log(`${numRounds} damaged parts: TEST_SEED=${seed}`);
    const random = randomFrom(seed);
    const source = temporaryDirectory();
    await interrupted(source);
    for (let round = 0; round < numRounds; round++) {
      const directory = copyOf(source);
      damageOne(join(directory, '.staging'), random);
      await writeMirror(directory, query());
      await expectComplete(directory);
    }
  }, 900_000);

  test.each(changes)('of %s is read again if it is a valid one of the same size', async (table, change) => {
    const directory = temporaryDirectory();
    await interrupted(directory);
    await exchange(join(directory, `.staging/part-000000/${table}.parquet`), change);
    expect(await writeMirror(directory, query())).toMatchObject({ changed: fixture.mirror.counts.datasets });
    await expectComplete(directory);
  });

  test('is rejected if it is damaged later, and then read again', async () => {
    const directory = temporaryDirectory();
    await interrupted(directory);
    const path = join(directory, '.staging/part-000000/lumisections.parquet');
    const onProgress = () => truncateSync(path, 100);
    expect(await codeOf(writeMirror(directory, query(), { onProgress }))).toBe('mirror-failed');
    await writeMirror(directory, query());
    await expectComplete(directory);
  });
});
