import { didYouMean, nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { describe } from '../expression/describe.js';
import { attributeCondition } from './attribute-condition.js';
import { countCondition, remarkCondition } from './flag-condition.js';
import { checkLength, checkSpelling, isObject, joinerOf, operators } from './grammar.js';
import { isColumn, isInGui, type WireKey } from './key.js';
import { type Asked, join, type Part } from './parts.js';
import { badFilter, type Place } from './place.js';

/** Whether a value, or one within it, is a number or a boolean. */
const hasNumber = (value: unknown): boolean =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'object' && value !== null && Object.values(value).some(hasNumber));

/** `datasets_in_gui` contains the first value, whatever stands there. */
function warnOfGui(value: unknown, place: Place): void {
  const values = typeof value === 'object' && value !== null ? Object.values(value) : [];
  if (typeof value === 'string' || typeof values[0] === 'object')
    place.warn('never-matches', "the registry finds no row here; { '=': '…' } finds those that are meant");
  else if (values.length > 1) place.warn('dropped', 'the registry takes the first value here, and drops the rest');
}

function conditionOf(key: WireKey, asked: Asked, place: Place): Part {
  if (key.kind === 'status') return countCondition(key, asked, place);
  if (key.kind === 'remark') return remarkCondition(key, asked, place);
  return attributeCondition(key.attribute, asked, place);
}

/** One operator and its value. */
function single(key: WireKey, name: string, value: unknown, place: Place): Part {
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (operator === undefined)
    return place.fail(
      `${describe(name)} is not an operator of the registry`,
      didYouMean(nearest(name, Object.keys(operators))) ?? `use one of ${Object.keys(operators).join(' ')}`,
    );
  if (name === 'NOTLIKE' && typeof value === 'string' && value.toLowerCase() !== value.toUpperCase())
    place.warn('upper-case', 'the registry minds case in NOTLIKE, and not in notlike');
  try {
    return conditionOf(key, { operator, value }, place);
  } catch (error) {
    // A value that conditions refuse: the same words, and where it stands.
    if (!(error instanceof QueryError) || error.code === 'bad-filter') throw error;
    const { message, hint, attribute, suggestions } = error;
    throw badFilter(message, place.path, { hint, attribute, suggestions, cause: error });
  }
}

function bareList(key: WireKey, values: readonly unknown[], place: Place): Part {
  if (!isColumn(key)) place.warn('server-error', 'the registry answers a bare list here with an error');
  if (values.length === 0) place.fail('an empty list matches nothing');
  checkLength(values, place);
  return join(
    'or',
    values.map((one, index) => single(key, '=', one, place.at(index))),
  );
}

/** `and` or `or` under a key. */
function joined(key: WireKey, name: string, value: unknown, place: Place): Part {
  if (!Array.isArray(value) || value.length === 0)
    return place.fail(`'${joinerOf(name)}' takes a list of conditions, and ${describe(value)} is none`);
  checkLength(value, place);
  const parts = value.map((one, index) => valueCondition(key, one, place.at(index).deeper(), true));
  const isBare = ['number', 'boolean'].some((type) => value.every((one) => typeof one === type));
  if (!isColumn(key) && !isBare && hasNumber(value))
    place.warn('server-error', 'the registry answers numbers and booleans under this key with an error');
  return join(joinerOf(name) as 'and' | 'or', parts);
}

/** What a key must be: a value, a list of them, or operators, of which some join others. */
function valueCondition(key: WireKey, value: unknown, place: Place, isInner: boolean): Part {
  if (Array.isArray(value)) return bareList(key, value, place);
  if (!isObject(value)) return single(key, '=', value, place);
  const entries = Object.entries(value);
  if (entries.length === 0) place.fail('a key without an operator says nothing', `write { "=": … }`);
  checkSpelling(value, place);
  const hasJoiner = entries.some(([name]) => joinerOf(name) !== undefined);
  if (entries.length > 1 && hasJoiner && (isInner || isColumn(key)))
    place.warn('dropped', 'the registry drops what stands beside `and` or `or` here');
  return join(
    'and',
    entries.map(([name, inner]) => (joinerOf(name) === undefined ? single : joined)(key, name, inner, place.at(name))),
  );
}

/** All that a filter says under a key. */
export function keyCondition(key: WireKey, value: unknown, place: Place): Part {
  if (isInGui(key)) warnOfGui(value, place);
  return valueCondition(key, value, place.deeper(), false);
}
