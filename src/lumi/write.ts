import type { Boundaries, Runs } from './boundaries.js';
import { openEnd } from './range.js';

/** Ranges as files hold them: those without an end go to 268435455. */
function plainRanges(boundaries: Boundaries): [number, number][] {
  const ranges: [number, number][] = [];
  for (let at = 0; at < boundaries.length; at += 2)
    ranges.push([boundaries[at] as number, Math.min((boundaries[at + 1] as number) - 1, openEnd)]);
  return ranges;
}

/** An object of runs. Keys that are whole numbers stand in numeric order. */
export const plainObject = (runs: Runs): { [run: string]: [number, number][] } =>
  Object.fromEntries([...runs].map(([run, boundaries]) => [run, plainRanges(boundaries)]));

/** One run a line, as published files are written. */
export function textByLines(runs: Runs): string {
  const lines = [...runs].map(
    ([run, boundaries]) =>
      `  "${run}": [${plainRanges(boundaries)
        .map(([first, last]) => `[${first}, ${last}]`)
        .join(', ')}]`,
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n}`;
}
