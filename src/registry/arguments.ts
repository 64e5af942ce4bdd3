import { didYouMean, nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import type { DatasetQuery } from '../query/builder.js';
import type { DatasetKey } from '../query/lumisections/ranges.js';
import { Query } from '../query/query.js';
import { describe } from '../util/describe.js';
import { isIntegerIn, maxInt32 } from '../util/integer.js';

/** Checks a run number, which becomes part of an address. */
export function checkRun(run: unknown): number {
  if (isIntegerIn(run, 1, maxInt32)) return run;
  const digits = typeof run === 'string' && /^\s*\d+\s*$/.test(run) ? Number(run) : 0;
  throw new QueryError('bad-value', `Expected a run number, got ${describe(run)}`, {
    attribute: 'run_number',
    hint: digits >= 1 && digits <= maxInt32 ? `Write ${digits}.` : 'Write a whole number from 1, such as 355556.',
  });
}

/** Kinds of strings that requests contain, with examples. */
const examples = {
  'a dataset name': "'online' or '/PromptReco/Collisions2022A/DQM'",
  'a run class': "'Collisions22' or 'Cosmics22'",
  'a workspace': "'global' or 'tracker'",
} as const;

/** Checks the key of a dataset. */
export const checkKey = (run: unknown, dataset: unknown): DatasetKey => ({
  run_number: checkRun(run),
  dataset_name: checkString(dataset, 'a dataset name'),
});

const unexpected = (expected: keyof typeof examples, value: unknown): QueryError =>
  new QueryError('bad-value', `Expected ${expected}, got ${describe(value)}`, {
    hint: `Write a string such as ${examples[expected]}.`,
  });

/** Checks a string that must not be empty. */
export function checkString(value: unknown, expected: keyof typeof examples): string {
  if (typeof value === 'string' && value !== '') return value;
  throw unexpected(expected, value);
}

/**
 * Checks a string and encodes it as a segment of a path. Dots alone would select another path, and lone surrogates cannot be encoded.
 */
export function checkSegment(value: unknown, expected: keyof typeof examples): string {
  const segment = checkString(value, expected);
  if (!/^\.{1,2}$|\p{Surrogate}/u.test(segment)) return encodeURIComponent(segment);
  throw unexpected(expected, segment);
}

/** Checks a value that must be one of a list. */
export function checkOneOf<Value extends string>(value: unknown, values: readonly Value[], expected: string): Value {
  if (values.includes(value as Value)) return value as Value;
  throw new QueryError('bad-value', `Expected ${expected}, got ${describe(value)}`, {
    hint:
      didYouMean(typeof value === 'string' ? nearest(value, values) : []) ??
      `Write one of ${values.map((allowed) => `'${allowed}'`).join(', ')}.`,
  });
}

/** Checks a query for datasets without a limit. */
export function checkDatasetQuery(query: DatasetQuery<unknown>): DatasetQuery<unknown> {
  const received: unknown = query;
  const isOfDatasets = received instanceof Query && Query.targetOf(received) === 'datasets';
  if (isOfDatasets && query.plan().limit === undefined) return query;
  throw new QueryError(
    'bad-value',
    `Expected a query for datasets without a limit, got ${isOfDatasets ? 'one with a limit' : describeQuery(received)}`,
    { hint: "Write datasets().where('run_number').gte(355100)." },
  );
}

/** Describes a value that was passed instead of a query. */
export const describeQuery = (value: unknown): string =>
  value instanceof Query ? `a query for ${Query.targetOf(value)}` : describe(value);
