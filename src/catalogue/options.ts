import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { isOptions } from '../util/json-object.js';
import { own } from '../util/own.js';
import { didYouMean, nearest } from './nearest.js';

/** Options by common other names for them, most of them parameters of the Python client. */
const otherNames: Readonly<Record<string, string>> = {
  compress_attributes: 'compress',
  dataset_name: 'dataset',
  component: 'flag',
  from: 'start',
  to: 'end',
};

/** Returns the hint for an unknown option. */
export function optionHint(name: string, names: readonly string[]): string {
  const other = own(otherNames, name);
  const suggestions = other !== undefined && names.includes(other) ? [other] : nearest(name, names);
  return (
    didYouMean(suggestions) ??
    (names.length === 1 ? `The only option is ${names[0]}.` : `The options are ${names.join(', ')}.`)
  );
}

/** Checks that options are an object with known names. `hint` shows a call with the required options. */
export function checkOptionNames(
  options: unknown,
  names: readonly string[],
  owner: string,
  hint = `Write { ${names.join(', ')} }.`,
): asserts options is object {
  const fail: (message: string, hint: string) => never = (message, write) => {
    throw new QueryError('bad-option', message, { hint: write });
  };
  if (!isOptions(options)) fail(`Expected an object of options for ${owner}, got ${describe(options)}`, hint);
  for (const name of Object.keys(options))
    if (!names.includes(name)) fail(`Unknown option '${name}' of ${owner}`, optionHint(name, names));
}

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
