/** Why lumisections are not in a golden JSON: which rules are false for them, and how much luminosity that costs. */

import type { AggregatedLumisection } from '../data/aggregated-lumisections.js';
import { extend } from '../data/lumisections.js';
import type { Json } from '../state.js';
import type { Apply } from './rules.js';

type Ranges = [number, number][];

/** What is reported, under the names of the record. A rule, or a list of rules, is named by its JSON. */
export interface Loss {
  readonly rules_flagged_false_quantity_luminosity: Record<string, number>;
  readonly rules_flagged_false_combination_luminosity: Record<string, number>;
  readonly runs_lumisections_responsible_for_rule: Record<string, Record<string, Ranges>>;
}

/** A report on nothing yet. */
export function emptyLoss(): Loss {
  return {
    rules_flagged_false_quantity_luminosity: {},
    rules_flagged_false_combination_luminosity: {},
    runs_lumisections_responsible_for_rule: {},
  };
}

/**
 * Adds a lumisection of a dataset, `315290-online`.
 *
 * @throws TypeError for a logic that is an `if`, which the registry cannot report on.
 */
export function addLoss(loss: Loss, apply: Apply, logic: Json, key: string, known: AggregatedLumisection): void {
  const [verdict] = judge(apply, logic, known);
  const rules = falseRules(verdict);
  const combination = JSON.stringify(rules);
  const luminosity = Math.max(Number(known.lumisection.oms.recorded) || 0, 0);
  add(loss.rules_flagged_false_combination_luminosity, combination, luminosity);
  for (const rule of rules) add(loss.rules_flagged_false_quantity_luminosity, JSON.stringify(rule), luminosity);
  const byDataset = loss.runs_lumisections_responsible_for_rule[combination] ?? {};
  extend(byDataset, key, known.lumisection.lumisection_number);
  loss.runs_lumisections_responsible_for_rule[combination] = byDataset;
}

function add(sums: Record<string, number>, name: string, amount: number): void {
  sums[name] = (sums[name] ?? 0) + amount;
}

interface Verdict {
  readonly rule: Json;
  /** Nothing but `true` is true here: what is merely truthy put the lumisection into the JSON, and yet counts as false. */
  readonly isTrue: boolean;
  /** Of an `and` or `or`. */
  readonly parts?: readonly Verdict[];
}

/** All rules are evaluated, also those that an `and` or `or` did not have to look at. An `if` has no verdict. */
function judge(apply: Apply, rules: Json, known: AggregatedLumisection): Verdict[] {
  const list: readonly Json[] = Array.isArray(rules) ? rules : [rules];
  return list.flatMap((rule) =>
    // A text has a verdict for each of its letters, a number none.
    Object.keys(rule as object)
      .filter((operator) => operator !== 'if')
      .map((operator) => {
        const isTrue = apply(rule, known) === true;
        if (operator !== 'and' && operator !== 'or') return { rule, isTrue };
        return {
          rule,
          isTrue,
          parts: judge(apply, (rule as { readonly [key: string]: Json })[operator] ?? null, known),
        };
      }),
  );
}

/** The false rules below a verdict, in the order of the logic; only `and` and `or` are looked into. */
function falseRules(verdict: Verdict | undefined): Json[] {
  if (verdict === undefined) throw new TypeError("Cannot read property 'length' of undefined");
  const { rule, isTrue, parts } = verdict;
  if (isTrue) return [];
  const operators = Object.keys(rule as object);
  if (operators.length > 1 && typeof rule === 'object' && (operators.includes('and') || operators.includes('or')))
    throw new TypeError("Cannot read property 'forEach' of undefined");
  return parts === undefined ? [rule] : parts.flatMap(falseRules);
}
