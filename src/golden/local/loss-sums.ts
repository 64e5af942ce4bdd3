import type { JsonLogic } from '../../expression/node.js';
import { operation } from '../../expression/operation.js';
import { compileValue, type Value } from '../../logic/compile-value.js';
import { LumiList } from '../../lumi/index.js';
import { type LossReport, lossReport } from '../loss-report.js';
import { appendRange, type RangesByRun } from './ranges.js';

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

/** A compiled rule of the document. */
interface LossRule {
  readonly value: Value;
  /** Equal rules share one index. */
  readonly index: number;
  /** The members of an `and` or `or`. */
  readonly members: readonly LossRule[] | undefined;
}

/** Lumisections for which the same rules are false. */
export class Combination {
  recorded = 0;
  readonly ranges: RangesByRun = new Map();
  readonly indexes: readonly number[];
  readonly #losses: number[];

  /** `indexes` are those of the false rules in `losses`, the luminosity lost to each rule. */
  constructor(indexes: readonly number[], losses: number[]) {
    this.indexes = indexes;
    this.#losses = losses;
  }

  /** Adds the luminosity of one lumisection. Floating-point sums depend on the order, which must be that of the portal. */
  add(recorded: number): void {
    this.recorded += recorded;
    const losses = this.#losses;
    for (const index of this.indexes) losses[index] = (losses[index] ?? 0) + recorded;
  }

  addRange(run: number, start: number, end: number): void {
    appendRange(this.ranges, run, start, end);
  }
}

/** Sums the luminosity lost to each rule, lumisection by lumisection, in the order of the portal. */
export class LossSums {
  readonly #document: LossRule;
  /** The JSON of each rule, by index. */
  readonly #rules: string[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #losses: number[] = [];
  readonly #combinations = new Map<string, Combination>();

  constructor(document: JsonLogic) {
    this.#document = this.#compile(document, new Map());
  }

  #compile(rule: JsonLogic, cache: Map<JsonLogic, LossRule>): LossRule {
    const cached = cache.get(rule);
    if (cached !== undefined) return cached;
    const parts = operation(rule);
    const compiled: LossRule = {
      value: compileValue(rule),
      ...(parts?.operator === 'and' || parts?.operator === 'or'
        ? { index: -1, members: parts.args.flatMap(evaluations).map((member) => this.#compile(member, cache)) }
        : { index: this.#indexOf(JSON.stringify(rule)), members: undefined }),
    };
    cache.set(rule, compiled);
    return compiled;
  }

  #indexOf(rule: string): number {
    const index = this.#indexes.get(rule);
    if (index !== undefined) return index;
    this.#indexes.set(rule, this.#rules.length);
    return this.#rules.push(rule) - 1;
  }

  /** Collects the false rules in document order. Only `true` counts as true, as in the portal's report. */
  #collect({ value, index, members }: LossRule, data: unknown, into: number[]): void {
    if (value(data) === true) return;
    if (members === undefined) into.push(index);
    else for (const member of members) this.#collect(member, data, into);
  }

  /** Returns the combination of a failing lumisection: the rules that are false for it. */
  combination(data: unknown): Combination {
    const indexes: number[] = [];
    this.#collect(this.#document, data, indexes);
    const key = indexes.join();
    let combination = this.#combinations.get(key);
    if (combination === undefined) {
      combination = new Combination(indexes, this.#losses);
      this.#combinations.set(key, combination);
    }
    return combination;
  }

  report(): LossReport {
    const jsonOf = (index: number): string => this.#rules[index] as string;
    return lossReport(
      this.#losses.flatMap((recorded, index) => [[jsonOf(index), recorded] as const]),
      [...this.#combinations.values()].map(
        ({ indexes, recorded, ranges }) =>
          [`[${indexes.map(jsonOf).join()}]`, recorded, LumiList.fromJSON(Object.fromEntries(ranges))] as const,
      ),
    );
  }
}
