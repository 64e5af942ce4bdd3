/** Escapes `%`, `_` and backslash, which makes a string match itself as a pattern. */
export const escapeLike = (value: string): string => value.replace(/[\\%_]/g, '\\$&');

/** A piece of a pattern: a literal character, any one character, or any string. */
export type LikePiece = { readonly literal: string } | 'one' | 'any';

/** Splits a pattern into pieces. A backslash escapes the next character. */
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

/** Returns the literal characters of a pattern. */
export const literalText = (pattern: string): string =>
  likePieces(pattern)
    .map((piece) => (typeof piece === 'object' ? piece.literal : ''))
    .join('');

/** Returns true for a pattern that every string matches. */
export const matchesAll = (pattern: string): boolean => /^%+$/.test(pattern);

/** Returns true for a pattern that ends in a backslash that escapes nothing, which the registry rejects. */
export const endsInEscape = (pattern: string): boolean => /(?:^|[^\\])(?:\\\\)*\\$/.test(pattern);

/**
 * Returns a string in lower case, character by character as the registry does. `toLowerCase()` also regards the end of a word (`Σ`), and
 * has two characters for `İ`.
 */
export const foldCase = (text: string): string =>
  Array.from(text, (letter) => (letter === 'İ' ? 'i' : letter.toLowerCase())).join('');

/**
 * Returns a function that matches a string against a pattern, case-insensitively, as the registry does. Its time is at most the
 * length of the string times that of the pattern.
 */
export function likeMatcher(pattern: string): (text: string) => boolean {
  const pieces = likePieces(pattern).map((piece) =>
    typeof piece === 'string' ? piece : { literal: foldCase(piece.literal) },
  );
  const fits = (piece: LikePiece | undefined, letter: string | undefined): boolean =>
    piece !== undefined && piece !== 'any' && letter !== undefined && (piece === 'one' || piece.literal === letter);
  return (text) => {
    const letters = [...foldCase(text)];
    let at = 0;
    let next = 0;
    // The last `%` and how many characters it matches so far. After a mismatch it matches one more.
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
