/** What several tests of wrong input share. */
import { LumiList, QueryError } from 'runregistry';
import type { Refusal } from '../support/refusal.js';

export type Says = NonNullable<Refusal['says']>;

const refusal =
  (code: string) =>
  (...says: Says): Refusal => ({ is: QueryError, code, says });

export const bad = refusal('bad-lumi-list');
export const badCsv = refusal('bad-brilcalc');
export const badOption = refusal('bad-option');
export const badUrl = refusal('bad-url');

/** For what the type checker refuses too. */
export const any = (value: unknown) => value as never;

export const numbered = 'lumisections are numbered from 1 to 268435454';
export const runsNumbered = 'runs are numbered from 1 to 4294967295';
export const promised = Promise.resolve({});

/** Values that are no object, list, or function at all. */
export const nothings: readonly (readonly [unknown, string])[] = [
  [undefined, 'undefined'],
  [null, 'null'],
  [5, '5'],
  [Number.NaN, 'NaN'],
  [true, 'true'],
  [7n, '7n'],
  [promised, 'a promise'],
];

/** What is no run number, in a list of such. */
export const noRuns: readonly [unknown, string][] = [
  [[7, '315257'], "entry 2 of the runs is '315257', and not a run number; write the number 315257, without quotes"],
  [[7, 'x'], `entry 2 of the runs is 'x', and not a run number; ${runsNumbered}`],
  [[7, 0], 'entry 2 of the runs is 0, and not a run number'],
  [[7, -1], 'entry 2 of the runs is -1, and not a run number'],
  [[7, 1.5], 'entry 2 of the runs is 1.5, and not a run number'],
  [[7, Number.NaN], 'entry 2 of the runs is NaN, and not a run number'],
  [[7, Number.POSITIVE_INFINITY], 'entry 2 of the runs is Infinity, and not a run number'],
  [[7, 4294967296], 'entry 2 of the runs is 4294967296, and not a run number'],
  [[7, null], 'entry 2 of the runs is null, and not a run number'],
  [[7, [1, 2]], 'entry 2 of the runs is a list, and not a run number'],
  [LumiList.fromRuns([7]), 'entry 1 of the runs is a list, and not a run number; the runs of a LumiList are list.runs'],
];
