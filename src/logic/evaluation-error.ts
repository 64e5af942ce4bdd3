import { QueryError } from '../errors.js';
import { maxWork, startWork, WorkLimitError } from './bounded.js';

/** Converts the error of an evaluation to an error of this library. */
export function evaluationError(cause: unknown): QueryError {
  if (cause instanceof QueryError) return cause;
  if (cause instanceof WorkLimitError)
    return new QueryError('too-much-work', `Expected a document that takes at most ${maxWork} steps per lumisection`, {
      hint: "Remove nested 'map', 'filter' and 'reduce', or strings and lists that grow in a 'reduce'.",
      cause,
    });
  return new QueryError('bad-rule', `Cannot evaluate a rule: ${messageOf(cause)}`, {
    hint: 'Call lint() for the mistakes of the document.',
    cause,
  });
}

const messageOf = (cause: unknown): string =>
  cause instanceof RangeError ? 'too large or too deep' : cause instanceof Error ? cause.message : 'unknown reason';

/** Wraps a function with a limit of work and the errors of this library. */
export const guarded = <Data, Result>(evaluate: (data: Data) => Result): ((data: Data) => Result) =>
  withTypedErrors((data) => {
    startWork();
    return evaluate(data);
  });

/** Wraps a function with the errors of this library. Its work must be bounded by the size of the rule. */
export const withTypedErrors =
  <Data, Result>(evaluate: (data: Data) => Result): ((data: Data) => Result) =>
  (data) => {
    try {
      return evaluate(data);
    } catch (cause) {
      throw evaluationError(cause);
    }
  };
