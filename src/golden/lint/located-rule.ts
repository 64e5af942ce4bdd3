import { formulaOf } from '../../decision/formula.js';
import { atomsOf } from '../../decision/table.js';
import { pointer } from '../../expression/json-data.js';
import type { JsonLogic } from '../../expression/node.js';
import { operation } from '../../logic/operation.js';

/** A rule at its position in the document. */
export interface Placed {
  readonly rule: JsonLogic;
  /** A JSON Pointer. */
  readonly path: string;
}

/** Members of a rule of one kind, those of nested rules of that kind too; the rule itself if it is of another kind. */
export function membersOf({ rule, path }: Placed, kind: 'and' | 'or'): readonly Placed[] {
  const found = operation(rule);
  if (found?.operator !== kind) return [{ rule, path }];
  const isList = Array.isArray((rule as { readonly [operator: string]: JsonLogic })[kind]);
  return found.args.flatMap((one, index) =>
    membersOf({ rule: one, path: isList ? pointer(path, kind, index) : pointer(path, kind) }, kind),
  );
}

/** Whether everything that a rule reads and computes can be decided, if the combinations of values are few enough. */
export const isDecidable = (rule: JsonLogic): boolean => atomsOf([formulaOf(rule)]).every(({ isKnown }) => isKnown);
