/** CSVs of brilcalc that cannot be read: the errors have the line and the column. */
import { Brilcalc, LumiList } from 'runregistry';
import { expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { any, bad, badCsv } from './refusals.js';

const list = LumiList.fromCmssw('7:1-7:5');
const header = '#run:fill,ls,time,beamstatus,E(GeV),delivered(/ub),recorded(/ub),avgpu,source\n';
const line = (run: string, ls: string, delivered = '1.5', recorded = '1.25') =>
  `${run},${ls},04/27/18 18:12:19,STABLE BEAMS,6500,${delivered},${recorded},30.1,HFET\n`;
const good = header + line('7:1', '1:1');

type Problem = NonNullable<Parameters<typeof badCsv>[0]>;
const third = (text: string, problem: Problem = {}): [string, Problem] => [good + text, { line: 3, ...problem }];
const cells = (text: string, received: number) => third(text, { expected: 9, received });

test.each([undefined, null, Buffer.from(good), Promise.resolve(good)])('rejects %o instead of a string', (text) => {
  refused(() => Brilcalc.fromText(any(text)), badCsv());
  refused(() => list.luminosity(any(text)), badCsv());
});

test.each(['', ' \n', '#Data tag : x\n', '#nfill,nrun,nls,ncms,totdelivered(/ub),totrecorded(/ub)\n'])(
  'rejects %o, which has neither a header nor rows',
  (text) => {
    expect(refused(() => Brilcalc.fromText(text), badCsv())).not.toHaveProperty('line');
  },
);

test.each<[text: string, problem: Problem]>([
  // No header.
  ['lumi.csv.gz', { line: 1 }],
  [line('7:1', '1:1') + header, { line: 1 }],
  ['+----+\n| run:fill |', { line: 1 }],
  ['<html>', { line: 1 }],
  // By run, by run and HLT path, by fill, and by lumisection before 2016.
  ['#run:fill,time,nls,ncms,delivered(/ub),recorded(/ub)\n', { line: 1, field: 'ls' }],
  ['#run:fill,time,ncms,hltpath,delivered(/ub),recorded(/ub)\n', { line: 1, field: 'ls' }],
  ['#fill,nrun,delivered(/ub),recorded(/ub)\n6417,1,2,1\n', { line: 2 }],
  ['#fill,run,ls,time,cms,beamstatus,delivered(/ub),recorded(/ub)\n6417,7,1,x,1,x,2,1\n', { line: 2 }],
  // Columns and units.
  ['#run:fill,ls,delivered(/ub)\n', { line: 1, field: 'recorded' }],
  ['#run:fill,ls,recorded(/ub)\n', { line: 1, field: 'delivered' }],
  ['#run:fill,ls,delivered(/ub),recorded(/ub),recorded(/ub)\n', { line: 1, field: 'recorded' }],
  [
    '#run:fill,ls,delivered(/ub),recorded(/pb)\n',
    { line: 1, field: 'recorded(/pb)', expected: '/ub', received: '/pb' },
  ],
  third(header.replaceAll('/ub', '/pb'), { expected: '/ub', received: '/pb' }),
  ...['/xb', '/UB', '', 'hz/ub', 'Hz/ub', 'hz/pb', '1e30/cm2s', '1e39/cm2s', '1e30/cm2/s'].map(
    (unit): [string, Problem] => [header.replaceAll('/ub', unit), { line: 1, field: `delivered(${unit})` }],
  ),
  // Cells.
  ...['x', '0:1', '-7:1', '7', '7:', '7:x', '7:1:1', '7: 1', '7.0:1', '4294967296:1', '٧:1'].map((received) =>
    third(line(received, '1:1'), { field: 'run:fill', received }),
  ),
  ...['0:0', '', '2', '2:', '1.5:0', '-1:0', '2:3', '2:2:2', '268435455:0', '12:'].map((received) =>
    third(line('7:1', received), { field: 'ls', received }),
  ),
  ...[
    '',
    'nan',
    'inf',
    'Infinity',
    '0x10',
    '1e999',
    '1_000',
    '"1.5"',
    '1.5/ub',
    '1 5',
    '.',
    '1e',
    '--',
    'None',
  ].flatMap((received) => [
    third(line('7:1', '2:2', received), { field: 'delivered', received }),
    third(line('7:1', '2:2', '1.5', received), { field: 'recorded', received }),
  ]),
  // The number of cells.
  cells('7:1,2:2,x\n', 3),
  // Decimal commas, a quoted comma, one too many at the end, and two rows in one line.
  cells(line('7:1', '2:2', '1,5', '1,25'), 11),
  cells(line('7:1', '2:2', '1.5', '"1,25"'), 10),
  cells(line('7:1', '2:2').replace('HFET', '"HF,ET"'), 10),
  cells(line('7:1', '2:2').replace('\n', ',\n'), 10),
  cells(line('7:1', '2:2').replace('\n', ' ') + line('7:1', '3:3'), 17),
  [good.replaceAll('\n', '\r') + line('7:1', '2:2', '1,5'), { line: 3, expected: 9, received: 10 }],
  // Cut off within a number, which would still be a number.
  cells(line('7:1', '2:2', '110.5', '110.25').slice(0, -14), 7),
  cells(line('7:1', '2:2').slice(0, -14) + line('7:1', '3:3'), 15),
  // Another luminosity of the same lumisection.
  third(line('7:1', '1:1', '1.5', '1.5')),
])('rejects %o at %o', (text, problem) => {
  refused(() => Brilcalc.fromText(text), badCsv(problem));
  refused(() => list.luminosity(text), badCsv(problem));
});

test('sum() rejects anything but a LumiList', () => {
  const brilcalc = Brilcalc.fromText(good);
  refused(() => brilcalc.sum(any({ '7': [[1, 1]] })), bad());
  refused(() => brilcalc.sum(any(Promise.resolve(list))), bad());
});
