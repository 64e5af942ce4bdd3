import type { Attribute, Scope } from '../catalogue/attribute.js';
import { QueryError } from '../errors.js';
import { eachNode } from '../expression/depth.js';
import type { Node } from '../expression/node.js';
import type { Target } from '../print/formula.js';

/**
 * Checks that an expression speaks of what the builder can ask for.
 * @throws QueryError for a condition on a dataset in `runs()`, or on a lumisection in either, and for a tree that is too deep.
 */
export function checkWhereScope(tree: Node, scopes: readonly Scope[], target: Target): Node {
  eachNode(tree, (node) => {
    if (node.kind === 'logic') throw logicForRows(target);
    if ('attribute' in node && !scopes.includes(node.attribute.scope)) throw wrongScope(node.attribute, target);
  });
  return tree;
}

function wrongScope({ name, scope }: Attribute, target: Target): QueryError {
  return new QueryError('wrong-scope', `'${name}' belongs to ${scope}s, which ${target}() cannot be asked by`, {
    attribute: name,
    hint: scope === 'dataset' ? 'use datasets()' : 'use goldenJson(), which decides lumisection by lumisection',
  });
}

const logicForRows = (target: Target): QueryError =>
  new QueryError('wrong-scope', `${target}() cannot be asked by a rule in JSON logic`, {
    hint: 'write it as conditions, or use goldenJson(), which decides lumisection by lumisection',
  });
