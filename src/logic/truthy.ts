export const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Tests a value as JSON logic does: an empty list is false, unlike in JavaScript. */
export const isTruthy = (value: unknown): boolean => !isEmptyList(value) && Boolean(value);
