import { QueryError } from '../errors.js';
import type { JsonLogic } from '../expression/node.js';
import type { QuerySpec } from '../print/plan.js';
import type { DatasetQuery } from '../query/builder.js';
import { Query } from '../query/query.js';
import { goldenToSql } from '../sql/golden-sql.js';
import type { SqlOptions, SqlStatement } from '../sql/statement.js';
import { describe } from '../util/describe.js';
import { isObject } from '../util/json-object.js';
import { checkDatasets } from './datasets.js';

/** Options of `toSql()` and `explain()` of golden JSON. `Query` is for messages of the type checker. */
export interface GoldenSqlOptions<Parameters extends boolean = boolean, Query = DatasetQuery<unknown>>
  extends SqlOptions<Parameters> {
  /** A query for the datasets whose lumisections are evaluated; by default, all datasets. It must have no limit. */
  readonly query?: Query | undefined;
}

function checkQuery(query: unknown): QuerySpec | undefined {
  if (query === undefined) return undefined;
  const hint = "Write datasets().where('dataset_name').eq('online').";
  if (!(query instanceof Query))
    throw new QueryError('bad-option', `Expected a query for datasets, got ${describe(query)}`, { hint });
  checkDatasets(query);
  const spec = Query.specOf(query);
  if (spec.limit !== undefined)
    throw new QueryError('bad-option', 'Expected a query for datasets without a limit, got one with a limit', {
      hint: 'Remove limit().',
    });
  return spec;
}

/** Prints a document as an SQL statement. */
export function documentToSql(document: JsonLogic, options: GoldenSqlOptions, owner: string): string | SqlStatement {
  const query: unknown = isObject(options) ? options.query : undefined;
  return goldenToSql(document, checkQuery(query), options, owner);
}
