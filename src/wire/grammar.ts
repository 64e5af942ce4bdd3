import type { Place } from './place.js';

/** A JSON object of a filter. */
export type Json = Readonly<Record<string, unknown>>;

/** A plain object. Others hold what they say elsewhere, and would look as if they said nothing. */
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));

const joiners: Readonly<Record<string, 'and' | 'or'>> = { and: 'and', or: 'or', AND: 'and', OR: 'or' };

/** How a name joins what is below it; undefined for the name of a key or an operator. */
export const joinerOf = (name: string): 'and' | 'or' | undefined =>
  Object.hasOwn(joiners, name) ? joiners[name] : undefined;

/** Operators as they are meant, whatever their case. */
export const operators: Readonly<Record<string, string>> = {
  '=': '=',
  '<>': '<>',
  '>': '>',
  '<': '<',
  '>=': '>=',
  '<=': '<=',
  like: 'like',
  notlike: 'notlike',
  LIKE: 'like',
  NOTLIKE: 'notlike',
  contains: 'contains',
};

/** The two spellings of one operator, of which the registry keeps the later one. */
const spellings: readonly (readonly [string, string])[] = [
  ['and', 'AND'],
  ['or', 'OR'],
  ['like', 'LIKE'],
];

/** Warns of an operator in two spellings. */
export function checkSpelling(entries: Json, place: Place): void {
  for (const [one, other] of spellings)
    if (Object.hasOwn(entries, one) && Object.hasOwn(entries, other))
      place.warn('dropped', `of '${one}' and '${other}' the registry keeps one, and drops the other`);
}

/** More members of a list than this are refused, before they become arguments of a function. */
const maxMembers = 100_000;

/** Checks the length of a list. @throws QueryError for one that is too long. */
export function checkLength(list: readonly unknown[], place: Place): void {
  if (list.length > maxMembers)
    place.fail(`a list of ${list.length} members is refused`, 'write a range, or ask in several filters');
}
