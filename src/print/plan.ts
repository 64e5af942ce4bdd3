import { QueryError } from '../errors.js';
import { type Node, node } from '../expression/node.js';
import { type WireFilter, wireFilter } from './filter.js';
import type { Target } from './formula.js';
import { all, type Formula, formulaOf } from './formula.js';
import { isAlphabetic, type OrderKey, registrySorts, sortings, type WireSorting } from './order.js';
import { cover, disjoint, type Part } from './split.js';

/** Everything that a query says. */
export interface QuerySpec {
  readonly target: Target;
  /** The conditions, which all must hold. A list, so that a long chain does not become a deep tree. */
  readonly where: readonly Node[];
  /** A payload to be sent as it is, instead of `where`. */
  readonly raw: WireFilter | undefined;
  readonly order: readonly OrderKey[];
  readonly limit: number | undefined;
  readonly pageSize: number | undefined;
  /** Names of the attributes that rows are narrowed to; undefined for whole rows. */
  readonly select: readonly string[] | undefined;
}

/** The body of a request for a page of rows. All four keys are required: without one the registry answers an error 500. */
export interface PageBody {
  readonly page: number;
  readonly page_size: number;
  readonly sortings: readonly WireSorting[];
  readonly filter: WireFilter;
}

/** All conditions of a query as one expression. */
export const whole = (where: readonly Node[]): Node =>
  where.length === 1 ? (where[0] as Node) : node({ kind: 'and', members: [...where] });

/** One request of a plan, for its first page. */
export interface PlannedRequest {
  readonly method: 'POST';
  readonly path: '/runs_filtered_ordered' | '/datasets_filtered_ordered';
  readonly body: PageBody;
  /** Whether the registry answers more rows than are meant, so that each row is checked on arrival. */
  readonly check: boolean;
}

/** The requests of a query, and how their answers become its rows. */
export interface Plan {
  readonly target: Target;
  /** One request, or several whose rows are united: a row in several answers counts once. None where no row can match. */
  readonly requests: readonly PlannedRequest[];
  /** `registry`: rows come in order. `merge`: rows of several requests, each in order, are merged. `here`: rows are sorted here once all have come. */
  readonly order: 'registry' | 'merge' | 'here';
  readonly limit: number | undefined;
}

/** Rows a page, where the query does not say: the cost of an answer lies in the number of requests. */
const defaultPageSize: Readonly<Record<Target, number>> = { runs: 1000, datasets: 500 };

const paths = { runs: '/runs_filtered_ordered', datasets: '/datasets_filtered_ordered' } as const;

function orderOf(spec: QuerySpec, requests: number): Plan['order'] {
  if (requests === 0) return 'registry';
  if (spec.order.some(({ attribute }) => !registrySorts(attribute, spec.target))) return 'here';
  if (requests === 1) return 'registry';
  return spec.order.some(isAlphabetic) ? 'here' : 'merge';
}

/**
 * How often the registry looks at the conditions of a filter when it projects it: it visits each member of an `and` or `or` twice,
 * so that every further level doubles the work, during which it answers nobody else.
 */
const visits = (filter: unknown): number =>
  Array.isArray(filter)
    ? filter.reduce<number>((sum, member) => sum + 2 * visits(member), 0)
    : typeof filter === 'object' && filter !== null
      ? Object.entries(filter).reduce(
          (sum, [key, value]) => sum + (key === 'and' || key === 'or' ? visits(value) : 1),
          1,
        )
      : 1;

const mostVisits = 1_000_000;

function filterOf({ formulas, loose }: Part, target: Target): WireFilter {
  if (loose && formulas.length === 0)
    throw new QueryError(
      'needs-everything',
      `the registry cannot be asked for this, and would have to send all ${target}`,
      { hint: "add a condition that it can be asked for, such as where('run_number').between(…)" },
    );
  const filter = wireFilter(formulas);
  if (visits(filter) > mostVisits)
    throw new QueryError(
      'too-deep',
      'the expression nests and() and or() so deeply that the registry would stand still over it',
      {
        hint: 'write it with fewer levels, or ask in several queries',
      },
    );
  return filter;
}

/** The formula of all conditions. */
const formula = ({ where, target }: QuerySpec): Formula => all(where.map((condition) => formulaOf(condition, target)));

/**
 * The requests that answer a query.
 * @throws QueryError where the registry cannot be asked for it within reason.
 */
export function plan(spec: QuerySpec): Plan {
  const { target, raw, limit } = spec;
  const parts = raw === undefined ? cover(formula(spec)) : [{ formulas: [], loose: false }];
  const order = orderOf(spec, parts.length);
  const size = spec.pageSize ?? defaultPageSize[target];
  const requests = parts.map((part): PlannedRequest => {
    const entire = part.loose || order === 'here';
    return {
      method: 'POST',
      path: paths[target],
      body: {
        page: 0,
        page_size: limit === undefined || entire ? size : Math.max(1, Math.min(size, limit)),
        sortings: order === 'here' ? [] : sortings(spec.order, target),
        filter: raw ?? filterOf(part, target),
      },
      check: part.loose,
    };
  });
  return { target, requests, order, limit };
}

/** Requests whose counts add up to the number of rows, or undefined where the rows have to be read to be counted. */
export function countingRequests(spec: QuerySpec, { requests }: Plan): readonly PlannedRequest[] | undefined {
  if (requests.some((request) => request.check)) return undefined;
  const [first] = requests;
  if (first === undefined || requests.length === 1) return requests;
  return disjoint(formula(spec))?.map((part) => ({
    ...first,
    body: { ...first.body, filter: filterOf(part, spec.target) },
  }));
}

/**
 * The payload of the query.
 * @throws QueryError where one request cannot say it.
 */
export function singleFilter(spec: QuerySpec): WireFilter {
  const { requests } = plan(spec);
  const [request] = requests;
  if (requests.length === 1 && request !== undefined && !request.check) return request.body.filter;
  throw new QueryError(
    'not-one-filter',
    requests.length === 0
      ? 'no row can match, which no filter says'
      : requests.length > 1
        ? `the expression needs ${requests.length} requests: the registry reads an OR between run attributes, dataset attributes and flags as an AND`
        : 'the registry answers more rows than this expression means, and each has to be checked here',
    { hint: 'use plan(), or run the query with all()' },
  );
}
