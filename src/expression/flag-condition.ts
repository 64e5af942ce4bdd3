import type { Attribute } from '../catalogue/attribute.js';
import { flagCondition } from '../catalogue/guessed-conditions.js';
import { makeComparable } from '../util/comparable.js';
import type { Hints } from '../util/guessed.js';
import { inspect } from '../util/inspect.js';
import { allConditionNames, build, Condition, type Finish } from './condition.js';
import type { StringCondition } from './conditions.js';
import { node } from './create-node.js';
import { builderOf } from './flag-builders.js';
import { mapChildren } from './map-children.js';
import { defineMethods } from './methods.js';
import type { Node, NodeOf, RemarkTest } from './node.js';

type Field = NodeOf<'remark'>['field'];

/** Describes a comment or cause as a string attribute, which gives it the conditions of strings. */
const remarkAttribute = (flag: string, field: Field): Attribute =>
  Object.freeze({
    name: `${flag}.${field}`,
    type: 'string',
    meaning: `The ${field} of the flag.`,
    example: 'HV trip',
    nullable: true,
    scope: 'run',
    home: 'column',
    wire: `triplet_summary.${flag}.${field}`,
  });

/** Converts a condition on a string to one on the list: it is true for at least one comment or cause. */
function onRemarks(tree: Node, flag: string, field: Field): Node {
  const passes = (test: RemarkTest): Node => node({ kind: 'remark', flag, field, test });
  if (tree.kind === 'compare') return passes({ equals: String(tree.value) });
  if (tree.kind === 'like') return passes({ like: tree.pattern });
  // Null without a comment, else false: its negation matches rows that have one.
  if (tree.kind === 'in' && tree.values.length === 0) return node({ kind: 'not', member: passes({ like: '%' }) });
  if (tree.kind === 'in')
    return node({ kind: 'or', members: tree.values.map((value) => passes({ equals: String(value) })) });
  if (tree.kind === 'null') return node({ kind: 'no-remark', flag, field });
  return mapChildren(tree, (member) => onRemarks(member, flag, field));
}

/** Returns the node of a condition on comments or causes by the name of its method. */
export const buildRemark = (flag: string, field: Field, method: string, ...args: readonly unknown[]): Node =>
  onRemarks(build(remarkAttribute(flag, field), method, ...args), flag, field);

/** The untyped conditions on a flag behind the public type `FlagCondition`. */
export class FlagConditions<R> {
  readonly #flag: string;
  readonly #finish: Finish<R>;
  readonly #hints: Hints;

  constructor(flag: string, finish: Finish<R>, hints: Hints = flagCondition) {
    this.#flag = flag;
    this.#hints = hints;
    makeComparable(this, flag);
    this.#finish = finish;
  }

  static {
    defineMethods(FlagConditions.prototype, [...allConditionNames, ...Object.keys(flagCondition)], (self, name, args) =>
      self.#finish(builderOf(self.#hints)(self.#flag, name, ...args)),
    );
  }

  /** Returns the flag of `flag(…)` without a condition; undefined for anything else. */
  static flagOf(value: unknown): string | undefined {
    return typeof value === 'object' && value !== null && #flag in value ? value.#flag : undefined;
  }

  get comment(): StringCondition<R> {
    return this.#remarks('comments');
  }
  get cause(): StringCondition<R> {
    return this.#remarks('causes');
  }

  #remarks(field: Field): StringCondition<R> {
    const [flag, finish] = [this.#flag, this.#finish];
    const add = (tree: Node): R => finish(onRemarks(tree, flag, field));
    const conditions: unknown = new Condition(remarkAttribute(flag, field), add);
    return conditions as StringCondition<R>;
  }

  toString(): string {
    return `flag ${this.#flag} without a condition`;
  }

  /** Output of `console.log` in Node. */
  [inspect](): string {
    return `${this}`;
  }
}
