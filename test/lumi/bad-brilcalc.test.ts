/** CSVs of brilcalc that cannot be read: the errors name the line. */
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
const noHeader = 'Expected a header #run:fill,ls,… before the first row';
const cases: readonly (readonly [text: unknown, words: string])[] = [
  [undefined, `Expected the text of a CSV, got undefined; ${files}`],
  [null, 'Expected the text of a CSV, got null'],
  [Buffer.from(good), 'Expected the text of a CSV, got an object'],
  [Promise.resolve(good), 'Expected the text of a CSV, got a promise; write await before it'],
  ['', `The text is empty; ${byls}`],
  [' \n', 'The text is empty'],
  ['lumi.csv.gz', `line 1: ${noHeader}; ${files}`],
  ['#Data tag : x\n', `${noHeader}; ${byls}`],
  [line('7:1', '1:1') + header, `line 1: ${noHeader}; ${byls}`],
  ['+----+\n| run:fill |', `line 1: ${noHeader}; ${byls}`],
  ['<html>', `line 1: ${noHeader}`],
  // By run, by run and HLT path, by fill, and by lumisection before 2016.
  [
    '#run:fill,time,nls,ncms,delivered(/ub),recorded(/ub)\n',
    "line 1: Column 'ls' is missing; run brilcalc lumi with --byls",
  ],
  ['#run:fill,time,ncms,hltpath,delivered(/ub),recorded(/ub)\n', "line 1: Column 'ls' is missing"],
  ['#nfill,nrun,nls,ncms,totdelivered(/ub),totrecorded(/ub)\n', noHeader],
  ['#fill,nrun,delivered(/ub),recorded(/ub)\n6417,1,2,1\n', `line 2: ${noHeader}`],
  ['#fill,run,ls,time,cms,beamstatus,delivered(/ub),recorded(/ub)\n6417,7,1,x,1,x,2,1\n', `line 2: ${noHeader}`],
  [
    '#run:fill,ls,delivered(/ub)\n',
    "line 1: Column 'recorded' is missing; expected recorded(/ub), got the columns run:fill, ls, delivered(/ub)",
  ],
  ['#run:fill,ls,recorded(/ub)\n', "line 1: Column 'delivered' is missing"],
  ['#run:fill,ls,delivered(/ub),recorded(/ub),recorded(/ub)\n', "line 1: Column 'recorded' occurs twice"],
  [
    '#run:fill,ls,delivered(/ub),recorded(/pb)\n',
    'line 1: Expected one unit, got /ub and /pb; give brilcalc one unit with -u',
  ],
  [good + header.replaceAll('/ub', '/pb'), 'line 3: Expected luminosities in /ub as before, got /pb'],
  [header.replaceAll('/ub', '/xb'), "line 1: Unknown unit '/xb' of column 'delivered(/xb)'; write one of /kb, /b, /mb"],
  [header.replaceAll('/ub', '/UB'), "line 1: Unknown unit '/UB'"],
  [header.replaceAll('/ub', ''), "line 1: Unknown unit ''"],
  ...['hz/ub', 'Hz/ub', 'hz/pb', '1e30/cm2s', '1e39/cm2s', '1e30/cm2/s'].map(
    (unit) =>
      [
        header.replaceAll('/ub', unit),
        `Expected integrated luminosity in column 'delivered(${unit})', got a rate; run brilcalc with an integrated unit`,
      ] as const,
  ),
  [good + line('x', '1:1'), "line 3: Expected run:fill, got 'x'; write 315257:6417"],
  ...['0:1', '-7:1', '7', '7:', '7:x', '7:1:1', '7: 1', '7.0:1', '4294967296:1', '٧:1'].map(
    (run) => [good + line(run, '1:1'), `line 3: Expected run:fill, got '${run}'`] as const,
  ),
  [good + line('7:1', '0:0'), "line 3: Expected a lumisection, got '0:0'; write 12:12 or 12:0"],
  ...['', '2', '2:', '1.5:0', '-1:0', '2:3', '2:2:2', '268435455:0', '12:'].map(
    (ls) => [good + line('7:1', ls), `line 3: Expected a lumisection, got '${ls}'`] as const,
  ),
  [good + line('7:1', '2:2', ''), "line 3: Expected a luminosity, got ''; write a number, such as 110.5"],
  ...['nan', 'inf', 'Infinity', '0x10', '1e999', '1_000', '"1.5"', '1.5/ub', '1 5', '.', '1e', '--', 'None'].flatMap(
    (cell) => [
      [good + line('7:1', '2:2', cell), `line 3: Expected a luminosity, got '${cell}'`] as const,
      [good + line('7:1', '2:2', '1.5', cell), `line 3: Expected a luminosity, got '${cell}'`] as const,
    ],
  ),
  [`${good}7:1,2:2,x\n`, 'line 3: Expected 9 columns as in the header, got 3; is the file complete?'],
  // Decimal commas, a quoted comma, one too many at the end, and two rows in one line.
  [
    good + line('7:1', '2:2', '1,5', '1,25'),
    'line 3: Expected 9 columns as in the header, got 11; write numbers with a point',
  ],
  [good + line('7:1', '2:2', '1.5', '"1,25"'), 'line 3: Expected 9 columns as in the header, got 10'],
  [good + line('7:1', '2:2').replace('HFET', '"HF,ET"'), 'line 3: Expected 9 columns as in the header, got 10'],
  [good + line('7:1', '2:2').replace('\n', ',\n'), 'line 3: Expected 9 columns as in the header, got 10'],
  [
    good + line('7:1', '2:2').replace('\n', ' ') + line('7:1', '3:3'),
    'line 3: Expected 9 columns as in the header, got 17',
  ],
  [good.replaceAll('\n', '\r') + line('7:1', '2:2', '1,5'), 'line 3: Expected 9 columns as in the header, got 10'],
  // Cut off within a number, which would still be a number.
  [
    good + line('7:1', '2:2', '110.5', '110.25').slice(0, -14),
    'line 3: Expected 9 columns as in the header, got 7; is the file complete?',
  ],
  [good + line('7:1', '2:2').slice(0, -14) + line('7:1', '3:3'), 'line 3: Expected 9 columns as in the header, got 15'],
  [
    good + line('7:1', '1:1', '1.5', '1.5'),
    'line 3: Lumisection 1 of run 7 already has another luminosity; are these two outputs in one file? Read them separately',
  ],
];

test.each(cases.map(([text, words]) => [words, text] as const))('throws “%s”', (words, text) => {
  refused(() => Brilcalc.fromText(any(text)), badCsv(words));
  refused(() => list.luminosity(any(text)), badCsv(words));
});

test('sum() throws for anything but a LumiList', () => {
  const brilcalc = Brilcalc.fromText(good);
  refused(() => brilcalc.sum(any({ '7': [[1, 1]] })), bad('an object is no LumiList; write LumiList.fromJSON(…)'));
  refused(() => brilcalc.sum(any(Promise.resolve(list))), bad('a promise is no LumiList; write await before it'));
});
