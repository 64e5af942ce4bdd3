import { QueryError } from '../errors.js';
import { shown } from './range.js';

/** Checks that options are an object with known names, for callers without a type checker. */
export function checkOptions(options: unknown, known: readonly string[], of: string): void {
  const hint = `write { ${known.join(', ')} }`;
  if (typeof options !== 'object' || options === null)
    throw new QueryError('bad-option', `the options of ${of} are an object, and ${shown(options)} is none`, { hint });
  for (const name of Object.keys(options))
    if (!known.includes(name)) throw new QueryError('bad-option', `'${name}' is not an option of ${of}`, { hint });
}
