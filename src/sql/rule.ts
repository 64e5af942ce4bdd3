import { quoted } from '../catalogue/nearest.js';
import { isTruthValue } from '../decision/formula.js';
import type { JsonLogic } from '../expression/node.js';
import { operation, pathIn } from '../expression/operation.js';
import { compileValue, isWhollyCovered, pathsOf } from '../logic/compile-value.js';
import { isTruthy } from '../logic/reference.js';
import { join, type Sql, sql, trusted } from './fragment.js';
import { comparisons, comparisonTest, cut, isList, negate } from './rule-comparison.js';
import { inexpressible, type RuleContext, type Test, type Variable, variableAt } from './rule-variable.js';

const constant = (truth: boolean): Sql => trusted(truth ? 'TRUE' : 'FALSE');

/** Returns the value of a rule if the value at a path is the given one. */
function ruleValue(rule: JsonLogic, path: string, at: unknown): unknown {
  let data = at;
  for (const name of path.split('.').reverse()) data = { [name]: data };
  return compileValue(rule)(data);
}

/** Returns the condition of a boolean for any rule that only reads it, from the values of the rule. */
function booleanTest(rule: JsonLogic, { path, column }: Variable): Test {
  const [ofTrue, ofFalse] = [true, false].map((value) => isTruthy(ruleValue(rule, path, value)));
  if (ofTrue === ofFalse) return ofTrue as boolean;
  return ofTrue ? column : sql`NOT ${column}`;
}

/** Returns the condition for a variable that is true in JSON logic. */
function truthyTest(variable: Variable, context: RuleContext): Test {
  const { column, type, path } = variable;
  if (type === 'list') return inexpressible(`the list '${path}' as a condition`);
  if (type !== 'number') return sql`${column} <> ''`;
  cut(variable, [0], context);
  return sql`${column} <> 0`;
}

/** A default applies to a missing value, but not to null; a column has null for both. */
function hasDefault(rule: JsonLogic): boolean {
  if (isList(rule)) return rule.some(hasDefault);
  const { operator, args = [] } = operation(rule) ?? {};
  return (operator === 'var' && args.length > 1) || args.some(hasDefault);
}

/** Returns the condition for the values of the one variable that a rule reads. */
function testOf(rule: JsonLogic, context: RuleContext): { readonly variable: Variable; readonly test: Test } {
  const call = operation(rule);
  const compared = call && comparisonTest(call.operator, call.args, context);
  if (compared !== undefined) return compared;
  const [path, ...more] = isWhollyCovered(rule) ? new Set(pathsOf(rule)) : [];
  if (path !== undefined && more.length === 0) {
    const variable = variableAt(path, context);
    if (variable.type === 'boolean' && !hasDefault(rule)) return { variable, test: booleanTest(rule, variable) };
    if (pathIn(rule) === path) return { variable, test: truthyTest(variable, context) };
  }
  return inexpressible(describeRule(rule));
}

/** Operators of which at least some forms are printed. */
const printed = new Set([...Object.keys(comparisons), ...'in and or ! !! if ?: log var substr'.split(' ')]);

/** Returns the first operator that is never printed. */
function unknownOperator(rule: JsonLogic): string | undefined {
  const { operator = 'var', args = isList(rule) ? rule : [] } = operation(rule) ?? {};
  if (!printed.has(operator)) return operator;
  for (const arg of args) {
    const unknown = unknownOperator(arg);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

function describeRule(rule: JsonLogic): string {
  const operator = unknownOperator(rule);
  if (operator !== undefined) return `the operator '${operator}'`;
  if (hasDefault(rule)) return 'a variable with a default';
  const paths = new Set(pathsOf(rule));
  if (paths.size > 1) return `a comparison of ${quoted([...paths])}`;
  return `this form of '${operation(rule)?.operator ?? 'and'}'`;
}

/** Paths of the data of rules. Below `oms`, `rr` and `dataset`, it can have attributes that the catalogue lacks. */
const places = /^$|^(run|lumisection)(\.(oms|rr|run_number|lumisection_number)(\.|$)|$)|^dataset(\.|$)/;

/** Returns true if no lumisection has a value at a path. */
const isMissing = (path: string): boolean => !places.test(path);

/** Prints a rule that reads at most one variable. The result is not true, but can be null, where the rule is not true. */
function atom(rule: JsonLogic, negated: boolean, context: RuleContext): Sql {
  if (isWhollyCovered(rule) && pathsOf(rule).every(isMissing)) {
    const value = compileValue(rule)({});
    // An empty list is false in JSON logic, but passes as the value of a document.
    if (Array.isArray(value)) return inexpressible('a list as a condition');
    return constant(isTruthy(value) !== negated);
  }
  const { variable, test } = testOf(rule, context);
  const { column, path, isKey } = variable;
  const ofValue = negated ? negate(test) : test;
  if (isKey) return typeof ofValue === 'boolean' ? constant(ofValue) : ofValue;
  const ofNull = isTruthy(ruleValue(rule, path, null)) !== negated;
  if (typeof ofValue !== 'boolean') return ofNull ? sql`(${column} IS NULL OR ${ofValue})` : ofValue;
  if (ofValue === ofNull) return constant(ofNull);
  return ofNull ? sql`${column} IS NULL` : sql`${column} IS NOT NULL`;
}

/** Prints `if`. */
function choice(args: readonly JsonLogic[], negated: boolean, context: RuleContext): Sql {
  const branches: Sql[] = [];
  for (let index = 0; index + 1 < args.length; index += 2)
    branches.push(
      sql`WHEN ${ruleSql(args[index] as JsonLogic, false, context)} THEN ${ruleSql(args[index + 1] as JsonLogic, negated, context)}`,
    );
  const otherwise = args.length % 2 === 1 ? ruleSql(args.at(-1) as JsonLogic, negated, context) : constant(negated);
  return branches.length === 0 ? otherwise : sql`CASE ${join(branches, ' ')} ELSE ${otherwise} END`;
}

/** Returns the rule that is compared with true or false, and whether it must be false; undefined for other comparisons. */
function comparedWithTruth(operator: string, args: readonly JsonLogic[]) {
  if (args.length !== 2 || comparisons[operator]?.sign !== '=') return undefined;
  const [left, right] = args as [JsonLogic, JsonLogic];
  const [rule, truth] = typeof right === 'boolean' ? [left, right] : [right, left];
  if (typeof truth !== 'boolean' || operation(rule) === undefined || !isTruthValue(rule)) return undefined;
  return { rule, negates: truth === (comparisons[operator].negated === true) };
}

/**
 * Prints a rule in JSON logic with its own meaning, in which `null <= 7000` is true. The condition is true exactly for lumisections for
 * which the rule is truthy, or falsy if negated; for others it is false or null.
 *
 * @throws QueryError `not-in-sql`.
 */
export function ruleSql(rule: JsonLogic, negated: boolean, context: RuleContext): Sql {
  const { operator = '', args = [] } = operation(rule) ?? {};
  if ((operator === 'and' || operator === 'or') && args.length > 0) {
    const members = args.map((arg) => ruleSql(arg, negated, context));
    return sql`(${join(members, (operator === 'and') === negated ? ' OR ' : ' AND ')})`;
  }
  const [only] = args;
  // The value of `log` is its argument.
  if (only !== undefined && args.length === 1 && ['!', '!!', 'log'].includes(operator))
    return ruleSql(only, negated !== (operator === '!'), context);
  if (args.length > 0 && (operator === 'if' || operator === '?:')) return choice(args, negated, context);
  if (args.length === 3 && (operator === '<' || operator === '<='))
    return ruleSql({ and: [{ [operator]: args.slice(0, 2) }, { [operator]: args.slice(1) }] }, negated, context);
  const compared = comparedWithTruth(operator, args);
  if (compared !== undefined) return ruleSql(compared.rule, negated !== compared.negates, context);
  return atom(rule, negated, context);
}
