export { describe } from '../util/describe.js';

/** Prints a string, number or Date as TypeScript code. */
export function written(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return value instanceof Date ? `new Date('${value.toISOString()}')` : String(value);
}

/** The hints for null and for undefined in place of a value. */
export const nullHint = 'Use isNull() or isNotNull().';
export const undefinedHint = 'Pass a value, or use when(value, …) to add the condition only if the value is defined.';
