import type { Scope } from '../catalogue/attribute.js';
import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import type { Node } from '../expression/node.js';
import type { Target } from '../print/formula.js';

/**
 * Checks that an expression speaks of what the builder can ask for.
 * @throws QueryError for a condition on a dataset in `runs()`, or on a lumisection in either.
 */
export function checkWhereScope(tree: Node, scopes: readonly Scope[], target: Target): Node {
  const pending: Node[] = [tree];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    if (current.kind === 'and' || current.kind === 'or') pending.push(...current.members);
    else if (current.kind === 'not') pending.push(current.member);
    else if ('attribute' in current && !scopes.includes(current.attribute.scope)) {
      const { name, scope } = current.attribute;
      throw new QueryError('wrong-scope', `'${name}' belongs to ${scope}s, which ${target}() cannot be asked by`, {
        attribute: name,
        hint: scope === 'dataset' ? 'use datasets()' : 'use goldenJson(), which decides lumisection by lumisection',
      });
    }
  }
  return tree;
}

/** A deep, frozen copy of JSON data, so that neither side can change the other's. */
export function frozenCopy(value: unknown, depth = 0): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (depth > 200) throw new QueryError('bad-value', 'a payload of more than 200 levels is refused');
  if (Array.isArray(value)) return Object.freeze(value.map((item) => frozenCopy(item, depth + 1)));
  if (typeof value === 'object') {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null)
      return Object.freeze(
        Object.fromEntries(Object.entries(value).map(([key, item]) => [key, frozenCopy(item, depth + 1)])),
      );
  }
  throw new QueryError('bad-value', `a payload is JSON, and ${describe(value)} in it is not`, {
    hint: 'write numbers, texts, true, false, null, lists and objects',
  });
}
