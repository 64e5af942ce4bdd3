/** What is no CSV of brilcalc is refused with its line. */
import { Brilcalc, LumiList } from 'runregistry';
import { test } from 'vitest';
import { refused } from '../support/refusal.js';
import { any, bad, badCsv } from './refusals.js';

const list = LumiList.fromCmssw('7:1-7:5');
const header = '#run:fill,ls,time,beamstatus,E(GeV),delivered(/ub),recorded(/ub),avgpu,source\n';
const line = (run: string, ls: string, delivered = '1.5', recorded = '1.25') =>
  `${run},${ls},04/27/18 18:12:19,STABLE BEAMS,6500,${delivered},${recorded},30.1,HFET\n`;
const good = header + line('7:1', '1:1');

const files = 'files are read by Brilcalc.fromFile';
const byls = 'run brilcalc lumi with --byls --output-style csv';
const cases: readonly (readonly [unknown, string])[] = [
  [undefined, `undefined is not the text of a CSV; ${files}`],
  [null, 'null is not the text of a CSV'],
  [Buffer.from(good), 'an object is not the text of a CSV'],
  [Promise.resolve(good), 'a promise is not the text of a CSV; write await before it'],
  ['', `the text is empty; ${byls}`],
  [' \n', 'the text is empty'],
  ['lumi.csv.gz', `line 1: there is no line of columns, #run:fill,ls,…, before the first luminosity; ${files}`],
  ['#Data tag : x\n', `there is no line of columns, #run:fill,ls,…, before the first luminosity; ${byls}`],
  [
    line('7:1', '1:1') + header,
    `line 1: there is no line of columns, #run:fill,ls,…, before the first luminosity; ${byls}`,
  ],
  ['+----+\n| run:fill |', 'line 1: there is no line of columns'],
  ['<html>', 'line 1: there is no line of columns'],
  [
    '#run:fill,time,nls,ncms,delivered(/ub),recorded(/ub)\n',
    'line 1: there is no column ls; run brilcalc lumi with --byls',
  ],
  [
    '#run:fill,ls,delivered(/ub)\n',
    'line 1: there is no column recorded; the columns are run:fill, ls, delivered(/ub)',
  ],
  ['#run:fill,ls,recorded(/ub)\n', 'line 1: there is no column delivered; the columns are'],
  [
    '#run:fill,ls,delivered(/ub),recorded(/pb)\n',
    'line 1: some luminosities are in /pb and some in /ub; give brilcalc one unit with -u',
  ],
  [good + header.replaceAll('/ub', '/pb'), 'line 3: some luminosities are in /ub and some in /pb'],
  [good + line('x', '1:1'), "line 3: 'x' is no run; lines begin with run:fill"],
  [good + line('0:1', '1:1'), "line 3: '0:1' is no run"],
  [good + line('-7:1', '1:1'), "line 3: '-7:1' is no run"],
  [good + line('4294967296:1', '1:1'), "line 3: '4294967296:1' is no run"],
  [good + line('7:1', '0:0'), "line 3: '0:0' is no lumisection; write 12:12 or 12:0"],
  [good + line('7:1', ''), "line 3: '' is no lumisection"],
  [good + line('7:1', '1.5:0'), "line 3: '1.5:0' is no lumisection"],
  [good + line('7:1', '-1:0'), "line 3: '-1:0' is no lumisection"],
  [good + line('7:1', '2:3'), "line 3: '2:3' is no lumisection"],
  [good + line('7:1', '268435455:0'), "line 3: '268435455:0' is no lumisection"],
  [good + line('7:1', '2:2', ''), "line 3: '' is no luminosity; write a number, such as 110.5"],
  [good + line('7:1', '2:2', 'nan'), "line 3: 'nan' is no luminosity"],
  [good + line('7:1', '2:2', '1.5', 'inf'), "line 3: 'inf' is no luminosity"],
  [good + line('7:1', '2:2', '1.5', 'Infinity'), "line 3: 'Infinity' is no luminosity"],
  [good + line('7:1', '2:2', '0x10'), "line 3: '0x10' is no luminosity"],
  [`${good}7:1,2:2,x\n`, 'line 3: there are 3 columns, and not 9; is the file complete?'],
  // Cut off within a number, which would be a number still.
  [
    good + line('7:1', '2:2', '110.5', '110.25').slice(0, -14),
    'line 3: the last line has 7 columns, and not 9; is the file complete?',
  ],
  [
    good + line('7:1', '1:1', '1.5', '1.5'),
    'line 3: lumisection 1 of run 7 is there already, with another luminosity; is it two outputs in one file? Read them one by one',
  ],
];

test.each(cases.map(([text, words]) => [words, text] as const))('%s', (words, text) => {
  refused(() => Brilcalc.fromText(any(text)), badCsv(words));
  refused(() => list.luminosity(any(text)), badCsv(words));
});

test('another list that is none', () => {
  const brilcalc = Brilcalc.fromText(good);
  refused(() => brilcalc.sum(any({ '7': [[1, 1]] })), bad('an object is no LumiList; write LumiList.fromJSON(…)'));
  refused(() => brilcalc.sum(any(Promise.resolve(list))), bad('a promise is no LumiList; write await before it'));
});
