import { QueryError } from '../errors.js';
import type { Target } from '../print/formula.js';
import { emptyQuery } from '../query/empty-query.js';
import { expressionFromJson } from '../query/json.js';
import type { Query } from '../query/query.js';
import type { Client } from '../query/reading/client.js';
import { describe } from '../util/describe.js';

/** Reads the JSON of a query, as `toJSON()` writes it. @throws QueryError for anything else. */
export function queryFromJson(client: Client, target: Target, json: unknown): Query {
  const fail = (received: string): never => {
    throw new QueryError('bad-json', `Expected the JSON of a query for ${target}, got ${received}`, {
      hint: 'Pass the result of toJSON().',
    });
  };
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return fail(describe(json));
  const {
    version,
    target: written,
    where,
    raw,
    orderBy = [],
    limit,
    pageSize,
    select,
    ...rest
  } = json as Record<string, unknown>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return fail(`an object with the unknown field '${unknown}'`);
  if (version !== 1) return fail(`version ${describe(version)}`);
  if (written !== target)
    return fail(`a query for ${written === 'runs' || written === 'datasets' ? written : describe(written)}`);
  if (!Array.isArray(orderBy)) return fail(`orderBy ${describe(orderBy)}`);
  if (select !== undefined && !Array.isArray(select)) return fail(`select ${describe(select)}`);
  let query = emptyQuery(client, target);
  if (where !== undefined) {
    const tree = expressionFromJson(where, target);
    // `toJSON()` joins the conditions of a query by `and`.
    for (const condition of tree.kind === 'and' && tree.members.length > 1 ? tree.members : [tree])
      query = query.where(condition) as Query;
  }
  if (raw !== undefined) query = query.raw(raw);
  for (const key of orderBy)
    query = Array.isArray(key) && key.length <= 2 ? query.orderBy(key[0], key[1]) : fail(`orderBy ${describe(key)}`);
  if (limit !== undefined) query = query.limit(limit);
  if (pageSize !== undefined) query = query.pageSize(pageSize);
  return select === undefined ? query : query.select(...select);
}
