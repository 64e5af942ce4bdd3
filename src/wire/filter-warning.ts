import { inReference } from '../util/reference.js';

/** A part of a filter that the registry does not interpret as written. */
export interface FilterWarning {
  /** Stable across releases, to branch on. */
  readonly code: FilterWarningCode;
  /** A JSON Pointer (RFC 6901) into the filter, such as `/and/0/run_number/>`. Empty for the whole filter. */
  readonly path: string;
  /** How the registry interprets it. */
  readonly message: string;
  /** Where the reference explains the code: a path from the root of your project. */
  readonly docs: string;
}

/** The kind of a warning. */
export type FilterWarningCode =
  /**
   * The registry reads an OR across several of its tables as an AND, or as false.
   *
   * Send one filter for each member of the OR, and merge the rows.
   */
  | 'read-as-and'
  /**
   * The registry drops a condition: one of two spellings of an operator, one next to `and` or `or` of a key, or all values of
   * `datasets_in_gui` but the first.
   *
   * Write one `and` or `or` at the top, with each condition as an element. The reference has an example for each case.
   */
  | 'dropped'
  /**
   * The registry compares numbers, dates, or elements of a list as strings. As strings, `'10'` sorts before `'9'`.
   *
   * Write numbers without quotes, dates as `2018-05-25T19:16:05Z`, and elements of a list as `{ "like": "%\"DT\"%" }`.
   */
  | 'compared-as-text'
  /**
   * The registry finds no row, or misses the rows without a value: it does not read a missing count as 0, a missing boolean as false, or
   * a missing list as empty.
   *
   * Write `null` for the rows without a value. The reference has an example for each case.
   */
  | 'never-matches'
  /**
   * The registry reads every operator on `datasets_in_gui` as "contains".
   *
   * Write `{ "=": "…" }` for "contains". For "does not contain", check the rows yourself.
   */
  | 'read-as-contains'
  /**
   * The registry responds with status 500.
   *
   * Write an operator for each value, a list for `and` and `or`, and integers for columns such as `run_number`.
   */
  | 'server-error'
  /**
   * The registry interprets the upper-case spelling of an operator differently.
   *
   * Write operators in lower case.
   */
  | 'upper-case'
  /**
   * The web application does not send a condition as shown, or ignores a part of the URL.
   *
   * Compare the sentence of the query, `String(query)`, with what you want, and write the missing condition with `where()`.
   */
  | 'web-application'
  /**
   * The page ignores a parameter of the URL.
   *
   * Remove the parameter, or add its condition with `where()`.
   */
  | 'unknown-parameter';

/** Creates a warning. */
export const filterWarning = (code: FilterWarningCode, path: string, message: string): FilterWarning =>
  Object.freeze({ code, path, message, docs: inReference('filter-warnings', code) });
