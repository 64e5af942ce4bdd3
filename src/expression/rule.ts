import { QueryError } from '../errors.js';
import { describe } from './describe.js';
import { documentLevels, frozenCopy } from './json-data.js';
import { type Expression, type JsonLogic, node } from './node.js';

/**
 * A rule in JSON logic, verbatim, for what conditions cannot express. With guards, which are the default, null never decides in its
 * favour: where it would, a guard is added. `lint()` of the golden JSON checks its variables and operators.
 *
 * @example goldenJson().where(logic({ '!=': [{ var: 'lumisection.oms.prescale_name' }, 'Emergency'] }))
 * @throws QueryError for what is not JSON.
 */
export function logic(rule: JsonLogic): Expression<'lumisection'> {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule) || Object.keys(rule).length !== 1)
    throw new QueryError('bad-value', `logic() takes a rule with one operator, and ${describe(rule)} is none`, {
      hint: "write logic({ '!=': [{ var: 'lumisection.oms.prescale_name' }, 'Emergency'] })",
    });
  return node({ kind: 'logic', rule: frozenCopy(rule, 'a rule', documentLevels) as JsonLogic });
}
