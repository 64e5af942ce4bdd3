/** Hints for conditions that people guess, by the kind of condition; see `guessed-members.ts`. */
import type { Hints } from '../util/guessed.js';
import type { AttributeType } from './attribute.js';

const notNull = 'Write isNotNull().';
const isNull = 'Write isNull().';

/**
 * Members of queries, which people write before the condition. Expressions have a `kind`: where an expression is expected, the type checker
 * prints the hint of a handle without a condition.
 */
const unfinished = <Text extends string>(hint: Text) =>
  ({
    kind: hint,
    where: hint,
    first: hint,
    one: hint,
    count: hint,
    limit: hint,
    select: hint,
    orderBy: hint,
    toTable: hint,
  }) as const;

const conditionFirst = "Add a condition first: where('energy').gte(6000), for example.";
const noCondition = 'Add a condition: run.energy.gte(6000), for example.';

/** Conditions of every attribute that can be null. */
export const nullableCondition = {
  ...unfinished(conditionFirst),
  kind: noCondition,
  all: conditionFirst,
  exists: notNull,
  notNull,
  isDefined: notNull,
  isNone: isNull,
  isMissing: isNull,
  isna: isNull,
  isnull: isNull,
  notna: notNull,
  notnull: notNull,
  desc: "Write orderBy('energy', 'desc').",
  asc: "Write orderBy('energy', 'asc').",
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
  not: unequal,
} as const;
/** Conditions of states and booleans. */
const identity = { is: equal, isNot: unequal } as const;
const membership = { isin: oneOf, isIn: oneOf, oneOf, isAnyOf: oneOf } as const;

/** Conditions of numbers and dates. */
export const orderedCondition = {
  ...equality,
  ...identity,
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
  isBetween: range,
  near: range,
  approx: range,
  isclose: range,
} as const satisfies Hints;

const year = "Write eq('2018') for the whole year, or eq('2018-05') for the month.";

/** Conditions of dates. */
export const dateCondition = {
  year,
  month: year,
  day: year,
  date: year,
  like: year,
  startsWith: year,
  contains: year,
  on: "Write eq('2018-05-25') for the whole day.",
  lastDays: 'Write gte(date).',
  since: 'Write gte(date).',
  from: 'Write gte(date).',
  until: 'Write lte(date).',
  to: 'Write lte(date).',
} as const satisfies Hints;

const pattern = "Write contains('Cosmics'), or like('%Cosmics%') with the wildcards % and _.";

const insensitive = 'Write like(value), which is not case-sensitive.';
const noPattern = "Write notLike('%Cosmics%') with the wildcards % and _.";

/** Conditions of strings. */
export const stringCondition = {
  ...equality,
  ...identity,
  not: "Write ne(value), or notLike('%Cosmics%').",
  notContains: noPattern,
  doesNotContain: noPattern,
  notlike: noPattern,
  includes: pattern,
  match: pattern,
  matches: pattern,
  regex: pattern,
  ilike: pattern,
  lower: insensitive,
  toLowerCase: insensitive,
  upper: insensitive,
  str: pattern,
  startswith: 'Write startsWith(…).',
  endswith: 'Write endsWith(…).',
  ...membership,
} as const satisfies Hints;

const isValue = "Write is('OPEN').";
const isNotValue = "Write isNot('OPEN').";

/** Conditions of states. */
export const enumCondition = {
  equals: isValue,
  equal: isValue,
  equalTo: isValue,
  not: isNotValue,
  notEqual: isNotValue,
  ...membership,
} as const satisfies Hints;

/** Conditions of booleans. */
export const booleanCondition = {
  isTrue: 'Write is(true).',
  isFalse: 'Write is(false).',
  not: 'Write is(false).',
  equals: 'Write is(true).',
} as const satisfies Hints;

const has = "Write has('DT').";
const hasNot = "Write hasNot('DT').";

/** Conditions of lists. */
export const listCondition = {
  ...unfinished(conditionFirst),
  kind: noCondition,
  all: conditionFirst,
  includes: has,
  hasAll: "Call where() for each: where('components').has('DT').where('components').has('CSC').",
  hasAny: "Write where(or(run.components.has('DT'), run.components.has('CSC'))).",
  eq: has,
  is: has,
  in: has,
  not: hasNot,
  notIncludes: hasNot,
} as const satisfies Hints;

const isGood = "Write is('GOOD').";
const isNotBad = "Write isNot('BAD').";
const statusFirst = "Add a status first: is('GOOD') for any lumisection, every('GOOD') for all.";

const anyStatus = "Write where(or(flag('dt-dt').is('GOOD'), flag('dt-dt').is('STANDBY'))).";

const fractionHint =
  "Write atLeast(10, 'GOOD') for a number of lumisections. For fractions, write lumisections().fractions(['dt-dt']).";

/** Conditions of flags. */
export const flagCondition = {
  ...unfinished(statusFirst),
  eq: isGood,
  ne: isNotBad,
  not: isNotBad,
  in: anyStatus,
  isIn: anyStatus,
  isin: anyStatus,
  anyOf: anyStatus,
  oneOf: anyStatus,
  none: isNotBad,
  never: isNotBad,
  only: "Write every('GOOD').",
  equals: isGood,
  equal: isGood,
  good: isGood,
  isGood,
  bad: "Write is('BAD').",
  isBad: "Write is('BAD').",
  some: isGood,
  any: isGood,
  min: fractionHint,
  gte: fractionHint,
  all: statusFirst,
  allGood: "Write every('GOOD').",
  fraction: fractionHint,
  percentage: fractionHint,
} as const satisfies Hints;

const oneLumisection = "Golden JSON evaluates one lumisection at a time. Write is('GOOD').";

/** Conditions of flags in golden JSON. At run time, `golden.flag()` throws the same messages as an expression. */
export const goldenFlagCondition = {
  ...flagCondition,
  ...unfinished(isGood),
  every: oneLumisection,
  all: oneLumisection,
  allGood: oneLumisection,
  fraction: oneLumisection,
  percentage: oneLumisection,
  min: oneLumisection,
  gte: oneLumisection,
  only: isGood,
  atLeast: oneLumisection,
  atMost: oneLumisection,
  comment: 'Golden JSON has no comments of flags. Filter the datasets with datasets().flag(…).comment.',
  cause: 'Golden JSON has no causes of flags. Filter the datasets with datasets().flag(…).cause.',
} as const satisfies Hints;

const areGood = "Write are('GOOD').";
const areNot = "Write where(not(flags(['dt-dt', 'csc-csc']).are('BAD'))).";

const anyOf = "Write where(or(flag('dt-dt').is('BAD'), flag('csc-csc').is('BAD'))).";

/** Conditions of several flags. */
export const flagList = {
  kind: areGood,
  is: areGood,
  eq: areGood,
  equals: areGood,
  every: areGood,
  all: areGood,
  allGood: areGood,
  areGood,
  good: areGood,
  isGood: areGood,
  isNot: areNot,
  areNot,
  some: anyOf,
  any: anyOf,
} as const satisfies Hints;

/** Hints by the type of an attribute. */
export const hintsByType: Readonly<Record<AttributeType, Hints>> = {
  number: { ...nullableCondition, ...orderedCondition },
  date: { ...nullableCondition, ...orderedCondition, ...dateCondition },
  string: { ...nullableCondition, ...stringCondition },
  enum: { ...nullableCondition, ...enumCondition },
  boolean: { ...nullableCondition, ...booleanCondition },
  list: listCondition,
};
