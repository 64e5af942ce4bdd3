import type { Attribute, Scope } from '../catalogue/attribute.js';
import type { GuessedExpression } from '../catalogue/generated/guessed-members.js';
import type { Status } from '../catalogue/states.js';

/** Comparison operators. The tree has no `<>`: it is `not` of `=`. */
export type Comparison = '=' | '>' | '>=' | '<' | '<=';

/** The comparison that is true for all other values. */
export const oppositeComparisons = { '>': '<=', '>=': '<', '<': '>=', '<=': '>' } as const;

/** An attribute compared with a value. Dates are strings in the registry's format. */
interface CompareNode {
  readonly kind: 'compare';
  readonly attribute: Attribute;
  readonly operator: Comparison;
  readonly value: number | string | boolean;
}

/** An attribute that is one of several different values. */
interface InNode {
  readonly kind: 'in';
  readonly attribute: Attribute;
  readonly values: readonly (number | string)[];
}

/** A string that matches a pattern with the wildcards `%` and `_`, escaped by backslash, case-insensitively. */
interface LikeNode {
  readonly kind: 'like';
  readonly attribute: Attribute;
  readonly pattern: string;
}

/** An attribute that is null or missing. */
interface NullNode {
  readonly kind: 'null';
  readonly attribute: Attribute;
}

/** A list that contains an element. */
interface HasNode {
  readonly kind: 'has';
  readonly attribute: Attribute;
  readonly value: string;
}

/** The number of lumisections in which a flag has a status, compared. It is 0 for a flag or status that does not occur. */
interface CountNode {
  readonly kind: 'count';
  readonly flag: string;
  readonly status: Status;
  readonly operator: '>=' | '<=';
  readonly value: number;
}

/** A flag that has the status in all lumisections, and in at least one. */
interface EveryNode {
  readonly kind: 'every';
  readonly flag: string;
  readonly status: Status;
}

/** A test of one comment or cause. */
export type RemarkTest = { readonly like: string } | { readonly equals: string };

/** A flag with at least one comment or cause that passes a test. Null if it has none. */
interface RemarkNode {
  readonly kind: 'remark';
  readonly flag: string;
  readonly field: 'comments' | 'causes';
  readonly test: RemarkTest;
}

/** One of the comments or causes of a flag, in words and in the builder. */
export const remarkNames = { comments: 'comment', causes: 'cause' } as const;

/** A flag without comments or causes. */
interface NoRemarkNode {
  readonly kind: 'no-remark';
  readonly flag: string;
  readonly field: 'comments' | 'causes';
}

/** True if all members are true. */
interface AndNode {
  readonly kind: 'and';
  readonly members: readonly Node[];
}

/** True if at least one member is true. */
interface OrNode {
  readonly kind: 'or';
  readonly members: readonly Node[];
}

/** The negation of the member. Null stays null. */
interface NotNode {
  readonly kind: 'not';
  readonly member: Node;
}

/** A member with a name. It has the value of the member. */
interface NamedNode {
  readonly kind: 'named';
  readonly name: string;
  readonly member: Node;
}

/** A rule in JSON logic, verbatim and evaluated as JSON logic. Only golden JSON supports it. */
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

/** A node without members. */
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

/** The tree of an expression: frozen plain data. */
export type Node = LeafNode | AndNode | OrNode | NotNode | NamedNode;

/** The nodes of a kind. */
export type NodeOf<Kind extends Node['kind']> = Extract<Node, { readonly kind: Kind }>;

declare const scope: unique symbol;

/** The kinds of nodes. Messages of the type checker print the name of this type, but every kind of `Node['kind']`. */
type NodeKind = LeafNode['kind'] | 'and' | 'or' | 'not' | 'named';

// At run time, both are a `Node`. Arguments lack the members that people guess, which errors for other arguments would list.

/** An expression as an argument: any {@link Expression} of the scope. */
export interface ExpressionOf<S extends ExpressionScope = ExpressionScope> {
  /** The kind of condition: `compare`, `like`, `and`. */
  readonly kind: NodeKind;
  readonly [scope]?: S;
}

/**
 * A condition that `where()` and functions such as `and()` take, such as `run.energy.gte(6000)`. Its type carries its scope, so `runs()`
 * rejects a condition on datasets.
 */
export interface Expression<S extends ExpressionScope = ExpressionScope> extends ExpressionOf<S>, GuessedExpression {}

/** Returns a tree as users see it. */
export const asExpression = <S extends ExpressionScope = ExpressionScope>(tree: Node): Expression<S> =>
  tree as unknown as Expression<S>;

/** Returns the tree of an expression. */
export const asNode = (expression: ExpressionOf): Node => expression as unknown as Node;

/** The scope of an expression: a run, a dataset, a lumisection, a flag, or all lumisections of a flag together. */
export type ExpressionScope = Scope | 'flag' | 'flag-total';

const attributed = ({ attribute }: Record<string, unknown>): boolean => typeof attribute === 'object';
const flagged = ({ flag }: Record<string, unknown>): boolean => typeof flag === 'string';
const joined = ({ members }: Record<string, unknown>): boolean => Array.isArray(members) && Object.isFrozen(members);

/** Distinguishes nodes from their JSON, which has names instead of attributes, and from other objects with a kind. */
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

/** Returns true for an expression of this library. */
export function isExpression(value: unknown): value is Node {
  if (typeof value !== 'object' || value === null || !Object.isFrozen(value)) return false;
  const { kind } = value as { kind?: unknown };
  return (
    typeof kind === 'string' &&
    Object.hasOwn(shapes, kind) &&
    shapes[kind as Node['kind']](value as Record<string, unknown>)
  );
}

/** The maximum depth of a tree. No printer overflows the stack, and every tree can be read back from its JSON. */
export const maxDepth = 500;

/** Printers for rows never receive rules in JSON logic, because queries reject them. */
export function notForRows(): never {
  throw new TypeError('Unexpected rule in JSON logic in a printer for rows');
}
