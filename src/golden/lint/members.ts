import { domainOf, level } from '../../decision/domain.js';
import { type Formula, formulaOf } from '../../decision/formula.js';
import { type Sample, truthInSamples } from '../../decision/samples.js';
import { Table } from '../../decision/table.js';
import { atomsOf, type TruthRows, variablesOf } from '../../decision/truth-rows.js';
import type { LocatedRule } from './located-rule.js';
import { RowSet } from './row-set.js';

export type Kind = 'and' | 'or';

/** A member of an `and` or `or`, with rows of values. */
export interface Member extends LocatedRule {
  /** Rows of all possible values, including null, in which it determines the whole: it is false in an `and`, or true in an `or`. */
  readonly decisive: RowSet;
  /** Rows of expected values in which it is true. */
  readonly passing: RowSet;
}

/** Rules with too large a table are compared in pairs, at most this number of pairs. */
const maxPairs = 6000;

const isPossible = (entry: { readonly level: number }): boolean => entry.level <= level.outOfRange;
const isExpected = (entry: { readonly level: number }): boolean => entry.level === level.expected;
const decisiveTruth = (kind: Kind): number => Number(kind === 'or');

function membersIn(rows: TruthRows, rules: readonly LocatedRule[], kind: Kind): readonly Member[] {
  const possible = rows.rowsWhere(isPossible);
  const expected = rows.rowsWhere(isExpected);
  return rules.map((located) => {
    const truths = rows.truthsOf(formulaOf(located.rule));
    return {
      ...located,
      decisive: new RowSet(truths, possible, decisiveTruth(kind)),
      passing: new RowSet(truths, expected),
    };
  });
}

const formulasOf = (rules: readonly LocatedRule[]) => rules.map(({ rule }) => formulaOf(rule));

/** Returns the members with the rows of their table; undefined if it is too large, or lacks some combinations of values. */
export function membersInTable(rules: readonly LocatedRule[], kind: Kind): readonly Member[] | undefined {
  const table = Table.of(formulasOf(rules));
  return table?.isExact ? membersIn(table, rules, kind) : undefined;
}

/** Returns values for which a rule is decisive, and values for which it is true. */
function samplesOf({ rule }: LocatedRule, kind: Kind): readonly Sample[] {
  const formula = formulaOf(rule);
  const table = Table.of([formula]);
  if (table === undefined) return [];
  const truths = table.truthsOf(formula);
  const possible = table.rowsWhere(isPossible);
  const expected = table.rowsWhere(isExpected);
  const decisive = [...truths.keys()].filter((row) => truths[row] === decisiveTruth(kind) && possible[row] === 1);
  const rows = new Set([
    decisive[0],
    decisive.at(-1),
    truths.findIndex((truth, row) => truth === 1 && expected[row] === 1),
  ]);
  return [...rows].flatMap((row = -1) =>
    row === -1 ? [] : [new Map(table.columns.map((column) => [column.variable.path, table.classAt(column, row)]))],
  );
}

/** Returns the values of inexact domains: several strings in one value are in no table of a single rule. */
function samplesOfAll(formulas: readonly Formula[]): readonly Sample[] {
  const atoms = atomsOf(formulas);
  return [...variablesOf(formulas)].flatMap(([path, variable]) => {
    const { entries, isExact } = domainOf(
      variable,
      atoms.filter(({ variables }) => variables.has(path)),
    );
    return isExact ? [] : entries.map((entry) => new Map([[path, entry]]));
  });
}

/**
 * Returns the pairs of rules that may be redundant or contradictory: samples show that the others are not. Undefined for too many pairs.
 */
export function candidatePairs(
  rules: readonly LocatedRule[],
  kind: Kind,
): readonly (readonly [LocatedRule, LocatedRule])[] | undefined {
  const formulas = formulasOf(rules);
  const samples = [...rules.flatMap((located) => samplesOf(located, kind)), ...samplesOfAll(formulas)];
  const members = membersIn(truthInSamples(formulas, samples), rules, kind);
  const pairs: (readonly [LocatedRule, LocatedRule])[] = [];
  for (const [index, member] of members.entries())
    for (let at = 0; at < index; at++) {
      const other = members[at] as Member;
      const isCandidate =
        member.decisive.isSubsetOf(other.decisive) ||
        other.decisive.isSubsetOf(member.decisive) ||
        (kind === 'and' && !member.passing.intersects(other.passing));
      if (isCandidate && pairs.push([other, member]) > maxPairs) return undefined;
    }
  return pairs;
}
