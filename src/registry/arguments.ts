import { didYouMean, nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import type { DatasetQuery } from '../query/builder.js';
import type { DatasetKey } from '../query/lumisections/ranges.js';
import { Query } from '../query/query.js';

export const classHint = "write one such as 'Cosmics22'";
export const workspaceHint = "write one such as 'global'";

const maxRun = 2 ** 31 - 1;

/** Checks a run number, which becomes part of an address. */
export function checkRun(run: unknown): number {
  if (typeof run === 'number' && Number.isInteger(run) && run >= 1 && run <= maxRun) return run;
  const digits = typeof run === 'string' && /^\s*\d+\s*$/.test(run) ? Number(run) : 0;
  throw new QueryError('bad-value', `a run number is a whole number from 1, and ${describe(run)} is none`, {
    attribute: 'run_number',
    hint: digits >= 1 && digits <= maxRun ? `write ${digits}` : 'write one such as 355556',
  });
}

export const checkDatasetName = (dataset: unknown): string =>
  checkString(dataset, 'the name of a dataset', "write 'online', or a path such as '/PromptReco/Collisions2022A/DQM'");

/** Checks the key of a dataset. */
export const checkKey = (run: unknown, dataset: unknown): DatasetKey => ({
  run_number: checkRun(run),
  dataset_name: checkDatasetName(dataset),
});

/** Checks a string that must not be empty. */
export function checkString(value: unknown, what: string, hint: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new QueryError(
    'bad-value',
    `${what} is a text, and ${value === '' ? 'an empty one' : describe(value)} is none`,
    { hint },
  );
}

/** Checks a string that becomes a segment of a path. Dots alone would select another path, and lone surrogates cannot be encoded. */
export function checkSegment(value: unknown, what: string, hint: string): string {
  const segment = checkString(value, what, hint);
  if (!/^\.{1,2}$|\p{Surrogate}/u.test(segment)) return encodeURIComponent(segment);
  throw new QueryError('bad-value', `${describe(segment)} is not ${what}`, { hint });
}

/** Checks a value that must be one of a list. */
export function checkOneOf<Value extends string>(value: unknown, values: readonly Value[], what: string): Value {
  if (values.includes(value as Value)) return value as Value;
  throw new QueryError('bad-value', `${what} is ${describe(value)}`, {
    hint:
      didYouMean(typeof value === 'string' ? nearest(value, values) : []) ??
      `write one of ${values.map((one) => `'${one}'`).join(', ')}`,
  });
}

/** Checks a query for datasets without a limit. */
export function checkDatasetQuery(query: DatasetQuery<unknown>): DatasetQuery<unknown> {
  const isQuery = (query as unknown) instanceof Query;
  if (isQuery && Query.targetOf(query as unknown as Query) === 'datasets' && query.plan().limit === undefined)
    return query;
  throw new QueryError(
    'bad-value',
    `getUniqueDatasetNames() takes a query for datasets without a limit${isQuery ? '' : `, and ${describe(query)} is none`}`,
    { hint: "write datasets().where('run_number').gte(355100)" },
  );
}
