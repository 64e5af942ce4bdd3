import type { Attribute } from '../catalogue/attribute.js';
import { findAttribute } from '../catalogue/lookup.js';
import { QueryError } from '../errors.js';
import { type JsonLogic, node } from '../expression/node.js';
import { type LumisectionSource, lumisectionSource } from '../query/lumisections/context.js';
import { Query } from '../query/query.js';
import type { JsonObject } from '../util/json-object.js';

function checkTarget(query: Query): void {
  if (Query.targetOf(query) !== 'datasets')
    throw new QueryError('bad-value', 'a golden JSON is made of datasets, and this is a query for runs', {
      hint: "write datasets().where('dataset_name').eq('online') for the online datasets of runs",
    });
}

/** The datasets of a query, as far as golden JSON looks at them. */
export async function datasetsOf(query: Query, signal: AbortSignal | undefined): Promise<readonly LumisectionSource[]> {
  checkTarget(query);
  const known: LumisectionSource[] = [];
  const options = signal === undefined ? {} : { signal };
  for (const row of await query.all({ ...options, compress: false }))
    known.push(lumisectionSource(row as JsonObject, 'datasets'));
  return known;
}

/** A text as it stands for itself in a pattern of SIMILAR TO. */
const escapeSimilar = (text: string): string => text.replace(/[\\%_|*+?{}()[\].^$]/g, '\\$&');

/**
 * The datasets of a query as the portal is told of them: a pattern of their names and, where other datasets have those names too, a
 * rule that leaves only those of the query.
 */
export async function chosenDatasets(
  query: Query,
  signal: AbortSignal | undefined,
): Promise<{ readonly patterns: string; readonly rule: readonly JsonLogic[] }> {
  const known = await datasetsOf(query, signal);
  if (known.length === 0)
    throw new QueryError('no-datasets', 'the query matches no dataset', {
      hint: 'look at it with explain() and count()',
    });
  const byName = new Map<string, number[]>();
  for (const { run_number: run, dataset_name: name } of known) byName.set(name, [...(byName.get(name) ?? []), run]);
  const names = [...byName.keys()].sort();
  const patterns = names.length === 1 ? escapeSimilar(names[0] as string) : `(${names.map(escapeSimilar).join('|')})`;
  if ((await countNamed(query, names, signal)) === known.length) return { patterns, rule: [] };
  const each = names.map(
    (name): JsonLogic => ({
      and: [
        { '==': [{ var: 'dataset.name' }, name] },
        { in: [{ var: 'run.run_number' }, (byName.get(name) as number[]).sort((a, b) => a - b)] },
      ],
    }),
  );
  const [only, ...more] = each;
  return { patterns, rule: [more.length === 0 ? (only as JsonLogic) : { or: each }] };
}

/** How many datasets have one of the names. */
function countNamed(query: Query, names: readonly string[], signal: AbortSignal | undefined): Promise<number> {
  const attribute = findAttribute('dataset_name', ['dataset']) as Attribute;
  const all = new Query(Query.clientOf(query), {
    target: 'datasets',
    where: [node({ kind: 'in', attribute, values: names })],
    raw: undefined,
    order: [],
    limit: undefined,
    pageSize: undefined,
    select: undefined,
  });
  return all.count(signal === undefined ? {} : { signal });
}
