/** The hint for undefined instead of a value. */
export const undefinedHint = 'Pass a value, or use when(value, …) to add the condition only if the value is defined.';

/** The hint for an array instead of a single value. The registry would join its elements with commas. */
const arrayHint = 'Write in([…]) or notIn([…]) for several values, or join conditions with or(…, …).';

/** Returns the hint for null, undefined or an array of values instead of a value, or else another hint. */
export function hintFor(value: unknown, otherwise: string, ofArray = arrayHint): string {
  if (value === null) return 'Use isNull() or isNotNull().';
  if (value === undefined) return undefinedHint;
  return Array.isArray(value) && value.length > 0 ? ofArray : otherwise;
}
