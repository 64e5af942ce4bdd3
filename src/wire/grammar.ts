import type { JsonObject } from '../util/json-object.js';
import { own } from '../util/own.js';
import type { Place } from './place.js';

const joiners: Readonly<Record<string, 'and' | 'or'>> = { and: 'and', or: 'or', AND: 'and', OR: 'or' };

/** Returns the joiner of a name; undefined for a key or an operator. */
export const joinerOf = (name: string): 'and' | 'or' | undefined => own(joiners, name);

/** Operators by their spellings. */
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

/** Two spellings of an operator. The registry only evaluates the later one. */
const spellings: readonly (readonly [string, string])[] = [
  ['and', 'AND'],
  ['or', 'OR'],
  ['like', 'LIKE'],
];

/** Warns of an operator in two spellings. */
export function checkSpelling(entries: JsonObject, place: Place): void {
  for (const [one, other] of spellings)
    if (Object.hasOwn(entries, one) && Object.hasOwn(entries, other))
      place.warn('dropped', `The registry evaluates only one of '${one}' and '${other}'`);
}

/** The maximum length of a list, whose elements become arguments of a function. */
const maxMembers = 100_000;

/** Checks the length of a list. @throws QueryError for a list that is too long. */
export function checkLength(list: readonly unknown[], place: Place): void {
  if (list.length > maxMembers)
    place.fail(
      `Expected a list of at most ${maxMembers} elements, got ${list.length}`,
      'Write a range, or split the filter.',
    );
}
