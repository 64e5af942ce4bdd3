import type { JsonLogic } from '../../expression/node.js';
import { operation } from '../../expression/operation.js';
import { compileValue, type Value } from '../../logic/compile-value.js';
import { type LossReport, lossReport } from '../loss-report.js';
import type { Step } from './cut-flow.js';
import { added, type Luminosities } from './luminosities.js';
import { RangeCollector } from './ranges.js';
import type { RuleValues } from './rule-values.js';

/**
 * Returns a member of an `and` or `or` as often as the portal evaluates it: once, but never an `if` or a number, and a string once per
 * character.
 */
const evaluations = (rule: JsonLogic): JsonLogic[] =>
  typeof rule === 'string' || (typeof rule === 'object' && rule !== null)
    ? Object.keys(rule)
        .filter((operator) => operator !== 'if')
        .map(() => rule)
    : [];

/** A rule of the document. Only an `and` or `or` has members. */
type LossRule =
  | { readonly index: number; readonly members?: undefined }
  | { readonly value: Value; readonly members: readonly LossRule[] };

/** Lumisections for which the same rules are false. */
export class Combination {
  recorded = 0;
  /** The step of its lumisections in the cut-flow, if it is the same for all. */
  step: Step | undefined;
  readonly ranges = new RangeCollector();
  readonly indexes: readonly number[];
  readonly #losses: number[];

  /** @param indexes Indexes of the false rules in `losses`, the luminosity lost to each rule. */
  constructor(indexes: readonly number[], losses: number[]) {
    this.indexes = indexes;
    this.#losses = losses;
  }

  add({ recorded, count }: Luminosities): void {
    this.recorded = added(this.recorded, recorded, count);
    const losses = this.#losses;
    // A rule that occurs twice is added twice for each lumisection.
    for (let i = 0; i < count; i++)
      for (const index of this.indexes) losses[index] = (losses[index] ?? 0) + (recorded[i] as number);
  }
}

/** Sums the luminosity lost to each rule, lumisection by lumisection, in the order of the portal. */
export class LossSums {
  readonly #document: LossRule;
  readonly #values: RuleValues;
  readonly #losses: number[] = [];
  readonly #combinations = new Map<string, Combination>();
  /** The false rules of the current lumisection. */
  readonly #false: number[] = [];

  constructor(document: JsonLogic, values: RuleValues) {
    this.#values = values;
    this.#document = this.#compile(document, new Map());
  }

  #compile(rule: JsonLogic, cache: Map<JsonLogic, LossRule>): LossRule {
    const cached = cache.get(rule);
    if (cached !== undefined) return cached;
    const parts = operation(rule);
    const compiled: LossRule =
      parts?.operator === 'and' || parts?.operator === 'or'
        ? {
            value: compileValue(rule),
            members: parts.args.flatMap(evaluations).map((member) => this.#compile(member, cache)),
          }
        : { index: this.#values.indexOf(rule) };
    cache.set(rule, compiled);
    return compiled;
  }

  /** Collects the false rules in document order. Only `true` counts as true, as in the portal's report. */
  #collect(rules: readonly LossRule[], data: unknown): void {
    for (const rule of rules) {
      if (rule.members !== undefined) {
        if (rule.value(data) !== true) this.#collect(rule.members, data);
      } else if (this.#values.at(rule.index) !== true) this.#false.push(rule.index);
    }
  }

  /** Returns the combination of a failing lumisection, which is that of the rule values: the rules that are false for it. */
  combination(data: unknown): Combination {
    this.#false.length = 0;
    this.#collect(this.#document.members ?? [this.#document], data);
    const key = this.#false.join();
    let combination = this.#combinations.get(key);
    if (combination === undefined) {
      combination = new Combination(this.#false.slice(), this.#losses);
      this.#combinations.set(key, combination);
    }
    return combination;
  }

  report(): LossReport {
    const jsonOf = (index: number): string => this.#values.rules[index] as string;
    return lossReport(
      this.#losses.flatMap((recorded, index) => [[jsonOf(index), recorded] as const]),
      [...this.#combinations.values()].map(
        ({ indexes, recorded, ranges }) => [`[${indexes.map(jsonOf).join()}]`, recorded, ranges.toList()] as const,
      ),
    );
  }
}
