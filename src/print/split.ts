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
export const maxParts = 256;

/** Longer lists of alternatives are asked in several requests. */
export const maxAlternatives = 1000;

const isLoose = (formula: Formula): boolean =>
  formula.kind === 'loose' || (formula.kind !== 'atom' && formula.members.some(isLoose));

/** The one projection in which a formula lies; undefined if several; `any` projection does for a constant. */
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

/** The formulas within `formula` that lie in one projection and are as large as possible, outermost first. */
function pureParts(formula: Formula): Formula[] {
  if (home(formula) !== undefined) return [formula];
  if (formula.kind === 'any') {
    // Members of one projection belong together: `or(class, class, flag)` needs two requests, not three.
    const groups = new Map<Projection | 'constant', Formula[]>();
    const mixed: Formula[] = [];
    for (const member of formula.members) {
      const here = home(member);
      if (here === undefined) mixed.push(member);
      else groups.set(here, [...(groups.get(here) ?? []), member]);
    }
    return [...[...groups.values()].map(any), ...mixed.flatMap(pureParts)];
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

/**
 * Splits a formula into parts that one request each can ask, no row in two of them. Across projections the registry can only AND,
 * so an OR between them is decided by its first half: the rows for which that holds, and those for which it does not but the rest
 * does.
 * @throws QueryError where that would take too many requests.
 */
export function split(formula: Formula): Part[] {
  // Most queries are a plain conjunction.
  if (conjuncts(formula).every((member) => member.kind === 'atom'))
    return [{ formulas: conjuncts(formula), loose: false }];
  const parts: Part[] = [];
  const add = (formulas: readonly Formula[], loose: boolean) => {
    if (parts.length === maxParts)
      throw new QueryError('too-many-requests', `the expression needs more than ${maxParts} requests to the registry`, {
        hint: 'ask in several queries, or take fewer alternatives across run attributes, dataset attributes and flags',
      });
    parts.push({ formulas, loose });
  };
  const visit = (current: Formula, loose: boolean): void => {
    if (current.kind === 'any' && current.members.length === 0) return;
    const members = conjuncts(current);
    const mixed = members.find((member) => home(member) === undefined);
    if (mixed === undefined) {
      const softened = members.map(withoutLoose);
      const nowLoose = loose || members.some(isLoose);
      const conjunction = all(softened);
      if (conjunction.kind === 'any' && conjunction.members.length === 0) return;
      chunks(conjuncts(conjunction), (formulas) => add(formulas, nowLoose));
      return;
    }
    for (const part of pureParts(mixed)) {
      const opposite = isLoose(part) ? undefined : complement(part);
      if (opposite === undefined) continue;
      const rest = members.filter((member) => member !== mixed);
      visit(all([...rest, part, replace(mixed, part, always)]), loose);
      visit(all([...rest, opposite, replace(mixed, part, never)]), loose);
      return;
    }
    // Nothing in the OR can be turned round, so it is left out of the request and decided row by row.
    visit(all(members.filter((member) => member !== mixed)), true);
  };
  visit(formula, false);
  return parts;
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
