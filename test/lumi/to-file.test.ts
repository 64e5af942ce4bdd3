/** What LumiList.toFile() leaves behind: the new file or the old one, never a part. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LumiList } from 'runregistry';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rejected } from '../support/refusal.js';
import { bad } from './refusals.js';

const list = LumiList.fromJSON({ 355100: [[1, 50]] });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumi-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;
const isUnix = process.platform !== 'win32';

/** Runs code in a process whose files can have at most 512 bytes, as on a full disk. */
function runWithSmallFiles(code: string): string {
  const library = new URL('../../src/index.ts', import.meta.url).href;
  const command = [process.execPath, '--import', 'tsx', '--input-type=module', '--eval', code];
  const { stdout, stderr } = spawnSync('sh', ['-c', 'trap "" XFSZ; ulimit -f 1; exec "$@"', 'sh', ...command], {
    encoding: 'utf8',
    env: { ...process.env, TSX_DISABLE_CACHE: '1', LIBRARY: library, FOLDER: folder },
  });
  return stdout + stderr;
}

describe('a failed write', () => {
  test.runIf(isUnix)('leaves an existing file unchanged, and no other file', () => {
    const path = join(folder, 'golden.json');
    writeFileSync(path, 'old content');
    const output = runWithSmallFiles(`
      const { LumiList } = await import(process.env.LIBRARY);
      const list = LumiList.fromRuns(Array.from({ length: 500 }, (_, at) => 355100 + at));
      for (const name of ['golden.json', 'new.json'])
        await list.toFile(process.env.FOLDER + '/' + name).then(
          () => console.log('written'),
          (error) => console.log(error.code, error.cause.code, error.source.endsWith(name)),
        );
    `);
    expect(output).toBe('bad-lumi-list EFBIG true\nbad-lumi-list EFBIG true\n');
    expect(readdirSync(folder)).toEqual(['golden.json']);
    expect(readFileSync(path, 'utf8')).toBe('old content');
  });

  test('leaves a folder of the same name', async () => {
    mkdirSync(join(folder, 'golden.json'));
    const error = await rejected(list.toFile(join(folder, 'golden.json')), bad());
    expect(error).toHaveProperty('cause.code', 'EISDIR');
    expect(readdirSync(folder)).toEqual(['golden.json']);
  });

  test.runIf(isUnix && process.getuid?.() !== 0)('leaves a file that is read-only', async () => {
    const path = join(folder, 'golden.json');
    writeFileSync(path, 'old content', { mode: 0o444 });
    const error = await rejected(list.toFile(path), bad({ source: path }));
    expect(error).toHaveProperty('cause.code', 'EACCES');
    expect(error.hint).toContain(folder);
    expect(readFileSync(path, 'utf8')).toBe('old content');
  });
});

describe.runIf(isUnix)('a replaced file', () => {
  test('has the permissions of the old one', async () => {
    const path = join(folder, 'golden.json');
    for (const mode of [0o600, 0o664, 0o755]) {
      writeFileSync(path, '{}');
      chmodSync(path, mode);
      await list.toFile(path);
      expect([modeOf(path), readFileSync(path, 'utf8')]).toEqual([mode, list.toText()]);
    }
  });

  test('has those of other new files if there was none', async () => {
    writeFileSync(join(folder, 'other'), '');
    await list.toFile(join(folder, 'golden.json'));
    expect(modeOf(join(folder, 'golden.json'))).toBe(modeOf(join(folder, 'other')));
  });

  test.each(['an existing file', 'a missing file'])('is the target of symbolic links to %s', async (kind) => {
    mkdirSync(join(folder, 'real'));
    mkdirSync(join(folder, 'links'));
    symlinkSync('../real/Cert_2.json', join(folder, 'links', 'second.json'));
    symlinkSync(join('links', 'second.json'), join(folder, 'latest.json'));
    if (kind === 'an existing file') writeFileSync(join(folder, 'real', 'Cert_2.json'), '{}');
    await list.toFile(join(folder, 'latest.json'));
    expect(readlinkSync(join(folder, 'latest.json'))).toBe('links/second.json');
    expect(lstatSync(join(folder, 'real', 'Cert_2.json')).isFile()).toBe(true);
    expect(readFileSync(join(folder, 'real', 'Cert_2.json'), 'utf8')).toBe(list.toText());
    expect(readdirSync(join(folder, 'real'))).toEqual(['Cert_2.json']);
  });

  test('can have a name of 255 bytes', async () => {
    const path = join(folder, `${'x'.repeat(250)}.json`);
    await list.toFile(path);
    expect(readFileSync(path, 'utf8')).toBe(list.toText());
  });

  test('is not a device', async () => {
    await list.toFile('/dev/null');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('is complete while it is replaced by several calls', async () => {
    const path = join(folder, 'golden.json');
    const lists = Array.from({ length: 20 }, (_, at) => LumiList.fromRuns([at + 1]));
    await Promise.all(lists.map((one) => one.toFile(path)));
    const written = await LumiList.fromFile(path);
    expect(lists.filter((one) => one.equals(written))).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['golden.json']);
  });
});
