import type { Attribute } from '../catalogue/attribute.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import { notAnOperator } from '../catalogue/sentences.js';
import { QueryError } from '../errors.js';
import { build, conditionNames, type Finish } from './condition.js';
import type { DateValue } from './conditions.js';
import { describe } from './describe.js';

interface Equal<Value> {
  '=': Value;
  '<>': Value;
}

interface Order<Value> extends Equal<Value | null> {
  '>': Value;
  '>=': Value;
  '<': Value;
  '<=': Value;
}

interface Text extends Equal<string | null> {
  like: string;
  notlike: string;
}

/** The operators of the registry that each type of attribute takes, and the values that they take. */
export interface OperatorTable {
  number: Order<number>;
  date: Order<DateValue>;
  string: Text;
  boolean: { '=': boolean | null; '<>': null };
}

/** The operators of an entry of the catalogue. */
export type OperatorsOf<Entry> = Entry extends { readonly type: 'enum'; readonly values: readonly (infer Value)[] }
  ? Equal<Value | null>
  : Entry extends { readonly type: infer Type extends keyof OperatorTable }
    ? OperatorTable[Type]
    : { readonly [operator: string]: never };

const methodFor: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  number: { '=': 'eq', '<>': 'ne', '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte' },
  date: { '=': 'eq', '<>': 'ne', '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte' },
  string: { '=': 'eq', '<>': 'ne', like: 'like', notlike: 'notLike' },
  enum: { '=': 'is', '<>': 'isNot' },
  boolean: { '=': 'is' },
  list: {},
};

/** Whether a text is an operator of the registry. */
export const isOperator = (text: string): boolean =>
  Object.values(methodFor).some((methods) => Object.hasOwn(methods, text));

/** Operators of other languages. */
const foreign: Readonly<Record<string, string>> = {
  '==': '=',
  '===': '=',
  '!=': '<>',
  '!==': '<>',
  '=>': '>=',
  '=<': '<=',
  '≥': '>=',
  '≤': '<=',
  '≠': '<>',
};

function instead({ name, type }: Attribute, operator: unknown, value: unknown, known: readonly string[]) {
  const suggestions = typeof operator === 'string' ? nearest(operator, known) : [];
  const meant = typeof operator === 'string' && Object.hasOwn(foreign, operator) ? foreign[operator] : undefined;
  if (meant !== undefined && known.includes(meant)) suggestions.unshift(meant);
  const opposite = type === 'boolean' && (operator === '<>' || meant === '<>') && typeof value === 'boolean';
  const hint = opposite
    ? `write where('${name}').is(${!value})`
    : typeof operator === 'string' && conditionNames(type).includes(operator)
      ? `write where('${name}').${operator}(…)`
      : known.length === 0
        ? `write where('${name}').has('…')`
        : (didYouMean(suggestions) ?? `use one of ${known.join(' ')}`);
  return { suggestions, hint };
}

/** The condition `attribute operator value` in the registry's own operators. `= null` and `<> null` ask for null. */
export function operatorCondition<R>(attribute: Attribute, operator: unknown, value: unknown, finish: Finish<R>): R {
  if (value === null && attribute.type !== 'list') {
    if (operator === '=') return finish(build(attribute, 'isNull'));
    if (operator === '<>') return finish(build(attribute, 'isNotNull'));
  }
  const methods = methodFor[attribute.type] ?? {};
  const method = typeof operator === 'string' && Object.hasOwn(methods, operator) ? methods[operator] : undefined;
  if (method !== undefined) return finish(build(attribute, method, value));
  throw new QueryError(
    'unknown-operator',
    typeof operator === 'string'
      ? notAnOperator(operator, attribute.name)
      : `${describe(operator)} is not an operator of '${attribute.name}'`,
    { attribute: attribute.name, ...instead(attribute, operator, value, Object.keys(methods)) },
  );
}
