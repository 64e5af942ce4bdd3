import { describe } from '../util/describe.js';
import type { Runs } from './boundaries.js';
import { runsOfBounds } from './build.js';
import { checkRun, endOf, fail, isRange, rangeProblem } from './range.js';

/** A range of CMSSW: `run:first` or `run:first-run:last`. `min` and `max` are the ends of a run. */
const part = /^(\d+):(\d+|min)(?:-(\d+):(\d+|max))?$/i;

/** Parses a lumisection. Hundreds of digits do not become Infinity, which is the end of the run. */
const numberOf = (digits: string): number => Math.min(Number(digits), Number.MAX_SAFE_INTEGER);

const partHint = (text: string): string => {
  if (/^\d+(-\d+)?$/.test(text)) return `Write ${text.split('-')[0]}:1-${text.split('-')[0]}:max for a whole run.`;
  if (text === '') return 'Remove the comma before or after it.';
  return /^['"]/.test(text) ? 'Remove the quotes.' : 'Write 1:1-1:33,1:35.';
};

/**
 * Parses `1:1-1:33,1:35,2:5-2:max`, the ranges of CMSSW's `lumisToProcess`.
 *
 * @throws QueryError with the position of the invalid range.
 */
export function readCmssw(text: string): Runs {
  const bounds = new Map<number, number[]>();
  if (text.trim() === '') return runsOfBounds(bounds);
  for (const [at, piece] of text.split(',').entries()) {
    const trimmed = piece.trim();
    const where = `range ${at + 1}`;
    const position = { range: at + 1 };
    const match = part.exec(trimmed);
    if (match === null)
      return fail(`${where}: Expected a range of CMSSW, got ${describe(trimmed)}`, partHint(trimmed), position);
    const [, start = '', from = '', end = start, to = from] = match;
    const form = (from: unknown, to: unknown) =>
      `${run}:${from}-${run}:${to === Number.POSITIVE_INFINITY ? 'max' : to}`;
    if (Number(start) !== Number(end))
      return fail(
        `${where}: Expected a range of one run, got ${describe(trimmed)}`,
        'Write one range for each run.',
        position,
      );
    const run = checkRun(Number(start), `the run of ${where}`, position);
    // CMSSW reads a first lumisection 0 as 1. In 1:0 and 1:0-1:0 it could also be the end of the run.
    const isFromZero = numberOf(from) === 0 && numberOf(to) !== 0;
    const first = isFromZero || from.toLowerCase() === 'min' ? 1 : numberOf(from);
    // A range without a last lumisection is one lumisection, and `1:min` is the first.
    const last = to === from ? first : to.toLowerCase() === 'max' ? Number.POSITIVE_INFINITY : numberOf(to);
    if (!isRange(first, last)) {
      const { message, hint } = rangeProblem(first, last, form);
      return fail(`run ${run}, ${where}: ${message}`, hint, { run, ...position });
    }
    const ofRun = bounds.get(run) ?? [];
    ofRun.push(first, endOf(last) + 1);
    bounds.set(run, ofRun);
  }
  return runsOfBounds(bounds);
}

/** Yields the ranges in the format of CMSSW: `1:1-1:33`, `1:35` for one lumisection, `1:5-1:max` to the end of the run. */
export function* cmsswParts(runs: Runs): Generator<string> {
  for (const [run, boundaries] of runs)
    for (let at = 0; at < boundaries.length; at += 2) {
      const first = boundaries[at] as number;
      const last = (boundaries[at + 1] as number) - 1;
      if (first === last) yield `${run}:${first}`;
      else yield `${run}:${first}-${run}:${last === Number.POSITIVE_INFINITY ? 'max' : last}`;
    }
}
