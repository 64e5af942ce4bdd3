import type { Boundaries, Runs } from './boundaries.js';
import { openEnd } from './range.js';

/** Returns ranges as in files: open-ended ranges end at 268435455. */
function plainRanges(boundaries: Boundaries): [number, number][] {
  const ranges: [number, number][] = [];
  for (let at = 0; at < boundaries.length; at += 2)
    ranges.push([boundaries[at] as number, Math.min((boundaries[at + 1] as number) - 1, openEnd)]);
  return ranges;
}

/** Returns an object of runs. JavaScript orders integer keys numerically. */
export const plainObject = (runs: Runs): { [run: string]: [number, number][] } =>
  Object.fromEntries([...runs].map(([run, boundaries]) => [run, plainRanges(boundaries)]));

/** Formats one run per line, as in published files. */
export function textByLines(runs: Runs): string {
  const lines = [...runs].map(
    ([run, boundaries]) =>
      `  "${run}": [${plainRanges(boundaries)
        .map(([first, last]) => `[${first}, ${last}]`)
        .join(', ')}]`,
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n}`;
}
