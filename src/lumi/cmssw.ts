import type { Runs } from './boundaries.js';
import { runsOfBounds } from './build.js';
import { checkRun, endOf, fail, isRange, rangeProblem, shown } from './range.js';

/** `run:first`, with `-run:last` behind it, as CMSSW writes it. `min` and `max` are the ends of a run. */
const part = /^(\d+):(\d+|min)(?:-(\d+):(\d+|max))?$/i;

/** The number of a lumisection. Hundreds of digits are not Infinity, which would be the end of the run. */
const numberOf = (digits: string): number => Math.min(Number(digits), Number.MAX_SAFE_INTEGER);

const partHint = (text: string): string => {
  if (/^\d+(-\d+)?$/.test(text)) return `write ${text.split('-')[0]}:1-${text.split('-')[0]}:max for a whole run`;
  if (text === '') return 'remove the comma before or after it';
  return /^['"]/.test(text) ? 'write it without quotes inside' : 'write 1:1-1:33,1:35';
};

/**
 * Reads `1:1-1:33,1:35,2:5-2:max`, the ranges of CMSSW's `lumisToProcess`.
 * @throws QueryError that names the range.
 */
export function readCmssw(text: string): Runs {
  const bounds = new Map<number, number[]>();
  if (text.trim() === '') return runsOfBounds(bounds);
  for (const [at, piece] of text.split(',').entries()) {
    const trimmed = piece.trim();
    const where = `range ${at + 1}`;
    const found = part.exec(trimmed);
    if (found === null) return fail(`${where}: ${shown(trimmed)} is no range of CMSSW`, partHint(trimmed));
    const [, start = '', from = '', end = start, to = from] = found;
    const form = (from: unknown, to: unknown) =>
      `${run}:${from}-${run}:${to === Number.POSITIVE_INFINITY ? 'max' : to}`;
    if (Number(start) !== Number(end))
      return fail(`${where}: ${shown(trimmed)} goes from one run into another`, 'write one range for each run');
    const run = checkRun(Number(start), `${where}: the run`);
    // CMSSW reads a first lumisection 0 as 1. In 1:0 alone and 1:0-1:0 it may stand for the end of the run, too.
    const isFromZero = numberOf(from) === 0 && numberOf(to) !== 0;
    const first = isFromZero || from.toLowerCase() === 'min' ? 1 : numberOf(from);
    // A part without a last one is one lumisection, and `1:min` the first.
    const last = to === from ? first : to.toLowerCase() === 'max' ? Number.POSITIVE_INFINITY : numberOf(to);
    if (!isRange(first, last)) {
      const { message, hint } = rangeProblem(first, last, form);
      return fail(`run ${run}, ${where}: ${message}`, hint);
    }
    const known = bounds.get(run) ?? [];
    known.push(first, endOf(last) + 1);
    bounds.set(run, known);
  }
  return runsOfBounds(bounds);
}

/** The ranges as CMSSW writes them: `1:1-1:33`, `1:35` for one lumisection, `1:5-1:max` to the end of the run. */
export function* cmsswParts(runs: Runs): Generator<string> {
  for (const [run, boundaries] of runs)
    for (let at = 0; at < boundaries.length; at += 2) {
      const first = boundaries[at] as number;
      const last = (boundaries[at + 1] as number) - 1;
      if (first === last) yield `${run}:${first}`;
      else yield `${run}:${first}-${run}:${last === Number.POSITIVE_INFINITY ? 'max' : last}`;
    }
}
