import { factsOfRule, independent } from '../../decision/facts.js';
import { formulaOf } from '../../decision/formula.js';
import { stringEquality } from '../../decision/merge.js';
import { describeRule } from '../document/describe-rule.js';
import type { LocatedRule } from './located-rule.js';
import { candidatePairs, type Kind, type Member, membersInTable } from './members.js';
import { noneHint, type Position } from './position.js';
import { type Problem, problem } from './problem.js';
import { RowSet } from './row-set.js';

/** A larger group of rules on the same attributes is not compared. */
const maxCompared = 4000;

/** Returns true for a rule with exact facts that is neither always nor never true, which is reported separately. */
function isComparable({ rule }: LocatedRule): boolean {
  const facts = factsOfRule(rule);
  return facts?.isExact === true && facts.paths.size > 0 && facts.canPass && facts.canFail;
}

/** Returns true for a rule that only checks for null. It is never reported as redundant. */
function isNullTest({ rule }: LocatedRule): boolean {
  const facts = factsOfRule(rule);
  return facts !== undefined && [...facts.paths].every((path) => facts.explicit.has(path));
}

const duplicate = (located: LocatedRule, first: LocatedRule, isEquivalent = true): Problem =>
  problem(located.path, {
    code: 'duplicate',
    severity: 'warning',
    message:
      JSON.stringify(located.rule) === JSON.stringify(first.rule)
        ? `Duplicate rule '${describeRule(located.rule)}'`
        : `'${describeRule(located.rule)}' is redundant with '${describeRule(first.rule)}'`,
    // Without the other rule, other lumisections would pass.
    hint: isEquivalent ? `Remove it, or the rule at ${first.path}.` : `Remove it, and leave the rule at ${first.path}.`,
  });

const contradiction = (located: LocatedRule, others: readonly LocatedRule[], position: Position): Problem =>
  problem(located.path, {
    code: 'contradiction',
    message: `${[...others, located].map(({ rule }) => `'${describeRule(rule)}'`).join(' and ')} are never true together`,
    hint: `${noneHint(position)} Join them with 'or'.`,
  });

/** Separates rules that are written twice. */
function deduplicated(members: readonly LocatedRule[]): {
  readonly unique: readonly LocatedRule[];
  readonly problems: readonly Problem[];
} {
  const first = new Map<string, LocatedRule>();
  const problems: Problem[] = [];
  for (const member of members) {
    const key = JSON.stringify(member.rule);
    const before = first.get(key);
    if (before === undefined) first.set(key, member);
    else problems.push(duplicate(member, before));
  }
  return { unique: [...first.values()], problems };
}

/** Returns a problem for each rule with the same formula as another, or in an `and` its negation, whatever the values are. */
function repeatedFormulas(members: readonly LocatedRule[], kind: Kind, position: Position): readonly Problem[] {
  const first = new Map<string, LocatedRule>();
  return members.flatMap((member) => {
    const key = JSON.stringify(formulaOf(member.rule));
    const same = first.get(key);
    if (same !== undefined) return [duplicate(member, same)];
    first.set(key, member);
    const opposite = kind === 'and' ? first.get(JSON.stringify(formulaOf(member.rule, true))) : undefined;
    return opposite === undefined ? [] : [contradiction(member, [opposite], position)];
  });
}

/** Returns for each member those that are decisive in its rarest row, in order. All members that cover it are among them. */
function possiblyCovering(members: readonly Member[]): readonly (readonly number[])[] {
  const counts: number[] = [];
  for (const { decisive } of members)
    decisive.visitRows((row) => {
      counts[row] = (counts[row] ?? 0) + 1;
    });
  const rarest = members.map(({ decisive }) => {
    let rarestRow = -1;
    decisive.visitRows((row) => {
      if (rarestRow === -1 || (counts[row] as number) < (counts[rarestRow] as number)) rarestRow = row;
    });
    return rarestRow;
  });
  const byRow = new Map(rarest.map((row): [number, number[]] => [row, []]));
  for (const [index, { decisive }] of members.entries()) decisive.visitRows((row) => byRow.get(row)?.push(index));
  const everyMember = [...members.keys()];
  return rarest.map((row) => (row === -1 ? everyMember : (byRow.get(row) as number[])));
}

/** Returns a problem for each rule that another of the same `and` or `or` makes redundant; of two equivalent ones, for the second. */
function redundant(members: readonly Member[], skipped: ReadonlySet<number>): readonly Problem[] {
  const candidates = possiblyCovering(members);
  return members.flatMap((member, index) => {
    if (skipped.has(index) || isNullTest(member)) return [];
    const { decisive } = member;
    const covering = candidates[index]?.find((at) => {
      const other = (members[at] as Member).decisive;
      return at !== index && decisive.isSubsetOf(other) && (at < index || !other.isSubsetOf(decisive));
    });
    if (covering === undefined) return [];
    const other = members[covering] as Member;
    return [duplicate(member, other, other.decisive.isSubsetOf(decisive))];
  });
}

/** Returns a minimal set of rules that are never true together, by removing one after the other. */
function minimalContradiction(members: readonly Member[]): readonly Member[] {
  return members.reduce<readonly Member[]>((needed, member) => {
    const others = needed.filter((other) => other !== member);
    return RowSet.haveCommon(others.map(({ passing }) => passing)) ? needed : others;
  }, members);
}

function contradictions(members: readonly Member[], position: Position): ReadonlyMap<number, Problem> {
  const problems = new Map<number, Problem>();
  const isPossible = RowSet.haveCommon(members.map(({ passing }) => passing));
  if (isPossible) return problems;
  for (const [index, member] of members.entries()) {
    const other = members.find((candidate, at) => at < index && !candidate.passing.intersects(member.passing));
    if (other !== undefined) problems.set(index, contradiction(member, [other], position));
  }
  if (problems.size > 0) return problems;
  const together = minimalContradiction(members);
  const last = together.at(-1) as Member;
  return new Map([[members.indexOf(last), contradiction(last, together.slice(0, -1), position)]]);
}

function compare(members: readonly Member[], kind: Kind, position: Position): readonly Problem[] {
  const contradictory = kind === 'and' ? contradictions(members, position) : new Map<number, Problem>();
  return [...contradictory.values(), ...redundant(members, new Set(contradictory.keys()))];
}

/** Compares pairs of rules that have too many combinations of values together. Undefined for too many pairs. */
function compareInPairs(rules: readonly LocatedRule[], kind: Kind, position: Position): readonly Problem[] | undefined {
  const problems = new Map<string, Problem>();
  const pairs = candidatePairs(rules, kind);
  for (const pair of pairs ?? [])
    for (const problem of compare(membersInTable(pair, kind) ?? [], kind, position))
      if (!problems.has(problem.path)) problems.set(problem.path, problem);
  return pairs === undefined ? undefined : [...problems.values()];
}

/** Returns a problem for each rule of an `and` or `or` that repeats, implies or, in an `and`, contradicts another. */
export function pairProblems(members: readonly LocatedRule[], kind: Kind, position: Position): readonly Problem[] {
  const { unique, problems } = deduplicated(members);
  const inexact = unique.filter(({ rule }) => factsOfRule(rule)?.isExact === false);
  const comparable = unique.filter(isComparable);
  const groups = independent(comparable, ({ rule }) => factsOfRule(rule)?.paths ?? []);
  return [
    ...problems,
    ...repeatedFormulas(inexact, kind, position),
    ...groups.flatMap((group) => {
      // Equalities with different strings never imply each other.
      const counted =
        group.length > maxCompared ? group.filter(({ rule }) => stringEquality(rule) === undefined) : group;
      if (counted.length > maxCompared) return [undecidedPairs(counted[0] as LocatedRule)];
      if (counted.length < 2) return [];
      // Groups are merged out of document order, which decides which rule is the duplicate.
      const isCounted = new Set(counted);
      const ordered = comparable.filter((member) => isCounted.has(member));
      const inOne = membersInTable(ordered, kind);
      const problems = inOne === undefined ? compareInPairs(ordered, kind, position) : compare(inOne, kind, position);
      return problems ?? [undecidedPairs(ordered[0] as LocatedRule)];
    }),
  ];
}

const undecidedPairs = ({ path }: LocatedRule): Problem =>
  problem(path, {
    code: 'undecided',
    severity: 'warning',
    message: 'The rule and others on the same attributes have too many combinations of values to be compared',
    hint: 'Check whether they contradict or imply each other.',
  });
