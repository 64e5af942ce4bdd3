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

/** The letters and digits of a name. Names of the catalogue are asked for again and again. */
function plain(name: string): string {
  let found = plainNames.get(name);
  if (found === undefined) {
    found = name.toLowerCase().replace(/[^a-z0-9]/g, '');
    if (plainNames.size >= 5_000) plainNames.clear();
    plainNames.set(name, found);
  }
  return found;
}

const plainNames = new Map<string, string>();

/** A lower bound of the edit distance of two plain words: an edit changes the counts of letters by at most one each way. */
function differ(a: string, b: string): number {
  const length = Math.abs(a.length - b.length);
  const counts = new Int16Array(128);
  for (let i = 0; i < a.length; i++) counts[a.charCodeAt(i)] = (counts[a.charCodeAt(i)] ?? 0) + 1;
  for (let i = 0; i < b.length; i++) counts[b.charCodeAt(i)] = (counts[b.charCodeAt(i)] ?? 0) - 1;
  let sum = 0;
  for (let i = 48; i < 123; i++) sum += Math.abs(counts[i] ?? 0);
  return Math.max(length, Math.ceil(sum / 2));
}

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
    // Words whose lengths or letters differ by more than the reach are not worth the exact distance.
    const distance = differ(target, candidate) > reach ? reach + 1 : editDistance(target, candidate);
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
