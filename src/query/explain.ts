import { flagPlaces } from '../catalogue/flag-lookup.js';
import { attributeNames } from '../catalogue/lookup.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import type { Node } from '../expression/node.js';
import { sentence } from '../expression/sentence.js';
import { flattened, leavesOf } from '../expression/walk.js';
import { formulaOf, isNever } from '../print/formula.js';
import { conjunction, type Plan, type PlannedRequest, type QuerySpec } from '../print/plan.js';
import { queryToSql } from '../sql/query-sql.js';
import type { SqlOptions } from '../sql/statement.js';
import { inspect } from '../util/inspect.js';
import type { RowSource } from './reading/client.js';
import { valueNotes } from './value-notes.js';

/** An explanation of a query. As a string, it has the sentence, the requests and the warnings. */
export interface Explanation {
  /** The matching rows, in English. */
  readonly sentence: string;
  /** The requests, each for its first page. */
  readonly requests: readonly PlannedRequest[];
  /** The query as an SQL statement, if a dialect is given; with the option `parameters`, without their values. */
  readonly sql?: string;
  /** Notes to read before the query is run. */
  readonly warnings: readonly string[];
  /** Returns the sentence, the requests, the statement and the warnings. */
  toString(): string;
}

/** Every `<component>_included` is a valid attribute, so a misspelt one matches no row, and its negation matches all of them. */
function unknownComponents(leaves: readonly Node[]): string[] {
  const names = new Set(
    leaves.flatMap((leaf) => ('attribute' in leaf && leaf.attribute.absence ? [leaf.attribute.name] : [])),
  );
  const knownNames = attributeNames(['run']);
  return [...names]
    .filter((name) => !knownNames.includes(name))
    .map((name) =>
      [`No known component matches ${name}.`, didYouMean(nearest(name, knownNames)) ?? ''].join(' ').trim(),
    );
}

function offlineFlags(leaves: readonly Node[]): string[] {
  const names = new Set(leaves.flatMap((leaf) => ('flag' in leaf ? [leaf.flag] : [])));
  return [...names]
    .filter((name) => flagPlaces(name)?.online === false)
    .map((name) => `The flag ${name} exists for offline datasets only; runs have the flags of their online dataset.`);
}

function rowsInWords({ target, where, raw }: QuerySpec): string {
  if (raw !== undefined) return `${target} matching a raw payload`;
  return where.length === 0 ? `all ${target}` : `${target} where ${sentence(conjunction(where))}`;
}

/** Describes the matching rows of a query, their order and their number. */
export function queryInWords(spec: QuerySpec): string {
  const { order, limit } = spec;
  const keys = order.map(
    ({ attribute, direction }) => `${attribute.name} ${direction === 'asc' ? 'ascending' : 'descending'}`,
  );
  const parts = [rowsInWords(spec)];
  if (keys.length > 0) parts.push(`ordered by ${keys.join(', then ')}`);
  if (limit !== undefined) parts.push(`at most ${limit}`);
  return parts.join(', ');
}

/** Names the conditions that no row can meet. */
function nothingMatches({ where, target }: QuerySpec): string {
  // A query restored from JSON has one condition that joins all.
  const never = flattened('and', where).filter((condition) => isNever(formulaOf(condition, target)));
  const conditions = never.map((condition) => `'${sentence(condition)}'`).join(' or ');
  return `No row can match${conditions === '' ? '' : ` ${conditions}`}, so no request is sent.`;
}

function requestNotes(spec: QuerySpec, { requests, order, limit }: Plan): string[] {
  const notes: string[] = [];
  if (requests.length === 0) notes.push(nothingMatches(spec));
  if (requests.length > 1)
    notes.push(
      `One request cannot express this query: ${requests.length} requests are sent, and their rows are merged without duplicates.`,
    );
  if (requests.some((request) => request.check))
    notes.push('The registry returns more rows than match, so each is checked client-side, also for count().');
  if (order === 'client')
    notes.push(
      `The registry does not sort in this order, so all rows are fetched and sorted client-side${limit === undefined ? '' : `, even for the first ${limit}`}.`,
    );
  return notes;
}

function mirrorNotes(spec: QuerySpec, { requests }: Plan, { note }: RowSource): string[] {
  return requests.length === 0 ? [nothingMatches(spec), note] : [note];
}

function warnings(spec: QuerySpec, plan: Plan, mirror: RowSource | undefined): string[] {
  const leaves = spec.where.flatMap(leavesOf);
  return [
    ...(spec.raw === undefined
      ? []
      : ['The payload is not checked, and the registry does not interpret every filter as written.']),
    ...(mirror === undefined ? requestNotes(spec, plan) : mirrorNotes(spec, plan, mirror)),
    ...unknownComponents(leaves),
    ...valueNotes(leaves),
    ...(spec.target === 'runs' ? offlineFlags(leaves) : []),
  ];
}

/** Explains a query, its plan and its SQL statement. A mirror sends no requests. */
export function explain(
  spec: QuerySpec,
  plan: Plan,
  mirror: RowSource | undefined,
  options: SqlOptions | undefined,
): Explanation {
  const statement = options === undefined ? undefined : queryToSql(spec, options, 'explain()');
  const sql = typeof statement === 'object' ? statement.sql : statement;
  const words = queryInWords(spec);
  const sentence = mirror === undefined ? words : `${words}, in the ${mirror.name}`;
  const notes = warnings(spec, plan, mirror);
  const requests = mirror === undefined ? plan.requests : Object.freeze([]);
  const text = [
    sentence,
    ...requests.map(({ method, path, body }) => `  ${method} ${path}\n  ${JSON.stringify(body)}`),
    ...(sql === undefined ? [] : [sql.replace(/^/gm, '  ')]),
    ...notes.map((note) => `  note: ${note}`),
  ].join('\n');
  return Object.freeze({
    sentence,
    requests,
    ...(sql !== undefined && { sql }),
    warnings: Object.freeze(notes),
    toString: () => text,
    // For `console.log` in Node.
    [inspect]: () => text,
  });
}
