/** Returns true for an integer from `low` to `high`, both included; no upper limit by default. */
export const isIntegerIn = (value: unknown, low: number, high = Number.POSITIVE_INFINITY): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;

/** The largest integer of the registry's columns, and the longest time of a timer in milliseconds. */
export const maxInt32 = 2 ** 31 - 1;
