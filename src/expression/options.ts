import { didYouMean, nearest } from '../catalogue/nearest.js';
import { QueryError } from '../errors.js';
import { describe } from './describe.js';

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
  const { signal, onProgress } = options as { readonly signal?: unknown; readonly onProgress?: unknown };
  if (signal !== undefined && !(signal instanceof AbortSignal))
    fail(`the option 'signal' is ${describe(signal)}`, 'write the signal of an AbortController');
  if (onProgress !== undefined && typeof onProgress !== 'function')
    fail(`the option 'onProgress' is ${describe(onProgress)}`, 'write a function');
}

/** True or false. */
export function checkSwitch(value: unknown, of: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new QueryError('bad-option', `${of} is true or false, and ${describe(value)} is neither`, {
    hint: 'write true or false',
  });
}
