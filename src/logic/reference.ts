import { QueryError } from '../errors.js';
import { maxWork, startWork, WorkLimitError } from './bounded.js';

/** JSON logic takes an empty list for false, unlike JavaScript. */
export const isTruthy = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 0 ? false : Boolean(value);

/** What an evaluation that failed throws: never an error of JavaScript itself, such as one of a value that has no string. */
export function evaluationError(cause: unknown): QueryError {
  if (cause instanceof QueryError) return cause;
  if (cause instanceof WorkLimitError)
    return new QueryError('too-much-work', `Expected a document that takes fewer than ${maxWork} steps a lumisection`, {
      hint: "Remove nested 'map', 'filter' and 'reduce', or strings and lists that grow in a 'reduce'.",
      cause,
    });
  return new QueryError('bad-rule', `JSON logic cannot decide a rule: ${messageOf(cause)}`, {
    hint: 'Call lint() for the mistakes of the document.',
    cause,
  });
}

const messageOf = (cause: unknown): string =>
  cause instanceof RangeError ? 'too large or too deep' : cause instanceof Error ? cause.message : 'unknown reason';

/** The function, with the work of one evaluation, and with errors of this library. */
export const guarded = <Data, Result>(evaluate: (data: Data) => Result): ((data: Data) => Result) =>
  withTypedErrors((data) => {
    startWork();
    return evaluate(data);
  });

/** The function with errors of this library, where its work is bounded by the size of the rule. */
export const withTypedErrors =
  <Data, Result>(evaluate: (data: Data) => Result): ((data: Data) => Result) =>
  (data) => {
    try {
      return evaluate(data);
    } catch (cause) {
      throw evaluationError(cause);
    }
  };
