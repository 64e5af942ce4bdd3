import { QueryError } from '../errors.js';
import { node } from '../expression/create-node.js';
import type { Node } from '../expression/node.js';
import { isObject } from '../util/json-object.js';
import { type WireFilter, wireFilter } from './filter.js';
import { all, type Formula, formulaOf, type Target } from './formula.js';
import { isAlphabetic, type OrderKey, registrySorts, sortings, type WireSorting } from './order.js';
import { cover, disjoint, type Part } from './split.js';

/** The state of a query builder. */
export interface QuerySpec {
  readonly target: Target;
  /** Conditions that must all hold. A list, because a tree of a long chain would be deep. */
  readonly where: readonly Node[];
  /** A payload sent unchanged, instead of `where`. */
  readonly raw: WireFilter | undefined;
  readonly order: readonly OrderKey[];
  readonly limit: number | undefined;
  readonly pageSize: number | undefined;
  /** Names of the selected attributes; undefined for complete rows. */
  readonly select: readonly string[] | undefined;
}

/** Returns true if a query has all conditions of the base query, and an order, a limit and attributes if that has them. */
export const isExtension = (base: QuerySpec, { where, raw, order, limit, pageSize, select }: QuerySpec): boolean =>
  base.where.every((clause, index) => where[index] === clause) &&
  (base.raw === undefined || raw === base.raw) &&
  (base.order.length === 0 || order.length > 0) &&
  (base.limit === undefined || limit !== undefined) &&
  (base.pageSize === undefined || pageSize !== undefined) &&
  (base.select === undefined || select !== undefined);

/** The body of a request for a page of rows. All four keys are required; if one is missing, the registry returns an error 500. */
export interface PageBody {
  /** Number of the page, from 0. */
  readonly page: number;
  /** Rows per page. */
  readonly page_size: number;
  /** The order: keys with their directions, most significant first. */
  readonly sortings: readonly WireSorting[];
  /** The filter, in the form that the registry interprets as written. */
  readonly filter: WireFilter;
}

/** Joins all conditions of a query into one expression. */
export const conjunction = (where: readonly Node[]): Node =>
  where.length === 1 ? (where[0] as Node) : node({ kind: 'and', members: [...where] });

/** One request of a plan, for its first page. */
export interface PlannedRequest {
  /** HTTP method. */
  readonly method: 'POST';
  /** The path below the root of the API. */
  readonly path: '/runs_filtered_ordered' | '/datasets_filtered_ordered';
  /** The body of the request. */
  readonly body: PageBody;
  /** True if the registry returns more rows than match, so each row is checked client-side. */
  readonly check: boolean;
}

/** The requests of a query, and how their responses are combined. */
export interface Plan {
  /** `runs` or `datasets`. */
  readonly target: Target;
  /** One request, or several whose rows are merged without duplicates. Empty if no row can match. */
  readonly requests: readonly PlannedRequest[];
  /**
   * `registry`: rows arrive in order. `merge`: rows of several requests, each in order, are merged. `client`: all rows are fetched and
   * sorted client-side.
   */
  readonly order: 'registry' | 'merge' | 'client';
  /** Maximum number of rows; undefined without a limit. */
  readonly limit: number | undefined;
}

/** Default rows per page. The cost of reading depends mostly on the number of requests. */
const defaultPageSize: Readonly<Record<Target, number>> = { runs: 1000, datasets: 500 };

const paths = { runs: '/runs_filtered_ordered', datasets: '/datasets_filtered_ordered' } as const;

function orderOf(spec: QuerySpec, requests: number): Plan['order'] {
  if (requests === 0) return 'registry';
  if (spec.order.some(({ attribute }) => !registrySorts(attribute, spec.target))) return 'client';
  if (requests === 1) return 'registry';
  return spec.order.some(isAlphabetic) ? 'client' : 'merge';
}

/**
 * Returns how often the registry visits the conditions of a filter. It visits each member of an `and` or `or` twice, so every level
 * doubles the work, and meanwhile it serves no other request.
 */
function visits(filter: unknown): number {
  if (Array.isArray(filter)) return filter.reduce<number>((sum, member) => sum + 2 * visits(member), 0);
  if (!isObject(filter)) return 1;
  return Object.entries(filter).reduce(
    (sum, [key, value]) => sum + (key === 'and' || key === 'or' ? visits(value) : 1),
    1,
  );
}

const maxVisits = 1_000_000;

function filterOf({ formulas, isApproximate }: Part, target: Target): WireFilter {
  if (isApproximate && formulas.length === 0)
    throw new QueryError(
      'needs-everything',
      `The registry cannot filter by this condition, so the query would download all ${target}`,
      { hint: "Add a condition that the registry can filter by, such as where('run_number').between(355000, 356000)." },
    );
  const filter = wireFilter(formulas);
  // Other filters have a level for each key at most.
  if ('and' in filter && visits(filter) > maxVisits)
    throw new QueryError('too-deep', 'The expression nests and() and or() too deeply for the server', {
      hint: 'Use fewer levels, or split the query.',
    });
  return filter;
}

const formula = ({ where, target }: QuerySpec): Formula => all(where.map((condition) => formulaOf(condition, target)));

/**
 * Plans the requests of a query.
 * @throws QueryError if the registry cannot filter by the conditions, or would need too many requests.
 */
export function plan(spec: QuerySpec): Plan {
  const { target, raw, limit } = spec;
  const parts = raw === undefined ? cover(formula(spec)) : [{ formulas: [], isApproximate: false }];
  const order = orderOf(spec, parts.length);
  const size = spec.pageSize ?? defaultPageSize[target];
  const requests = parts.map((part): PlannedRequest => {
    const needsAll = part.isApproximate || order === 'client';
    return {
      method: 'POST',
      path: paths[target],
      body: {
        page: 0,
        page_size: limit === undefined || needsAll ? size : Math.max(1, Math.min(size, limit)),
        sortings: order === 'client' ? [] : sortings(spec.order, target),
        filter: raw ?? filterOf(part, target),
      },
      check: part.isApproximate,
    };
  });
  return { target, requests, order, limit };
}

/** Returns requests whose counts add up to the number of rows, or undefined if rows must be fetched to be counted. */
export function countingRequests(spec: QuerySpec, { requests }: Plan): readonly PlannedRequest[] | undefined {
  if (requests.some((request) => request.check)) return undefined;
  const [first] = requests;
  if (first === undefined || requests.length === 1) return requests;
  return disjoint(formula(spec))?.map((part) => ({
    ...first,
    body: { ...first.body, filter: filterOf(part, spec.target) },
  }));
}

function notOneFilter({ length }: readonly PlannedRequest[]): string {
  if (length === 0) return 'No filter can express a query that matches no row';
  if (length === 1) return 'The registry returns more rows than match this expression, so each is checked client-side';
  return `The expression needs ${length} requests: the registry interprets an OR across run attributes, dataset attributes and flags as an AND`;
}

/**
 * Returns the payload of a query.
 * @throws QueryError if one request cannot express it.
 */
export function singleFilter(spec: QuerySpec): WireFilter {
  const { requests } = plan(spec);
  const [request] = requests;
  if (requests.length === 1 && request !== undefined && !request.check) return request.body.filter;
  throw new QueryError('not-one-filter', notOneFilter(requests), {
    hint: 'Use plan(), or run the query with all().',
  });
}
