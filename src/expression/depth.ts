import { QueryError } from '../errors.js';
import { deepestTree, type Node } from './node.js';
import { childrenOf } from './walk.js';

/** Visits every node of a tree, level by level. @throws QueryError for a tree that is too deep. */
export function eachNode(tree: Node, visit: (node: Node) => void): void {
  let level: readonly Node[] = [tree];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > deepestTree)
      throw new QueryError('too-deep', `an expression of more than ${deepestTree} levels is refused`, {
        hint: 'join many conditions with one and() or or() of all of them',
      });
    const deeper: Node[] = [];
    for (const node of level) {
      visit(node);
      for (const child of childrenOf(node)) deeper.push(child);
    }
    level = deeper;
  }
}

/** Returns an expression unless it is nested too deeply. @throws QueryError for a tree that is too deep. */
export function checkDepth(tree: Node): Node {
  eachNode(tree, () => undefined);
  return tree;
}
