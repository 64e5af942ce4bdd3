import { QueryError } from '../errors.js';

/** Returns true for a string that PostgreSQL can store. */
const isStorable = (text: string): boolean =>
  !text.includes('\0') && (text as string & { isWellFormed(): boolean }).isWellFormed();

/** Throws for a string that the database of the registry cannot store. `name` is that of the string: `the option 'comment'`. */
export function checkStorable(
  text: string,
  name: string,
  code: 'bad-value' | 'bad-option' = 'bad-value',
  attribute?: string,
): void {
  if (isStorable(text)) return;
  throw new QueryError(code, `The string for ${name} contains NUL or a lone surrogate`, {
    hint: 'Remove the character.',
    attribute,
  });
}

/** As {@link checkStorable}, for all strings in JSON, which escapes these characters. */
export function checkStorableJson(json = '', name: string): void {
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(json))
    throw new QueryError('bad-value', `A string in ${name} contains NUL or a lone surrogate`, {
      hint: 'Remove the character.',
    });
}
