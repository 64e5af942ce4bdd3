import type { Attribute } from '../catalogue/attribute.js';
import { hintsByType } from '../catalogue/guessed-conditions.js';
import { foreignOperators, nullOperators, unknownOperator } from '../catalogue/messages.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import type { Hint } from '../util/guessed.js';
import { own } from '../util/own.js';
import { build, conditionNames, type Finish } from './condition.js';
import type { DateValue } from './conditions.js';

interface Equal<Value> {
  /** Equal. */
  '=': Value;
  /** Not equal. */
  '<>': Value;
}

interface Order<Value> extends Equal<Value | null> {
  /** Greater than. */
  '>': Value;
  /** Greater than or equal. */
  '>=': Value;
  /** Less than. */
  '<': Value;
  /** Less than or equal. */
  '<=': Value;
}

interface Text extends Equal<string | null> {
  /** Matches a pattern. */
  like: string;
  /** Does not match a pattern. */
  notlike: string;
}

/** Lists are only compared with null. */
interface ListOperators extends Equal<null | Hint<"Write where('components').has('DT').">> {}

/** The operators of `datasets_in_gui`, which the registry cannot compare. */
// biome-ignore lint/suspicious/noEmptyInterface: it has none.
interface NoOperators {}

/** The registry's operators for each type of attribute, with the types of their values. */
export interface OperatorTable {
  number: Order<number>;
  date: Order<DateValue>;
  string: Text;
  boolean: Equal<boolean | null>;
  list: ListOperators;
}

/** The operators of an entry of the catalogue. */
export type OperatorsOf<Entry> = Entry extends { readonly match: 'exact' }
  ? NoOperators
  : Entry extends { readonly type: 'enum'; readonly values: readonly (infer Value)[] }
    ? Equal<Value | null>
    : Entry extends { readonly type: infer Type extends keyof OperatorTable }
      ? OperatorTable[Type]
      : { readonly [operator: string]: never };

/** The method of each comparison except `<>`. */
export const comparisonMethods = { '=': 'eq', '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte' } as const;

const { '=': equal, ...orderMethods } = comparisonMethods;
const ordered = { '=': equal, '<>': 'ne', ...orderMethods };

/** The method of each operator of the registry, by the type of the attribute. */
export const operatorMethods: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  number: ordered,
  date: ordered,
  string: { '=': 'eq', '<>': 'ne', like: 'like', notlike: 'notLike' },
  enum: { '=': 'is', '<>': 'isNot' },
  boolean: { '=': 'is', '<>': 'isNot' },
  list: {},
};

/** Returns true for an operator of the registry. */
export const isOperator = (value: string): boolean =>
  Object.values(operatorMethods).some((methods) => Object.hasOwn(methods, value));

/** Returns the condition for a test of SQL such as `is null`, if the attribute has it. */
export function nullCondition(attribute: Attribute, test: string): string | undefined {
  const method = own(nullOperators, test);
  return method !== undefined && conditionNames(attribute).includes(method) ? `${method}()` : undefined;
}

function correction(attribute: Attribute, operator: unknown, operators: readonly string[]) {
  const { name, type } = attribute;
  if (typeof operator !== 'string') return { suggestions: [], hint: choice(name, operators) };
  // SQL is often written in upper case.
  for (const word of [operator, operator.toLowerCase()]) {
    const ofNull = nullCondition(attribute, word);
    if (ofNull !== undefined) return { suggestions: [], hint: `Write where('${name}').${ofNull}.` };
    const equivalent = own(foreignOperators, word);
    if (equivalent === undefined && conditionNames(attribute).includes(word))
      return { suggestions: [], hint: `Write where('${name}').${word}(…).` };
    const guessed = equivalent === undefined ? own(hintsByType[type], word) : undefined;
    if (guessed !== undefined) return { suggestions: [], hint: guessed };
    const suggestions =
      equivalent === undefined ? nearest(word, operators) : operators.filter((other) => other === equivalent);
    if (suggestions.length > 0) return { suggestions, hint: didYouMean(suggestions) };
  }
  return { suggestions: [], hint: choice(name, operators) };
}

/** Returns the hint that lists the operators of an attribute. Lists have none. */
function choice(name: string, operators: readonly string[]): string {
  if (operators.length === 0) return `Write where('${name}').has('…').`;
  return `Use ${operators.length === 1 ? '' : 'one of '}${operators.join(' ')}.`;
}

/** Returns the condition for an operator of the registry. `= null` and `<> null` are `isNull()` and `isNotNull()`. */
export function operatorCondition<R>(attribute: Attribute, operator: unknown, value: unknown, finish: Finish<R>): R {
  if (value === null) {
    if (operator === '=') return finish(build(attribute, 'isNull'));
    if (operator === '<>') return finish(build(attribute, 'isNotNull'));
  }
  const methods = operatorMethods[attribute.type] ?? {};
  const method = typeof operator === 'string' ? own(methods, operator) : undefined;
  if (method !== undefined) return finish(build(attribute, method, value));
  throw new QueryError(
    'unknown-operator',
    typeof operator === 'string'
      ? unknownOperator(operator, attribute.name)
      : `Expected an operator of '${attribute.name}', got ${describe(operator)}`,
    { attribute: attribute.name, ...correction(attribute, operator, Object.keys(methods)) },
  );
}
