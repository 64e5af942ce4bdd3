import { createRequire } from 'node:module';
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

/** The value of a rule as json-logic-js works it out. */
export const referenceValue = (rule: JsonLogic, data: unknown): unknown => reference().apply(rule, data);

/** JSON logic takes an empty list for false, unlike JavaScript. */
export const isTruthy = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 0 ? false : Boolean(value);
