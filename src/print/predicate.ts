import { match } from 'ts-pattern';
import type { Attribute } from '../catalogue/attribute.js';
import { statuses } from '../catalogue/states.js';
import { likeMatcher } from '../expression/like.js';
import { type CompareNode, type EveryNode, type Node, notForRows, type RemarkTest } from '../expression/node.js';
import { type Visitor, visit } from '../expression/walk.js';
import type { JsonObject } from '../util/json-object.js';
import { type FlagSummary, type RowAccessor, valueIn } from './row.js';

/** True, false, or null where it is not known. */
export type Truth = boolean | null;

/** Decides an expression for one row. */
export type Predicate = (row: JsonObject) => Truth;

const negate = (truth: Truth): Truth => (truth === null ? null : !truth);

function compare({ operator, value }: CompareNode, held: unknown): boolean {
  if (typeof held !== typeof value) return false;
  const left = held as number;
  const right = value as number;
  return match(operator)
    .with('=', () => left === right)
    .with('>', () => left > right)
    .with('>=', () => left >= right)
    .with('<', () => left < right)
    .with('<=', () => left <= right)
    .exhaustive();
}

const count = (summary: FlagSummary | undefined, status: string): number => {
  const held = summary?.[status];
  return typeof held === 'number' ? held : 0;
};

const every = ({ status }: EveryNode, summary: FlagSummary | undefined): boolean =>
  count(summary, status) > 0 && statuses.every((other) => other === status || count(summary, other) === 0);

function has(held: unknown, value: string, { match: how }: Attribute): boolean {
  if (!Array.isArray(held)) return false;
  if (how === 'exact') return held.includes(value);
  const wanted = value.toLowerCase();
  return held.some((element) => typeof element === 'string' && element.toLowerCase() === wanted);
}

function passes(test: RemarkTest): (text: string) => boolean {
  if ('equals' in test) return (text) => text === test.equals;
  return likeMatcher(test.like);
}

const remarks = (summary: FlagSummary | undefined, field: string): readonly string[] => {
  const held = summary?.[field];
  return Array.isArray(held) ? held.filter((text) => typeof text === 'string') : [];
};

type Of<Kind extends Node['kind']> = Extract<Node, { readonly kind: Kind }>;

/** Conjunction and disjunction of three-valued logic: `decisive` ends either, and null outweighs the rest. */
function joined({ members }: Of<'and' | 'or'>, decisive: boolean, reader: RowAccessor): Predicate {
  const parts = members.map((member) => predicate(member, reader));
  return (row) => {
    let truth: Truth = !decisive;
    for (const part of parts) {
      const verdict = part(row);
      if (verdict === decisive) return decisive;
      if (verdict === null) truth = null;
    }
    return truth;
  };
}

/** Decides a value that is present; null stays null. */
const ofValue =
  (attribute: Attribute, reader: RowAccessor, decide: (held: unknown) => boolean): Predicate =>
  (row) => {
    const held = valueIn(reader, row, attribute);
    return held === null ? null : decide(held);
  };

function isIn({ attribute, values }: Of<'in'>, reader: RowAccessor): Predicate {
  const set = new Set<unknown>(values);
  return ofValue(attribute, reader, (held) => set.has(held));
}

function isLike({ attribute, pattern }: Of<'like'>, reader: RowAccessor): Predicate {
  const fits = likeMatcher(pattern);
  return ofValue(attribute, reader, (held) => typeof held === 'string' && fits(held));
}

function hasRemark({ flag, field, test }: Of<'remark'>, reader: RowAccessor): Predicate {
  const one = passes(test);
  return (row) => {
    const texts = remarks(reader.flag(row, flag), field);
    return texts.length === 0 ? null : texts.some(one);
  };
}

function isNot({ member }: Of<'not'>, reader: RowAccessor): Predicate {
  const inner = predicate(member, reader);
  return (row) => negate(inner(row));
}

const predicates: Visitor<Predicate, RowAccessor> = {
  compare: (tree, reader) => ofValue(tree.attribute, reader, (held) => compare(tree, held)),
  in: isIn,
  like: isLike,
  null:
    ({ attribute }, reader) =>
    (row) =>
      (reader.attribute(row, attribute) ?? null) === null,
  has:
    ({ attribute, value }, reader) =>
    (row) => {
      const held = reader.attribute(row, attribute) ?? null;
      return held === null ? null : has(held, value, attribute);
    },
  count:
    ({ flag, status, operator, value }, reader) =>
    (row) => {
      const n = count(reader.flag(row, flag), status);
      return operator === '>=' ? n >= value : n <= value;
    },
  every: (tree, reader) => (row) => every(tree, reader.flag(row, tree.flag)),
  remark: hasRemark,
  'no-remark':
    ({ flag, field }, reader) =>
    (row) =>
      remarks(reader.flag(row, flag), field).length === 0,
  and: (tree, reader) => joined(tree, false, reader),
  or: (tree, reader) => joined(tree, true, reader),
  not: isNot,
  named: ({ member }, reader) => predicate(member, reader),
  logic: notForRows,
};

/**
 * The meaning of an expression: its verdict on a row, in the three-valued logic of SQL. The rows that the registry returns for the
 * printed filter must be exactly those for which this is true.
 */
export const predicate = (tree: Node, reader: RowAccessor): Predicate => visit(tree, predicates, reader);
