import { level } from '../../decision/domain.js';
import { factsOfRule, independent } from '../../decision/facts.js';
import { formulaOf } from '../../decision/formula.js';
import { stringEquality } from '../../decision/merge.js';
import { Table } from '../../decision/table.js';
import { describeRule } from '../document/describe-rule.js';
import type { Placed } from './located-rule.js';
import { type Problem, problem } from './problem.js';
import { Rows } from './row-set.js';

/** A member of `and` or `or` with the values for which it is true. */
interface Member extends Placed {
  /** Of all values, null included. */
  readonly possible: Rows;
  /** Of the expected values. */
  readonly expected: Rows;
}

/** Rules whose table would be larger are compared two by two, as long as they are few. */
const maxPairs = 6000;

/** More rules on the same attributes are not compared with each other. */
const maxCompared = 400;

function inTable(members: readonly Placed[]): readonly Member[] | undefined {
  const formulas = members.map(({ rule }) => formulaOf(rule));
  const table = Table.of(formulas);
  if (table === undefined) return undefined;
  const possible = table.rowsWhere((entry) => entry.level <= level.outOfRange);
  const expected = table.rowsWhere((entry) => entry.level === level.expected);
  return members.map((member, index) => {
    const truths = table.truthsOf(formulas[index] as (typeof formulas)[number]);
    return { ...member, possible: new Rows(truths, possible), expected: new Rows(truths, expected) };
  });
}

/** Members that can be compared: decided for certain, and neither always nor never true, which is reported separately. */
function isComparable({ rule }: Placed): boolean {
  const facts = factsOfRule(rule);
  return facts?.isExact === true && facts.paths.size > 0 && facts.canPass && facts.canFail;
}

/** Whether a rule only asks whether attributes are null: it stays, however much another rule implies it. */
function isNullTest({ rule }: Placed): boolean {
  const facts = factsOfRule(rule);
  return facts !== undefined && [...facts.paths].every((path) => facts.explicit.has(path));
}

const repeated = (placed: Placed, first: Placed): Problem =>
  problem(placed.path, {
    code: 'duplicate',
    severity: 'warning',
    message:
      JSON.stringify(placed.rule) === JSON.stringify(first.rule)
        ? `'${describeRule(placed.rule)}' is repeated`
        : `'${describeRule(placed.rule)}' changes nothing beside '${describeRule(first.rule)}'`,
    hint: `remove it, or the rule at ${first.path}`,
  });

const contradiction = (placed: Placed, others: readonly Placed[]): Problem =>
  problem(placed.path, {
    code: 'contradiction',
    message: `${[...others, placed].map(({ rule }) => `'${describeRule(rule)}'`).join(' and ')} are never true together`,
    hint: 'no lumisection passes; join them with or',
  });

/** Rules that are written twice, whatever they read. */
function copies(members: readonly Placed[]): {
  readonly unique: readonly Placed[];
  readonly problems: readonly Problem[];
} {
  const first = new Map<string, Placed>();
  const problems: Problem[] = [];
  for (const member of members) {
    const key = JSON.stringify(member.rule);
    const before = first.get(key);
    if (before === undefined) first.set(key, member);
    else problems.push(repeated(member, before));
  }
  return { unique: [...first.values()], problems };
}

/** The member that makes another redundant: of two that are equal, the first. */
function covering(members: readonly Member[], index: number, kind: 'and' | 'or'): Member | undefined {
  const one = members[index] as Member;
  return members.find((other, at) => {
    if (at === index) return false;
    const isImplied =
      kind === 'and' ? other.possible.isSubsetOf(one.possible) : one.possible.isSubsetOf(other.possible);
    if (!isImplied) return false;
    const isEqual = kind === 'and' ? one.possible.isSubsetOf(other.possible) : other.possible.isSubsetOf(one.possible);
    return !isEqual || at < index;
  });
}

/** The rules that another of the same `and` or `or` makes redundant, by index. */
function redundant(members: readonly Member[], kind: 'and' | 'or', skipped: ReadonlySet<number>): readonly Problem[] {
  return members.flatMap((member, index) => {
    if (skipped.has(index) || isNullTest(member)) return [];
    const other = covering(members, index, kind);
    return other === undefined ? [] : [repeated(member, other)];
  });
}

/** The fewest of some rules that are never true together, found by leaving out one after the other. */
function core(members: readonly Member[]): readonly Member[] {
  return members.reduce<readonly Member[]>((left, one) => {
    const without = left.filter((other) => other !== one);
    return Rows.haveCommon(without.map(({ expected }) => expected)) ? left : without;
  }, members);
}

function contradictions(members: readonly Member[]): ReadonlyMap<number, Problem> {
  const found = new Map<number, Problem>();
  const isPossible = Rows.haveCommon(members.map(({ expected }) => expected));
  if (isPossible) return found;
  for (const [index, member] of members.entries()) {
    const other = members.slice(0, index).find((one) => !Rows.haveCommon([one.expected, member.expected]));
    if (other !== undefined) found.set(index, contradiction(member, [other]));
  }
  if (found.size > 0) return found;
  const together = core(members);
  const last = together.at(-1) as Member;
  return new Map([[members.indexOf(last), contradiction(last, together.slice(0, -1))]]);
}

function compare(members: readonly Member[], kind: 'and' | 'or'): readonly Problem[] {
  const found = kind === 'and' ? contradictions(members) : new Map<number, Problem>();
  return [...found.values(), ...redundant(members, kind, new Set(found.keys()))];
}

/** Compares two by two what has too many combinations of values together. Undefined if even that is too much. */
function compareInPairs(members: readonly Placed[], kind: 'and' | 'or'): readonly Problem[] | undefined {
  if ((members.length * (members.length - 1)) / 2 > maxPairs) return undefined;
  const problems = new Map<string, Problem>();
  for (const [index, member] of members.entries())
    for (const other of members.slice(0, index)) {
      const pair = inTable([other, member]);
      for (const one of pair === undefined ? [] : compare(pair, kind))
        if (!problems.has(one.path)) problems.set(one.path, one);
    }
  return [...problems.values()];
}

/** Rules of an `and` or `or` that repeat or imply each other; in an `and`, also rules that are never true together. */
export function pairProblems(members: readonly Placed[], kind: 'and' | 'or'): readonly Problem[] {
  const { unique, problems } = copies(members);
  const comparable = unique.filter(isComparable);
  const groups = independent(comparable, ({ rule }) => factsOfRule(rule)?.paths ?? []);
  return [
    ...problems,
    ...groups.flatMap((group) => {
      // Equalities with different strings say nothing of each other.
      const counted =
        group.length > maxCompared ? group.filter(({ rule }) => stringEquality(rule) === undefined) : group;
      if (counted.length > maxCompared) return [undecidedPairs(counted[0] as Placed)];
      if (counted.length < 2) return [];
      // Independence merges groups: the order of the document decides which rule is the repetition.
      const ordered = comparable.filter((one) => counted.includes(one));
      const inOne = inTable(ordered);
      const found = inOne === undefined ? compareInPairs(ordered, kind) : compare(inOne, kind);
      return found ?? [undecidedPairs(ordered[0] as Placed)];
    }),
  ];
}

const undecidedPairs = ({ path }: Placed): Problem =>
  problem(path, {
    code: 'undecided',
    severity: 'warning',
    message: 'this rule and others on the same attributes have too many combinations of values to be compared',
    hint: 'check by hand whether they contradict or imply each other',
  });
