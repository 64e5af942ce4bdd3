import type { JsonLogic } from '../expression/node.js';
import type { LumiList } from '../lumi/index.js';
import { withText } from '../util/hidden-methods.js';
import { textTable } from '../util/text-table.js';
import { describeRule } from './document/describe-rule.js';

/** The luminosity of failing lumisections for which one rule is false. */
export interface RuleLoss {
  /** The rule in JSON logic. */
  readonly rule: JsonLogic;
  /** The rule in English. */
  readonly text: string;
  /** Recorded luminosity. A lumisection that fails several rules counts for each of them. */
  readonly recorded: number;
}

/** The luminosity of failing lumisections for which exactly these rules are false. */
export interface CombinationLoss {
  /** The rules in JSON logic. */
  readonly rules: readonly JsonLogic[];
  /** The rules in English. */
  readonly text: string;
  /** Recorded luminosity. Each lumisection counts for one combination. */
  readonly recorded: number;
  /** The failing lumisections. */
  readonly list: LumiList;
}

/** The luminosity lost to each rule within `and` and `or`, as the JSON portal computes it. Largest loss first. */
export interface LossReport {
  /** The loss of each rule. A lumisection that fails several rules counts for each of them. */
  readonly rules: readonly RuleLoss[];
  /** The loss of each combination of rules that are false together. Each lumisection counts once. */
  readonly combinations: readonly CombinationLoss[];
  /** Returns a table of the recorded luminosity lost to each rule, and to each combination. */
  toString(): string;
}

const byLoss = (a: { readonly recorded: number }, b: { readonly recorded: number }): number => b.recorded - a.recorded;

/** Creates a report from losses by the JSON of a rule, and by the JSON of a list of rules. */
export function lossReport(
  losses: Iterable<readonly [key: string, recorded: number]>,
  combinationLosses: Iterable<readonly [key: string, recorded: number, list: LumiList]>,
): LossReport {
  const rules = [...losses].map(([key, recorded]): RuleLoss => {
    const rule = JSON.parse(key) as JsonLogic;
    return Object.freeze({ rule, text: describeRule(rule), recorded });
  });
  const combinations = [...combinationLosses].map(([key, recorded, list]): CombinationLoss => {
    const members = JSON.parse(key) as readonly JsonLogic[];
    return Object.freeze({ rules: members, text: members.map(describeRule).join('; '), recorded, list });
  });
  const report = {
    rules: Object.freeze(rules.sort(byLoss)),
    combinations: Object.freeze(
      combinations.sort((a, b) => byLoss(a, b) || b.list.lumisectionCount - a.list.lumisectionCount),
    ),
  };
  return Object.freeze(withText(report, () => table(report)));
}

function table({ rules, combinations }: LossReport): string {
  if (combinations.length === 0) return 'No lumisection fails.';
  const row = ({ recorded, text }: RuleLoss | CombinationLoss): string[] => [recorded.toFixed(3), text];
  const together = ['lost', 'rules that are false together'];
  return textTable([['lost', 'rule'], ...rules.map(row), together, ...combinations.map(row)], [0]).join('\n');
}

/** Returns the rules that are false for every failing lumisection: those that every combination of the loss report has. */
export function neverTrue({ rules, combinations }: LossReport): readonly string[] {
  const [first, ...others] = combinations.map(
    (combination) => new Set(combination.rules.map((rule) => JSON.stringify(rule))),
  );
  const texts = new Map(rules.map(({ rule, text }) => [JSON.stringify(rule), text]));
  const keys = [...(first ?? [])].filter((key) => others.every((other) => other.has(key)));
  // Different rules can have the same text, such as a status and the negation of its negation.
  return [...new Set(keys.map((key) => texts.get(key) ?? key))];
}
