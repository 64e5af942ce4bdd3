import { likePieces, literalText } from '../expression/like.js';

/** Returns the literal part of a pattern `%…%` without other wildcards. */
export function literalOf(pattern: string): string | undefined {
  const pieces = likePieces(pattern);
  const isPlain = pieces.length > 1 && pieces[0] === 'any' && pieces.at(-1) === 'any';
  return isPlain && pieces.slice(1, -1).every((piece) => typeof piece === 'object') ? literalText(pattern) : undefined;
}

/** Returns the element of a string such as `"DT"` in the JSON of a list. */
export function elementOf(literal: string): string | undefined {
  if (!/^".*"$/s.test(literal)) return undefined;
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}
