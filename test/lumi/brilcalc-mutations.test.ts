/** Random damage to valid files of brilcalc: equal luminosities or an error with the line, never another sum. */
import fc from 'fast-check';
import { Brilcalc, QueryError } from 'runregistry';
import { expect, test } from 'vitest';
import { fewest, rounds, seed } from '../support/rounds.js';

const cases = rounds({ usual: 60, full: 3000 });
console.log(`${cases} damaged files: TEST_SEED=${seed}`);

interface Given {
  readonly run: number;
  readonly lumisection: number;
  readonly isCms: boolean;
  readonly delivered: number;
  readonly recorded: number;
}

const decimals = 9;
const nano = 10 ** decimals;

const lumisections = fc.uniqueArray(
  fc.record({
    run: fc.constantFrom(297050, 315784, 359661),
    lumisection: fc.integer({ min: 1, max: 1500 }),
    isCms: fc.boolean(),
    delivered: fc.integer({ min: 0, max: nano }).map((value) => value / nano),
    recorded: fc.integer({ min: 0, max: nano }).map((value) => value / nano),
  }),
  { minLength: 1, maxLength: 12, selector: ({ run, lumisection }) => `${run}:${lumisection}` },
);

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0).toFixed(decimals);

const print = (given: readonly Given[]) => {
  const rows = given.map(
    ({ run, lumisection, isCms, delivered, recorded }) =>
      `${run}:${run % 7000},${lumisection}:${isCms ? lumisection : 0},10/01/22 10:00:00,STABLE BEAMS,6800,${delivered.toFixed(decimals)},${recorded.toFixed(decimals)},45.1,HFET\r\n`,
  );
  const runs = new Set(given.map(({ run }) => run)).size;
  const counts = [runs, runs, given.length, given.filter(({ isCms }) => isCms).length];
  const totals = [total(given.map(({ delivered }) => delivered)), total(given.map(({ recorded }) => recorded))];
  return `#Data tag : 23v1 , Norm tag: None
#run:fill,ls,time,beamstatus,E(GeV),delivered(/pb),recorded(/pb),avgpu,source
${rows.join('')}#Summary:
#nfill,nrun,nls,ncms,totdelivered(/pb),totrecorded(/pb)
#${[...counts, ...totals].join(',')}

#Check JSON:
#(run,ls) in json but not in results: []
`;
};

/** What happens to files: an editor, a cut, a lost or repeated line, a locale. `at` and `to` are between 0 and 1. */
const mutations: Readonly<Record<string, (text: string, at: number, to: number, letter: string) => string>> = {
  'a letter is replaced': (text, at, _, letter) => splice(text, at, 1, letter),
  'a letter is inserted': (text, at, _, letter) => splice(text, at, 0, letter),
  'a letter is deleted': (text, at) => splice(text, at, 1, ''),
  'two letters are swapped': (text, at) => {
    const index = Math.floor(at * (text.length - 1));
    return `${text.slice(0, index)}${text[index + 1]}${text[index]}${text.slice(index + 2)}`;
  },
  'a line is lost': (text, at) => lines(text, at, () => []),
  'a line is repeated': (text, at) => lines(text, at, (line) => [line, line]),
  'a line is repeated at the end': (text, at) => {
    const all = text.split('\n');
    return [...all, all[Math.floor(at * all.length)]].join('\n');
  },
  'lines are swapped': (text, at, to) => {
    const all = text.split('\n');
    const [a, b] = [Math.floor(at * all.length), Math.floor(to * all.length)];
    [all[a], all[b]] = [all[b] as string, all[a] as string];
    return all.join('\n');
  },
  'a line is cut': (text, at, to) => lines(text, at, (line) => [line.slice(0, Math.floor(to * line.length))]),
  'two lines are joined': (text, at) => splice(text, nth(text, '\n', at), 1, ''),
  'a decimal comma': (text, at) => splice(text, nth(text, '.', at), 1, ','),
  'all decimal commas': (text) => text.replaceAll('.', ','),
  'a quoted cell': (text, at, to) =>
    lines(text, at, (line) => {
      const cells = line.split(',');
      const index = Math.floor(to * cells.length);
      return [cells.map((cell, other) => (other === index ? `"${cell}"` : cell)).join(',')];
    }),
  'another unit': (text, at) => splice(text, nth(text, '/pb', at), 3, '/fb'),
  'a rate': (text, at) => splice(text, nth(text, '/pb', at), 3, 'hz/pb'),
  'spaces after commas': (text) => text.replaceAll(',', ', '),
  'line ends of another system': (text) => text.replaceAll('\r\n', '\n').replaceAll('\n', '\r'),
};

function splice(text: string, at: number, count: number, by: string): string {
  const index = at < 1 ? Math.floor(at * text.length) : at;
  return text.slice(0, index) + by + text.slice(index + count);
}

function nth(text: string, piece: string, at: number): number {
  const places = [...text.matchAll(new RegExp(piece.replace(/\W/g, '\\$&'), 'g'))].map(({ index }) => index as number);
  return places[Math.floor(at * places.length)] as number;
}

function lines(text: string, at: number, change: (line: string) => readonly string[]): string {
  const all = text.split('\n');
  const index = Math.floor(at * all.length);
  return [...all.slice(0, index), ...change(all[index] as string), ...all.slice(index + 1)].join('\n');
}

const sum = (brilcalc: Brilcalc) => brilcalc.sum(brilcalc.lumisections);

test('damage gives an equal sum or an error with the line, never another sum', () => {
  const outcomes = { equal: 0, rejected: 0 };
  const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const letter = fc.constantFrom(...'0123456789.,:;#"\' \t\r\n-+eE()/abx');
  fc.assert(
    fc.property(
      lumisections,
      fc.constantFrom(...Object.keys(mutations)),
      fraction,
      fraction,
      letter,
      (given, name, at, to, by) => {
        const text = print(given);
        const before = sum(Brilcalc.fromText(text));
        const damaged = (mutations[name] as (typeof mutations)[string])(text, at, to, by);
        let after: ReturnType<typeof sum>;
        try {
          after = sum(Brilcalc.fromText(damaged));
        } catch (error) {
          expect(error).toBeInstanceOf(QueryError);
          expect(error).toMatchObject({ code: 'bad-brilcalc' });
          // Only an error about the whole text has no line: there is no header and no row.
          if (/^\d/m.test(damaged)) expect(error).toHaveProperty('line');
          outcomes.rejected++;
          return;
        }
        // Totals do not show a change that is smaller than the rounding of the printed numbers.
        const rounding = (given.length + 2) / nano;
        expect({ lumisections: after.lumisections, unit: after.unit }).toEqual({
          lumisections: before.lumisections,
          unit: before.unit,
        });
        expect(Math.abs(after.delivered - before.delivered)).toBeLessThanOrEqual(rounding);
        expect(Math.abs(after.recorded - before.recorded)).toBeLessThanOrEqual(rounding);
        outcomes.equal++;
      },
    ),
    { numRuns: cases, seed },
  );
  console.log(outcomes);
  // Both outcomes occur: damage outside of the numbers is harmless.
  expect(outcomes.equal).toBeGreaterThanOrEqual(fewest(0.3, cases));
  expect(outcomes.rejected).toBeGreaterThanOrEqual(fewest(0.5, cases));
});
