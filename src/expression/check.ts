import type { Attribute } from '../catalogue/attribute.js';
import { didYouMean, nearest } from '../catalogue/nearest.js';
import type { Status } from '../catalogue/states.js';
import { statuses } from '../catalogue/states.js';
import { QueryError } from '../errors.js';
import { describe, nullHint, undefinedHint, written } from './describe.js';
import { endsInEscape } from './like.js';

/** What to write instead of null or undefined, else what to write instead of another type. */
const instead = (value: unknown, otherwise: string): string =>
  value === null ? nullHint : value === undefined ? undefinedHint : otherwise;

const listHint = (value: unknown): string | undefined =>
  Array.isArray(value) && value.length > 0 ? 'write in([…]) for one of several values' : undefined;

function refuse(name: string, message: string, hint: string, suggestions?: readonly string[]): never {
  throw new QueryError('bad-value', message, { attribute: name, hint, suggestions });
}

/** A finite number; a run number must also be a whole one that the registry's integer column can hold. */
export function checkNumber(value: unknown, attribute: Attribute): number {
  const { name } = attribute;
  if (typeof value !== 'number') {
    const isNumeric =
      typeof value === 'bigint' || (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)));
    return refuse(
      name,
      `'${name}' is a number, and ${describe(value)} is none`,
      isNumeric
        ? `write ${Number(value)}`
        : instead(value, listHint(value) ?? `write a number such as ${attribute.example}`),
    );
  }
  if (!Number.isFinite(value))
    refuse(name, `'${name}' cannot be compared with ${value}`, `write a number such as ${attribute.example}`);
  if (attribute.home === 'column') {
    const [low, high] = attribute.range ?? [1, Number.MAX_SAFE_INTEGER];
    if (!Number.isInteger(value) || value < low || value > high)
      refuse(
        name,
        `'${name}' is a whole number from ${low} to ${high}, and ${value} is none`,
        `write a run number such as ${attribute.example}`,
      );
  }
  return value;
}

const wellFormed = (text: string): boolean => (text as string & { isWellFormed(): boolean }).isWellFormed();

/** A text that the registry's database can hold. */
export function checkText(value: unknown, name: string): string {
  if (typeof value !== 'string')
    return refuse(
      name,
      `'${name}' is a text, and ${describe(value)} is none`,
      instead(value, typeof value === 'number' ? `write '${value}'` : (listHint(value) ?? 'write a text in quotes')),
    );
  if (value.includes('\0') || !wellFormed(value))
    refuse(name, `'${name}' cannot be compared with a text that has a NUL or half a character`, 'remove it');
  return value;
}

/** A text that can be an element of a list. */
export function checkElement(value: unknown, name: string): string {
  if (typeof value === 'string') return checkText(value, name);
  const hint = Array.isArray(value) ? 'write a condition for each element' : 'write a text in quotes';
  return refuse(
    name,
    `'${name}' is a list of texts, and ${describe(value)} is none`,
    value === undefined ? undefinedHint : hint,
  );
}

/** A pattern that the registry can read. */
export function checkPattern(value: unknown, name: string): string {
  const pattern = checkText(value, name);
  if (endsInEscape(pattern))
    refuse(
      name,
      `the pattern '${pattern}' of '${name}' ends in a backslash that escapes nothing`,
      'write two backslashes for one in the text',
    );
  return pattern;
}

/** One of the values of an enum. */
export function checkEnum(value: unknown, attribute: Attribute): string {
  const values = attribute.values ?? [];
  if (typeof value === 'string' && values.includes(value)) return value;
  const suggestions = typeof value === 'string' ? nearest(value, values) : [];
  return refuse(
    attribute.name,
    `'${attribute.name}' is never ${describe(value)}`,
    didYouMean(suggestions) ?? instead(value, `write one of ${values.map((item) => `'${item}'`).join(', ')}`),
    suggestions,
  );
}

/** True or false. */
export function checkBoolean(value: unknown, attribute: Attribute): boolean {
  if (typeof value === 'boolean') return value;
  return refuse(
    attribute.name,
    `'${attribute.name}' is true or false, and ${describe(value)} is neither`,
    instead(value, 'write is(true) or is(false)'),
  );
}

/** A status of a flag. */
export function checkStatus(value: unknown, flag: string): Status {
  if (typeof value === 'string' && (statuses as readonly string[]).includes(value)) return value as Status;
  const suggestions = typeof value === 'string' ? nearest(value, statuses) : [];
  return refuse(
    flag,
    `${describe(value)} is not a status of '${flag}'`,
    Array.isArray(value)
      ? 'write a condition for each status, joined with or()'
      : (didYouMean(suggestions) ?? `write one of ${statuses.map((item) => `'${item}'`).join(', ')}`),
    suggestions,
  );
}

/** A number of lumisections. */
export function checkCount(value: unknown, least: number, flag: string, hint = `write ${least} or more`): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 2 ** 31) return value;
  return refuse(
    flag,
    `a number of lumisections of '${flag}' is a whole number from ${least}, and ${describe(value)} is none`,
    hint,
  );
}

/** The values of `in`, each checked, none twice. An empty list is one: nothing is in it. */
export function checkList<T>(value: unknown, name: string, check: (item: unknown) => T): readonly T[] {
  if (!Array.isArray(value)) {
    const isOne = typeof value === 'string' || typeof value === 'number' || value instanceof Date;
    return refuse(
      name,
      `'${name}' is compared with a list of values here, and ${describe(value)} is none`,
      instead(value, isOne ? `write [${written(value)}]` : 'write the values in brackets'),
    );
  }
  const items = new Set<T>();
  for (let index = 0; index < value.length; index++) {
    if (!(index in value))
      refuse(name, `the list of values for '${name}' has a hole at position ${index + 1}`, 'fill it');
    items.add(check(value[index]));
  }
  return [...items];
}

/** The bounds of `between`, the lower first. */
export function checkBounds(low: unknown, high: unknown, swapped: boolean, name: string): void {
  if (swapped)
    refuse(
      name,
      `between(${written(low)}, ${written(high)}) of '${name}' has its bounds swapped and would match nothing`,
      `write between(${written(high)}, ${written(low)})`,
    );
}

/** The options of `ne`, `notLike`, `notIn`, `isNot`. */
export function checkOrNull(options: unknown, name: string): boolean {
  if (options === undefined) return false;
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) {
    const { orNull, ...rest } = options as { orNull?: unknown };
    const [unknown] = Object.keys(rest);
    if (unknown !== undefined)
      refuse(name, `the option '${unknown}' of a condition on '${name}' is unknown`, 'write { orNull: true }');
    if (orNull === undefined || typeof orNull === 'boolean') return orNull === true;
  }
  return refuse(name, `the options of a condition on '${name}' are ${describe(options)}`, 'write { orNull: true }');
}

/** Arguments beyond those that a condition takes are refused: dropping them would ask something else than was written. */
export function checkArity(method: string, takes: number, got: number, subject: string): void {
  if (got <= takes) return;
  const most = takes === 0 ? 'no argument' : takes === 1 ? 'one argument' : `at most ${takes} arguments`;
  throw new QueryError('wrong-arguments', `${method}() of '${subject}' takes ${most}, and got ${got}`, {
    attribute: subject,
    hint: 'write a condition for each, joined with and() or or()',
  });
}
