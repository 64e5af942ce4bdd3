export const isString = (value: unknown): value is string => typeof value === 'string';

/** Returns true for an array of strings without holes, which `every` would skip. */
export const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && Array.from(value).every(isString);

/** Returns true for a string that is a finite number. */
export const isNumeric = (value: unknown): value is string =>
  isString(value) && value.trim() !== '' && Number.isFinite(Number(value));

/** Cuts a string after 60 characters. */
export const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
