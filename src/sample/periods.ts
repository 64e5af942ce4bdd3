import { day } from './time.js';

/** Kind of operation of CMS. It decides class, keys, beams and flags of a run. */
export type Kind = 'collisions' | 'ions' | 'cosmics' | 'commissioning';

/** A range of consecutive run numbers. */
export interface Period {
  readonly year: 2018 | 2022 | 2024;
  /** First and last run number, both included. */
  readonly runs: readonly [number, number];
  /** First and last LHC fill. */
  readonly fills: readonly [number, number];
  /** First and last day, in seconds since 1970. */
  readonly days: readonly [number, number];
  /** Runs of the default sample (of `defaultRuns`); other sizes keep the proportion. */
  readonly share: number;
  /** Letter of the data-taking era, `''` outside eras. */
  readonly era: string;
  readonly kinds: readonly [readonly [Kind, number], ...(readonly [Kind, number])[]];
  /** Class of cosmic runs, where it is not `Cosmics<yy>`. */
  readonly cosmicsClass?: string;
  /** Beam energy in GeV. */
  readonly energy: number;
}

type Row = readonly [
  year: Period['year'],
  era: string,
  runs: readonly [number, number],
  fills: readonly [number, number],
  days: readonly [string, string],
  share: number,
  kinds: Period['kinds'],
  cosmicsClass?: string,
];

const collisions: Period['kinds'] = [['collisions', 1]];
// In a long year some fills never come: the shifters take cosmics with the same key stores in between.
const collisionsAndCosmics: Period['kinds'] = [
  ['collisions', 11],
  ['cosmics', 1],
];
const cosmics: Period['kinds'] = [['cosmics', 1]];
const commissioning: Period['kinds'] = [['commissioning', 1]];
const commissioningAndCosmics: Period['kinds'] = [
  ['commissioning', 3],
  ['cosmics', 2],
];

// Rows with a single run number are the runs that the README of the Python client names.
const rows: readonly Row[] = [
  [
    2018,
    '',
    [309000, 310000],
    [6495, 6530],
    ['2018-01-30', '2018-02-21'],
    40,
    commissioningAndCosmics,
    'Cosmics18CRUZET',
  ],
  [2018, 'A', [315257, 316995], [6614, 6741], ['2018-04-28', '2018-05-29'], 32, collisions],
  [2018, 'B', [317080, 319310], [6749, 6904], ['2018-05-31', '2018-07-07'], 26, collisions],
  [2018, 'C', [319337, 320065], [6909, 6961], ['2018-07-09', '2018-07-24'], 14, collisions],
  [2018, '', [320100, 320600], [6965, 7001], ['2018-07-25', '2018-08-02'], 8, cosmics],
  [2018, 'D', [320673, 323443], [7006, 7211], ['2018-08-03', '2018-09-25'], 16, collisions],
  [2018, 'D', [323444, 323444], [7212, 7212], ['2018-09-25', '2018-09-25'], 1, collisions],
  [2018, 'D', [323445, 323554], [7213, 7219], ['2018-09-25', '2018-09-27'], 1, collisions],
  [2018, 'D', [323555, 323555], [7220, 7220], ['2018-09-27', '2018-09-27'], 1, collisions],
  [2018, 'D', [323556, 325175], [7221, 7334], ['2018-09-27', '2018-10-24'], 11, collisions],
  [2018, '', [325200, 326300], [7335, 7420], ['2018-10-25', '2018-11-07'], 10, cosmics],
  [2018, 'HI', [326381, 327564], [7427, 7492], ['2018-11-08', '2018-12-02'], 12, [['ions', 1]]],
  [2018, 'HI', [327604, 327604], [7493, 7493], ['2018-12-03', '2018-12-03'], 1, cosmics],
  [2018, 'HI', [327743, 327743], [7494, 7494], ['2018-12-04', '2018-12-04'], 1, cosmics],
  [2018, '', [328762, 328762], [7495, 7495], ['2018-12-10', '2018-12-10'], 1, cosmics],
  [2022, '', [348500, 351000], [7546, 7650], ['2022-03-01', '2022-04-20'], 12, cosmics],
  [2022, '', [352417, 355099], [7680, 7919], ['2022-05-10', '2022-07-04'], 20, commissioning],
  [2022, 'B', [355100, 355208], [7920, 7925], ['2022-07-05', '2022-07-07'], 8, collisions],
  [2022, 'B', [355209, 355769], [7926, 7990], ['2022-07-07', '2022-07-17'], 14, collisionsAndCosmics],
  [2022, 'C', [355862, 357482], [8007, 8130], ['2022-07-20', '2022-08-18'], 26, collisionsAndCosmics],
  [2022, 'D', [357538, 357900], [8132, 8151], ['2022-08-19', '2022-08-23'], 10, collisions],
  [2022, '', [357950, 358900], [8152, 8204], ['2022-08-24', '2022-09-25'], 8, cosmics],
  [2022, 'E', [359022, 360331], [8210, 8288], ['2022-09-27', '2022-10-13'], 12, collisions],
  [2022, 'F', [360390, 362167], [8295, 8456], ['2022-10-15', '2022-11-17'], 16, collisionsAndCosmics],
  [2022, 'G', [362433, 362760], [8474, 8496], ['2022-11-22', '2022-11-28'], 10, collisions],
  [2022, '', [362761, 362761], [8497, 8497], ['2022-11-29', '2022-11-29'], 1, cosmics],
  [2024, '', [376900, 378100], [9340, 9400], ['2024-02-20', '2024-03-18'], 18, cosmics],
  [2024, '', [378142, 378980], [9402, 9470], ['2024-03-19', '2024-04-04'], 15, commissioning],
  [2024, 'B', [378981, 379349], [9474, 9508], ['2024-04-05', '2024-04-13'], 7, collisions],
  [2024, 'C', [379416, 380252], [9510, 9570], ['2024-04-14', '2024-05-03'], 12, collisionsAndCosmics],
  [2024, 'D', [380306, 380947], [9573, 9641], ['2024-05-04', '2024-05-19'], 10, collisions],
  [2024, 'E', [380963, 381594], [9642, 9719], ['2024-05-20', '2024-06-06'], 10, collisions],
  [2024, 'F', [381984, 383779], [9760, 9945], ['2024-06-14', '2024-07-26'], 16, collisionsAndCosmics],
  [2024, 'G', [383811, 385813], [9947, 10137], ['2024-07-27', '2024-09-17'], 12, collisions],
  [2024, 'H', [385836, 386319], [10140, 10202], ['2024-09-18', '2024-10-01'], 4, collisions],
  [2024, 'I', [386423, 386951], [10205, 10238], ['2024-10-02', '2024-10-16'], 4, collisions],
];

/** The periods of the sample, by run number; their ranges do not overlap. */
export const periods: readonly Period[] = rows.map(([year, era, runs, fills, days, share, kinds, cosmicsClass]) => ({
  year,
  runs,
  fills,
  days: [day(days[0]), day(days[1])],
  share,
  era,
  kinds,
  energy: era === 'HI' ? 6369 : year === 2018 ? 6500 : 6800,
  ...(cosmicsClass === undefined ? {} : { cosmicsClass }),
}));

/** Runs of a sample of the default size. */
export const defaultRuns = periods.reduce((sum, period) => sum + period.share, 0);

/** Most runs that a sample can have: every number of every period. */
export const maxRuns = periods.reduce((sum, { runs: [first, last] }) => sum + last - first + 1, 0);

/** Returns the number of runs of each period in a sample of `total` runs. */
export function allot(total: number): readonly number[] {
  const width = (period: Period) => period.runs[1] - period.runs[0] + 1;
  const counts = periods.map((period) => Math.min(width(period), Math.floor((total * period.share) / defaultRuns)));
  let left = total - counts.reduce((sum, count) => sum + count, 0);
  // The remainder is distributed over the periods that still have numbers.
  while (left > 0) {
    for (const [index, period] of periods.entries()) {
      const count = counts[index] ?? 0;
      if (left === 0 || count >= width(period)) continue;
      counts[index] = count + 1;
      left -= 1;
    }
  }
  return counts;
}

/** Returns the class of a run, as the registry's classifiers name it. */
export function classOf(period: Period, kind: Kind): string {
  const yy = String(period.year).slice(2);
  if (kind === 'ions') return `HeavyIons${yy}`;
  if (kind === 'cosmics') return period.cosmicsClass ?? `Cosmics${yy}`;
  if (kind === 'commissioning') return period.year === 2018 ? 'Commissioning2018' : `Commissioning${yy}`;
  return `Collisions${yy}`;
}
