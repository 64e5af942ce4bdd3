/** Brilcalc's own trailer, warnings, HLT paths and concatenated outputs. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Brilcalc, LumiList } from 'runregistry';
import { describe, expect, test } from 'vitest';
import { refused } from '../support/refusal.js';
import { isFull } from '../support/rounds.js';
import { publishedFolder } from './published.js';
import { any, badCsv, badOption } from './refusals.js';

const header = (unit = '/pb') =>
  `#Data tag : 23v1 , Norm tag: None\n#run:fill,ls,time,beamstatus,E(GeV),delivered(${unit}),recorded(${unit}),avgpu,source\n`;
const row = (run: string, ls: string, delivered: string, recorded: string) =>
  `${run},${ls},10/01/22 10:00:00,STABLE BEAMS,6800,${delivered},${recorded},45.1,HFET\n`;
const trailer = (values: string, unit = '/pb') =>
  `#Summary:\n#nfill,nrun,nls,ncms,totdelivered(${unit}),totrecorded(${unit})\n#${values}\n`;
const rows =
  row('359661:8236', '42:42', '0.420000000', '0.400000000') +
  row('359661:8236', '43:0', '0.500000000', '0') +
  row('359662:8236', '1:1', '0.250000000', '0.125000000');
const good = header() + rows + trailer('1,2,3,2,1.170000000,0.525000000');
const check = '\n#Check JSON:\n#(run,ls) in json but not in results: [(359661, 233)]\n';
const warnings = `
Warning: problems found in merging -i and --normtag selections:
  runs [359700, 359701] are not covered by normtag
  in run 359661 [[40, 232]] is not a superset of [[42, 233]]
`;
const nullDeadtime = '#WARN: unknown deadtime while CMS is on\n#359661 [42, 43]\n';

const recorded = (csv: string) => {
  const brilcalc = Brilcalc.fromText(csv);
  return brilcalc.sum(brilcalc.lumisections).recorded;
};

describe('a valid trailer', () => {
  test.each([
    ['its warnings', good + warnings + check + nullDeadtime],
    ['no trailer', header() + rows],
    ['a trailer that is cut off before its values', header() + rows + trailer('').slice(0, -2)],
    ['a trailer of another unit', header() + rows + trailer('1,2,3,2,1170.000000000,525.000000000', '/nb')],
    ['spaces after commas', good.replaceAll(',', ', ')],
    ['spaces and tabs around all cells', good.replaceAll(',', ' ,\t').replaceAll('\n', '  \n')],
    ['a space after #', good.replaceAll('#', '# ')],
    ['CRLF', good.replaceAll('\n', '\r\n')],
    ['CR', good.replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${good}`],
    ['no line end', good.trimEnd()],
    ['repeated headers', header() + rows.replaceAll(/\n(?=.)/g, `\n${header()}`) + trailer('1,2,3,2,1.17,0.525')],
    [
      'rows in another order',
      header() + rows.trimEnd().split('\n').reverse().join('\n') + trailer('1,2,3,2,1.17,0.525'),
    ],
    ['a row that occurs twice', good.replace(rows, rows + rows)],
    ['the same output twice', good + good],
    ['the same output twice, with byte order marks', `\uFEFF${good}${check}\uFEFF${good}`],
    ['an output without a trailer before it', header() + rows + good],
    ['counts of all rows below a repeated header', header() + rows + header() + rows + trailer('1,2,3,2,1.17,0.525')],
  ])('reads a file with %s', (_, csv) => {
    expect(recorded(csv)).toBe(0.525);
    expect(Brilcalc.fromText(csv).lumisections.toCmssw()).toBe('359661:42-359661:43,359662:1');
  });

  test('reads several outputs, each with its trailer', () => {
    const other =
      header() + row('359700:8240', '7:7', '2.000000000', '1.000000000') + trailer('1,1,1,1,2.000000000,1.000000000');
    expect(recorded(good + warnings + check + other)).toBe(1.525);
    // The header is missing from the second one.
    expect(recorded(good + other.replace(header(), ''))).toBe(1.525);
  });

  test('reads --xing and --tssec', () => {
    const csv = good
      .replaceAll('source\n', 'source,[bxidx bxdelivered(/pb) bxrecorded(/pb)]\n')
      .replaceAll('HFET\n', 'HFET,[1 0.1 0.05 2 0.2 0.1]\n');
    expect(recorded(csv.replaceAll('10/01/22 10:00:00', '1664618400'))).toBe(0.525);
  });

  test('allows totals to differ by the rounding of the printed numbers', () => {
    const many = Array.from({ length: 100 }, (_, at) =>
      row('359661:8236', `${at + 1}:${at + 1}`, '0.123', '0.100'),
    ).join('');
    expect(
      Brilcalc.fromText(header() + many + trailer('1,1,100,100,12.345,10.021')).lumisections.lumisectionCount,
    ).toBe(100);
    refused(
      () => Brilcalc.fromText(header() + many + trailer('1,1,100,100,12.351,10.021')),
      badCsv({ field: 'totdelivered(/pb)', expected: 12.351 }),
    );
    const tiny = row('1:1', '1:1', '1.23e-05', '1.2e-05') + row('1:1', '2:2', '1.23e-05', '1.2e-05');
    expect(recorded(header() + tiny + trailer('1,1,2,2,2.469e-05,2.49e-05'))).toBeCloseTo(2.4e-5, 12);
    refused(
      () => Brilcalc.fromText(header() + tiny + trailer('1,1,2,2,2.469e-05,2.6e-05')),
      badCsv({ field: 'totrecorded(/pb)', expected: 2.6e-5 }),
    );
  });
});

describe('a trailer that disagrees', () => {
  test.each<[values: string, problem: Parameters<typeof badCsv>[0]]>([
    ['2,2,3,2,1.17,0.525', { field: 'nfill', expected: 2, received: 1 }],
    ['1,3,3,2,1.17,0.525', { field: 'nrun', expected: 3, received: 2 }],
    ['1,2,4,2,1.17,0.525', { field: 'nls', expected: 4, received: 3 }],
    ['1,2,3,3,1.17,0.525', { field: 'ncms', expected: 3, received: 2 }],
    ['1,2,3,2,1.27,0.525', { field: 'totdelivered(/pb)', expected: 1.27, received: 1.17 }],
    ['1,2,3,2,1.17,0.526', { field: 'totrecorded(/pb)', expected: 0.526, received: 0.525 }],
    ['1,2,3,2,1.17,0', { field: 'totrecorded(/pb)', expected: 0, received: 0.525 }],
    ['1,2,3,2,1.17', { expected: 6, received: 5 }],
    ['1', { expected: 6, received: 1 }],
    ['1,2,3,2,1.17,0.525,1', { expected: 6, received: 7 }],
    ['1,2,x,2,1.17,0.525', { field: 'nls', received: 'x' }],
    ['1,2,3,2,1.17,x', { field: 'totrecorded(/pb)', received: 'x' }],
  ])('rejects the values %s, unless the trailer is ignored', (values, problem) => {
    const csv = header() + rows + trailer(values);
    refused(() => Brilcalc.fromText(csv), badCsv({ line: 8, ...problem }));
    refused(() => LumiList.fromRuns([359661]).luminosity(csv), badCsv({ line: 8, ...problem }));
    expect(Brilcalc.fromText(csv, { trailer: 'ignore' }).lumisections.lumisectionCount).toBe(3);
  });

  test.each(['/fb', '/ub'])('rejects totals that are in %s by name only', (unit) => {
    refused(
      () => Brilcalc.fromText(header() + rows + trailer('1,2,3,2,1.17,0.525', unit)),
      badCsv({ line: 8, field: `totdelivered(${unit})` }),
    );
  });

  test('rejects rates and unknown units', () => {
    const withUnit = (unit: string) => () => Brilcalc.fromText(header() + rows + trailer('1,2,3,2,1.17,0.525', unit));
    refused(withUnit('hz/ub'), badCsv({ line: 8, field: 'totdelivered(hz/ub)', received: 'hz/ub' }));
    refused(withUnit('/xb'), badCsv({ line: 8, field: 'totdelivered(/xb)', received: '/xb' }));
  });

  test('reports lost rows of the second of two outputs', () => {
    const other = header() + row('359700:8240', '7:7', '2.0', '1.0') + trailer('1,1,2,2,4.0,2.0');
    refused(() => Brilcalc.fromText(good + other), badCsv({ line: 14, field: 'nls', expected: 2, received: 1 }));
  });

  test('rejects lines below an output that are neither rows nor warnings', () => {
    refused(() => Brilcalc.fromText(`${good}Killed\n`), badCsv({ line: 9, expected: 9, received: 1 }));
    // Above the trailer, a warning means that rows are interrupted.
    refused(() => Brilcalc.fromText(header() + warnings + rows), badCsv({ line: 4, expected: 9 }));
  });
});

describe('HLT paths', () => {
  const pathHeader = '#run:fill,ls,time,hltpath,delivered(/pb),recorded(/pb),avgpu,source\n';
  const pathRow = (run: number, ls: string, path: string, luminosity: string) =>
    `${run}:6417,${ls},04/17/18 10:54:40,${path},${luminosity},${luminosity},58.7,HFOC\n`;
  const end = (...lines: string[]) =>
    `#Summary:\n#hltpath,nfill,nrun,ncms,totdelivered(/pb),totrecorded(/pb)\n${lines.map((line) => `#${line}\n`).join('')}#\n`;
  const sums = (sum: string) => `#Sum delivered  : ${sum}\n#Sum recorded : ${sum}\n`;
  const [first, second] = ['HLT_IsoMu24_v1', 'HLT_IsoMu24_v2'];
  const one =
    pathHeader + pathRow(1, '1:1', first, '16.5') + pathRow(1, '2:2', first, '17.25') + pathRow(1, '3:0', first, '1');
  const ofOne = `${first},1,1,2,33.75,33.75`;
  const two = one + pathRow(1, '1:1', 'HLT_Ele27_v1', '4.5') + pathRow(2, '1:1', second, '8.5');
  const ofTwo = [ofOne, 'HLT_Ele27_v1,1,1,1,4.5,4.5', `${second},1,1,1,8.5,8.5`];

  test('reads the rows of one path', () => {
    expect(recorded(one + end(ofOne) + sums('33.75'))).toBe(34.75);
  });

  test('compares the trailer with the lumisections that CMS recorded', () => {
    refused(
      () => Brilcalc.fromText(one + end(`${first},1,1,3,33.75,33.75`)),
      badCsv({ line: 7, field: 'ncms', expected: 3, received: 2 }),
    );
    refused(
      () => Brilcalc.fromText(one + end(`${first},1,1,2,34.75,33.75`)),
      badCsv({ line: 7, field: 'totdelivered(/pb)', expected: 34.75, received: 33.75 }),
    );
    refused(
      () => Brilcalc.fromText(one + end(ofOne) + sums('34.75')),
      badCsv({ line: 9, field: 'totdelivered', expected: 34.75, received: 33.75 }),
    );
    refused(
      () => Brilcalc.fromText(one + end(...ofTwo)),
      badCsv({ line: 8, field: 'nfill', expected: 1, received: 0 }),
    );
  });

  test.each([
    ['two paths', two, 'HLT_Ele27_v1'],
    ['two paths with equal luminosities', one + pathRow(1, '1:1', second, '16.5'), second],
    ['two paths in separate runs', one + pathRow(2, '1:1', second, '8.5'), second],
  ])('rejects rows of %s', (_, csv, received) => {
    refused(() => Brilcalc.fromText(csv), badCsv({ line: 5, field: 'hltpath', expected: first, received }));
  });

  test('rejects rows with and without a path in one file', () => {
    refused(() => Brilcalc.fromText(good + one), badCsv({ line: 10, field: 'hltpath', expected: '', received: first }));
    refused(() => Brilcalc.fromText(one + good), badCsv({ line: 7, field: 'hltpath', expected: first, received: '' }));
    refused(() => Brilcalc.fromText(good, { hltPath: first }), badCsv({ line: 3, field: 'hltpath' }));
  });

  test('reads the rows of a selected path', () => {
    const csv = two + end(...ofTwo) + sums('46.75');
    const total = (hltPath: string) => {
      const brilcalc = Brilcalc.fromText(csv, { hltPath });
      return brilcalc.sum(brilcalc.lumisections).delivered;
    };
    expect([total(first), total('HLT_Ele27_v1'), total('HLT_IsoMu24_v*'), total('HLT_IsoMu24_v?')]).toEqual([
      34.75, 4.5, 43.25, 43.25,
    ]);
    for (const other of ['HLT_IsoMu24', 'HLT.Ele27_v1', 'hlt_ele27_v1'])
      refused(() => total(other), badCsv({ field: 'hltpath', expected: other, received: first }));
    refused(() => Brilcalc.fromText(csv, { hltPath: '*' }), badCsv({ line: 5 }));
    refused(
      () => Brilcalc.fromText(csv.replace(ofOne, `${first},1,1,1,33.75,33.75`), { hltPath: first }),
      badCsv({ field: 'ncms', expected: 1, received: 2 }),
    );
  });
});

test.each([
  null,
  5,
  'HLT_IsoMu24_v1',
  { hltpath: 'x' },
  { hltPath: '' },
  { hltPath: 5 },
  { trailer: 'none' },
  { trailer: true },
])('rejects the options %o', async (options) => {
  refused(() => Brilcalc.fromText(good, any(options)), badOption());
});

const luminosity = publishedFolder('luminosity');
describe.runIf(isFull && luminosity !== undefined)('the published luminosities of 2017', () => {
  const read = () => gunzipSync(readFileSync(new URL('brilcalc-lumi2017-byls.csv.gz', luminosity as URL))).toString();

  test('agree with their trailer, and no longer if one row is lost', () => {
    const csv = read();
    const brilcalc = Brilcalc.fromText(csv);
    expect(brilcalc.lumisections.lumisectionCount).toBe(206564);
    expect(brilcalc.sum(brilcalc.lumisections).recorded).toBeCloseTo(41529.740260495, 3);
    const lost = csv.replace(/^297050:5839,13:13,.*\r?\n/m, '');
    refused(() => Brilcalc.fromText(lost), badCsv({ field: 'nls', expected: 206564, received: 206563 }));
    const changed = csv.replace('0.160000792', '0.161000792');
    refused(() => Brilcalc.fromText(changed), badCsv({ field: 'totdelivered(/pb)', expected: 44171.599238888 }));
  });
});
