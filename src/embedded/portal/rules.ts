/** Rules of json-logic, evaluated as the registry evaluates them. */
import { createRequire } from 'node:module';
import type { Json } from '../state.js';

/** The value of a rule over data. */
export type Apply = (rule: Json, data: object) => unknown;

/** Loads the library. Most registries never have a job, so it is loaded at the first one; it has no types of its own. */
export function loadRules(): Apply {
  const { apply } = createRequire(import.meta.url)('json-logic-js') as { readonly apply: Apply };
  return apply;
}
