import type { Status } from '../catalogue/states.js';

/** Keeps rows whose attribute is null or missing, which a negated condition leaves out by itself. */
export interface OrNull {
  readonly orNull?: boolean;
}

/** Conditions that every attribute takes. */
interface Nullable<R> {
  /** The attribute is null or missing. Payload: `{"oms_attributes.energy":{"=":null}}`. */
  isNull(): R;
  /** The attribute has a value. Payload: `{"oms_attributes.energy":{"<>":null}}`. */
  isNotNull(): R;
}

interface Ordered<Value, R> extends Nullable<R> {
  /** Equal. Payload: `{"oms_attributes.energy":{"=":6500}}`. */
  eq(value: Value): R;
  /** Not equal. Leaves out rows where the attribute is null or missing, unless `{ orNull: true }`. */
  ne(value: Value, options?: OrNull): R;
  /** Greater than. Never true for null. */
  gt(value: Value): R;
  /** Greater than or equal. Never true for null. */
  gte(value: Value): R;
  /** Less than. Never true for null, which sorts before nothing here. */
  lt(value: Value): R;
  /** Less than or equal. Never true for null. */
  lte(value: Value): R;
  /** From `low` to `high`, both included, as in SQL. Payload: `{"run_number":{"and":[{">=":309000},{"<=":310000}]}}`. */
  between(low: Value, high: Value): R;
  /** One of the values. An empty list matches no row, and sends no request. */
  in(values: readonly Value[]): R;
  /** None of the values, so any value where the list is empty. Leaves out rows where the attribute is null or missing, unless `{ orNull: true }`. */
  notIn(values: readonly Value[], options?: OrNull): R;
}

/** Conditions on a number. The values are finite numbers in the attribute's unit. */
export interface NumberCondition<R> extends Ordered<number, R> {}

/**
 * A time: a `Date`, an instant as text (`2018-05-25T19:16:05Z`; UTC where no zone is given), or a prefix of one. A prefix names
 * the whole period: `2018-05` is May 2018, so `eq('2018-05')` and `lte('2018-05')` include its last second and `gt('2018-05')`
 * begins with June.
 */
export type DateValue = Date | string;

/** Conditions on a date. See {@link DateValue} for what the values may be. */
export interface DateCondition<R> extends Ordered<DateValue, R> {
  /** Before the instant, or before the period begins. The same as `lt`. */
  before(value: DateValue): R;
  /** After the instant, or after the period has ended. The same as `gt`. */
  after(value: DateValue): R;
}

/** Conditions on a text. */
export interface StringCondition<R> extends Nullable<R> {
  /** Equal, with regard to case. Payload: `{"rr_attributes.class":{"=":"Cosmics22"}}`. */
  eq(value: string): R;
  /** Not equal. Leaves out rows where the attribute is null or missing, unless `{ orNull: true }`. */
  ne(value: string, options?: OrNull): R;
  /**
   * Matches a pattern: `%` stands for any text, `_` for one letter, a backslash takes the next letter literally. Case does not
   * matter, and no `%` is added. Payload: `{"oms_attributes.hlt_key":{"like":"%commissioning2018%"}}`.
   */
  like(pattern: string): R;
  /** Does not match the pattern. Leaves out rows where the attribute is null or missing, unless `{ orNull: true }`. */
  notLike(pattern: string, options?: OrNull): R;
  /** Contains the text as it stands (`%`, `_` and backslash are letters like others). Case does not matter. */
  contains(text: string): R;
  /** Starts with the text as it stands. Case does not matter. */
  startsWith(text: string): R;
  /** Ends with the text as it stands. Case does not matter. */
  endsWith(text: string): R;
  /** One of the texts. An empty list matches no row, and sends no request. */
  in(values: readonly string[]): R;
  /** None of the texts, so any text where the list is empty. Leaves out rows where the attribute is null or missing, unless `{ orNull: true }`. */
  notIn(values: readonly string[], options?: OrNull): R;
}

/** Conditions on an attribute with a fixed set of values. */
export interface EnumCondition<Value extends string, R> extends Nullable<R> {
  /** Is the value. Payload: `{"rr_attributes.state":{"=":"SIGNOFF"}}`. */
  is(value: Value): R;
  /** Is another value. Leaves out rows where the attribute is null or missing, unless `{ orNull: true }`. */
  isNot(value: Value, options?: OrNull): R;
  /** Is one of the values. An empty list matches no row, and sends no request. */
  in(values: readonly Value[]): R;
  /** Is none of the values, so any value where the list is empty. Leaves out rows where the attribute is null or missing, unless `{ orNull: true }`. */
  notIn(values: readonly Value[], options?: OrNull): R;
}

/** Conditions on a yes-or-no. For `<component>_included`, `is(false)` means "not included": the attribute is absent. */
export interface BooleanCondition<R> extends Nullable<R> {
  /** Is true, or is false. Payload: `{"rr_attributes.significant":{"=":true}}`. */
  is(value: boolean): R;
}

/** Conditions on a list of texts. */
export interface ListCondition<R> {
  /** One of the elements is the text. The registry ignores case, except in `datasets_in_gui`. */
  has(value: string): R;
  /** None of the elements is the text. Leaves out rows where the list is null or missing. */
  hasNot(value: string): R;
}

/** Conditions on the comments or causes of a flag: true where at least one of them passes, null where there is none. */
export interface RemarkCondition<R> extends StringCondition<R> {}

/** Conditions on a flag over all lumisections of a run or dataset. A flag that a row does not have has 0 of every status. */
export interface FlagCondition<R, RTotal = R> {
  /** At least one lumisection has the status. Payload: `{"triplet_summary.dt-dt.GOOD":{">":0}}`. */
  is(status: Status): R;
  /** No lumisection has the status. Payload: `{"triplet_summary.dt-dt.GOOD":{"=":null}}`. */
  isNot(status: Status): R;
  /**
   * All lumisections have the status, and there is at least one: it occurs, and none of the other statuses of the catalogue does.
   * The registry cannot be asked for statuses that nobody knows.
   */
  every(status: Status): RTotal;
  /** At least `n` lumisections have the status. */
  atLeast(n: number, status: Status): RTotal;
  /** At most `n` lumisections have the status. */
  atMost(n: number, status: Status): RTotal;
  /** Conditions on the comments of the flag: true where at least one comment passes. */
  readonly comment: RemarkCondition<RTotal>;
  /** Conditions on the causes of the flag: true where at least one cause passes. */
  readonly cause: RemarkCondition<RTotal>;
}

/**
 * What a condition on a name becomes that the catalogue does not know: it accepts anything, so that the one mistake is reported
 * once, at the name.
 */
export interface UnknownCondition<R> {
  eq(...values: readonly unknown[]): R;
  ne(...values: readonly unknown[]): R;
  gt(...values: readonly unknown[]): R;
  gte(...values: readonly unknown[]): R;
  lt(...values: readonly unknown[]): R;
  lte(...values: readonly unknown[]): R;
  between(...values: readonly unknown[]): R;
  before(...values: readonly unknown[]): R;
  after(...values: readonly unknown[]): R;
  like(...values: readonly unknown[]): R;
  notLike(...values: readonly unknown[]): R;
  contains(...values: readonly unknown[]): R;
  startsWith(...values: readonly unknown[]): R;
  endsWith(...values: readonly unknown[]): R;
  in(...values: readonly unknown[]): R;
  notIn(...values: readonly unknown[]): R;
  is(...values: readonly unknown[]): R;
  isNot(...values: readonly unknown[]): R;
  has(...values: readonly unknown[]): R;
  hasNot(...values: readonly unknown[]): R;
  isNull(...values: readonly unknown[]): R;
  isNotNull(...values: readonly unknown[]): R;
}
