/** Errors and invalid values that several tests share. */
import { LumiList, QueryError } from 'runregistry';
import type { QueryErrorDetails } from '../../src/error-codes.js';
import type { Refusal } from '../support/refusal.js';

const refusal =
  <Code extends keyof QueryErrorDetails>(code: Code) =>
  (details: Partial<QueryErrorDetails[Code]> = {}): Refusal => ({ is: QueryError, code, details: { ...details } });

export const bad = refusal('bad-lumi-list');
export const badCsv = refusal('bad-brilcalc');
export const badOption = refusal('bad-option');
export const badUrl = refusal('bad-url');

/** For values that the type checker rejects too. */
export const any = (value: unknown) => value as never;

/** Values that are neither objects, lists nor functions, and a promise. */
export const nothings: readonly unknown[] = [undefined, null, 5, Number.NaN, true, 7n, Promise.resolve({})];

/** Lists whose element is not a run number, with the position of the element. */
export const noRuns: readonly [runs: unknown, element: number][] = [
  ...['315257', 'x', 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 4294967296, null, [1, 2]].map(
    (run): [unknown, number] => [[7, run], 2],
  ),
  [LumiList.fromRuns([7]), 1],
];
