/** Counts the edits (insert, delete, replace or swap letters) from one word to another. */
export function editDistance(a: string, b: string): number {
  let previous: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (previous[j - 2] ?? 0) + 1);
      next.push(best);
    }
    previous = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Returns the lower-case letters and digits of a name. Cached, because every lookup compares all names of the catalogue. */
function plain(name: string): string {
  let letters = plainNames.get(name);
  if (letters === undefined) {
    letters = name.toLowerCase().replace(/[^a-z0-9]/g, '');
    if (plainNames.size >= 5_000) plainNames.clear();
    plainNames.set(name, letters);
  }
  return letters;
}

const plainNames = new Map<string, string>();

/** Returns a lower bound of the edit distance: an edit adds at most one letter and removes at most one. */
function distanceBound(a: string, b: string): number {
  const length = Math.abs(a.length - b.length);
  const counts = new Int16Array(128);
  for (let i = 0; i < a.length; i++) counts[a.charCodeAt(i)] = (counts[a.charCodeAt(i)] ?? 0) + 1;
  for (let i = 0; i < b.length; i++) counts[b.charCodeAt(i)] = (counts[b.charCodeAt(i)] ?? 0) - 1;
  let sum = 0;
  for (let i = 48; i < 123; i++) sum += Math.abs(counts[i] ?? 0);
  return Math.max(length, Math.ceil(sum / 2));
}

/**
 * Returns the closest valid names, best first, at most three: names within a few edits, ignoring case and punctuation, then names
 * that contain the word or are contained in it. If one name is much closer than the others, only that one.
 */
export function nearest(word: string, names: Iterable<string>): string[] {
  const target = plain(word);
  if (target === '' || target.length > 80) return [];
  const reach = Math.max(1, Math.floor(target.length / 3));
  const scored: { name: string; score: number }[] = [];
  for (const name of names) {
    const candidate = plain(name);
    // The exact distance is only computed if the lower bound is within reach.
    const distance = distanceBound(target, candidate) > reach ? reach + 1 : editDistance(target, candidate);
    if (distance <= reach) scored.push({ name, score: distance });
    else if (
      target.length >= 3 &&
      (candidate.includes(target) || (candidate.length >= 3 && target.includes(candidate)))
    )
      scored.push({ name, score: reach + 1 + Math.abs(candidate.length - target.length) / 100 });
  }
  scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  const [best] = scored;
  const far = best === undefined || best.score > reach ? Number.POSITIVE_INFINITY : 2 * best.score;
  return scored
    .filter(({ score }) => score <= far)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Returns names in quotes: `'dt', 'csc'`. */
export const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** Returns the hint `Did you mean 'energy'?`, or undefined without suggestions. */
export function didYouMean(suggestions: readonly string[]): string | undefined {
  if (suggestions.length === 0) return undefined;
  const [last, ...others] = [...suggestions].reverse();
  return `Did you mean ${others.length === 0 ? '' : `${quoted(others.reverse())} or `}'${last}'?`;
}
