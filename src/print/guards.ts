import { factsOf } from '../decision/facts.js';
import { type AtomFormula, type Formula, formulaOf, mayBeList } from '../decision/formula.js';
import { comparedPaths, decidingPaths, excludedPaths } from '../decision/nulls.js';
import { node } from '../expression/create-node.js';
import { matchesAll } from '../expression/like.js';
import type { JsonLogic, Node } from '../expression/node.js';
import { isTruthValue } from '../expression/truth-value.js';
import { bareRule, isFalse, notNull } from './json-logic.js';

type Kind = 'and' | 'or';

/** A tree, or its negation. */
interface Signed {
  readonly tree: Node;
  readonly negated: boolean;
}

/** Returns true if the rule of a tree is always true or false, so `not` of it is its complement. */
function isTruth(tree: Node): boolean {
  if (tree.kind === 'and' || tree.kind === 'or') return tree.members.every(isTruth);
  if (tree.kind === 'named') return isTruth(tree.member);
  return tree.kind !== 'logic' || isTruthValue(tree.rule);
}

/** Returns the `and` or `or` that a tree becomes when `not` is pushed down to its conditions; undefined for a condition. */
function joinedOf({ tree, negated }: Signed): { kind: Kind; members: readonly Signed[] } | undefined {
  if (tree.kind === 'not') return isTruth(tree.member) ? joinedOf({ tree: tree.member, negated: !negated }) : undefined;
  if (tree.kind === 'named') return joinedOf({ tree: tree.member, negated });
  if (tree.kind !== 'and' && tree.kind !== 'or') return undefined;
  const kind = (tree.kind === 'and') === negated ? 'or' : 'and';
  return { kind, members: tree.members.map((member) => ({ tree: member, negated })) };
}

/** Returns the rule of a condition without guards. */
function ruleOf({ tree, negated }: Signed): JsonLogic {
  if (tree.kind === 'not' && isTruth(tree.member)) return ruleOf({ tree: tree.member, negated: !negated });
  if (tree.kind === 'named') return ruleOf({ tree: tree.member, negated });
  // "None of no values" holds for every value except null.
  if (negated && tree.kind === 'in' && tree.values.length === 0)
    return isFalse(bareRule(node({ kind: 'null', attribute: tree.attribute })));
  // "Not any string" holds for no value. The rule of "any string" excludes null, so its opposite would only hold for null.
  if (negated && tree.kind === 'like' && matchesAll(tree.pattern))
    return bareRule(node({ kind: 'in', attribute: tree.attribute, values: [] }));
  return negated ? isFalse(bareRule(tree)) : bareRule(tree);
}

/** A rule with its guards, as the members of an `and`. */
type Conjunction = readonly JsonLogic[];

/** Joins the members of a conjunction into one rule. */
const joinRules = (rules: Conjunction): JsonLogic => (rules.length === 1 ? (rules[0] as JsonLogic) : { and: rules });

const negation = (rule: JsonLogic): JsonLogic => (isTruthValue(rule) ? isFalse(rule) : { '!': [rule] });

/** Adds a guard before a rule for each path whose null decides its atom. The guards make these paths safe for later rules. */
function withGuards(rule: JsonLogic, atom: AtomFormula, safe: Set<string>): Conjunction {
  const paths = decidingPaths(atom, safe);
  for (const path of paths) safe.add(path);
  return [...paths.map(notNull), rule];
}

/** Prints a part of a split rule. Its value can become the value of the document, where an empty list passes. */
function ruleOfAtom({ rule, negated }: AtomFormula): JsonLogic {
  if (negated) return negation(rule);
  return mayBeList(rule) ? { '!!': [rule] } : rule;
}

function guardedFormula(formula: Formula, safe: Set<string>): Conjunction {
  if (formula.kind === 'atom') return withGuards(ruleOfAtom(formula), formula, safe);
  if (formula.kind === 'or')
    return [{ or: formula.members.map((member) => joinRules(guardedFormula(member, new Set(safe)))) }];
  const inner = new Set([...safe, ...excludedPaths(formula)]);
  return [{ and: formula.members.flatMap((member) => guardedFormula(member, inner)) }];
}

/** Returns a rule unchanged if null never decides it; otherwise splits it, with guards at the smallest parts that need them. */
function guardedRule(rule: JsonLogic, safe: Set<string>): Conjunction {
  const formula = formulaOf(rule);
  if (formula.kind === 'atom') return withGuards(rule, formula, safe);
  const facts = factsOf(formula);
  const isOpen = (path: string): boolean => !safe.has(path) && (!facts?.isExact || facts.deciding.has(path));
  return comparedPaths(formula).some(isOpen) ? guardedFormula(formula, safe) : [rule];
}

/** Returns the paths for which a member of a conjunction already excludes null. */
const excludedBy = (members: readonly Signed[], outer: ReadonlySet<string>): Set<string> =>
  new Set([...outer, ...members.flatMap((member) => [...excludedPaths(formulaOf(ruleOf(member)))])]);

/** Returns the rules of a member of a conjunction. A guard also serves later members. */
function guarded(member: Signed, safe: Set<string>): Conjunction {
  const joined = joinedOf(member);
  return joined === undefined ? guardedRule(ruleOf(member), safe) : [joinedRule(joined.kind, joined.members, safe)];
}

function joinedRule(kind: Kind, members: readonly Signed[], outer: ReadonlySet<string>): JsonLogic {
  if (kind === 'or') return { or: members.map((member) => joinRules(guarded(member, new Set(outer)))) };
  const safe = excludedBy(members, outer);
  return { and: members.flatMap((member) => guarded(member, safe)) };
}

/** A top-level clause of a golden JSON, and its rules. */
export interface PrintedClause {
  readonly clause: Node;
  /** Rules that all must hold. */
  readonly rules: readonly JsonLogic[];
}

/** Returns the members of a named `and`, which are separate members of the document. */
const spread = (clause: Node): readonly Node[] => {
  if (clause.kind === 'named') return spread(clause.member);
  return clause.kind === 'and' ? clause.members : [clause];
};

/**
 * Prints clauses that must all hold. With guards, a rule is true exactly if its clause is true in SQL's three-valued logic: if JSON logic
 * would pass null, a preceding rule excludes null, unless another rule already does. A rule in JSON logic is guarded at the smallest parts
 * that null decides.
 * @throws QueryError for conditions that JSON logic cannot express.
 */
export function printClauses(clauses: readonly Node[], guards: boolean): readonly PrintedClause[] {
  const members = clauses.map((clause) => ({
    clause,
    members: (clause.kind === 'named' ? spread(clause) : [clause]).map((tree): Signed => ({ tree, negated: false })),
  }));
  if (!guards)
    return members.map(({ clause, members: own }) => ({ clause, rules: own.map(({ tree }) => bareRule(tree)) }));
  const safe = excludedBy(
    members.flatMap((clause) => clause.members),
    new Set(),
  );
  return members.map(({ clause, members: own }) => ({ clause, rules: own.flatMap((member) => guarded(member, safe)) }));
}
