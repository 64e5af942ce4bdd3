import type { Attribute } from '../catalogue/attribute.js';
import { statuses } from '../catalogue/states.js';
import { foldCase, likeMatcher } from '../expression/like.js';
import { type Comparison, type Node, type NodeOf, notForRows, type RemarkTest } from '../expression/node.js';
import { type Visitor, visit } from '../expression/walk.js';
import type { JsonObject } from '../util/json-object.js';
import { type FlagSummary, type RowAccessor, valueIn } from './row.js';

/** A truth value of SQL's three-valued logic; null is unknown. */
export type Truth = boolean | null;

/** Evaluates an expression for one row. */
export type Predicate = (row: JsonObject) => Truth;

const negate = (truth: Truth): Truth => (truth === null ? null : !truth);

type Scalar = number | string | boolean;

const comparisons: Readonly<Record<Comparison, (left: Scalar, right: Scalar) => boolean>> = {
  '=': (left, right) => left === right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
};

function isCompared({ attribute, operator, value }: NodeOf<'compare'>, accessor: RowAccessor): Predicate {
  const compare = comparisons[operator];
  return ofValue(attribute, accessor, (actual) => typeof actual === typeof value && compare(actual as Scalar, value));
}

const count = (summary: FlagSummary | undefined, status: string): number => {
  const value = summary?.[status];
  return typeof value === 'number' ? value : 0;
};

const every = ({ status }: NodeOf<'every'>, summary: FlagSummary | undefined): boolean =>
  count(summary, status) > 0 && statuses.every((other) => other === status || count(summary, other) === 0);

function hasElement({ attribute, value }: NodeOf<'has'>, accessor: RowAccessor): Predicate {
  const folded = foldCase(value);
  const matches = (element: unknown): boolean =>
    attribute.match === 'exact' ? element === value : typeof element === 'string' && foldCase(element) === folded;
  return (row) => {
    const list = accessor.attribute(row, attribute) ?? null;
    return list === null ? null : Array.isArray(list) && list.some(matches);
  };
}

const matcherOf = (test: RemarkTest): ((text: string) => boolean) =>
  'equals' in test ? (text) => text === test.equals : likeMatcher(test.like);

const remarks = (summary: FlagSummary | undefined, field: string): readonly string[] => {
  const list = summary?.[field];
  return Array.isArray(list) ? list.filter((remark) => typeof remark === 'string') : [];
};

/** Evaluates AND and OR: `decisive` ends either one, and null outweighs the rest. */
function joined({ members }: NodeOf<'and' | 'or'>, decisive: boolean, accessor: RowAccessor): Predicate {
  const parts = members.map((member) => predicate(member, accessor));
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

/** Evaluates a value unless it is null. */
const ofValue =
  (attribute: Attribute, accessor: RowAccessor, test: (value: unknown) => boolean): Predicate =>
  (row) => {
    const value = valueIn(accessor, row, attribute);
    return value === null ? null : test(value);
  };

function isIn({ attribute, values }: NodeOf<'in'>, accessor: RowAccessor): Predicate {
  const set = new Set<unknown>(values);
  return ofValue(attribute, accessor, (value) => set.has(value));
}

function isLike({ attribute, pattern }: NodeOf<'like'>, accessor: RowAccessor): Predicate {
  const matches = likeMatcher(pattern);
  return ofValue(attribute, accessor, (value) => typeof value === 'string' && matches(value));
}

function hasRemark({ flag, field, test }: NodeOf<'remark'>, accessor: RowAccessor): Predicate {
  const matches = matcherOf(test);
  return (row) => {
    const list = remarks(accessor.flag(row, flag), field);
    return list.length === 0 ? null : list.some(matches);
  };
}

function isNot({ member }: NodeOf<'not'>, accessor: RowAccessor): Predicate {
  const inner = predicate(member, accessor);
  return (row) => negate(inner(row));
}

const predicates: Visitor<Predicate, RowAccessor> = {
  compare: isCompared,
  in: isIn,
  like: isLike,
  null:
    ({ attribute }, accessor) =>
    (row) =>
      (accessor.attribute(row, attribute) ?? null) === null,
  has: hasElement,
  count:
    ({ flag, status, operator, value }, accessor) =>
    (row) => {
      const n = count(accessor.flag(row, flag), status);
      return operator === '>=' ? n >= value : n <= value;
    },
  every: (tree, accessor) => (row) => every(tree, accessor.flag(row, tree.flag)),
  remark: hasRemark,
  'no-remark':
    ({ flag, field }, accessor) =>
    (row) =>
      remarks(accessor.flag(row, flag), field).length === 0,
  and: (tree, accessor) => joined(tree, false, accessor),
  or: (tree, accessor) => joined(tree, true, accessor),
  not: isNot,
  named: ({ member }, accessor) => predicate(member, accessor),
  logic: notForRows,
};

/**
 * Returns the meaning of an expression: its truth value for a row. The filter printed for an expression must match exactly the rows for
 * which this is true.
 */
export const predicate = (tree: Node, accessor: RowAccessor): Predicate => visit(tree, predicates, accessor);
