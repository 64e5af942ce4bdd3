/** Escapes `%`, `_` and backslash, so that the text stands for itself in a pattern. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** One piece of a pattern: a letter that stands for itself, any one letter, or any text. */
export type LikePiece = { readonly literal: string } | 'one' | 'any';

/** The pieces of a pattern. A backslash takes the next letter literally. */
export function likePieces(pattern: string): LikePiece[] {
  const pieces: LikePiece[] = [];
  let escaped = false;
  for (const letter of pattern) {
    if (escaped) pieces.push({ literal: letter });
    else if (letter === '%') pieces.push('any');
    else if (letter === '_') pieces.push('one');
    else if (letter !== '\\') pieces.push({ literal: letter });
    escaped = !escaped && letter === '\\';
  }
  return pieces;
}

/** Whether the pattern ends in a backslash that escapes nothing; the registry answers such a pattern with an error. */
export const endsInEscape = (pattern: string): boolean => /(?:^|[^\\])(?:\\\\)*\\$/.test(pattern);

const special = /[\\^$.*+?()[\]{}|/-]/g;

/** The pattern as a regular expression over the whole text, without regard to case, as the registry compares. */
export function likeToRegExp(pattern: string): RegExp {
  const source = likePieces(pattern)
    .map((piece) => (piece === 'any' ? '[^]*' : piece === 'one' ? '[^]' : piece.literal.replace(special, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`, 'iu');
}
