import { lookUp, scopesOf } from '../catalogue/lookup.js';
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
  const rows = await query.all({ signal, compress: false });
  return (rows as readonly JsonObject[]).map((row) => lumisectionSource(row, 'datasets'));
}

/** Number of datasets of a mirror that are in memory at a time. */
const listSize = 1024;

/** Yields the datasets of a query of a mirror by run and name, in lists. A limited query depends on its order, and is one list. */
export async function* storedDatasets(
  query: Query,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly LumisectionSource[], void, undefined> {
  const spec = Query.specOf(query);
  if (spec.limit !== undefined) return yield await datasetsOf(query, signal);
  const attribute = lookUp('run_number', scopesOf('datasets'), 'datasets');
  const byRun = { ...spec, order: [{ attribute, direction: 'asc' as const }], pageSize: listSize };
  const pages = new Query(Query.clientOf(query), byRun).pages({ signal, compress: false });
  for await (const rows of pages) yield (rows as JsonObject[]).map((row) => lumisectionSource(row, 'datasets'));
}
