/** Files and addresses from which nothing can be read. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Brilcalc, LumiList, NotFoundError } from 'runregistry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rejected } from '../support/refusal.js';
import { any, bad, badCsv, badOption, badUrl, type Says } from './refusals.js';

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

test.each(['LumiList', 'Brilcalc'])('%s: one that is not there', async (reader) => {
  const read = (path: string | URL) => (reader === 'LumiList' ? LumiList.fromFile(path) : Brilcalc.fromFile(path));
  const path = join(folder, 'none.json');
  const missing = (...says: Says) => ({ is: NotFoundError, code: 'no-such-file', says });
  const error = await rejected(read(path), missing(`there is no file ${path}`));
  expect(error).toHaveProperty('cause.code', 'ENOENT');
  await rejected(read(pathToFileURL(path)), missing(`there is no file ${path}`));
  await rejected(read('none.json'), missing(`there is no file none.json; the path is looked up in ${process.cwd()}`));
});

test('a folder, and what is in none', async () => {
  await rejected(LumiList.fromFile(folder), bad(`${folder}: it is a folder; name a file in it`));
  await rejected(Brilcalc.fromFile(folder), badCsv(`${folder}: it is a folder; name a file in it`));
  const path = join(file('list.json', '{}'), 'golden.json');
  await rejected(LumiList.fromFile(path), bad(`${path}: it cannot be read (ENOTDIR)`));
  await rejected(LumiList.fromFile('a\0b'), bad('it cannot be read (ERR_INVALID_ARG_VALUE)'));
});

test('where it is wrong, with the name of the file', async () => {
  const empty = file('empty.json', '');
  await rejected(
    LumiList.fromFile(empty),
    bad(`${empty}: the text is empty; a list without lumisections is written {}`),
  );
  const wrong = file('wrong.json', '{\n  "315257": [[1, 88], [92, 91]]\n}');
  const words = 'run 315257, range 2 (line 2, column 23): the range [92, 91] is reversed; write [91, 92]';
  await rejected(LumiList.fromFile(wrong), bad(`${wrong}: ${words}`));
  const twice = file('twice.json', '{"1": [],\n"1": []}');
  await rejected(LumiList.fromFile(twice), bad(`${twice}: run 1 (line 2, column 1): the run is there already`));
  const csv = file('lumi.csv', '#Data tag : x\n315257:6417,1:1,…\n');
  await rejected(Brilcalc.fromFile(csv), badCsv(`${csv}: line 2: Expected a header`));
});

test('bytes that are no text', async () => {
  const latin = file('latin.json', Uint8Array.of(0x7b, 0xe9, 0x7d));
  await rejected(LumiList.fromFile(latin), bad(`${latin}: it is not text in UTF-8`));
  const wide = file('wide.json', Uint8Array.of(0xff, 0xfe, 0x7b, 0x00));
  await rejected(LumiList.fromFile(wide), bad(`${wide}: it is not text in UTF-8`));
  const zipped = gzipSync('{"1": [[1, 2]]}');
  const cut = file('cut.json.gz', zipped.subarray(0, 20));
  await rejected(LumiList.fromFile(cut), bad(`${cut}: the compressed data is broken; is the file complete?`));
});

const elsewhere = 'addresses are read by LumiList.fromUrl';
test.each<[unknown, string]>([
  [undefined, 'undefined is not the path of a file; write a path, or a URL that begins with file:'],
  [null, 'null is not the path of a file'],
  [5, '5 is not the path of a file'],
  ['', "'' is not the path of a file"],
  [Buffer.from('x'), 'an object is not the path of a file'],
  [Promise.resolve('x'), 'a promise is not the path of a file; write await before it'],
  ['https://host/x.json', `'https://host/x.json' is not the path of a file; ${elsewhere}`],
  [new URL('https://host/x.json'), `'https://host/x.json' is not the path of a file; ${elsewhere}`],
  ['file:///tmp/x.json', "'file:///tmp/x.json' is not the path of a file; write new URL('file:///tmp/x.json')"],
  [new URL('file://host/x.json'), "'file://host/x.json' is not the path of a file; is it on this machine?"],
  [new URL('file:///a%2Fb'), "'file:///a%2Fb' is not the path of a file"],
])('%s is no path', async (path, words) => {
  await rejected(LumiList.fromFile(any(path)), bad(words));
  await rejected(LumiList.empty.toFile(any(path)), bad(words));
  await rejected(Brilcalc.fromFile(any(path)), badCsv(words.replace(/;.*/, '')));
});

test('toFile', async () => {
  await rejected(LumiList.empty.toFile(folder), bad(`${folder}: it cannot be written (EISDIR)`));
  const nowhere = join(folder, 'no', 'list.json');
  await rejected(LumiList.empty.toFile(nowhere), bad(`${nowhere}: it cannot be written (ENOENT)`));
  const path = join(folder, 'list.json');
  const write = (options: unknown) => LumiList.empty.toFile(path, any(options));
  await rejected(write({ style: 'pretty' }), badOption("the option 'style' is 'pretty'; write 'lines' or 'compact'"));
  await rejected(write({ compact: true }), badOption("'compact' is not an option of toFile(); write { style }"));
  await rejected(write(null), badOption('the options of toFile() are an object, and null is none'));
  await rejected(write('compact'), badOption("the options of toFile() are an object, and 'compact' is none"));
});

describe('fromUrl', () => {
  test.each<[unknown, string]>([
    [undefined, 'undefined is not an address; write one such as https://host/file.json'],
    [null, 'null is not an address'],
    [5, '5 is not an address'],
    ['', "'' is not an address"],
    ['golden.json', "'golden.json' is not an address"],
    [Promise.resolve('x'), 'a promise is not an address; write await before it'],
    ['file:///tmp/x.json', "'file:///tmp/x.json' is a file; files are read by LumiList.fromFile"],
    ['http://host/x.json', 'the address http://host is not https; plain http is spoken only to this machine'],
    ['ftp://host/x.json', 'the address ftp://host is not https'],
    ['data:application/json,{}', 'is not https'],
    ['https://me:secret@host/x.json', 'the address of host carries credentials; leave out what stands before the @'],
  ])('%s', async (url, words) => {
    const error = await rejected(LumiList.fromUrl(any(url)), badUrl(words));
    expect(error.message).not.toContain('secret');
  });

  test('options', async () => {
    const read = (options: unknown) => LumiList.fromUrl('http://127.0.0.1:1/x.json', any(options));
    await rejected(
      read(null),
      badOption('the options of fromUrl() are an object, and null is none; write { signal, timeout }'),
    );
    await rejected(read({ limit: 5 }), badOption("'limit' is not an option of fromUrl(); write { signal, timeout }"));
    for (const timeout of [0, -1, 1.5, Number.NaN, '5', null, 2 ** 31])
      await rejected(read({ timeout }), badOption("the option 'timeout' is ", '; write milliseconds'));
    await rejected(read({ signal: 5 }), badOption("the option 'signal' is 5; write the signal of an AbortController"));
  });
});
