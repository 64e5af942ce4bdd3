/** The hints for null and for undefined instead of a value. */
export const nullHint = 'Use isNull() or isNotNull().';
export const undefinedHint = 'Pass a value, or use when(value, …) to add the condition only if the value is defined.';
/** The hint for an array instead of a single value. The registry would join its elements with commas. */
export const arrayHint = 'Write in([…]) or notIn([…]) for several values, or join conditions with or(…, …).';
/** The hint for an array instead of a pattern or a part of a string. `in()` would compare whole strings. */
export const patternsHint = 'Join conditions with or(…, …).';
