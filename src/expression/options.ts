import { didYouMean, nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { describe } from './describe.js';

/** Checks the two options that many take. */
export function checkListeners({
  signal,
  onProgress,
}: {
  readonly signal?: unknown;
  readonly onProgress?: unknown;
}): void {
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw new QueryError('bad-option', `the option 'signal' is ${describe(signal)}`, {
      hint: 'write the signal of an AbortController',
    });
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new QueryError('bad-option', `the option 'onProgress' is ${describe(onProgress)}`, {
      hint: 'write a function',
    });
}

/** Checks that options are an object with known names, for callers without a type checker, and the two that many take. */
export function checkOptions(options: unknown, known: readonly string[], of: string): void {
  const fail: (message: string, hint: string) => never = (message, hint) => {
    throw new QueryError('bad-option', message, { hint });
  };
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    fail(`the options of ${of} are an object, and ${describe(options)} is none`, `write { ${known.join(', ')} }`);
  for (const name of Object.keys(options))
    if (!known.includes(name))
      fail(
        `'${name}' is not an option of ${of}`,
        didYouMean(nearest(name, known)) ?? `the options are ${known.join(', ')}`,
      );
  checkListeners(options);
}

/** True or false. */
export function checkSwitch(value: unknown, of: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new QueryError('bad-option', `${of} is true or false, and ${describe(value)} is neither`, {
    hint: 'write true or false',
  });
}
