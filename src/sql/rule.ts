import { QueryError } from '../errors.js';
import type { JsonLogic } from '../expression/node.js';
import { argumentPath, operation, pathIn } from '../expression/operation.js';
import { comparedWithTruth } from '../expression/truth-value.js';
import { compileValue, isWhollyCovered, pathsOf } from '../logic/compile-value.js';
import { isTruthy } from '../logic/truthy.js';
import { notInSql, valueWriter } from './dialects.js';
import { join, render, type Sql, sql, trusted } from './fragment.js';
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

/** Removes the defaults of variables. */
function withoutDefaults(rule: JsonLogic): JsonLogic {
  if (isList(rule)) return rule.map(withoutDefaults);
  const { operator = '', args = [] } = operation(rule) ?? {};
  if (operator === '') return rule;
  return { [operator]: operator === 'var' ? (args[0] ?? '') : args.map(withoutDefaults) };
}

/** Removes the defaults of the only variable of a rule if it is never missing, or if null gives the same. */
function withoutIdleDefaults(rule: JsonLogic, context: RuleContext): JsonLogic {
  if (!hasDefault(rule) || !isWhollyCovered(rule)) return rule;
  const [path, ...more] = new Set(pathsOf(rule));
  if (path === undefined || more.length > 0) return rule;
  const ofMissing = compileValue(rule)({});
  const isIdle = !isList(ofMissing as JsonLogic) && isTruthy(ofMissing) === isTruthy(ruleValue(rule, path, null));
  return isIdle || variableAt(path, context).isKey ? withoutDefaults(rule) : rule;
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
  if (paths.size > 1) return `a comparison of ${[...paths].map((path) => `'${path}'`).join(' and ')}`;
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

/** Prints an argument of a rule. */
type PrintArgument = (index: number, negated: boolean) => Sql;

/** Prints `if`. */
function choice(count: number, negated: boolean, print: PrintArgument): Sql {
  const branches: Sql[] = [];
  for (let index = 0; index + 1 < count; index += 2)
    branches.push(sql`WHEN ${print(index, false)} THEN ${print(index + 1, negated)}`);
  const otherwise = count % 2 === 1 ? print(count - 1, negated) : constant(negated);
  return branches.length === 0 ? otherwise : sql`CASE ${join(branches, ' ')} ELSE ${otherwise} END`;
}

/** Prints a rule, and adds its position to an error, also to that of a string that SQL lacks. */
function located({ path, dialect }: RuleContext, print: () => Sql): Sql {
  try {
    const piece = print();
    render(piece, valueWriter(dialect, []));
    return piece;
  } catch (error) {
    if (!(error instanceof QueryError) || error.code !== 'not-in-sql') throw error;
    const { message, hint } = error;
    throw notInSql(`${message} in ${path === '' ? 'the rule' : `the rule at ${path}`}`, hint, path);
  }
}

/**
 * Prints a rule in JSON logic with its own meaning, in which `null <= 7000` is true. The condition is true exactly for lumisections for
 * which the rule is truthy, or falsy if negated; for others it is false or null.
 *
 * @throws QueryError `not-in-sql`.
 */
export function ruleSql(rule: JsonLogic, negated: boolean, context: RuleContext): Sql {
  const { operator = '', args = [] } = operation(rule) ?? {};
  const print: PrintArgument = (index, isNegated) =>
    ruleSql(args[index] as JsonLogic, isNegated, { ...context, path: argumentPath(rule, context.path, index) });
  const all = (members: readonly Sql[], isAnd: boolean): Sql =>
    sql`(${join(members, isAnd === negated ? ' OR ' : ' AND ')})`;
  if ((operator === 'and' || operator === 'or') && args.length > 0) {
    const members = args.map((_, index) => print(index, negated));
    return all(members, operator === 'and');
  }
  // The value of `log` is its argument.
  if (args.length === 1 && ['!', '!!', 'log'].includes(operator)) return print(0, negated !== (operator === '!'));
  if (args.length > 0 && (operator === 'if' || operator === '?:')) return choice(args.length, negated, print);
  if (args.length === 3 && (operator === '<' || operator === '<='))
    return all(
      [args.slice(0, 2), args.slice(1)].map((pair) => ruleSql({ [operator]: pair }, negated, context)),
      true,
    );
  const compared = comparedWithTruth(operator, args);
  if (compared !== undefined) return print(compared.index, negated !== compared.negates);
  return located(context, () => atom(withoutIdleDefaults(rule, context), negated, context));
}
