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

/**
 * Decides whether a whole text matches the pattern, without regard to case, as the registry compares. Time grows with the length
 * of the text times that of the pattern, whatever the pattern.
 */
export function likeMatcher(pattern: string): (text: string) => boolean {
  const pieces = likePieces(pattern).map((piece) =>
    typeof piece === 'string' ? piece : { literal: piece.literal.toLowerCase() },
  );
  const fits = (piece: LikePiece | undefined, letter: string | undefined): boolean =>
    piece !== undefined && piece !== 'any' && letter !== undefined && (piece === 'one' || piece.literal === letter);
  return (text) => {
    // Letter by letter, as the pattern is: a whole text folds otherwise, a final sigma for one.
    const letters = [...text].map((letter) => letter.toLowerCase());
    let at = 0;
    let next = 0;
    // The last `%`, and how much text it stands for so far: on a mismatch it takes one letter more.
    let any = -1;
    let taken = 0;
    while (at < letters.length) {
      if (pieces[next] === 'any') {
        any = next++;
        taken = at;
      } else if (fits(pieces[next], letters[at])) {
        next++;
        at++;
      } else if (any >= 0) {
        next = any + 1;
        at = ++taken;
      } else return false;
    }
    while (pieces[next] === 'any') next++;
    return next === pieces.length;
  };
}
