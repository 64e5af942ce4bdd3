import type { JsonLogic } from '../expression/node.js';
import { compileValue, type Value } from '../logic/compile-value.js';
import { operation } from '../logic/operation.js';
import { LumiList } from '../lumi/index.js';
import { sentence } from '../print/sentence.js';
import { appendRange, type RangesByRun } from './ranges.js';
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
    combinations: Object.freeze(
      together.sort((a, b) => byLoss(a, b) || b.list.lumisectionCount - a.list.lumisectionCount),
    ),
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

/** A rule at its place in the document, compiled. */
interface LossRule {
  readonly value: Value;
  /** Equal rules have one index. */
  readonly index: number;
  /** Of an `and` or `or`. */
  readonly members: readonly LossRule[] | undefined;
}

/** Lumisections for which the same rules are false. */
export class Combination {
  recorded = 0;
  readonly ranges: RangesByRun = new Map();
  readonly indexes: readonly number[];
  readonly #sums: number[];

  /** `indexes` are those of the false rules in `sums`, the luminosity lost to each rule. */
  constructor(indexes: readonly number[], sums: number[]) {
    this.indexes = indexes;
    this.#sums = sums;
  }

  /** Adds the luminosity of one lumisection. Sums of floating-point numbers depend on their order, which is that of the portal. */
  add(recorded: number): void {
    this.recorded += recorded;
    const sums = this.#sums;
    for (const index of this.indexes) sums[index] = (sums[index] ?? 0) + recorded;
  }

  addRange(run: number, start: number, end: number): void {
    appendRange(this.ranges, run, start, end);
  }
}

/** Sums up what is lost to which rule, lumisection by lumisection, in the order of the portal. */
export class LossSums {
  readonly #document: LossRule;
  /** The JSON of each rule, by index. */
  readonly #names: string[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #sums: number[] = [];
  readonly #combinations = new Map<string, Combination>();

  constructor(document: JsonLogic) {
    this.#document = this.#compile(document, new Map());
  }

  #compile(rule: JsonLogic, known: Map<JsonLogic, LossRule>): LossRule {
    const before = known.get(rule);
    if (before !== undefined) return before;
    const found = operation(rule);
    const compiled: LossRule = {
      value: compileValue(rule),
      ...(found?.operator === 'and' || found?.operator === 'or'
        ? { index: -1, members: found.args.flatMap(verdicts).map((one) => this.#compile(one, known)) }
        : { index: this.#indexOf(JSON.stringify(rule)), members: undefined }),
    };
    known.set(rule, compiled);
    return compiled;
  }

  #indexOf(name: string): number {
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    this.#indexes.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  /** Collects the rules that are false, in the order of the document. Only `true` is true here: the portal's report has it so. */
  #collect({ value, index, members }: LossRule, data: unknown, into: number[]): void {
    if (value(data) === true) return;
    if (members === undefined) into.push(index);
    else for (const member of members) this.#collect(member, data, into);
  }

  /** The combination of a lumisection that does not pass: the rules that are false for it. */
  combination(data: unknown): Combination {
    const indexes: number[] = [];
    this.#collect(this.#document, data, indexes);
    const key = indexes.join();
    let combination = this.#combinations.get(key);
    if (combination === undefined) {
      combination = new Combination(indexes, this.#sums);
      this.#combinations.set(key, combination);
    }
    return combination;
  }

  report(): LossReport {
    const nameOf = (index: number): string => this.#names[index] as string;
    return reportOf(
      this.#sums.flatMap((recorded, index) => [[nameOf(index), recorded] as const]),
      [...this.#combinations.values()].map(
        ({ indexes, recorded, ranges }) =>
          [`[${indexes.map(nameOf).join()}]`, recorded, LumiList.fromJSON(Object.fromEntries(ranges))] as const,
      ),
    );
  }
}
