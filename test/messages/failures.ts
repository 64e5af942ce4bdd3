/** Calls that must fail, by what is wrong with them. */
export type Failures = Record<string, () => unknown>;
