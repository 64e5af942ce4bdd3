import type { Attribute } from '../catalogue/attribute.js';
import { didYouMean, nearest, quoted } from '../catalogue/nearest.js';
import { type Status, statuses } from '../catalogue/states.js';
import { QueryError } from '../errors.js';
import { isLumiList } from '../lumi/lumi-list.js';
import { describe, written } from '../util/describe.js';
import { isIntegerIn } from '../util/integer.js';
import { isDate } from '../util/is-date.js';
import { isObject, isOptions } from '../util/json-object.js';
import { counted } from '../util/limit-arguments.js';
import { checkStorable } from '../util/storable.js';
import { isNumeric } from '../util/strings.js';
import { hintFor, undefinedHint } from './hints.js';
import { endsInEscape } from './like.js';

/** Returns the hint for a regular expression, which the registry does not support. */
const hintForPattern = (value: unknown): string | undefined =>
  value instanceof RegExp
    ? `Write contains('${/^[\w ]+$/.test(value.source) ? value.source : 'Cosmics'}'), or like('%Cosmics%') with the wildcards % and _.`
    : undefined;

function reject(name: string, message: string, hint: string, suggestions?: readonly string[]): never {
  throw new QueryError('bad-value', message, { attribute: name, hint, suggestions });
}

/** Checks a finite number. The number of a run or a lumisection must also be an integer in its range. */
export function checkNumber(value: unknown, attribute: Attribute): number {
  const { name } = attribute;
  if (typeof value !== 'number') {
    return reject(
      name,
      `Expected a number for '${name}', got ${describe(value)}`,
      typeof value === 'bigint' || isNumeric(value)
        ? `Write ${Number(value)}.`
        : hintFor(value, isLumiList(value) ? 'Write in(list).' : `Write a number such as ${attribute.example}.`),
    );
  }
  if (!Number.isFinite(value))
    reject(
      name,
      `Expected a finite number for '${name}', got ${value}`,
      `Write a number such as ${attribute.example}.`,
    );
  if (attribute.home === 'column') {
    const [low, high] = attribute.range ?? [1, Number.MAX_SAFE_INTEGER];
    if (!isIntegerIn(value, low, high))
      reject(
        name,
        `Expected an integer from ${low} to ${high} for '${name}', got ${value}`,
        `Write an integer such as ${attribute.example}.`,
      );
  }
  return value;
}

/** Checks a string that the registry's database can store. @param several The hint for an array. */
export function checkString(value: unknown, name: string, several?: string): string {
  if (typeof value !== 'string')
    return reject(
      name,
      `Expected a string for '${name}', got ${describe(value)}`,
      hintFor(
        value,
        typeof value === 'number' ? `Write '${value}'.` : (hintForPattern(value) ?? 'Write a string in quotes.'),
        several,
      ),
    );
  checkStorable(value, `'${name}'`, 'bad-value', name);
  return value;
}

/** Checks a string that can be an element of a list. */
export function checkElement(value: unknown, name: string): string {
  if (typeof value === 'string') return checkString(value, name);
  const hint = Array.isArray(value) ? 'Write a condition for each element.' : 'Write a string in quotes.';
  return reject(
    name,
    `Expected a string as an element of '${name}', got ${describe(value)}`,
    value === undefined ? undefinedHint : hint,
  );
}

/** Checks a pattern or a part of a string. `in()` would compare whole strings. */
export const checkPart = (value: unknown, name: string): string =>
  checkString(value, name, 'Join conditions with or(…, …).');

/** Checks a pattern that the registry accepts. */
export function checkPattern(value: unknown, name: string): string {
  const pattern = checkPart(value, name);
  if (endsInEscape(pattern))
    reject(
      name,
      `The pattern '${pattern}' for '${name}' ends in a backslash that escapes nothing`,
      'Write two backslashes to match one.',
    );
  return pattern;
}

/** Checks a value of an enum. */
export function checkEnum(value: unknown, attribute: Attribute): string {
  const values = attribute.values ?? [];
  if (typeof value === 'string' && values.includes(value)) return value;
  const suggestions = typeof value === 'string' ? nearest(value, values) : [];
  return reject(
    attribute.name,
    `Expected a value of '${attribute.name}', got ${describe(value)}`,
    didYouMean(suggestions) ?? hintFor(value, `Write one of ${quoted(values)}.`),
    suggestions,
  );
}

/** Checks a boolean. */
export function checkBoolean(value: unknown, attribute: Attribute): boolean {
  if (typeof value === 'boolean') return value;
  const hint = 'Write is(true) or is(false).';
  return reject(
    attribute.name,
    `Expected a boolean for '${attribute.name}', got ${describe(value)}`,
    hintFor(value, hint, hint),
  );
}

/** Checks a status of a flag. */
export function checkStatus(value: unknown, flag: string): Status {
  if (typeof value === 'string' && (statuses as readonly string[]).includes(value)) return value as Status;
  const suggestions = typeof value === 'string' ? nearest(value, statuses) : [];
  return reject(
    flag,
    `Expected a status of '${flag}', got ${describe(value)}`,
    Array.isArray(value)
      ? 'Write a condition for each status and join them with or().'
      : (didYouMean(suggestions) ?? `Write one of ${quoted(statuses)}.`),
    suggestions,
  );
}

const maxCount = 2 ** 31;

/** Checks a number of lumisections. */
export function checkCount(value: unknown, least: number, flag: string, hint = `Write ${least} or more.`): number {
  if (isIntegerIn(value, least, maxCount)) return value;
  const isTooLarge = isIntegerIn(value, maxCount);
  const range = isTooLarge ? `${least} to ${maxCount}` : least;
  return reject(
    flag,
    `Expected an integer from ${range} for lumisections of '${flag}', got ${describe(value)}`,
    isTooLarge ? `Write ${maxCount} or less.` : hint,
  );
}

function listHint(value: unknown): string {
  if (isLumiList(value)) return "Only where('run_number') takes a LumiList.";
  return isObject(value) && Symbol.iterator in value ? 'Write [...values].' : 'Write the values in brackets.';
}

/** Checks the values of `in` and removes duplicates. An empty array is valid. */
export function checkList<T>(value: unknown, name: string, check: (item: unknown) => T): readonly T[] {
  if (!Array.isArray(value)) {
    const isSingle = typeof value === 'string' || typeof value === 'number' || isDate(value);
    return reject(
      name,
      `Expected an array of values for '${name}', got ${isLumiList(value) ? 'a LumiList' : describe(value)}`,
      hintFor(value, isSingle ? `Write [${written(value)}].` : listHint(value)),
    );
  }
  const items = new Set<T>();
  for (let index = 0; index < value.length; index++) {
    if (!(index in value))
      reject(name, `The array of values for '${name}' has a hole at index ${index}`, 'Remove the hole.');
    items.add(check(value[index]));
  }
  return [...items];
}

/** Checks that the bounds of `between` are not an array. */
export function checkSeparateBounds(low: unknown, high: unknown, name: string): void {
  if (!Array.isArray(low) || high !== undefined) return;
  reject(
    name,
    `Expected two arguments for between() of '${name}', got ${describe(low)}`,
    `Write between(${low.length === 2 ? low.map(written).join(', ') : 'low, high'}).`,
  );
}

/** Checks that the lower bound of `between` comes first. */
export function checkBounds(low: unknown, high: unknown, swapped: boolean, name: string): void {
  if (swapped)
    reject(
      name,
      `Expected the lower bound first for '${name}', got between(${written(low)}, ${written(high)})`,
      `Write between(${written(high)}, ${written(low)}).`,
    );
}

/** Checks the options of `ne`, `notLike`, `notIn` and `isNot`. */
export function checkOrNull(options: unknown, name: string): boolean {
  if (options === undefined) return false;
  if (isOptions(options)) {
    const { orNull, ...rest } = options;
    const [unknown] = Object.keys(rest);
    if (unknown !== undefined)
      reject(name, `Unknown option '${unknown}' of a condition on '${name}'`, 'Write { orNull: true }.');
    if (orNull === undefined || typeof orNull === 'boolean') return orNull === true;
  }
  return reject(
    name,
    `Expected options for the condition on '${name}', got ${describe(options)}`,
    'Write { orNull: true }.',
  );
}

/** Conditions whose argument is an array. */
const lists: ReadonlySet<string> = new Set(['in', 'notIn']);

/** Checks that a condition has no additional arguments. Ignoring them would change the query. */
export function checkArity(method: string, max: number, args: readonly unknown[], subject: string): void {
  if (args.length <= max) return;
  throw new QueryError(
    'wrong-arguments',
    `Expected ${counted(max)} for ${method}() of '${subject}', got ${args.length}`,
    {
      attribute: subject,
      hint:
        lists.has(method) && !Array.isArray(args[0])
          ? `Write the values in brackets: ${method}([first, second]).`
          : max === 0
            ? 'Write isNull() or isNotNull().'
            : 'Write a condition for each and join them with and() or or().',
    },
  );
}
