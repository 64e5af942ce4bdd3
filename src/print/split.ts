import { match } from 'ts-pattern';
import { QueryError } from '../errors.js';
import { type Atom, all, always, any, complement, type Formula, isNever, never, type Projection } from './formula.js';

/** The formulas of one request, each within one projection, joined by AND. */
export interface Part {
  readonly formulas: readonly Formula[];
  /** True if the request returns more rows than match, so each row must be checked. */
  readonly isApproximate: boolean;
}

/** Maximum number of requests of a query. */
const maxParts = 256;

/** Maximum number of requests for a count. With more, counting costs more than reading. */
const maxCounts = 32;

/** Maximum number of alternatives in one request; longer lists are split. */
const maxAlternatives = 1000;

const isApproximate = (formula: Formula): boolean =>
  formula.kind === 'approximate' || (formula.kind !== 'atom' && formula.members.some(isApproximate));

/** Returns the one projection of a formula; undefined for several, `constant` without any. */
function projectionOf(formula: Formula): Projection | 'constant' | undefined {
  if (formula.kind === 'atom') return formula.projection;
  if (formula.kind === 'approximate') return projectionOf(formula.of);
  let projection: Projection | 'constant' = 'constant';
  for (const member of formula.members) {
    const other = projectionOf(member);
    if (other === undefined) return undefined;
    if (other === 'constant' || other === projection) continue;
    if (projection !== 'constant') return undefined;
    projection = other;
  }
  return projection;
}

const conjuncts = (formula: Formula): readonly Formula[] => (formula.kind === 'all' ? formula.members : [formula]);

/** Groups the members of an OR by projection: `or(class, class, flag)` has two alternatives, not three. */
function byProjection(members: readonly Formula[]): { readonly pure: Formula[]; readonly mixed: readonly Formula[] } {
  const groups = new Map<Projection | 'constant', Formula[]>();
  const mixed: Formula[] = [];
  for (const member of members) {
    const projection = projectionOf(member);
    const group = projection === undefined ? mixed : groups.get(projection);
    if (group !== undefined) group.push(member);
    else groups.set(projection as Projection, [member]);
  }
  return { pure: [...groups.values()].map(any), mixed };
}

/** Returns the largest formulas within one projection each, outermost first. */
function pureParts(formula: Formula): Formula[] {
  if (projectionOf(formula) !== undefined) return [formula];
  if (formula.kind === 'any') {
    const { pure, mixed } = byProjection(formula.members);
    return [...pure, ...mixed.flatMap(pureParts)];
  }
  return formula.kind === 'all' ? formula.members.flatMap(pureParts) : [];
}

const keys = new WeakMap<Formula, string>();

/** Returns a string that is equal for equal formulas. */
function keyOf(formula: Formula): string {
  const cached = keys.get(formula);
  if (cached !== undefined) return cached;
  const key = match(formula)
    .with({ kind: 'atom' }, (atom) => JSON.stringify([atom.key, atom.operator, atom.value]))
    .with({ kind: 'approximate' }, ({ of }) => `approximate ${keyOf(of)}`)
    .with({ kind: 'all' }, { kind: 'any' }, ({ kind, members }) => `${kind}(${members.map(keyOf).join(' ')})`)
    .exhaustive();
  keys.set(formula, key);
  return key;
}

/** Replaces each occurrence of a pure part by a constant, including members of an OR that make up the part together. */
function replace(formula: Formula, part: Formula, constant: Formula): Formula {
  const key = keyOf(part);
  const pieces = new Set(part.kind === 'any' ? part.members.map(keyOf) : [key]);
  const visit = (current: Formula): Formula => {
    if (keyOf(current) === key) return constant;
    if (current.kind === 'atom' || current.kind === 'approximate') return current;
    if (current.kind === 'all') return all(current.members.map(visit));
    const present = new Set(current.members.map(keyOf).filter((member) => pieces.has(member)));
    if (present.size < pieces.size) return any(current.members.map(visit));
    return any([constant, ...current.members.filter((member) => !pieces.has(keyOf(member))).map(visit)]);
  };
  return visit(formula);
}

/** Unwraps approximate formulas: the result holds for at least as many rows. */
function unwrapped(formula: Formula): Formula {
  if (formula.kind === 'approximate') return formula.of;
  if (formula.kind === 'atom') return formula;
  return formula.kind === 'all' ? all(formula.members.map(unwrapped)) : any(formula.members.map(unwrapped));
}

/** Returns the alternatives of an OR across projections. */
function alternatives(formula: Formula): Formula[] {
  const { pure, mixed } = byProjection(formula.kind === 'any' ? formula.members : [formula]);
  return [...pure, ...mixed];
}

/** Collects the parts of a formula, up to the maximum number of requests. */
class Parts {
  readonly list: Part[] = [];

  /** Adds a conjunction of formulas, each within one projection. */
  add(members: readonly Formula[]): void {
    const conjunction = all(members.map(unwrapped));
    if (isNever(conjunction)) return;
    splitLists(conjuncts(conjunction), (formulas) => {
      if (this.list.length === maxParts)
        throw new QueryError('too-many-requests', `The expression needs more than ${maxParts} requests`, {
          hint: 'Split the query, or use fewer alternatives across run attributes, dataset attributes and flags.',
        });
      this.list.push({ formulas, isApproximate: members.some(isApproximate) });
    });
  }
}

// Most queries are a plain conjunction.
const isPlain = (formula: Formula): boolean => conjuncts(formula).every((member) => member.kind === 'atom');

/**
 * Splits a formula into parts that one request each can express and that together match its rows; a row can match several. Across
 * projections the registry supports only AND, so each side of such an OR becomes a part.
 * @throws QueryError if that needs too many requests.
 */
export function cover(formula: Formula): readonly Part[] {
  if (isPlain(formula)) return [{ formulas: conjuncts(formula), isApproximate: false }];
  const parts = new Parts();
  const visit = (current: Formula): void => {
    if (isNever(current)) return;
    const members = conjuncts(current);
    const mixed = members.findIndex((member) => projectionOf(member) === undefined);
    if (mixed < 0) parts.add(members);
    else for (const side of alternatives(members[mixed] as Formula)) visit(all(members.with(mixed, side)));
  };
  visit(formula);
  return parts.list;
}

/**
 * Splits a formula into parts that match no row twice: their counts add up. An OR across projections becomes the rows for which
 * one side holds, and the rows for which only the rest holds. Undefined if a part is approximate or there are too many.
 */
export function disjoint(formula: Formula): readonly Part[] | undefined {
  if (isPlain(formula)) return cover(formula);
  const parts = new Parts();
  const visit = (current: Formula): boolean => {
    if (isNever(current)) return true;
    const members = conjuncts(current);
    const mixed = members.find((member) => projectionOf(member) === undefined);
    if (mixed === undefined) {
      if (parts.list.length >= maxCounts || members.some(isApproximate)) return false;
      parts.add(members);
      return true;
    }
    const side = pureParts(mixed).find((part) => complement(part) !== undefined);
    if (side === undefined) return false;
    const opposite = complement(side) as Formula;
    const rest = members.filter((member) => member !== mixed);
    return (
      visit(all([...rest, side, replace(mixed, side, always)])) &&
      visit(all([...rest, opposite, replace(mixed, side, never)]))
    );
  };
  return visit(formula) ? parts.list : undefined;
}

const isEqual = (formula: Formula): formula is Atom =>
  formula.kind === 'atom' && formula.operator === '=' && formula.value !== null && !formula.contains;

/** Returns the alternative values of one key if there are more than one request should carry. */
function longList(formula: Formula): readonly Atom[] | undefined {
  if (formula.kind !== 'any' || formula.members.length <= maxAlternatives) return undefined;
  const [first] = formula.members;
  const atoms = formula.members.filter(isEqual);
  if (atoms.length !== formula.members.length || first?.kind !== 'atom') return undefined;
  return atoms.every((atom) => atom.key === first.key && typeof atom.value === typeof first.value) ? atoms : undefined;
}

/**
 * Splits a long list of values of one key into disjoint lists, to limit the size of a request. Numbers are sorted, and each list is
 * preceded by its smallest and largest value: the registry compares most rows with one list only.
 */
function splitLists(members: readonly Formula[], emit: (members: readonly Formula[]) => void): void {
  const index = members.findIndex((member) => longList(member) !== undefined);
  const atoms = members[index] === undefined ? undefined : longList(members[index]);
  if (atoms === undefined) {
    emit(members);
    return;
  }
  const isNumeric = typeof atoms[0]?.value === 'number';
  const sorted = isNumeric ? [...atoms].sort((a, b) => (a.value as number) - (b.value as number)) : atoms;
  for (let start = 0; start < sorted.length; start += maxAlternatives) {
    const list = sorted.slice(start, start + maxAlternatives);
    const [low, high] = [list[0] as Atom, list.at(-1) as Atom];
    const bounds: Formula[] = isNumeric
      ? [
          { ...low, operator: '>=' },
          { ...high, operator: '<=' },
        ]
      : [];
    splitLists([...members.slice(0, index), ...bounds, any(list), ...members.slice(index + 1)], emit);
  }
}
