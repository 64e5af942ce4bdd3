/** Golden JSON that cannot be read: errors have the run, line and column. */
import { LumiList } from 'runregistry';
import { expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { any, bad } from './refusals.js';

type Position = NonNullable<Parameters<typeof bad>[0]>;

test.each<[unknown, RegExp]>([
  [undefined, /LumiList\.fromJSON/],
  [null, /LumiList\.fromJSON/],
  [{ '1': [[1, 2]] }, /LumiList\.fromJSON/],
  [Buffer.from('{}'), /LumiList\.fromJSON/],
  [Promise.resolve('{}'), /await/],
])('rejects %o instead of a string', (value, hint) => {
  expect(refused(() => LumiList.fromText(any(value)), bad()).hint).toMatch(hint);
});

test.each(['', ' ', '\n\t\r\n', '\uFEFF'])('rejects an empty string: %j', (text) => {
  expect(refused(() => LumiList.fromText(text), bad())).not.toHaveProperty('line');
});

test.each<[text: string, position?: Position]>([
  // Something else at the top.
  ['null', { line: 1, column: 1 }],
  ['[]', { line: 1, column: 1 }],
  ['\n [{"1": [[1, 2]]}]', { line: 2, column: 2 }],
  ['golden.json', { line: 1, column: 1 }],
  ['/eos/cms/golden.txt'],
  ['https://host/golden.json'],
  ['315257:1-315257:88', { line: 1, column: 1 }],
  ['<!DOCTYPE html>\n<html>', { line: 1, column: 1 }],
  ['<html>'],
  ['\u00a0{}', { line: 1, column: 1 }],
  // After the list.
  ['{"1": [[1, 2]]}\n{"2": [[1, 2]]}', { line: 2, column: 1 }],
  ['{} x', { line: 1, column: 4 }],
  ['{"1": [[1, 2]]}}', { line: 1, column: 16 }],
  ['{}\0', { line: 1, column: 3 }],
  // Keys.
  ['{\n"01": [[1, 2]]}', { line: 2, column: 1, key: '01' }],
  ['{" 1": [[1, 2]]}', { line: 1, column: 2, key: ' 1' }],
  ['{"1 ": [[1, 2]]}'],
  ['{"+1": [[1, 2]]}'],
  ['{"-1": [[1, 2]]}'],
  ['{"0": [[1, 2]]}'],
  ['{"1.0": [[1, 2]]}'],
  ['{"4294967296": [[1, 2]]}'],
  ['{"": [[1, 2]]}'],
  ['{"__proto__": [[1, 2]]}'],
  ['{"constructor": {"prototype": [[1, 2]]}}'],
  ['{"id": 1, "generated_json": {"1": [[1, 2]]}}'],
  ['{315257: [[1, 2]]}', { line: 1, column: 2 }],
  ["{'315257': [[1, 2]]}"],
  ['{x: [[1, 2]]}'],
  ['{[1, 2]}'],
  ['{"1": [[1, 2]],\n}', { line: 2, column: 1 }],
  // Ranges.
  ['{"1": null}', { line: 1, column: 7, run: 1 }],
  ['{"1": "[[1, 2]]"}', { line: 1, column: 7, run: 1 }],
  ['{"1": 5}', { line: 1, column: 7, run: 1 }],
  ['{\n  "1": [[1, 2]],\n  "2": {"StripMode": "PEAK"}\n}', { line: 3, column: 8, run: 2 }],
  ['{"1": [1, 88]}', { line: 1, column: 8, run: 1, range: 1 }],
  ['{"1": [null]}', { line: 1, column: 8, run: 1, range: 1 }],
  ['{"1": [{"start": 1}]}', { line: 1, column: 8, run: 1, range: 1 }],
  ['{"1": [(1, 2)]}'],
  ['{"1": [[1, 2],]}', { line: 1, column: 15, run: 1, range: 2 }],
  ['{"1": [[]]}', { line: 1, column: 9, run: 1, range: 1 }],
  ['{"1": [[1, 2], [5]]}', { line: 1, column: 16, run: 1, range: 2 }],
  ['{"1": [[1, 2, 3]]}', { line: 1, column: 8, run: 1, range: 1 }],
  ['{"1": [[[1, 2]]]}'],
  ['{"1": [[1, 2], [5, 3]]}', { line: 1, column: 16, run: 1, range: 2 }],
  ['{\n  "315257": [\n    [1, 88],\n    [92, 91]\n  ]\n}', { line: 4, column: 5, run: 315257, range: 2 }],
  ['{"1": [[0, 2]]}', { line: 1, column: 8, run: 1, range: 1 }],
  ['{"1": [[1, 268435456]]}'],
  [`{"1": [[1, ${'9'.repeat(400)}]]}`, { line: 1, column: 8, run: 1, range: 1 }],
  // Numbers.
  ['{"1": [[-1, 2]]}', { line: 1, column: 9, run: 1, range: 1 }],
  ['{"1": [[1, 2.5]]}', { line: 1, column: 12, run: 1, range: 1 }],
  ['{"1": [[1.05, 2]]}'],
  ['{"1": [[1., 2]]}'],
  ['{"1": [[1.0.0, 2]]}'],
  ['{"1": [[1e, 2]]}'],
  ['{"1": [[1e-1, 20]]}'],
  ['{"1": [[1, 1e9]]}'],
  ['{"1": [[01, 2]]}'],
  ['{"1": [["1", 2]]}'],
  ['{"1": [[1, "end"]]}'],
  ['{"1": [[1, NaN]]}'],
  ['{"1": [[1, Infinity]]}'],
  ['{"1": [[1, null]]}'],
  ['{"1": [[true, 2]]}'],
  // Commas, colons, comments.
  ['{"1" [[1, 2]]}', { line: 1, column: 6, run: 1 }],
  ['{"1": [[1 2]]}'],
  ['{"1": [[1, 2] [3, 4]]}', { line: 1, column: 15, run: 1, range: 1 }],
  ['{"1": [[1, 2]]\n"2": [[1, 2]]}', { line: 2, column: 1 }],
  ['# 2018\n{}', { line: 1, column: 1 }],
  ['{"1": [[1, 2]] // good\n}', { line: 1, column: 16 }],
  ['{/* 2018 */}', { line: 1, column: 2 }],
  // Cut off.
  ['{', { line: 1, column: 2 }],
  ['{"31', { line: 1, column: 2 }],
  ['{"1":', { line: 1, column: 6, run: 1 }],
  ['{"1": [[1, 2', { line: 1, column: 13, run: 1, range: 1 }],
  ['{"1": [[1, 2]]', { line: 1, column: 15 }],
])('rejects %o', (text, position = { line: 1 }) => {
  const error = refused(() => LumiList.fromText(text), bad(position));
  if (position.column !== undefined && position.run === undefined) expect(error).not.toHaveProperty('run');
});

test('rejects every part of a list', () => {
  const text = '{"315257": [[1, 88], [91, 92]], "315259": [[1, 172]]}';
  for (let end = 0; end < text.length; end++) refused(() => LumiList.fromText(text.slice(0, end)), bad());
  expect(LumiList.fromText(text).runCount).toBe(2);
});

test.each([
  '{"1": [[1, 2]],\n "2": [],\n "1": [[3, 4]]}',
  '{"1": [[1, 2]],\n "2": [],\n "1": [[1, 2]]}',
  '{"1": [],\n "2": [],\n "1": []}',
  '{"1": [[1, 2]],\n "2": [],\n "\\u0031": [[3, 4]]}',
])('rejects a duplicate run: %j', (text) => {
  refused(() => LumiList.fromText(text), bad({ line: 3, column: 2, key: '1', run: 1 }));
});

test('rejects a duplicate dataset, but reads several datasets of a run', () => {
  const [a, b] = ['"1-/PromptReco/A/DQM"', '"1-/PromptReco/B/DQM"'];
  expect(LumiList.fromText(`{${a}: [[1, 2]], ${b}: [[3, 4]], "1": [[9, 9]]}`).toCmssw()).toBe('1:1-1:4,1:9');
  const position = { line: 1, column: 56, key: '1-/PromptReco/A/DQM', run: 1 };
  refused(() => LumiList.fromText(`{${a}: [], ${b}: [], ${a}: []}`), bad(position));
});

test('does not count a byte order mark as a column', () => {
  refused(() => LumiList.fromText('\uFEFF{x}'), bad({ line: 1, column: 2 }));
});
