/** Files and URLs from which nothing can be read. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Brilcalc, LumiList, NotFoundError } from 'runregistry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rejected } from '../support/refusal.js';
import { any, bad, badCsv, badOption, badUrl } from './refusals.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumi-'));
  mkdirSync(join(folder, 'sub'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

test.each(['LumiList', 'Brilcalc'])('%s.fromFile() reports a missing file', async (reader) => {
  const read = (path: string | URL) => (reader === 'LumiList' ? LumiList.fromFile(path) : Brilcalc.fromFile(path));
  const missing = (source: string) => ({ is: NotFoundError, code: 'no-such-file', details: { source } });
  const path = join(folder, 'none.json');
  const error = await rejected(read(path), missing(path));
  expect(error).toHaveProperty('cause.code', 'ENOENT');
  await rejected(read(pathToFileURL(path)), missing(path));
  expect((await rejected(read('none.json'), missing('none.json'))).hint).toContain(process.cwd());
});

describe('fromFile()', () => {
  test('rejects folders and paths that cannot be read', async () => {
    await rejected(LumiList.fromFile(folder), bad({ source: folder }));
    await rejected(Brilcalc.fromFile(folder), badCsv({ source: folder }));
    const path = join(file('list.json', '{}'), 'golden.json');
    expect(await rejected(LumiList.fromFile(path), bad({ source: path }))).toHaveProperty('cause.code', 'ENOTDIR');
    const error = await rejected(LumiList.fromFile('a\0b'), bad({ source: 'a\0b' }));
    expect(error).toHaveProperty('cause.code', 'ERR_INVALID_ARG_VALUE');
  });

  test('reports the file and the position in it', async () => {
    const empty = file('empty.json', '');
    await rejected(LumiList.fromFile(empty), bad({ source: empty }));
    const wrong = file('wrong.json', '{\n  "315257": [[1, 88], [92, 91]]\n}');
    await rejected(LumiList.fromFile(wrong), bad({ source: wrong, line: 2, column: 23, run: 315257, range: 2 }));
    const twice = file('twice.json', '{"1": [],\n"1": []}');
    await rejected(LumiList.fromFile(twice), bad({ source: twice, line: 2, column: 1, run: 1 }));
    const csv = file('lumi.csv', '#Data tag : x\n315257:6417,1:1,…\n');
    await rejected(Brilcalc.fromFile(csv), badCsv({ source: csv, line: 2 }));
  });

  test('rejects bytes that are not UTF-8, and incomplete gzip', async () => {
    const latin = file('latin.json', Uint8Array.of(0x7b, 0xe9, 0x7d));
    await rejected(LumiList.fromFile(latin), bad({ source: latin }));
    const wide = file('wide.json', Uint8Array.of(0xff, 0xfe, 0x7b, 0x00));
    await rejected(LumiList.fromFile(wide), bad({ source: wide }));
    const zipped = gzipSync('{"1": [[1, 2]]}');
    const cut = file('cut.json.gz', zipped.subarray(0, 20));
    expect(await rejected(LumiList.fromFile(cut), bad({ source: cut }))).toHaveProperty('cause.code', 'Z_BUF_ERROR');
  });

  const fromUrl = /LumiList\.fromUrl/;
  test.each<[unknown, RegExp?]>([
    [undefined],
    [null],
    [5],
    [''],
    [Buffer.from('x')],
    [Promise.resolve('x'), /await/],
    ['https://host/x.json', fromUrl],
    [new URL('https://host/x.json'), fromUrl],
    ['file:///tmp/x.json', /new URL/],
    [new URL('file://host/x.json'), /this machine/],
    [new URL('file:///a%2Fb'), /this machine/],
  ])('rejects the path %o, as toFile() does', async (path, hint = /file:/) => {
    expect((await rejected(LumiList.fromFile(any(path)), bad())).hint).toMatch(hint);
    expect((await rejected(LumiList.empty.toFile(any(path)), bad())).hint).toMatch(hint);
    await rejected(Brilcalc.fromFile(any(path)), badCsv());
  });
});

describe('toFile()', () => {
  test('rejects paths that cannot be written', async () => {
    const error = await rejected(LumiList.empty.toFile(folder), bad({ source: folder }));
    expect(error).toHaveProperty('cause.code', 'EISDIR');
    const nowhere = join(folder, 'no', 'list.json');
    const other = await rejected(LumiList.empty.toFile(nowhere), bad({ source: nowhere }));
    expect(other).toHaveProperty('cause.code', 'ENOENT');
  });

  test.each([{ style: 'pretty' }, { compact: true }, null, 'compact'])('rejects the options %o', async (options) => {
    await rejected(LumiList.empty.toFile(join(folder, 'list.json'), any(options)), badOption());
  });
});

describe('fromUrl()', () => {
  test.each([
    undefined,
    null,
    5,
    '',
    'golden.json',
    Promise.resolve('x'),
    'file:///tmp/x.json',
    'http://host/x.json',
    'ftp://host/x.json',
    'data:application/json,{}',
    'https://me:secret@host/x.json',
  ])('rejects the URL %o', async (url) => {
    const error = await rejected(LumiList.fromUrl(any(url)), badUrl());
    expect(`${error}`).not.toContain('secret');
  });

  test.each([
    null,
    { limit: 5 },
    ...[0, -1, 1.5, Number.NaN, '5', null, 2 ** 31].map((timeout) => ({ timeout })),
    { signal: 5 },
  ])('rejects the options %o', async (options) => {
    await rejected(LumiList.fromUrl('http://127.0.0.1:1/x.json', any(options)), badOption());
  });
});
