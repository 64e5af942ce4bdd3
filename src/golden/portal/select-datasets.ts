import type { Attribute } from '../../catalogue/attribute.js';
import { findAttribute } from '../../catalogue/lookup.js';
import { QueryError } from '../../errors.js';
import { node } from '../../expression/create-node.js';
import type { JsonLogic } from '../../expression/node.js';
import { emptyQuery } from '../../query/empty-query.js';
import { Query } from '../../query/query.js';
import { groupBy } from '../../util/group-by.js';
import { datasetsOf } from '../datasets.js';

const escapeSimilar = (name: string): string => name.replace(/[\\%_|*+?{}()[\].^$]/g, '\\$&');

/**
 * Selects the datasets of a query for the portal: a pattern of their names for SIMILAR TO and, if other datasets have these names too,
 * a rule that is only true for the datasets of the query.
 */
export async function selectDatasets(
  query: Query,
  signal: AbortSignal | undefined,
): Promise<{ readonly pattern: string; readonly rule: JsonLogic | undefined }> {
  const datasets = await datasetsOf(query, signal);
  if (datasets.length === 0)
    throw new QueryError('no-datasets', 'The query matches no datasets', {
      hint: 'Check it with explain() and count().',
    });
  const byName = groupBy(datasets, ({ dataset_name: name }) => name);
  const names = [...byName.keys()].sort();
  const pattern = names.length === 1 ? escapeSimilar(names[0] as string) : `(${names.map(escapeSimilar).join('|')})`;
  if ((await countNamed(query, names, signal)) === datasets.length) return { pattern, rule: undefined };
  const rules = names.map((name): JsonLogic => {
    const runs = (byName.get(name) ?? []).map(({ run_number: run }) => run).sort((a, b) => a - b);
    return { and: [{ '==': [{ var: 'dataset.name' }, name] }, { in: [{ var: 'run.run_number' }, runs] }] };
  });
  return { pattern, rule: rules.length === 1 ? rules[0] : { or: rules } };
}

/** Counts the datasets that have one of the names. */
function countNamed(query: Query, names: readonly string[], signal: AbortSignal | undefined): Promise<number> {
  const attribute = findAttribute('dataset_name', ['dataset']) as Attribute;
  const named = emptyQuery(Query.clientOf(query), 'datasets').where(
    node({ kind: 'in', attribute, values: names }),
  ) as Query;
  return named.count({ signal });
}
