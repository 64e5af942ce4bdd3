import { createRequire } from 'node:module';
import { QueryError } from '../errors.js';
import type { JsonLogic } from '../expression/node.js';

/** What is used of json-logic-js, which the JSON portal decides with. */
interface Reference {
  apply(rule: unknown, data: unknown): unknown;
}

let loaded: Reference | undefined;

/** Loaded when a rule first needs it: most rules do not, and importing the library stays quick. */
export function reference(): Reference {
  loaded ??= createRequire(import.meta.url)('json-logic-js') as Reference;
  return loaded;
}

/** The value of a rule as json-logic-js works it out. @throws QueryError where it cannot. */
export function referenceValue(rule: JsonLogic, data: unknown): unknown {
  try {
    return reference().apply(rule, data);
  } catch (cause) {
    throw new QueryError('bad-rule', `JSON logic cannot decide a rule: ${(cause as Error).message}`, {
      hint: 'lint() says where the document is wrong',
      cause,
    });
  }
}

/** JSON logic takes an empty list for false, unlike JavaScript. */
export const isTruthy = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 0 ? false : Boolean(value);
