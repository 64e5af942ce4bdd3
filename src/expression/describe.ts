/** A value in a few words, for error messages: `the text '6500'`, `NaN`, `an empty list`. Never more than 60 letters of it. */
export function describe(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' || typeof value === 'bigint')
    return typeof value === 'bigint' ? `the bigint ${value}` : String(value);
  if (typeof value === 'string') return `the text '${value.length > 60 ? `${value.slice(0, 57)}…` : value}'`;
  if (typeof value === 'symbol' || typeof value === 'function') return `a ${typeof value}`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? 'an invalid Date' : `the Date ${value.toISOString()}`;
  return value instanceof Promise ? 'a promise' : 'an object';
}

/** A value as it is written in a program, where that is short. */
export function written(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return value instanceof Date ? `new Date('${value.toISOString()}')` : String(value);
}

/** What to write instead of null, and instead of undefined. */
export const nullHint = 'write isNull() or isNotNull()';
export const undefinedHint = 'give a value; write when(value, …) only if all rows are wanted where it is undefined';
