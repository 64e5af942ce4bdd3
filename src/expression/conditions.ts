import type {
  GuessedBooleanCondition,
  GuessedDateCondition,
  GuessedEnumCondition,
  GuessedFlagCondition,
  GuessedListCondition,
  GuessedNullableCondition,
  GuessedOrderedCondition,
  GuessedStringCondition,
} from '../catalogue/generated/guessed-members.js';
import type { Status } from '../catalogue/states.js';
import type { LumiList } from '../lumi/lumi-list.js';

/** Options of negated conditions. */
export interface OrNull {
  /** Also matches rows where the attribute is null or missing. Default: false. */
  readonly orNull?: boolean | undefined;
}

/** Conditions of every attribute. */
interface Nullable<R> extends GuessedNullableCondition {
  /** The attribute is null or missing. Payload: `{"oms_attributes.energy":{"=":null}}`. */
  isNull(): R;
  /** The attribute has a value. Payload: `{"oms_attributes.energy":{"<>":null}}`. */
  isNotNull(): R;
}

interface Ordered<Value, R> extends Nullable<R>, GuessedOrderedCondition {
  /** Equal. Payload: `{"oms_attributes.energy":{"=":6500}}`. */
  eq(value: Value): R;
  /** Not equal. Rows where the attribute is null or missing do not match, unless `{ orNull: true }`. */
  ne(value: Value, options?: OrNull): R;
  /** Greater than. Never true for null. */
  gt(value: Value): R;
  /** Greater than or equal. Never true for null. */
  gte(value: Value): R;
  /** Less than. Never true for null. */
  lt(value: Value): R;
  /** Less than or equal. Never true for null. */
  lte(value: Value): R;
  /** From `low` to `high`, both included. Payload: `{"run_number":{"and":[{">=":309000},{"<=":310000}]}}`. */
  between(low: Value, high: Value): R;
  /** One of the values. An empty array matches no rows and sends no request. */
  in(values: readonly Value[]): R;
  /** None of the values. An empty array matches any value. Rows where the attribute is null or missing do not match, unless `{ orNull: true }`. */
  notIn(values: readonly Value[], options?: OrNull): R;
}

/** Conditions on a number. The values are finite numbers in the attribute's unit. */
export interface NumberCondition<R> extends Ordered<number, R> {}

/** Conditions on the number of a run. */
export interface RunNumberCondition<R> extends NumberCondition<R> {
  /**
   * One of the numbers, or one of the runs of the list, with any lumisections.
   *
   * An empty array or list matches no rows and sends no request.
   */
  in(values: readonly number[] | LumiList): R;
  /** None of the numbers, or none of the runs of the list. An empty array or list matches all rows. */
  notIn(values: readonly number[] | LumiList, options?: OrNull): R;
}

/**
 * A `Date`, an instant as a string (`2018-05-25T19:16:05Z`, in UTC unless it has a time zone), or a prefix of one.
 *
 * A prefix is the whole period: `2018-05` is May 2018. `eq('2018-05')` and `lte('2018-05')` include its last second, and
 * `gt('2018-05')` begins with June.
 */
export type DateValue = Date | string;

/** Conditions on a date. See {@link DateValue} for the values. */
export interface DateCondition<R> extends Ordered<DateValue, R>, GuessedDateCondition {
  /** Before the instant, or before the start of the period. The same as `lt`. */
  before(value: DateValue): R;
  /** After the instant, or after the end of the period. The same as `gt`. */
  after(value: DateValue): R;
}

/** Conditions on a string. */
export interface StringCondition<R> extends Nullable<R>, GuessedStringCondition {
  /** Equal, case-sensitive. Payload: `{"rr_attributes.class":{"=":"Cosmics22"}}`. */
  eq(value: string): R;
  /** Not equal. Rows where the attribute is null or missing do not match, unless `{ orNull: true }`. */
  ne(value: string, options?: OrNull): R;
  /**
   * Matches the whole string against a pattern: `%` matches any string, `_` one character, and a backslash escapes the next character.
   * Case-insensitive, except in golden JSON. Payload: `{"oms_attributes.hlt_key":{"like":"%commissioning2018%"}}`.
   */
  like(pattern: string): R;
  /** Does not match the pattern. Rows where the attribute is null or missing do not match, unless `{ orNull: true }`. */
  notLike(pattern: string, options?: OrNull): R;
  /** Contains the string verbatim (`%`, `_` and backslash have no special meaning). Case-insensitive, except in golden JSON. */
  contains(value: string): R;
  /** Starts with the string verbatim. Case-insensitive, except in golden JSON. */
  startsWith(value: string): R;
  /** Ends with the string verbatim. Case-insensitive, except in golden JSON. */
  endsWith(value: string): R;
  /** One of the strings. An empty array matches no rows and sends no request. */
  in(values: readonly string[]): R;
  /** None of the strings. An empty array matches any string. Rows where the attribute is null or missing do not match, unless `{ orNull: true }`. */
  notIn(values: readonly string[], options?: OrNull): R;
}

/** Conditions on an attribute with a fixed set of values. */
export interface EnumCondition<Value extends string, R> extends Nullable<R>, GuessedEnumCondition {
  /** Equal. Payload: `{"rr_attributes.state":{"=":"SIGNOFF"}}`. */
  is(value: Value): R;
  /** Not equal. Rows where the attribute is null or missing do not match, unless `{ orNull: true }`. */
  isNot(value: Value, options?: OrNull): R;
  /** One of the values. An empty array matches no rows and sends no request. */
  in(values: readonly Value[]): R;
  /** None of the values. An empty array matches any value. Rows where the attribute is null or missing do not match, unless `{ orNull: true }`. */
  notIn(values: readonly Value[], options?: OrNull): R;
  /** Equal. The same as `is`. */
  eq(value: Value): R;
  /** Not equal. The same as `isNot`. */
  ne(value: Value, options?: OrNull): R;
}

/**
 * Conditions on a boolean.
 *
 * `<component>_included` is true or missing, and a missing one means false: `is(false)` matches rows without the attribute. `isNull()`
 * tests the stored value, so it matches the same rows.
 */
export interface BooleanCondition<R> extends Nullable<R>, GuessedBooleanCondition {
  /** Equal. Payload: `{"rr_attributes.significant":{"=":true}}`. */
  is(value: boolean): R;
  /** The opposite value. Rows where the attribute is null or missing do not match, unless `{ orNull: true }`. */
  isNot(value: boolean, options?: OrNull): R;
  /** Equal. The same as `is`. */
  eq(value: boolean): R;
  /** The opposite value. The same as `isNot`. */
  ne(value: boolean, options?: OrNull): R;
}

/**
 * Conditions on the elements of a list of strings.
 *
 * `datasets_in_gui` has only these, because the registry cannot test it for null.
 */
export interface ElementCondition<R> extends GuessedListCondition {
  /** Contains the element. Case-insensitive, except for `datasets_in_gui` and in golden JSON. */
  has(value: string): R;
  /** Does not contain the element. Rows where the list is null or missing do not match. */
  hasNot(value: string): R;
  /** The same as `has`: matches a whole element, not a part of one. */
  contains(value: string): R;
}

/** Conditions on a list of strings. An empty list is not null. */
export interface ListCondition<R> extends ElementCondition<R>, Nullable<R> {}

/** Conditions on the comments or causes of a flag: true if at least one of them matches, null if there are none. */
export interface RemarkCondition<R> extends StringCondition<R> {}

/** Conditions on a flag over all lumisections of a run or dataset. A row without the flag has 0 lumisections of every status. */
export interface FlagCondition<R, RTotal = R> extends GuessedFlagCondition {
  /** At least one lumisection has the status. Payload: `{"triplet_summary.dt-dt.GOOD":{">":0}}`. */
  is(status: Status): R;
  /** No lumisection has the status. Payload: `{"triplet_summary.dt-dt.GOOD":{"=":null}}`. */
  isNot(status: Status): R;
  /**
   * All lumisections have the status, and there is at least one. A status that is not in the catalogue goes unnoticed, because the
   * registry cannot filter by it.
   */
  every(status: Status): RTotal;
  /** At least `n` lumisections have the status. */
  atLeast(n: number, status: Status): RTotal;
  /** At most `n` lumisections have the status. */
  atMost(n: number, status: Status): RTotal;
  /** Conditions on the comments of the flag: true if at least one comment matches. */
  readonly comment: RemarkCondition<RTotal>;
  /** Conditions on the causes of the flag: true if at least one cause matches. */
  readonly cause: RemarkCondition<RTotal>;
}

/**
 * The conditions of an unknown name. They accept anything: the mistake is only reported at the name.
 */
export interface UnknownCondition<R> {
  /** Equal to a value. */
  eq(...values: readonly unknown[]): R;
  /** Not equal to a value. */
  ne(...values: readonly unknown[]): R;
  /** Greater than a value. */
  gt(...values: readonly unknown[]): R;
  /** Greater than or equal to a value. */
  gte(...values: readonly unknown[]): R;
  /** Less than a value. */
  lt(...values: readonly unknown[]): R;
  /** Less than or equal to a value. */
  lte(...values: readonly unknown[]): R;
  /** From one value to another, both included. */
  between(...values: readonly unknown[]): R;
  /** Before a date. */
  before(...values: readonly unknown[]): R;
  /** After a date. */
  after(...values: readonly unknown[]): R;
  /** Matches a pattern. */
  like(...values: readonly unknown[]): R;
  /** Does not match a pattern. */
  notLike(...values: readonly unknown[]): R;
  /** Contains a string, or an element of a list. */
  contains(...values: readonly unknown[]): R;
  /** Starts with a string. */
  startsWith(...values: readonly unknown[]): R;
  /** Ends with a string. */
  endsWith(...values: readonly unknown[]): R;
  /** One of the values. */
  in(...values: readonly unknown[]): R;
  /** None of the values. */
  notIn(...values: readonly unknown[]): R;
  /** Equal to a state or boolean; for a flag, the status of at least one lumisection. */
  is(...values: readonly unknown[]): R;
  /** Another state or boolean; for a flag, the status of no lumisection. */
  isNot(...values: readonly unknown[]): R;
  /** Contains an element. */
  has(...values: readonly unknown[]): R;
  /** Does not contain an element. */
  hasNot(...values: readonly unknown[]): R;
  /** Null or missing. */
  isNull(...values: readonly unknown[]): R;
  /** Has a value. */
  isNotNull(...values: readonly unknown[]): R;
}
