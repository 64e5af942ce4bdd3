import { QueryError } from '../errors.js';
import { describe, written } from '../util/describe.js';
import { isIntegerIn, maxInt32 } from '../util/integer.js';
import { checkStorable } from '../util/storable.js';
import type { DatasetKey } from './lumisections/ranges.js';

/** Checks a run number, which becomes part of a URL. */
export function checkRun(run: unknown): number {
  if (isIntegerIn(run, 1, maxInt32)) return run;
  const digits = typeof run === 'string' && /^\s*\d+\s*$/.test(run) ? Number(run) : 0;
  throw new QueryError('bad-value', `Expected a run number, got ${describe(run)}`, {
    attribute: 'run_number',
    hint: digits >= 1 && digits <= maxInt32 ? `Write ${digits}.` : 'Write an integer from 1, such as 355556.',
  });
}

/** Kinds of strings that requests contain, with examples. */
const examples = {
  'a dataset name': "'online' or '/PromptReco/Collisions2022A/DQM'",
  'a run class': "'Collisions22' or 'Cosmics22'",
  'a workspace': "'global' or 'tracker'",
} as const;

export type StringKind = keyof typeof examples;

/** Checks the key of a dataset. */
export function checkKey(run: unknown, dataset: unknown): DatasetKey {
  if (typeof run === 'string' && typeof dataset === 'number')
    throw new QueryError('bad-value', `Expected a run number before the dataset name, got ${describe(run)}`, {
      attribute: 'run_number',
      hint: `Write ${dataset}, ${written(run)}.`,
    });
  return { run_number: checkRun(run), dataset_name: checkString(dataset, 'a dataset name') };
}

/** Creates the error for a value that is not one of these strings. */
export const unexpectedString = (expected: StringKind, value: unknown): QueryError =>
  new QueryError('bad-value', `Expected ${expected}, got ${describe(value)}`, {
    hint: `Write a string such as ${examples[expected]}.`,
  });

/** Checks a string that must not be empty, and that the registry can store. */
export function checkString(value: unknown, expected: StringKind): string {
  if (typeof value !== 'string' || value === '') throw unexpectedString(expected, value);
  checkStorable(value, expected.replace('a ', 'the '));
  return value;
}
