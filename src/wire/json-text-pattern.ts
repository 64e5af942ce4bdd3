import { likePieces } from '../expression/like.js';

/** The text of a pattern `%text%`, where it has no other wildcard. */
export function literalOf(pattern: string): string | undefined {
  const pieces = likePieces(pattern);
  const inner = pieces.slice(1, -1);
  const isPlain = pieces.length > 1 && pieces[0] === 'any' && pieces.at(-1) === 'any';
  return isPlain && inner.every((piece) => typeof piece === 'object')
    ? inner.map((piece) => (piece as { literal: string }).literal).join('')
    : undefined;
}

/** The element that a text such as `"DT"` is in the JSON text of a list. */
export function elementOf(literal: string): string | undefined {
  if (!/^".*"$/s.test(literal)) return undefined;
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}
