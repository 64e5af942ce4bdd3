import { QueryError } from '../errors.js';
import { type LumisectionSource, lumisectionSource } from '../query/lumisections/context.js';
import { Query } from '../query/query.js';
import type { JsonObject } from '../util/json-object.js';

/** Checks that a query is for datasets. */
export function checkDatasets(query: Query): void {
  if (Query.targetOf(query) !== 'datasets')
    throw new QueryError('bad-value', 'Expected a query for datasets, got a query for runs', {
      hint: "Write datasets().where('dataset_name').eq('online') for the online datasets of runs.",
    });
}

/** Fetches the datasets of a query. @throws QueryError if the query is for runs. */
export async function datasetsOf(query: Query, signal: AbortSignal | undefined): Promise<readonly LumisectionSource[]> {
  checkDatasets(query);
  const rows = await query.all({ ...(signal && { signal }), compress: false });
  return (rows as readonly JsonObject[]).map((row) => lumisectionSource(row, 'datasets'));
}
