import type { JsonLogic } from '../expression/node.js';
import { compileValue, type Value } from '../logic/compile-value.js';
import { operation } from '../logic/operation.js';
import { LumiList } from '../lumi/index.js';
import { sentence } from '../print/sentence.js';
import { readRule } from './read-rule.js';

/** What one rule costs: the luminosity of the lumisections that do not pass and for which it is false. */
export interface RuleLoss {
  readonly rule: JsonLogic;
  /** The rule in English. */
  readonly text: string;
  /** Luminosity recorded. Lumisections that fail several rules count for each of them. */
  readonly recorded: number;
}

/** What several rules cost together: the lumisections for which exactly these are false. */
export interface CombinationLoss {
  readonly rules: readonly JsonLogic[];
  readonly text: string;
  /** Luminosity recorded. Each lumisection counts for one combination. */
  readonly recorded: number;
  /** The lumisections. */
  readonly list: LumiList;
}

/** What is lost to which rule, as the JSON portal works it out: rules are those within `and` and `or`. Largest loss first. */
export interface LossReport {
  readonly rules: readonly RuleLoss[];
  readonly combinations: readonly CombinationLoss[];
}

/** A rule in English. */
export const inWords = (rule: JsonLogic): string => sentence(readRule(rule), 'lumisection');

const byLoss = (a: { readonly recorded: number }, b: { readonly recorded: number }): number => b.recorded - a.recorded;

function reportOf(
  quantities: Iterable<readonly [key: string, recorded: number]>,
  combinations: Iterable<readonly [key: string, recorded: number, list: LumiList]>,
): LossReport {
  const rules = [...quantities].map(([key, recorded]): RuleLoss => {
    const rule = JSON.parse(key) as JsonLogic;
    return Object.freeze({ rule, text: inWords(rule), recorded });
  });
  const together = [...combinations].map(([key, recorded, list]): CombinationLoss => {
    const members = JSON.parse(key) as readonly JsonLogic[];
    return Object.freeze({ rules: members, text: members.map(inWords).join('; '), recorded, list });
  });
  return Object.freeze({
    rules: Object.freeze(rules.sort(byLoss)),
    combinations: Object.freeze(together.sort(byLoss)),
  });
}

/** The loss report in a record of the portal. @throws TypeError where it is none. */
export function lossOfRecord(record: Readonly<Record<string, unknown>>): LossReport {
  const wrong = (key: string): never => {
    throw new TypeError(`no luminosities by rule in '${key}'`);
  };
  const sums = (key: string): [string, number][] => {
    const entries = Object.entries((record[key] ?? {}) as object);
    return entries.every(([, recorded]) => typeof recorded === 'number') ? entries : wrong(key);
  };
  const combined = 'rules_flagged_false_combination_luminosity';
  const where = (record.runs_lumisections_responsible_for_rule ?? {}) as Readonly<Record<string, unknown>>;
  return reportOf(
    sums('rules_flagged_false_quantity_luminosity'),
    sums(combined).map(([key, recorded]) => {
      if (!Array.isArray(JSON.parse(key))) wrong(combined);
      return [key, recorded, LumiList.fromJSON(where[key] ?? {})] as const;
    }),
  );
}

/** A member of an `and` or `or` as often as the portal has a verdict on it: never on an `if` or a number, for each letter on a text. */
const verdicts = (rule: JsonLogic): JsonLogic[] =>
  typeof rule === 'string' || (typeof rule === 'object' && rule !== null)
    ? Object.keys(rule)
        .filter((operator) => operator !== 'if')
        .map(() => rule)
    : [];

/** Adds up what is lost to which rule, lumisection by lumisection, in the order of the portal. */
export class LossSums {
  readonly #document: JsonLogic;
  readonly #values = new Map<JsonLogic, Value>();
  readonly #rules = new Map<string, number>();
  readonly #combinations = new Map<string, { recorded: number; ranges: Map<number, [number, number][]> }>();

  constructor(document: JsonLogic) {
    this.#document = document;
  }

  /** The rules that are false, in the order of the document. Only `true` is true here: the portal's report has it so. */
  falseRules(data: unknown, rule = this.#document): JsonLogic[] {
    let value = this.#values.get(rule);
    if (value === undefined) {
      value = compileValue(rule);
      this.#values.set(rule, value);
    }
    if (value(data) === true) return [];
    const found = operation(rule);
    return found?.operator === 'and' || found?.operator === 'or'
      ? found.args.flatMap(verdicts).flatMap((one) => this.falseRules(data, one))
      : [rule];
  }

  /** Adds lumisections of a run for which the same rules are false. */
  add(rules: readonly JsonLogic[], run: number, start: number, luminosities: readonly number[]): void {
    const key = JSON.stringify(rules);
    let sums = this.#combinations.get(key);
    if (sums === undefined) {
      sums = { recorded: 0, ranges: new Map() };
      this.#combinations.set(key, sums);
    }
    const names = rules.map((rule) => JSON.stringify(rule));
    // One by one: sums of floating-point numbers depend on their order.
    for (const recorded of luminosities) {
      sums.recorded += recorded;
      for (const name of names) this.#rules.set(name, (this.#rules.get(name) ?? 0) + recorded);
    }
    const ranges = sums.ranges.get(run);
    const range: [number, number] = [start, start + luminosities.length - 1];
    if (ranges === undefined) sums.ranges.set(run, [range]);
    else ranges.push(range);
  }

  report(): LossReport {
    return reportOf(
      this.#rules,
      [...this.#combinations].map(
        ([key, { recorded, ranges }]) => [key, recorded, LumiList.fromJSON(Object.fromEntries(ranges))] as const,
      ),
    );
  }
}
