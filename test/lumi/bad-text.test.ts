/** What is wrong in a text is said with run, line and column. */
import { LumiList } from 'runregistry';
import { expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { any, bad } from './refusals.js';

const whole = 'lumisections are whole numbers from 1';

test.each<[unknown, string, string]>([
  [undefined, 'undefined', 'objects are read by LumiList.fromJSON'],
  [null, 'null', 'objects are read by LumiList.fromJSON'],
  [{ '1': [[1, 2]] }, 'an object', 'objects are read by LumiList.fromJSON'],
  [Buffer.from('{}'), 'an object', 'objects are read by LumiList.fromJSON'],
  [Promise.resolve('{}'), 'a promise', 'write await before it'],
])('%o is no text', (value, shown, hint) => {
  refused(() => LumiList.fromText(any(value)), bad(`${shown} is not the text of a golden JSON; ${hint}`));
});

test.each(['', ' ', '\n\t\r\n', '\uFEFF'])('an empty text: %j', (text) => {
  refused(() => LumiList.fromText(text), bad(/^the text is empty; a list without lumisections is written {}$/));
});

test.each<[string, string]>([
  // Something else at the top.
  ['null', `line 1, column 1: null stands where '{' should be; write {"315257": [[1, 88], [91, 92]]}`],
  ['[]', "line 1, column 1: [ stands where '{' should be; a list of lumisections is an object"],
  ['\n [{"1": [[1, 2]]}]', "line 2, column 2: [ stands where '{' should be; a list of lumisections is an object"],
  ['golden.json', "line 1, column 1: golden.json stands where '{' should be; files are read by LumiList.fromFile"],
  ['/eos/cms/golden.txt', 'files are read by LumiList.fromFile'],
  ['https://host/golden.json', 'addresses are read by LumiList.fromUrl'],
  ['315257:1-315257:88', "line 1, column 1: 315257 stands where '{' should be; write {"],
  ['<!DOCTYPE html>\n<html>', 'line 1, column 1: < stands where'],
  ['<html>', 'this is a web page, perhaps a login page: open the address in a browser, save the file and read that'],
  ['\u00a0{}', "line 1, column 1: U+00A0 stands where '{' should be"],
  // After the list.
  [
    '{"1": [[1, 2]]}\n{"2": [[1, 2]]}',
    'line 2, column 1: { stands where the end of the text should be; one text is one list',
  ],
  ['{} x', 'line 1, column 4: x stands where the end of the text should be; one text is one list'],
  ['{"1": [[1, 2]]}}', 'line 1, column 16: } stands where the end of the text should be'],
  ['{}\0', 'line 1, column 3: U+0000 stands where the end of the text should be'],
  // Keys.
  ['{\n"01": [[1, 2]]}', `line 2, column 1: the key '01' is no run number; write a run such as "315257", or `],
  ['{" 1": [[1, 2]]}', "line 1, column 2: the key ' 1' is no run number"],
  ['{"1 ": [[1, 2]]}', "the key '1 ' is no run number"],
  ['{"+1": [[1, 2]]}', "the key '+1' is no run number"],
  ['{"-1": [[1, 2]]}', "the key '-1' is no run number"],
  ['{"0": [[1, 2]]}', "the key '0' is no run number"],
  ['{"1.0": [[1, 2]]}', "the key '1.0' is no run number"],
  ['{"4294967296": [[1, 2]]}', "the key '4294967296' is no run number"],
  ['{"": [[1, 2]]}', "the key '' is no run number"],
  ['{"__proto__": [[1, 2]]}', "the key '__proto__' is no run number"],
  ['{"constructor": {"prototype": [[1, 2]]}}', "the key 'constructor' is no run number"],
  ['{"id": 1, "generated_json": {"1": [[1, 2]]}}', 'this is a record of the JSON portal: take its generated_json'],
  [
    '{315257: [[1, 2]]}',
    'line 1, column 2: 315257 stands where a run in double quotes should be; write "315257", in double quotes',
  ],
  [
    "{'315257': [[1, 2]]}",
    `'315257' stands where a run in double quotes should be; JSON wants double quotes: write "315257"`,
  ],
  ['{x: [[1, 2]]}', 'x stands where a run in double quotes should be; write a run such as "315257"'],
  ['{[1, 2]}', '[ stands where a run in double quotes should be'],
  [
    '{"1": [[1, 2]],\n}',
    'line 2, column 1: } stands where a run in double quotes should be; remove the comma before it',
  ],
  // Ranges.
  [
    '{"1": null}',
    'run 1 (line 1, column 7): null stands where a list of ranges should be; write ranges, as in [[1, 88]',
  ],
  ['{"1": "[[1, 2]]"}', 'run 1 (line 1, column 7): "[[1, 2]]" stands where a list of ranges should be; write ranges'],
  ['{"1": 5}', 'run 1 (line 1, column 7): 5 stands where a list of ranges should be'],
  [
    '{\n  "1": [[1, 2]],\n  "2": {"StripMode": "PEAK"}\n}',
    'run 2 (line 3, column 8): { stands where a list of ranges should be; this is no list of lumisections, where each run has ranges',
  ],
  ['{"1": [1, 88]}', 'run 1, range 1 (line 1, column 8): 1 stands where a range [first, last] should be; write ranges'],
  [
    '{"1": [null]}',
    'run 1, range 1 (line 1, column 8): null stands where a range [first, last] should be; write ranges',
  ],
  ['{"1": [{"start": 1}]}', 'run 1, range 1 (line 1, column 8): { stands where a range [first, last] should be'],
  ['{"1": [(1, 2)]}', '( stands where a range [first, last] should be; write ranges in square brackets'],
  [
    '{"1": [[1, 2],]}',
    'run 1, range 2 (line 1, column 15): ] stands where a range [first, last] should be; remove the comma before it',
  ],
  [
    '{"1": [[]]}',
    'run 1, range 1 (line 1, column 9): ] stands where the number of a lumisection should be; a range has two numbers',
  ],
  [
    '{"1": [[1, 2], [5]]}',
    'run 1, range 2 (line 1, column 16): a range has two numbers, and this one has 1; write [5, 5] for one lumisection',
  ],
  [
    '{"1": [[1, 2, 3]]}',
    'run 1, range 1 (line 1, column 8): a range has two numbers, and this one has more; write [first, last]',
  ],
  ['{"1": [[[1, 2]]]}', '[ stands where the number of a lumisection should be'],
  ['{"1": [[1, 2], [5, 3]]}', 'run 1, range 2 (line 1, column 16): the range [5, 3] is reversed; write [3, 5]'],
  [
    '{\n  "315257": [\n    [1, 88],\n    [92, 91]\n  ]\n}',
    'run 315257, range 2 (line 4, column 5): the range [92, 91] is reversed',
  ],
  [
    '{"1": [[0, 2]]}',
    'run 1, range 1 (line 1, column 8): the range [0, 2] starts at 0; the first lumisection of a run is 1',
  ],
  [
    '{"1": [[1, 268435456]]}',
    'the range [1, 268435456] is beyond the largest lumisection; write 268435455 for the end of the run',
  ],
  [`{"1": [[1, ${'9'.repeat(400)}]]}`, 'run 1, range 1 (line 1, column 8): the range [1, 9007199254740991] is beyond'],
  // Numbers.
  [
    '{"1": [[-1, 2]]}',
    `run 1, range 1 (line 1, column 9): -1 stands where the number of a lumisection should be; ${whole}`,
  ],
  [
    '{"1": [[1, 2.5]]}',
    `run 1, range 1 (line 1, column 12): 2.5 stands where the number of a lumisection should be; ${whole}`,
  ],
  ['{"1": [[1.05, 2]]}', `1.05 stands where the number of a lumisection should be; ${whole}`],
  ['{"1": [[1., 2]]}', `1. stands where the number of a lumisection should be; ${whole}`],
  ['{"1": [[1.0.0, 2]]}', `1.0.0 stands where the number of a lumisection should be; ${whole}`],
  ['{"1": [[1e, 2]]}', `1e stands where the number of a lumisection should be; ${whole}`],
  ['{"1": [[1e-1, 20]]}', `1e-1 stands where the number of a lumisection should be; ${whole}`],
  ['{"1": [[1, 1e9]]}', 'the range [1, 1000000000] is beyond the largest lumisection'],
  ['{"1": [[01, 2]]}', '01 stands where the number of a lumisection should be; write 1'],
  ['{"1": [["1", 2]]}', '"1" stands where the number of a lumisection should be; write 1, without quotes'],
  ['{"1": [[1, "end"]]}', `"end" stands where the number of a lumisection should be; ${whole}`],
  ['{"1": [[1, NaN]]}', `NaN stands where the number of a lumisection should be; ${whole}`],
  ['{"1": [[1, Infinity]]}', `Infinity stands where the number of a lumisection should be; ${whole}`],
  ['{"1": [[1, null]]}', `null stands where the number of a lumisection should be; ${whole}`],
  ['{"1": [[true, 2]]}', `true stands where the number of a lumisection should be; ${whole}`],
  // Commas, colons, comments.
  ['{"1" [[1, 2]]}', `run 1 (line 1, column 6): [ stands where ':' should be; write "315257": [[1, 88], [91, 92]]`],
  ['{"1": [[1 2]]}', "2 stands where ',' or a closing bracket should be; is there a comma missing before it?"],
  [
    '{"1": [[1, 2] [3, 4]]}',
    "run 1, range 1 (line 1, column 15): [ stands where ',' or a closing bracket should be; is there a comma",
  ],
  [
    '{"1": [[1, 2]]\n"2": [[1, 2]]}',
    `line 2, column 1: "2" stands where ',' or a closing bracket should be; is there a comma missing`,
  ],
  ['# 2018\n{}', "line 1, column 1: # stands where '{' should be; JSON has no comments: remove it"],
  ['{"1": [[1, 2]] // good\n}', 'line 1, column 16: / stands where'],
  [
    '{/* 2018 */}',
    'line 1, column 2: / stands where a run in double quotes should be; JSON has no comments: remove it',
  ],
  // Cut off.
  ['{', 'line 1, column 2: the text ends where a run in double quotes should be; is the file complete?'],
  ['{"31', 'line 1, column 2: the key is not closed; is the file complete?'],
  ['{"1":', 'run 1 (line 1, column 6): the text ends where a list of ranges should be; is the file complete?'],
  [
    '{"1": [[1, 2',
    "run 1, range 1 (line 1, column 13): the text ends where ',' or a closing bracket should be; is the file complete?",
  ],
  [
    '{"1": [[1, 2]]',
    "line 1, column 15: the text ends where ',' or a closing bracket should be; is the file complete?",
  ],
])('%o', (text, words) => {
  refused(() => LumiList.fromText(text), bad(words));
});

test('no part of a list is a list', () => {
  const text = '{"315257": [[1, 88], [91, 92]], "315259": [[1, 172]]}';
  for (let end = 0; end < text.length; end++)
    refused(() => LumiList.fromText(text.slice(0, end)), bad(/empty|complete\?/));
  expect(LumiList.fromText(text).runCount).toBe(2);
});

test.each([
  '{"1": [[1, 2]],\n "2": [],\n "1": [[3, 4]]}',
  '{"1": [[1, 2]],\n "2": [],\n "1": [[1, 2]]}',
  '{"1": [],\n "2": [],\n "1": []}',
  '{"1": [[1, 2]],\n "2": [],\n "\\u0031": [[3, 4]]}',
])('a run that is there twice: %j', (text) => {
  const hint = 'make two lists of it, and unite them with union()';
  refused(() => LumiList.fromText(text), bad(`run 1 (line 3, column 2): the run is there already; ${hint}`));
});

test('a dataset that is there twice, though several datasets of a run may be', () => {
  const [a, b] = ['"1-/PromptReco/A/DQM"', '"1-/PromptReco/B/DQM"'];
  expect(LumiList.fromText(`{${a}: [[1, 2]], ${b}: [[3, 4]], "1": [[9, 9]]}`).toCmssw()).toBe('1:1-1:4,1:9');
  refused(
    () => LumiList.fromText(`{${a}: [], ${b}: [], ${a}: []}`),
    bad('run 1-/PromptReco/A/DQM (line 1, column 56)'),
  );
});

test('a mark of the byte order is no column', () => {
  refused(() => LumiList.fromText('\uFEFF{x}'), bad('line 1, column 2: x stands'));
});
