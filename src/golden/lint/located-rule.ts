import type { JsonLogic } from '../../expression/node.js';
import { argumentPath, operation } from '../../expression/operation.js';

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
  return parts.args.flatMap((member, index) =>
    membersOf({ rule: member, path: argumentPath(rule, path, index) }, kind),
  );
}
