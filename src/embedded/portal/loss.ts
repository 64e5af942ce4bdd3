import type { AggregatedLumisection } from '../data/aggregated-lumisections.js';
import { extend } from '../data/lumisections.js';
import type { Json } from '../state.js';
import { applyRule } from './rules.js';

type Ranges = [number, number][];

/** The luminosity that rules cost, under the names of the record. The key of a rule, or of a list of rules, is its JSON. */
export interface Loss {
  readonly rules_flagged_false_quantity_luminosity: Record<string, number>;
  readonly rules_flagged_false_combination_luminosity: Record<string, number>;
  readonly runs_lumisections_responsible_for_rule: Record<string, Record<string, Ranges>>;
}

/** Returns an empty report. */
export function emptyLoss(): Loss {
  return {
    rules_flagged_false_quantity_luminosity: {},
    rules_flagged_false_combination_luminosity: {},
    runs_lumisections_responsible_for_rule: {},
  };
}

/**
 * Adds a lumisection of a dataset, such as `315290-online`, to a report.
 *
 * @throws {TypeError} for a logic that is an `if`: the registry fails on it.
 */
export function addLoss(loss: Loss, logic: Json, key: string, lumisection: AggregatedLumisection): void {
  const [verdict] = evaluate(logic, lumisection);
  const rules = falseRules(verdict);
  const combination = JSON.stringify(rules);
  const luminosity = Math.max(Number(lumisection.lumisection.oms.recorded) || 0, 0);
  add(loss.rules_flagged_false_combination_luminosity, combination, luminosity);
  for (const rule of rules) add(loss.rules_flagged_false_quantity_luminosity, JSON.stringify(rule), luminosity);
  const byDataset = loss.runs_lumisections_responsible_for_rule[combination] ?? {};
  extend(byDataset, key, lumisection.lumisection.lumisection_number);
  loss.runs_lumisections_responsible_for_rule[combination] = byDataset;
}

function add(sums: Record<string, number>, name: string, amount: number): void {
  sums[name] = (sums[name] ?? 0) + amount;
}

interface Verdict {
  readonly rule: Json;
  /** True if the rule returns `true`. A truthy value selects the lumisection, but counts as false here. */
  readonly isTrue: boolean;
  /** Verdicts on the operands of an `and` or `or`. */
  readonly parts?: readonly Verdict[];
}

/** Evaluates all rules, also those that `and` and `or` would skip. An `if` has no verdict. */
function evaluate(rules: Json, lumisection: AggregatedLumisection): Verdict[] {
  const list: readonly Json[] = Array.isArray(rules) ? rules : [rules];
  return list.flatMap((rule) =>
    // A string has a verdict for each character, a number none.
    Object.keys(rule as object)
      .filter((operator) => operator !== 'if')
      .map((operator) => {
        const isTrue = applyRule(rule, lumisection) === true;
        if (operator !== 'and' && operator !== 'or') return { rule, isTrue };
        const parts = evaluate((rule as { readonly [key: string]: Json })[operator] ?? null, lumisection);
        return { rule, isTrue, parts };
      }),
  );
}

/** Returns the false rules below a verdict, in the order of the logic. Only `and` and `or` are searched. */
function falseRules(verdict: Verdict | undefined): Json[] {
  if (verdict === undefined) throw new TypeError("Cannot read property 'length' of undefined");
  const { rule, isTrue, parts } = verdict;
  if (isTrue) return [];
  const operators = Object.keys(rule as object);
  if (operators.length > 1 && typeof rule === 'object' && (operators.includes('and') || operators.includes('or')))
    throw new TypeError("Cannot read property 'forEach' of undefined");
  return parts === undefined ? [rule] : parts.flatMap(falseRules);
}
