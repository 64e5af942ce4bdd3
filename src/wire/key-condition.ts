import { didYouMean, nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { isPlainObject } from '../util/json-object.js';
import { own } from '../util/own.js';
import { attributeCondition } from './attribute-condition.js';
import { countCondition, remarkCondition } from './flag-condition.js';
import { checkLength, checkSpelling, joinerOf, operators } from './grammar.js';
import { isColumn, isInGui, type WireKey } from './key.js';
import { join, type OperatorValue, type Part } from './parts.js';
import { badFilter, type Place } from './place.js';

/** Returns true for a number or boolean, also inside a value. */
const hasNumber = (value: unknown): boolean =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'object' && value !== null && Object.values(value).some(hasNumber));

/** Warns of conditions on `datasets_in_gui`, which contains the first value for the registry. */
function warnOfGui(value: unknown, place: Place): void {
  const values = typeof value === 'object' && value !== null ? Object.values(value) : [];
  if (typeof value === 'string' || typeof values[0] === 'object')
    place.warn('never-matches', "The registry finds no row here. { '=': '…' } finds the rows with the element");
  else if (values.length > 1) place.warn('dropped', 'The registry uses the first value here, and drops the others');
}

function conditionOf(key: WireKey, condition: OperatorValue, place: Place): Part {
  if (key.kind === 'status') return countCondition(key, condition, place);
  if (key.kind === 'remark') return remarkCondition(key, condition, place);
  return attributeCondition(key.attribute, condition, place);
}

/** Returns the condition of one operator. */
function single(key: WireKey, name: string, value: unknown, place: Place): Part {
  const operator = own(operators, name);
  if (operator === undefined)
    return place.fail(
      `Unknown operator ${describe(name)} of the registry`,
      didYouMean(nearest(name, Object.keys(operators))) ?? `Use one of ${Object.keys(operators).join(' ')}.`,
    );
  if (name === 'NOTLIKE' && typeof value === 'string' && value.toLowerCase() !== value.toUpperCase())
    place.warn('upper-case', 'NOTLIKE is case-sensitive in the registry, and notlike is not');
  try {
    return conditionOf(key, { operator, value }, place);
  } catch (error) {
    // The message of an invalid value, with its position.
    if (!(error instanceof QueryError) || error.code === 'bad-filter') throw error;
    const { message, hint, attribute, suggestions } = error;
    throw badFilter(message, place.path, { hint, attribute, suggestions, cause: error });
  }
}

function bareList(key: WireKey, values: readonly unknown[], place: Place): Part {
  if (!isColumn(key)) place.warn('server-error', 'The registry returns an error for a list without an operator');
  if (values.length === 0) place.fail('Expected at least one value, got an empty list');
  checkLength(values, place);
  return join(
    'or',
    values.map((value, index) => single(key, '=', value, place.at(index))),
  );
}

/** Returns the condition of `and` or `or` of a key. */
function joined(key: WireKey, name: string, value: unknown, place: Place): Part {
  if (!Array.isArray(value) || value.length === 0)
    return place.fail(`Expected a list of conditions for '${joinerOf(name)}', got ${describe(value)}`);
  checkLength(value, place);
  const parts = value.map((item, index) => valueCondition(key, item, place.at(index).deeper(), true));
  const isBare = ['number', 'boolean'].some((type) => value.every((item) => typeof item === type));
  if (!isColumn(key) && !isBare && hasNumber(value))
    place.warn('server-error', 'The registry returns an error for numbers and booleans with operators here');
  return join(joinerOf(name) as 'and' | 'or', parts);
}

/** Returns the condition of a key: a value, a list of values, or operators, some of which join others. */
function valueCondition(key: WireKey, value: unknown, place: Place, isInner: boolean): Part {
  if (Array.isArray(value)) return bareList(key, value, place);
  if (!isPlainObject(value)) return single(key, '=', value, place);
  const entries = Object.entries(value);
  if (entries.length === 0) place.fail('Expected an operator, got an empty object', 'Write { "=": … }.');
  checkSpelling(value, place);
  const hasJoiner = entries.some(([name]) => joinerOf(name) !== undefined);
  if (entries.length > 1 && hasJoiner && (isInner || isColumn(key)))
    place.warn('dropped', "The registry drops the conditions next to 'and' or 'or' here");
  return join(
    'and',
    entries.map(([name, inner]) => (joinerOf(name) === undefined ? single : joined)(key, name, inner, place.at(name))),
  );
}

/** Returns the condition of a key of a filter. */
export function keyCondition(key: WireKey, value: unknown, place: Place): Part {
  if (isInGui(key)) warnOfGui(value, place);
  return valueCondition(key, value, place.deeper(), false);
}
