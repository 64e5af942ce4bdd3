import type { Attribute } from '../catalogue/attribute.js';
import { QueryError } from '../errors.js';
import { isLumiList } from '../lumi/lumi-list.js';
import { written } from '../util/describe.js';
import { isNumeric } from '../util/strings.js';
import { build, conditionNames } from './condition.js';
import { undefinedHint } from './hints.js';
import { isOperator, nullCondition } from './operators.js';

/** Returns the call for `where(name, 'between', low, high)` and `where(name, 'in', first, second)`, also in upper case. */
function separateValues(condition: unknown, values: readonly unknown[]): string | undefined {
  if (typeof condition !== 'string' || values.length < 2) return undefined;
  const list = values.map(written).join(', ');
  const calls = new Map([
    ['in', `in([${list}])`],
    ['between', values.length === 2 ? `between(${list})` : undefined],
  ]);
  return calls.get(condition.toLowerCase());
}

/** Returns true if an attribute has the condition with these arguments. */
function accepts(attribute: Attribute, method: string, ...args: readonly unknown[]): boolean {
  try {
    build(attribute, method, ...args);
    return true;
  } catch {
    return false;
  }
}

/** Returns the condition for a string that is one in SQL: `is null`, `gte`. */
function namedCondition(attribute: Attribute, word: unknown): string | undefined {
  if (word === null) return nullCondition(attribute, 'is null');
  if (typeof word !== 'string') return undefined;
  const ofNull = nullCondition(attribute, word.toLowerCase());
  if (ofNull !== undefined) return ofNull;
  const name = conditionNames(attribute).find((condition) => condition.toLowerCase() === word.toLowerCase());
  if (name === undefined) return undefined;
  return accepts(attribute, name) ? `${name}()` : `${name}(…)`;
}

/** Returns the condition for a value: the comparison with it or, for several values, `in`. Only a value that the condition accepts is written. */
function comparison(attribute: Attribute, value: unknown): string {
  if (isLumiList(value) && accepts(attribute, 'in', value)) return 'in(list)';
  if (Array.isArray(value) && conditionNames(attribute).includes('in'))
    return accepts(attribute, 'in', value) ? `in([${value.map(written).join(', ')}])` : 'in([…])';
  const { type } = attribute;
  const method = type === 'list' ? 'has' : type === 'enum' || type === 'boolean' ? 'is' : 'eq';
  const operand = type === 'number' && isNumeric(value) ? Number(value) : value;
  return `${method}(${accepts(attribute, method, operand) ? written(operand) : '…'})`;
}

function hintFor(attribute: Attribute, [first, ...values]: readonly unknown[]): string {
  const where = `where('${attribute.name}'`;
  if (typeof first === 'string' && isOperator(first))
    return `Write ${where}, '${first}', ${values.length === 0 ? '…' : written(values[0])}).`;
  const several = separateValues(first, values);
  if (several !== undefined) return `Write ${where}).${several}.`;
  if (values.length > 0) return `Write ${where}, '=', …).`;
  if (first === undefined) return undefinedHint;
  return `Write ${where}).${namedCondition(attribute, first) ?? comparison(attribute, first)}.`;
}

/** Returns the error for a `where` of an attribute with one further argument, or with three. */
export function wrongWhere(attribute: Attribute, rest: readonly unknown[]): QueryError {
  const { name } = attribute;
  return new QueryError(
    'wrong-arguments',
    `Expected an operator and a value after where('${name}', …), got ${rest.length === 1 ? 'one argument' : `${rest.length} arguments`}`,
    { attribute: name, hint: hintFor(attribute, rest) },
  );
}
