/** Hints for conditions that people guess, by the kind of condition; see `guessed-members.ts`. */
import type { Hints } from '../util/guessed.js';
import type { AttributeType } from './attribute.js';

const notNull = 'Write isNotNull().';
const isNull = 'Write isNull().';

/** Conditions of every attribute that can be null. */
export const nullableCondition = {
  exists: notNull,
  notNull,
  isDefined: notNull,
  isNone: isNull,
  isMissing: isNull,
} as const satisfies Hints;

const equal = 'Write eq(value).';
const unequal = 'Write ne(value).';
const greater = 'Write gt(value).';
const less = 'Write lt(value).';
const oneOf = 'Write in([first, second]).';
const range = 'Write between(low, high), which includes both ends.';

const equality = {
  equals: equal,
  equal,
  equalTo: equal,
  notEqual: unequal,
  notEquals: unequal,
  neq: unequal,
} as const;
const membership = { isin: oneOf, isIn: oneOf, oneOf } as const;

/** Conditions of numbers and dates. */
export const orderedCondition = {
  ...equality,
  greaterThan: greater,
  moreThan: greater,
  above: greater,
  ge: 'Write gte(value).',
  atLeast: 'Write gte(value).',
  lessThan: less,
  below: less,
  le: 'Write lte(value).',
  atMost: 'Write lte(value).',
  ...membership,
  range,
  inRange: range,
} as const satisfies Hints;

const pattern = "Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.";

/** Conditions of strings. */
export const stringCondition = {
  ...equality,
  includes: pattern,
  match: pattern,
  matches: pattern,
  regex: pattern,
  ilike: pattern,
  ...membership,
} as const satisfies Hints;

const isValue = "Write is('OPEN').";

/** Conditions of states. */
export const enumCondition = {
  equals: isValue,
  equal: isValue,
  equalTo: isValue,
  ...membership,
} as const satisfies Hints;

/** Conditions of booleans. */
export const booleanCondition = {
  isTrue: 'Write is(true).',
  isFalse: 'Write is(false).',
  equals: 'Write is(true).',
} as const satisfies Hints;

/** Conditions of lists. */
export const listCondition = {
  includes: "Write has('DT').",
  notIncludes: "Write hasNot('DT').",
} as const satisfies Hints;

const isGood = "Write is('GOOD').";

/** Conditions of flags. */
export const flagCondition = {
  equals: isGood,
  equal: isGood,
  good: isGood,
  isGood,
  bad: "Write is('BAD').",
  isBad: "Write is('BAD').",
  all: "Write every('GOOD').",
  allGood: "Write every('GOOD').",
} as const satisfies Hints;

/** Conditions of states and booleans. They do not exist for other types. */
const ofOtherTypes = { is: equal, isNot: unequal } as const satisfies Hints;

/** Hints by the type of an attribute. */
export const hintsByType: Readonly<Record<AttributeType, Hints>> = {
  number: { ...nullableCondition, ...orderedCondition, ...ofOtherTypes },
  date: { ...nullableCondition, ...orderedCondition, ...ofOtherTypes },
  string: { ...nullableCondition, ...stringCondition, ...ofOtherTypes },
  enum: { ...nullableCondition, ...enumCondition },
  boolean: { ...nullableCondition, ...booleanCondition },
  list: listCondition,
};
