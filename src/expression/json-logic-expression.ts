import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { checkArgumentCount } from '../util/limit-arguments.js';
import { node } from './create-node.js';
import { documentLevels, frozenCopy, jsonHint } from './json-data.js';
import { asExpression, type Expression, type JsonLogic } from './node.js';

/**
 * Returns an expression for a rule in JSON logic that conditions cannot express.
 *
 * The rule is printed verbatim. By default, guards make it false for null. `lint()` checks its variables and
 * operators.
 *
 * @example goldenJson().where(logic({ '!=': [{ var: 'lumisection.oms.prescale_name' }, 'Emergency'] }))
 * @throws QueryError `bad-value` if the rule is not JSON, or not an object with one operator.
 */
export function logic(rule: JsonLogic): Expression<'lumisection'>;
export function logic(...args: readonly JsonLogic[]): Expression<'lumisection'> {
  checkArgumentCount('logic', args, 1, 'Write { and: […] } for several rules.');
  const [rule] = args;
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule) || Object.keys(rule).length !== 1)
    throw new QueryError('bad-value', `Expected a rule with one operator for logic(), got ${describe(rule)}`, {
      hint: jsonHint(rule, "Write logic({ '!=': [{ var: 'lumisection.oms.prescale_name' }, 'Emergency'] })."),
    });
  return asExpression(node({ kind: 'logic', rule: frozenCopy(rule, 'the rule', documentLevels) as JsonLogic }));
}
