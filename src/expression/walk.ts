import type { Node, NodeOf } from './node.js';

type Kind = Node['kind'];

/**
 * A function for each kind of node. A new kind fails to compile in every printer that lacks it.
 */
export type Visitor<Result, Context = void> = {
  readonly [K in Kind]: (tree: NodeOf<K>, context: Context) => Result;
};

/** Calls the function for the kind of a node. */
export const visit = <Result, Context>(tree: Node, visitor: Visitor<Result, Context>, context: Context): Result =>
  (visitor[tree.kind] as (tree: Node, context: Context) => Result)(tree, context);

const none = (): readonly Node[] => [];
const members = ({ members }: { readonly members: readonly Node[] }): readonly Node[] => members;
const member = ({ member }: { readonly member: Node }): readonly Node[] => [member];

const children: Visitor<readonly Node[]> = {
  and: members,
  or: members,
  not: member,
  named: member,
  compare: none,
  in: none,
  like: none,
  null: none,
  has: none,
  count: none,
  every: none,
  remark: none,
  'no-remark': none,
  logic: none,
};

/** Returns the children of a node. */
export const childrenOf = (tree: Node): readonly Node[] => visit(tree, children, undefined);

/** Replaces nodes of a kind by their members, however nested. */
export const flattened = (kind: 'and' | 'or', nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap((node) => (node.kind === kind ? flattened(kind, node.members) : [node]));

/** Returns the leaves of a tree, from left to right. */
export function leavesOf(tree: Node): readonly Node[] {
  const below = childrenOf(tree);
  return below.length === 0 ? [tree] : below.flatMap(leavesOf);
}
