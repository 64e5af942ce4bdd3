import type { Attribute, Scope } from '../catalogue/attribute.js';
import { scopesOf } from '../catalogue/lookup.js';
import { scopeHints, wrongScope as wrongScopeMessage } from '../catalogue/messages.js';
import { QueryError } from '../errors.js';
import { eachNode } from '../expression/depth.js';
import type { Node } from '../expression/node.js';
import type { Target } from '../print/formula.js';

/**
 * Returns an expression if the builder supports all of its conditions.
 * @throws QueryError for a dataset attribute in `runs()`, a lumisection bit in either builder, and a tree that is too deep.
 */
export function checkWhereScope(tree: Node, target: Target): Node {
  const scopes: readonly Scope[] = scopesOf(target);
  eachNode(tree, (node) => {
    if (node.kind === 'logic') throw logicForRows(target);
    if ('attribute' in node && !scopes.includes(node.attribute.scope)) throw wrongScope(node.attribute, target);
  });
  return tree;
}

function wrongScope({ name, scope }: Attribute, target: Target): QueryError {
  return new QueryError('wrong-scope', wrongScopeMessage(`${target}()`, `'${name}' of ${scope}s`), {
    attribute: name,
    hint: scopeHints[scope === 'dataset' ? 'dataset' : 'lumisection'],
  });
}

const logicForRows = (target: Target): QueryError =>
  new QueryError('wrong-scope', wrongScopeMessage(`${target}()`, 'a rule in JSON logic'), {
    hint: 'Write conditions, or use goldenJson(), which evaluates each lumisection.',
  });
