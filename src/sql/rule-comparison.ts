import { escapeLike } from '../expression/like.js';
import type { JsonLogic } from '../expression/node.js';
import { operation, pathIn } from '../expression/operation.js';
import { describe } from '../util/describe.js';
import { maxInt32 } from '../util/integer.js';
import { likePattern } from './condition.js';
import { join, type Sql, sql, trusted } from './fragment.js';
import { inexpressible, type RuleContext, type Test, type Variable, variableAt } from './rule-variable.js';

/** Returns true for a list of JSON. */
export const isList = (value: JsonLogic): value is readonly JsonLogic[] => Array.isArray(value);
/** Returns true for data, in which JSON logic evaluates nothing. */
const isData = (value: JsonLogic): boolean => (isList(value) ? value.every(isData) : operation(value) === undefined);
/** Returns true for an operator that converts types before it compares them. */
const isLoose = (operator: string): boolean => operator.length === 2;

const flipped: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** The values that a comparison accepts: equal ones, or those in an order. */
export const comparisons: Readonly<Record<string, { readonly sign: string; readonly negated?: true }>> = {
  '==': { sign: '=' },
  '===': { sign: '=' },
  '!=': { sign: '=', negated: true },
  '!==': { sign: '=', negated: true },
  '<': { sign: '<' },
  '<=': { sign: '<=' },
  '>': { sign: '>' },
  '>=': { sign: '>=' },
};

/** Negates a condition. */
export const negate = (test: Test): Test => (typeof test === 'boolean' ? !test : sql`NOT (${test})`);

const list = (values: readonly (string | number)[]): Sql =>
  join(
    values.map((value) => sql`${value}`),
    ', ',
  );

const isIn = (column: Sql, values: readonly (string | number)[]): Test =>
  values.length === 0 ? false : sql`${column} IN (${list(values)})`;

/** A comparison of a variable with a constant. */
interface Comparison {
  readonly variable: Variable;
  readonly operator: string;
  readonly constant: JsonLogic;
  /** True for `in` with the variable as the list or string that is searched. */
  readonly isSearched: boolean;
}

/** Records where the value of a comparison with the lumisection number changes. */
export function cut(variable: Variable, numbers: readonly number[], { cuts }: RuleContext): void {
  if (variable.path !== 'lumisection.lumisection_number') return;
  for (const number of numbers)
    for (const first of [Math.ceil(number), Math.floor(number) + 1])
      if (first > 1 && first <= maxInt32) cuts.add(first);
}

/** Returns the condition for a number. A constant is converted as in JavaScript: null equals no number, but is less than 1; `['5']` is 5. */
function numberTest({ variable, operator, constant: k, isSearched }: Comparison, context: RuleContext): Test {
  const { column } = variable;
  if (operator === 'in') {
    if (isSearched) return false;
    if (!isList(k))
      return typeof k === 'string' ? inexpressible(`a search for the number '${variable.path}' in a string`) : false;
    const numbers = k.filter((item) => typeof item === 'number');
    cut(variable, numbers, context);
    return isIn(column, numbers);
  }
  const { sign, negated } = comparisons[operator] as { sign: string; negated?: true };
  const isEqual = sign === '=';
  const isNever = isEqual && (k === null || (!isLoose(operator) && typeof k !== 'number'));
  const number = isNever ? Number.NaN : Number(k);
  if (Number.isNaN(number)) return negated === true;
  cut(variable, [number], context);
  const test = sql`${column} ${trusted(sign)} ${number}`;
  return negated ? negate(test) : test;
}

/** Characters that JavaScript orders otherwise: UTF-16 puts surrogates before the last characters of the basic plane. */
const unordered = /[\ud800-\uffff]/;

/** Returns the condition for a string in a list or in another string, or for a string that contains a constant. */
function searched({ variable, constant: k, isSearched }: Comparison): Test {
  const { column } = variable;
  if (!isSearched) {
    if (isList(k))
      return isIn(
        column,
        k.filter((item) => typeof item === 'string'),
      );
    if (typeof k !== 'string' || k === '') return false;
    return sql`position(${column} IN ${k}) > 0`;
  }
  // JavaScript finds nothing in an empty string, not even an empty one.
  if (String(k) === '') return sql`${column} <> ''`;
  return sql`${column} LIKE ${`%${likePattern(escapeLike(String(k)))}%`} ESCAPE '!'`;
}

function stringTest(comparison: Comparison, { dialect }: RuleContext): Test {
  const { variable, operator, constant } = comparison;
  if (operator === 'in') return searched(comparison);
  const { sign, negated } = comparisons[operator] as { sign: string; negated?: true };
  const isEqual = sign === '=';
  if (isEqual && (constant === null || (!isLoose(operator) && typeof constant !== 'string'))) return negated === true;
  // As in JavaScript, which compares strings with the text of a list.
  const k = isList(constant) ? String(constant) : constant;
  if (typeof k !== 'string')
    return inexpressible(
      `a comparison of the string '${variable.path}' with ${describe(k)}`,
      'Write a string in quotes.',
    );
  if (!isEqual && unordered.test(k)) return inexpressible(`an ordering of strings against '${k}'`);
  const test = sql`${variable.column}${trusted(isEqual ? '' : dialect.byCodePoint)} ${trusted(sign)} ${k}`;
  return negated ? negate(test) : test;
}

function listTest({ variable, operator, constant: k, isSearched }: Comparison, { dialect }: RuleContext): Test {
  if (operator === 'in' && isSearched)
    return typeof k === 'string' ? dialect.some(variable.column, (element) => sql`${element} = ${k}`) : false;
  const { sign, negated } = comparisons[operator] ?? {};
  // A list equals only itself in JavaScript, and the text of its elements.
  if (sign === '=' && (!isLoose(operator) || typeof k === 'object')) return negated === true;
  return inexpressible(
    `a comparison of the list '${variable.path}' with ${describe(k)}`,
    "Write { in: ['…', { var: '…' }] }.",
  );
}

const testsByType = {
  number: numberTest,
  date: stringTest,
  string: stringTest,
  enum: stringTest,
  list: listTest,
} as const;

/** Returns the condition for `{"substr": [x, 0, 4]} == "text"`: the start or end of a string with the length of the constant. */
function substringTest(
  left: JsonLogic,
  text: JsonLogic,
  context: RuleContext,
): { variable: Variable; test: Test } | undefined {
  const call = operation(left);
  if (call?.operator !== 'substr' || typeof text !== 'string' || text === '') return undefined;
  const [of, start, length, ...more] = call.args;
  const path = pathIn(of);
  if (path === undefined || more.length > 0) return undefined;
  const isStart = start === 0 && length === text.length;
  const isEnd = start === -text.length && length === undefined;
  if (!isStart && !isEnd) return undefined;
  const variable = variableAt(path, context);
  if (!['string', 'enum', 'date'].includes(variable.type)) return undefined;
  const pattern = likePattern(escapeLike(text));
  return { variable, test: sql`${variable.column} LIKE ${isStart ? `${pattern}%` : `%${pattern}`} ESCAPE '!'` };
}

/** Returns the condition for values of a comparison, and its variable; undefined for other rules. */
export function comparisonTest(operator: string, args: readonly JsonLogic[], context: RuleContext) {
  const [left, right] = args as [JsonLogic, JsonLogic];
  if (args.length !== 2 || !(operator === 'in' || Object.hasOwn(comparisons, operator))) return undefined;
  if (comparisons[operator]?.sign === '=') {
    const substring = substringTest(left, right, context) ?? substringTest(right, left, context);
    if (substring !== undefined)
      return comparisons[operator].negated ? { ...substring, test: negate(substring.test) } : substring;
  }
  const path = pathIn(left) ?? pathIn(right);
  const isRight = pathIn(left) === undefined;
  const other = isRight ? left : right;
  if (path === undefined || !isData(other)) return undefined;
  const variable = variableAt(path, context);
  if (variable.type === 'boolean') return undefined;
  const comparison: Comparison = {
    variable,
    operator: isRight ? (flipped[operator] ?? operator) : operator,
    constant: other,
    isSearched: isRight,
  };
  return { variable, test: testsByType[variable.type](comparison, context) };
}
