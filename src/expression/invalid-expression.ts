import { exampleCondition } from '../catalogue/messages.js';
import { firstQuoted } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { isObject } from '../util/json-object.js';
import { Condition } from './condition.js';
import { FlagConditions } from './flag-condition.js';
import { FlagGroup } from './flag-group.js';
import { isExpression } from './node.js';

/** Returns true for a member of `presets`, whose expression is its `rule`. */
const isPreset = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'rule' in value && isExpression(value.rule);

/** Describes a received value that should be an expression, with a hint for handles and flags without a condition. */
export function notAnExpression(value: unknown): { readonly what: string; readonly hint: string | undefined } {
  const attribute = Condition.attributeOf(value);
  if (attribute !== undefined)
    return {
      what: `'${attribute.name}' without a condition`,
      // Attributes of golden JSON are named by their paths.
      hint: `Add a condition: ${attribute.name.includes('.') ? `where('${attribute.name}')` : `${attribute.scope}.${attribute.name}`}.${exampleCondition(attribute.type)}, for example.`,
    };
  const flag = FlagConditions.flagOf(value);
  if (flag !== undefined)
    return { what: `the flag '${flag}' without a condition`, hint: `Write flag('${flag}').is('GOOD').` };
  const flags = FlagGroup.flagsOf(value);
  if (flags !== undefined)
    return {
      what: `the flags ${firstQuoted(flags)} without a condition`,
      hint: `Write flags(['${flags[0]}', …]).are('GOOD').`,
    };
  if (isPreset(value)) return { what: 'a preset', hint: 'Write where(preset.rule).' };
  if (isObject(value) && Object.keys(value).length > 0 && Object.values(value).every(isExpression))
    return { what: 'an object of expressions', hint: 'Write where(dcs.pixel), for example.' };
  return { what: describe(value), hint: undefined };
}

/** Returns the hint for an array instead of an expression: of arguments, or of expressions. */
const ofArray = ([first]: readonly unknown[]): string =>
  typeof first === 'string' ? `Write where('${first}', …) without brackets.` : 'Join expressions with and() or or().';

/** Returns the error for an argument of `where()` or `replace()` that is neither of those expected. */
export function notAnAttribute(value: unknown, expected: string, example: string): QueryError {
  const { what, hint = Array.isArray(value) ? ofArray(value) : example } = notAnExpression(value);
  return new QueryError('not-an-attribute', `Expected ${expected}, got ${what}`, { hint });
}
