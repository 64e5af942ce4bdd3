/** Number of single-letter edits (insert, delete, replace, swap neighbours) between two words. */
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

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * The names that were probably meant, nearest first, at most three: those within a few edits once case and punctuation are
 * ignored, then those that contain the word or are contained in it. A name that is much nearer than others stands alone.
 */
export function nearest(word: string, names: Iterable<string>): string[] {
  const target = plain(word);
  if (target === '' || target.length > 80) return [];
  const reach = Math.max(1, Math.floor(target.length / 3));
  const scored: { name: string; score: number }[] = [];
  for (const name of names) {
    const candidate = plain(name);
    const distance = editDistance(target, candidate);
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

/** `did you mean 'energy'?`, or undefined where nothing is near. */
export function didYouMean(suggestions: readonly string[]): string | undefined {
  if (suggestions.length === 0) return undefined;
  const quoted = suggestions.map((name) => `'${name}'`);
  return `did you mean ${quoted.length === 1 ? quoted[0] : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`}?`;
}

/** A value that should have been a name, in a word or two. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'symbol' || typeof value === 'function') return `a ${typeof value}`;
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
}
