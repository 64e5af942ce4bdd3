import { QueryError } from '../errors.js';
import type { Atom, Formula, Projection } from './formula.js';
import { all, always, any, complement, never } from './formula.js';

/** What one request asks: formulas, each within one projection, ANDed. */
export interface Part {
  readonly formulas: readonly Formula[];
  /** Whether the request answers more rows than are meant, so that each row has to be looked at again. */
  readonly loose: boolean;
}

/** More requests than this for one query are refused. */
const maxParts = 256;

/** With more requests than this, counting costs more than reading. */
const maxCounts = 32;

/** Longer lists of alternatives are asked in several requests. */
const maxAlternatives = 1000;

const isLoose = (formula: Formula): boolean =>
  formula.kind === 'loose' || (formula.kind !== 'atom' && formula.members.some(isLoose));

/** The one projection in which a formula lies: undefined where there are several, `constant` where it has no condition at all. */
function home(formula: Formula): Projection | 'constant' | undefined {
  if (formula.kind === 'atom') return formula.projection;
  if (formula.kind === 'loose') return home(formula.of);
  let found: Projection | 'constant' = 'constant';
  for (const member of formula.members) {
    const here = home(member);
    if (here === undefined) return undefined;
    if (here === 'constant' || here === found) continue;
    if (found !== 'constant') return undefined;
    found = here;
  }
  return found;
}

const conjuncts = (formula: Formula): readonly Formula[] => (formula.kind === 'all' ? formula.members : [formula]);

/** Members of an OR by projection, since those of one belong together: `or(class, class, flag)` has two alternatives, not three. */
function byProjection(members: readonly Formula[]): { readonly pure: Formula[]; readonly mixed: readonly Formula[] } {
  const groups = new Map<Projection | 'constant', Formula[]>();
  const mixed: Formula[] = [];
  for (const member of members) {
    const here = home(member);
    const group = here === undefined ? mixed : groups.get(here);
    if (group !== undefined) group.push(member);
    else groups.set(here as Projection, [member]);
  }
  return { pure: [...groups.values()].map(any), mixed };
}

/** The formulas within `formula` that lie in one projection and are as large as possible, outermost first. */
function pureParts(formula: Formula): Formula[] {
  if (home(formula) !== undefined) return [formula];
  if (formula.kind === 'any') {
    const { pure, mixed } = byProjection(formula.members);
    return [...pure, ...mixed.flatMap(pureParts)];
  }
  return formula.kind === 'all' ? formula.members.flatMap(pureParts) : [];
}

const names = new WeakMap<Formula, string>();

/** A text that is the same for formulas that say the same in the same words. */
function nameOf(formula: Formula): string {
  const known = names.get(formula);
  if (known !== undefined) return known;
  const name =
    formula.kind === 'atom'
      ? JSON.stringify([formula.key, formula.operator, formula.value])
      : formula.kind === 'loose'
        ? `loose ${nameOf(formula.of)}`
        : `${formula.kind}(${formula.members.map(nameOf).join(' ')})`;
  names.set(formula, name);
  return name;
}

/** Puts a constant in the place of a pure part, wherever it stands. Members of an OR that are the part together are found too. */
function replace(formula: Formula, part: Formula, constant: Formula): Formula {
  const whole = nameOf(part);
  const pieces = new Set(part.kind === 'any' ? part.members.map(nameOf) : [whole]);
  const visit = (current: Formula): Formula => {
    if (current.kind === 'atom' || current.kind === 'loose') return nameOf(current) === whole ? constant : current;
    if (nameOf(current) === whole) return constant;
    if (current.kind === 'all') return all(current.members.map(visit));
    const found = new Set(current.members.map(nameOf).filter((name) => pieces.has(name)));
    if (found.size < pieces.size) return any(current.members.map(visit));
    return any([constant, ...current.members.filter((member) => !pieces.has(nameOf(member))).map(visit)]);
  };
  return visit(formula);
}

/** Without what is loose: true where it was, so that the rest holds for more rows, never for fewer. */
function withoutLoose(formula: Formula): Formula {
  if (formula.kind === 'loose') return formula.of;
  if (formula.kind === 'atom') return formula;
  return formula.kind === 'all' ? all(formula.members.map(withoutLoose)) : any(formula.members.map(withoutLoose));
}

/** The alternatives of an OR across projections. */
function alternatives(formula: Formula): Formula[] {
  const { pure, mixed } = byProjection(formula.kind === 'any' ? formula.members : [formula]);
  return [...pure, ...mixed];
}

/** Takes the parts of a formula, no more than can be asked. */
class Parts {
  readonly list: Part[] = [];

  /** Adds a conjunction of formulas, each within one projection. */
  add(members: readonly Formula[]): void {
    const conjunction = all(members.map(withoutLoose));
    if (conjunction.kind === 'any' && conjunction.members.length === 0) return;
    chunks(conjuncts(conjunction), (formulas) => {
      if (this.list.length === maxParts)
        throw new QueryError(
          'too-many-requests',
          `the expression needs more than ${maxParts} requests to the registry`,
          {
            hint: 'ask in several queries, or take fewer alternatives across run attributes, dataset attributes and flags',
          },
        );
      this.list.push({ formulas, loose: members.some(isLoose) });
    });
  }
}

// Most queries are a plain conjunction.
const isPlain = (formula: Formula): boolean => conjuncts(formula).every((member) => member.kind === 'atom');

/**
 * Parts that together hold for the rows of the formula, each of which one request can ask. Across projections the registry can
 * only AND, so each side of an OR between them is a part of its own. A row can be in several of them.
 * @throws QueryError where that would take too many requests.
 */
export function cover(formula: Formula): readonly Part[] {
  if (isPlain(formula)) return [{ formulas: conjuncts(formula), loose: false }];
  const parts = new Parts();
  const visit = (current: Formula): void => {
    if (current.kind === 'any' && current.members.length === 0) return;
    const members = conjuncts(current);
    const mixed = members.findIndex((member) => home(member) === undefined);
    if (mixed < 0) parts.add(members);
    else for (const side of alternatives(members[mixed] as Formula)) visit(all(members.with(mixed, side)));
  };
  visit(formula);
  return parts.list;
}

/**
 * The same, but with no row in two parts, so that their counts add up: an OR across projections is decided by one of its sides,
 * the rows for which that holds, and those for which it does not but the rest does. Undefined where the registry cannot count:
 * where it has no exact word for a part, or where there would be too many.
 */
export function disjoint(formula: Formula): readonly Part[] | undefined {
  if (isPlain(formula)) return cover(formula);
  const parts = new Parts();
  const visit = (current: Formula): boolean => {
    if (current.kind === 'any' && current.members.length === 0) return true;
    const members = conjuncts(current);
    const mixed = members.find((member) => home(member) === undefined);
    if (mixed === undefined) {
      if (parts.list.length >= maxCounts || members.some(isLoose)) return false;
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

/** The values of one key that are alternatives, where there are more than one request should carry. */
function longList(formula: Formula): readonly Atom[] | undefined {
  if (formula.kind !== 'any' || formula.members.length <= maxAlternatives) return undefined;
  const [first] = formula.members;
  const atoms = formula.members.filter(isEqual);
  const alike = atoms.length === formula.members.length && first?.kind === 'atom';
  return alike && atoms.every((atom) => atom.key === first.key && typeof atom.value === typeof first.value)
    ? atoms
    : undefined;
}

/**
 * Cuts a long list of values of one key into several, so that no request grows without bound. No value is in two of them. Numbers
 * are sorted first and each list is fenced in by its smallest and largest: the registry then compares a row with the values of one
 * list only, not with all of them.
 */
function chunks(members: readonly Formula[], emit: (members: readonly Formula[]) => void): void {
  const index = members.findIndex((member) => longList(member) !== undefined);
  const long = members[index] === undefined ? undefined : longList(members[index]);
  if (long === undefined) {
    emit(members);
    return;
  }
  const numeric = typeof long[0]?.value === 'number';
  const sorted = numeric ? [...long].sort((a, b) => (a.value as number) - (b.value as number)) : long;
  for (let start = 0; start < sorted.length; start += maxAlternatives) {
    const chunk = sorted.slice(start, start + maxAlternatives);
    const [low, high] = [chunk[0] as Atom, chunk.at(-1) as Atom];
    const fence: Formula[] = numeric
      ? [
          { ...low, operator: '>=' },
          { ...high, operator: '<=' },
        ]
      : [];
    chunks([...members.slice(0, index), ...fence, any(chunk), ...members.slice(index + 1)], emit);
  }
}
