import type { Attribute } from '../catalogue/attribute.js';
import { QueryError } from '../errors.js';
import { checkCount, checkStatus } from './check.js';
import { allConditionNames, condition, type Finish } from './condition.js';
import type { StringCondition } from './conditions.js';
import { refuseMethods, refuseMoreArguments } from './guards.js';
import type { Node } from './node.js';
import { node } from './node.js';

/** A comment or cause, seen as a text attribute, so that it takes the conditions of texts. */
const remark = (flag: string, field: 'comments' | 'causes'): Attribute =>
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

/** Turns a condition on the text into one on the list: at least one comment, or cause, passes. */
function onRemarks(tree: Node, flag: string, field: 'comments' | 'causes'): Node {
  const again = (member: Node) => onRemarks(member, flag, field);
  const passes = (test: { like: string } | { equals: string }): Node => node({ kind: 'remark', flag, field, test });
  switch (tree.kind) {
    case 'compare':
      return passes({ equals: String(tree.value) });
    case 'like':
      return passes({ like: tree.pattern });
    case 'in':
      return node({ kind: 'or', members: tree.values.map((value) => passes({ equals: String(value) })) });
    case 'null':
      return node({ kind: 'no-remark', flag, field });
    case 'not':
      return node({ kind: 'not', member: again(tree.member) });
    case 'and':
    case 'or':
      return node({ kind: tree.kind, members: tree.members.map(again) });
    default:
      return tree;
  }
}

/** The untyped conditions on a flag behind the public type `FlagCondition`. */
export class FlagConditions<R> {
  readonly #flag: string;
  readonly #finish: Finish<R>;

  constructor(flag: string, finish: Finish<R>) {
    this.#flag = flag;
    this.#finish = finish;
  }

  #count(operator: '>=' | '<=', value: number, status: unknown): R {
    return this.#finish(
      node({ kind: 'count', flag: this.#flag, status: checkStatus(status, this.#flag), operator, value }),
    );
  }

  is(status: unknown): R {
    return this.#count('>=', 1, status);
  }
  isNot(status: unknown): R {
    return this.#count('<=', 0, status);
  }
  every(status: unknown): R {
    return this.#finish(node({ kind: 'every', flag: this.#flag, status: checkStatus(status, this.#flag) }));
  }
  atLeast(n: unknown, status: unknown): R {
    return this.#count('>=', this.#number('atLeast', 1, n, status), status);
  }
  atMost(n: unknown, status: unknown): R {
    return this.#count('<=', this.#number('atMost', 0, n, status), status);
  }
  get comment(): StringCondition<R> {
    return this.#remarks('comments');
  }
  get cause(): StringCondition<R> {
    return this.#remarks('causes');
  }

  #number(method: string, least: number, n: unknown, status: unknown): number {
    const swapped = typeof n === 'string' && typeof status === 'number';
    return checkCount(n, least, this.#flag, swapped ? `write ${method}(${status}, '${n}')` : undefined);
  }

  /** The flag of conditions of which none was called yet; undefined for anything else. */
  static flagOf(value: unknown): string | undefined {
    return typeof value === 'object' && value !== null && #flag in value ? (value.#flag as string) : undefined;
  }

  #remarks(field: 'comments' | 'causes'): StringCondition<R> {
    const conditions: unknown = condition(remark(this.#flag, field), (tree) =>
      this.#finish(onRemarks(tree, this.#flag, field)),
    );
    return conditions as StringCondition<R>;
  }
}

const names = ['is', 'isNot', 'every', 'atLeast', 'atMost'];
refuseMoreArguments(FlagConditions.prototype, names, (of) => FlagConditions.flagOf(of) as string);
refuseMethods(
  FlagConditions.prototype,
  allConditionNames.filter((name) => !names.includes(name)),
  (of, name) => {
    const flag = FlagConditions.flagOf(of) as string;
    return new QueryError('unknown-operator', `the flag '${flag}' has no condition '${name}'`, {
      attribute: flag,
      hint: `use ${names.join(', ')}, comment, cause`,
    });
  },
);
