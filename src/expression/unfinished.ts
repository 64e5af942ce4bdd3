import { attributeOf } from './condition.js';
import { describe } from './describe.js';
import { flagOf } from './flag-condition.js';

/** A value that should have been an expression, and what to write instead: a handle lacks its condition. */
export function notAnExpression(value: unknown): { readonly what: string; readonly hint: string | undefined } {
  const attribute = attributeOf(value);
  if (attribute !== undefined)
    return {
      what: `'${attribute.name}' without a condition`,
      // A condition of golden JSON is named by its path, which is no handle.
      hint: `write ${attribute.name.includes('.') ? `where('${attribute.name}')` : `run.${attribute.name}`}.isNotNull() or another of its conditions`,
    };
  const flag = flagOf(value);
  if (flag !== undefined)
    return { what: `the flag '${flag}' without a condition`, hint: `write flag('${flag}').is('GOOD')` };
  return { what: describe(value), hint: undefined };
}
