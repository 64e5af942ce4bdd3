import { QueryError } from '../errors.js';
import { maxDepth, type Node } from './node.js';
import { childrenOf } from './walk.js';

/** Visits every node of a tree, level by level. @throws QueryError for a tree that is too deep. */
export function eachNode(tree: Node, visit: (node: Node) => void): void {
  let level: readonly Node[] = [tree];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > maxDepth)
      throw new QueryError('too-deep', `Expected an expression of at most ${maxDepth} levels`, {
        hint: 'Join many conditions with a single and() or or().',
      });
    const deeper: Node[] = [];
    for (const node of level) {
      visit(node);
      for (const child of childrenOf(node)) deeper.push(child);
    }
    level = deeper;
  }
}

/** Returns an expression after checking its depth. @throws QueryError for a tree that is too deep. */
export function checkDepth(tree: Node): Node {
  eachNode(tree, () => undefined);
  return tree;
}
