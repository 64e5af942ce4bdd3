import { node } from './create-node.js';
import type { Node } from './node.js';
import { type Visitor, visit } from './walk.js';

type Change = (member: Node) => Node;
const same = (tree: Node): Node => tree;

const changed: Visitor<Node, Change> = {
  and: (tree, change) => node({ ...tree, members: tree.members.map(change) }),
  or: (tree, change) => node({ ...tree, members: tree.members.map(change) }),
  not: (tree, change) => node({ ...tree, member: change(tree.member) }),
  named: (tree, change) => node({ ...tree, member: change(tree.member) }),
  compare: same,
  in: same,
  like: same,
  null: same,
  has: same,
  count: same,
  every: same,
  remark: same,
  'no-remark': same,
  logic: same,
};

/** Returns a copy of a node with changed children. Leaves are returned unchanged. */
export const mapChildren = (tree: Node, change: Change): Node => visit(tree, changed, change);
