import { inspect } from 'node:util';
import { Brilcalc, LumiList, type Luminosity } from 'runregistry';
import { expect, expectTypeOf, test } from 'vitest';

const header = (unit: string) =>
  `#Data tag : v1 , Norm tag: None\n#run:fill,ls,time,beamstatus,E(GeV),delivered(${unit}),recorded(${unit}),avgpu,source\n`;
const line = (run: number, ls: string, delivered: number, recorded: number) =>
  `${run}:6417,${ls},04/27/18 18:12:19,STABLE BEAMS,6500,${delivered},${recorded},30.1,HFET\n`;

// The output of brilcalc lumi --byls --output-style csv.
const csv = `${header('/ub')}${line(7, '1:1', 10, 8)}${line(7, '2:2', 20, 16)}${line(7, '3:0', 40, 0)}${line(8, '1:1', 80, 64)}\
#Summary:
#nfill,nrun,nls,ncms,totdelivered(/ub),totrecorded(/ub)
#1,2,4,3,150,88

#Check JSON:
#(run,ls) in json but not in results: []
`;

test('adds up the lumisections of a list', () => {
  const sum = LumiList.fromCmssw('7:1-7:3').luminosity(csv);
  expect(sum).toMatchObject({ delivered: 70, recorded: 24, unit: '/ub', lumisections: 3 });
  expect(sum.missing.isEmpty).toBe(true);
  expect(Object.isFrozen(sum)).toBe(true);
  expect(LumiList.fromRuns([7, 8]).luminosity(csv)).toMatchObject({ delivered: 150, recorded: 88, lumisections: 4 });
  expect(LumiList.empty.luminosity(csv)).toMatchObject({ delivered: 0, recorded: 0, lumisections: 0 });
  expectTypeOf(sum).toEqualTypeOf<Luminosity>();
});

test('reports lumisections that the CSV lacks as missing', () => {
  const sum = LumiList.fromCmssw('6:1,7:2-7:5,8:1').luminosity(csv);
  expect(sum).toMatchObject({ delivered: 140, recorded: 80, lumisections: 3 });
  expect(sum.missing.toCmssw()).toBe('6:1,7:4-7:5');
  const whole = LumiList.fromRuns([7]).luminosity(csv);
  expect(whole.recorded).toBe(24);
  expect(whole.missing.toCmssw()).toBe('7:4-7:max');
});

test('reads a Brilcalc once for many lists', () => {
  const brilcalc = Brilcalc.fromText(csv);
  expect(brilcalc.unit).toBe('/ub');
  expect(brilcalc.lumisections.toCmssw()).toBe('7:1-7:3,8:1');
  expect(brilcalc.at(7, 3)).toEqual({ delivered: 40, recorded: 0 });
  expect([brilcalc.at(7, 4), brilcalc.at(9, 1)]).toEqual([undefined, undefined]);
  const list = LumiList.fromCmssw('7:1-7:2');
  expect(brilcalc.sum(list)).toEqual(list.luminosity(brilcalc));
  expect(list.luminosity(brilcalc)).toEqual(list.luminosity(csv));
  expect(inspect(brilcalc)).toBe('Brilcalc: 4 lumisections in /ub');
  expect(String(brilcalc)).toBe(inspect(brilcalc));
  expect(Object.isFrozen(brilcalc) && Object.isFrozen(brilcalc.at(7, 3))).toBe(true);
});

test.each(['/fb', '/pb', '/nb', '/ub', '/mb', '1e39/cm2'])(
  'returns luminosities in the unit of the CSV: %s',
  (unit) => {
    const sum = LumiList.fromRuns([7]).luminosity(header(unit) + line(7, '1:1', 1.5e-3, 1.25e-3));
    expect(sum).toMatchObject({ unit, delivered: 0.0015, recorded: 0.00125 });
  },
);

test('finds columns by their names', () => {
  const text = 'run:fill,ls,recorded(/pb),source,delivered(/pb)\n7:1,2:2,1,HFET,2\n7:1,3:3,4,HFET,8';
  expect(LumiList.fromRuns([7]).luminosity(text)).toMatchObject({ delivered: 10, recorded: 5 });
});

test('accepts line ends of other systems, blank lines, and a byte order mark', () => {
  const brilcalc = Brilcalc.fromText(`\uFEFF${csv.replaceAll('\n', '\r\n')}   \r\n`);
  expect(LumiList.fromRuns([7, 8]).luminosity(brilcalc)).toMatchObject({ delivered: 150, recorded: 88 });
});

test('accepts lines in any order, and duplicate lines', () => {
  const lines = [line(8, '1:1', 80, 64), line(7, '3:0', 40, 0), line(7, '1:1', 10, 8), line(7, '2:2', 20, 16)];
  const brilcalc = Brilcalc.fromText(header('/ub') + [...lines, ...lines].join(''));
  expect(brilcalc.lumisections.equals(Brilcalc.fromText(csv).lumisections)).toBe(true);
  expect(brilcalc.sum(brilcalc.lumisections)).toMatchObject({ delivered: 150, recorded: 88, lumisections: 4 });
});

test('returns 0 for a CSV without lumisections', () => {
  const sum = LumiList.fromCmssw('7:1').luminosity(`${header('/ub')}#Summary:\n`);
  expect(sum).toMatchObject({ delivered: 0, recorded: 0, unit: '/ub', lumisections: 0 });
  expect(sum.missing.toCmssw()).toBe('7:1');
});
