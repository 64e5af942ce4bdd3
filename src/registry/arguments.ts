import { didYouMean, nearest, quoted } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { checkString, type StringKind, unexpectedString } from '../query/arguments.js';
import type { DatasetQuery } from '../query/builder.js';
import { Query } from '../query/query.js';
import type { Client } from '../query/reading/client.js';
import { checkSameRegistry } from '../query/same-registry.js';
import { describe } from '../util/describe.js';

/**
 * Checks a string and encodes it as a segment of a path. Dots alone would select another path.
 */
export function checkSegment(value: unknown, expected: StringKind): string {
  const segment = checkString(value, expected);
  if (!/^\.{1,2}$/.test(segment)) return encodeURIComponent(segment);
  throw unexpectedString(expected, segment);
}

/** Checks a value that must be one of a list. */
export function checkOneOf<Value extends string>(value: unknown, values: readonly Value[], expected: string): Value {
  if (values.includes(value as Value)) return value as Value;
  throw new QueryError('bad-value', `Expected ${expected}, got ${describe(value)}`, {
    hint: didYouMean(typeof value === 'string' ? nearest(value, values) : []) ?? `Write one of ${quoted(values)}.`,
  });
}

/** Checks a query of a client for datasets, without a limit. */
export function checkDatasetQuery(query: DatasetQuery<unknown>, client: Client): DatasetQuery<unknown> {
  const received: unknown = query;
  const isOfDatasets = received instanceof Query && Query.targetOf(received) === 'datasets';
  if (isOfDatasets && query.plan().limit === undefined) {
    checkSameRegistry(received, client);
    return query;
  }
  throw new QueryError(
    'bad-value',
    `Expected a query for datasets without a limit, got ${isOfDatasets ? 'one with a limit' : describeQuery(received)}`,
    { hint: "Write datasets().where('run_number').gte(355100)." },
  );
}

/** Describes a value that was passed instead of a query. */
export const describeQuery = (value: unknown): string =>
  value instanceof Query ? `a query for ${Query.targetOf(value)}` : describe(value);
