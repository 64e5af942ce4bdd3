import type { JsonLogic } from '../../expression/node.js';
import { compileValue, type Value } from '../../logic/compile-value.js';
import { equalities, equalityOf, roots } from '../../logic/equalities.js';

/** Rules that properties of one object equal constants. */
interface EqualityGroup {
  readonly constants: Map<string, string | boolean>;
  readonly indexes: number[];
  /** Returns true if all rules are true. Compiled when all rules are known. */
  test?: (data: object) => boolean;
  age: number;
}

/**
 * The values of rules for one failing lumisection at a time. Each is evaluated at most once, although a cut-flow and a loss report need it.
 * Usually one object has the value that fails, and all equalities of another are tested together.
 */
export class RuleValues {
  /** The JSON of each rule, by index. */
  readonly rules: string[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #compiled: Value[] = [];
  readonly #groups = new Map<string, EqualityGroup>();
  readonly #groupOf: (EqualityGroup | undefined)[] = [];
  readonly #values: unknown[] = [];
  /** The age at which each value was computed. */
  readonly #ages: number[] = [];
  #age = 0;
  #data: object = {};

  /** Returns the index of a rule. Equal rules share one. */
  indexOf(rule: JsonLogic): number {
    const json = JSON.stringify(rule);
    const cached = this.#indexes.get(json);
    if (cached !== undefined) return cached;
    const index = this.rules.push(json) - 1;
    this.#indexes.set(json, index);
    this.#compiled.push(compileValue(rule));
    this.#groupOf.push(this.#addToGroup(rule, index));
    this.#values.push(undefined);
    this.#ages.push(0);
    return index;
  }

  #addToGroup(rule: JsonLogic, index: number): EqualityGroup | undefined {
    const equality = equalityOf(rule);
    if (equality === undefined) return undefined;
    const { root, name, constant } = equality;
    const group: EqualityGroup = this.#groups.get(root) ?? { constants: new Map(), indexes: [], age: 0 };
    if (group.constants.has(name)) return undefined;
    group.constants.set(name, constant);
    group.indexes.push(index);
    this.#groups.set(root, group);
    return group;
  }

  /** Sets the lumisection. */
  start(data: object): void {
    this.#data = data;
    this.#age++;
    if (this.#age > 1) return;
    for (const [root, group] of this.#groups) {
      const read = roots[root] as (data: object) => unknown;
      const test = equalities(group.constants);
      group.test = (data) => test(read(data));
    }
  }

  /** Returns the value of a rule. */
  at(index: number): unknown {
    if (this.#ages[index] !== this.#age && !this.#testGroup(this.#groupOf[index])) {
      this.#values[index] = (this.#compiled[index] as Value)(this.#data);
      this.#ages[index] = this.#age;
    }
    return this.#values[index];
  }

  /** Returns true, and sets the values, if all rules of a group are true. */
  #testGroup(group: EqualityGroup | undefined): boolean {
    if (group === undefined || group.age === this.#age) return false;
    group.age = this.#age;
    if (!group.test?.(this.#data)) return false;
    for (const index of group.indexes) {
      this.#values[index] = true;
      this.#ages[index] = this.#age;
    }
    return true;
  }
}
