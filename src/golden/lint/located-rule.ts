import { pointer } from '../../expression/json-data.js';
import type { JsonLogic } from '../../expression/node.js';
import { operation } from '../../expression/operation.js';

/** A rule at its position in the document. */
export interface LocatedRule {
  readonly rule: JsonLogic;
  /** A JSON Pointer. */
  readonly path: string;
}

/** Returns the members of an `and` or `or`, flattened; the rule itself if it has another operator. */
export function membersOf({ rule, path }: LocatedRule, kind: 'and' | 'or'): readonly LocatedRule[] {
  const parts = operation(rule);
  if (parts?.operator !== kind) return [{ rule, path }];
  const isList = Array.isArray((rule as { readonly [operator: string]: JsonLogic })[kind]);
  return parts.args.flatMap((member, index) =>
    membersOf({ rule: member, path: isList ? pointer(path, kind, index) : pointer(path, kind) }, kind),
  );
}
