import type { Attribute, Scope } from '../catalogue/attribute.js';
import type { Status } from '../catalogue/states.js';

/** Operators that compare a value. `<>` does not exist in the tree: it is `not` of `=`. */
export type Comparison = '=' | '>' | '>=' | '<' | '<=';

/** An attribute compared with a value. Dates are text as the registry stores them. */
export interface CompareNode {
  readonly kind: 'compare';
  readonly attribute: Attribute;
  readonly operator: Comparison;
  readonly value: number | string | boolean;
}

/** An attribute that is one of several values, none of them twice. */
interface InNode {
  readonly kind: 'in';
  readonly attribute: Attribute;
  readonly values: readonly (number | string)[];
}

/** A text that matches a pattern with the wildcards `%` and `_`, escaped by backslash, without regard to case. */
export interface LikeNode {
  readonly kind: 'like';
  readonly attribute: Attribute;
  readonly pattern: string;
}

/** An attribute that is null or missing. */
interface NullNode {
  readonly kind: 'null';
  readonly attribute: Attribute;
}

/** A list that has an element. */
interface HasNode {
  readonly kind: 'has';
  readonly attribute: Attribute;
  readonly value: string;
}

/** The number of lumisections in which a flag has a status, compared. A status that does not occur counts 0. */
export interface CountNode {
  readonly kind: 'count';
  readonly flag: string;
  readonly status: Status;
  readonly operator: '>=' | '<=';
  readonly value: number;
}

/** A flag that has the same status in all lumisections, of which there is at least one. */
export interface EveryNode {
  readonly kind: 'every';
  readonly flag: string;
  readonly status: Status;
}

/** What one of the comments or causes of a flag must be. */
export type RemarkTest = { readonly like: string } | { readonly equals: string };

/** A flag of which at least one comment, or cause, passes a test; unknown (null) where it has none. */
export interface RemarkNode {
  readonly kind: 'remark';
  readonly flag: string;
  readonly field: 'comments' | 'causes';
  readonly test: RemarkTest;
}

/** A flag without any comment, or cause. */
export interface NoRemarkNode {
  readonly kind: 'no-remark';
  readonly flag: string;
  readonly field: 'comments' | 'causes';
}

/** All members hold. */
export interface AndNode {
  readonly kind: 'and';
  readonly members: readonly Node[];
}

/** At least one member holds. */
export interface OrNode {
  readonly kind: 'or';
  readonly members: readonly Node[];
}

/** The member does not hold: false becomes true, true becomes false, unknown (null) stays unknown. */
interface NotNode {
  readonly kind: 'not';
  readonly member: Node;
}

/** A member that people gave a name. It says what the member says. */
interface NamedNode {
  readonly kind: 'named';
  readonly name: string;
  readonly member: Node;
}

/** A rule in JSON logic, kept as it was written and decided as JSON logic decides it. Only golden JSON knows what it means. */
interface LogicNode {
  readonly kind: 'logic';
  readonly rule: JsonLogic;
}

/** JSON logic, and any JSON. */
export type JsonLogic =
  | null
  | boolean
  | number
  | string
  | readonly JsonLogic[]
  | { readonly [operator: string]: JsonLogic };

/** A condition on one thing. */
type LeafNode =
  | CompareNode
  | InNode
  | LikeNode
  | NullNode
  | HasNode
  | CountNode
  | EveryNode
  | RemarkNode
  | NoRemarkNode
  | LogicNode;

/** The tree of an expression: frozen, plain data. */
export type Node = LeafNode | AndNode | OrNode | NotNode | NamedNode;

declare const scope: unique symbol;

/**
 * An expression: a {@link Node} that remembers, for the type checker alone, what it speaks of, so that a condition on datasets is
 * refused by `runs()`.
 */
export type Expression<S extends ExpressionScope = ExpressionScope> = Node & { readonly [scope]?: S };

/**
 * An expression as an argument of `where`: the same from outside, without the kinds of nodes, which the checker would otherwise go
 * through one by one for every argument.
 */
export interface ExpressionOf<S extends ExpressionScope> {
  readonly kind: Node['kind'];
  readonly [scope]?: S;
}

/** What an expression can speak of: attributes of a run, a dataset or a lumisection; a flag; the lumisections of a flag together. */
export type ExpressionScope = Scope | 'flag' | 'flag-total';

/** Freezes a node, its members included, and returns it. */
export function node<N extends Node>(data: N): N {
  if (data.kind === 'and' || data.kind === 'or') Object.freeze(data.members);
  if (data.kind === 'in') Object.freeze(data.values);
  if (data.kind === 'remark') Object.freeze(data.test);
  return Object.freeze(data);
}

const attributed = ({ attribute }: Record<string, unknown>): boolean => typeof attribute === 'object';
const flagged = ({ flag }: Record<string, unknown>): boolean => typeof flag === 'string';
const joined = ({ members }: Record<string, unknown>): boolean => Array.isArray(members) && Object.isFrozen(members);

/** What tells a node from its JSON, in which attributes stand by name, and from anything else that has a kind. */
const shapes: Readonly<Record<Node['kind'], (value: Record<string, unknown>) => boolean>> = {
  compare: attributed,
  in: attributed,
  like: attributed,
  null: attributed,
  has: attributed,
  count: flagged,
  every: flagged,
  remark: flagged,
  'no-remark': flagged,
  and: joined,
  or: joined,
  not: ({ member }) => typeof member === 'object',
  named: ({ name, member }) => typeof name === 'string' && typeof member === 'object',
  logic: ({ rule }) => rule !== undefined,
};

/** Whether a value is an expression made by this library. */
export function isExpression(value: unknown): value is Expression {
  if (typeof value !== 'object' || value === null || !Object.isFrozen(value)) return false;
  const { kind } = value as { kind?: unknown };
  return (
    typeof kind === 'string' &&
    Object.hasOwn(shapes, kind) &&
    shapes[kind as Node['kind']](value as Record<string, unknown>)
  );
}

/** Deeper trees are refused, so that no printer runs out of stack, and so that every tree can be read back from its JSON. */
export const deepestTree = 500;

/** Rules in JSON logic speak of one lumisection. Builders of rows refuse them, so that no printer for rows meets one. */
export function notForRows(): never {
  throw new TypeError('a rule in JSON logic was handed to a printer for rows');
}
