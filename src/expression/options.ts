import { checkOptionNames } from '../catalogue/option-names.js';
import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';

/** Checks the options `signal` and `onProgress`. */
export function checkListeners({
  signal,
  onProgress,
}: {
  readonly signal?: unknown;
  readonly onProgress?: unknown;
}): void {
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw new QueryError('bad-option', `Expected an AbortSignal for the option 'signal', got ${describe(signal)}`, {
      hint: 'Pass the signal of an AbortController.',
    });
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new QueryError('bad-option', `Expected a function for the option 'onProgress', got ${describe(onProgress)}`, {
      hint: 'Write onProgress: (progress) => ….',
    });
}

/** Checks that options are an object with known names, and checks `signal` and `onProgress`. */
export function checkOptions(options: unknown, names: readonly string[], owner: string, hint?: string): void {
  checkOptionNames(options, names, owner, hint);
  checkListeners(options);
}

/** Checks a boolean option. */
export function checkSwitch(value: unknown, option: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new QueryError('bad-option', `Expected a boolean for ${option}, got ${describe(value)}`, {
    hint: 'Write true or false.',
  });
}
