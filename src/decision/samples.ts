import { classesOf } from './classes.js';
import { domainOf, type Entry, level } from './domain.js';
import type { Formula } from './formula.js';
import { atomsOf, TruthRows, variablesOf } from './truth-rows.js';

/** Values of variables, by path. */
export type Sample = ReadonlyMap<string, Entry>;

/**
 * Returns the truth of formulas for samples. A variable that a sample lacks takes an expected value from another sample, or else any value.
 */
export function truthInSamples(formulas: readonly Formula[], samples: readonly Sample[]): TruthRows {
  const atoms = atomsOf(formulas);
  const columns = [...variablesOf(formulas)].map(([path, variable]) => {
    const indexes = new Map<unknown, number>();
    const entries: Entry[] = [];
    for (const sample of samples) {
      const entry = sample.get(path);
      if (entry === undefined || indexes.has(entry.value)) continue;
      indexes.set(entry.value, entries.length);
      entries.push(entry);
    }
    const own = atoms.filter(({ variables }) => variables.has(path));
    // No sample has this variable if all its tables are too large. The domain of a key has no null.
    if (entries.length === 0) entries.push(...domainOf(variable, own).entries.slice(0, 1));
    const usual = Math.max(
      0,
      entries.findIndex((entry) => entry.level === level.expected),
    );
    const { classOf, ...classes } = classesOf(entries, path, own);
    const indexIn = (sample: Sample): number =>
      sample.has(path) ? (indexes.get(sample.get(path)?.value) as number) : usual;
    // Three samples for each of the compared rules, and the values of a domain, have fewer than 65,536 classes.
    return { variable, ...classes, classIn: Uint16Array.from(samples, (sample) => classOf[indexIn(sample)] as number) };
  });
  return new TruthRows(columns, samples.length);
}
