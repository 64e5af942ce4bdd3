import { textTable } from '../util/text-table.js';
import { combineRuns, either, lumisectionCount, onlyFirst, type Runs, rangesOf } from './boundaries.js';
import type { Range } from './range.js';

/** A run in which two lists differ. */
export interface RunDifference {
  /** CMS run number. */
  readonly run: number;
  /** Only this list has the run, only the other one has it, or both have it with different lumisections. */
  readonly kind: 'only here' | 'only there' | 'differs';
  /** Ranges of the run that only this list has. */
  readonly onlyHere: readonly Range[];
  /** Ranges of the run that only the other list has. */
  readonly onlyThere: readonly Range[];
}

/** How many runs and lumisections differ. Lumisections are Infinity where an open-ended range differs. */
export interface DifferenceCounts {
  /** All runs that differ: the sum of the next three. */
  readonly runs: number;
  /** Runs that the other list lacks. */
  readonly runsOnlyHere: number;
  /** Runs that this list lacks. */
  readonly runsOnlyThere: number;
  /** Runs that both lists have, with different lumisections. */
  readonly runsChanged: number;
  /** Lumisections that the other list lacks. */
  readonly lumisectionsOnlyHere: number;
  /** Lumisections that this list lacks. */
  readonly lumisectionsOnlyThere: number;
}

/** Two lists compared run by run. */
interface Comparison {
  readonly onlyHere: Runs;
  readonly onlyThere: Runs;
  readonly runs: readonly RunDifference[];
  readonly counts: DifferenceCounts;
  /** A sentence and a table. */
  readonly text: () => string;
}

const maxRows = 20;
const maxCell = 40;

/** Formats a count: `1 run`, `2 runs`. Open-ended ranges have infinite counts. */
export const counted = (count: number, noun: string): string =>
  count === Number.POSITIVE_INFINITY ? `${noun}s without end` : `${count} ${noun}${count === 1 ? '' : 's'}`;

const rangeText = ([first, last]: Range): string => {
  if (first === last) return `${first}`;
  return last === Number.POSITIVE_INFINITY ? `${first}-max` : `${first}-${last}`;
};

/** Formats the ranges that fit into a cell of the table. */
function cell(ranges: readonly Range[]): string {
  let text = '';
  for (const [at, range] of ranges.entries()) {
    const piece = `${at === 0 ? '' : ', '}${rangeText(range)}`;
    if (text.length + piece.length > maxCell) return `${text}, … (${ranges.length - at} more)`;
    text += piece;
  }
  return text === '' ? '-' : text;
}

function table(runs: readonly RunDifference[]): string[] {
  const rows = runs
    .slice(0, maxRows)
    .map(({ run, kind, onlyHere, onlyThere }) => [`${run}`, kind, cell(onlyHere), cell(onlyThere)]);
  const all = [['run', 'which', 'only here', 'only there'], ...rows];
  const lines = textTable(all);
  const more = runs.length - rows.length;
  return more > 0 ? [...lines, `… and ${counted(more, 'more run')}`] : lines;
}

const side = (runs: Runs): string =>
  `${counted(lumisectionCount(runs), 'lumisection')} in ${counted(runs.size, 'run')}`;

/** Formats a finite difference: ` (85 fewer)`. */
function change(here: number, there: number): string {
  if (here === there || !Number.isFinite(here) || !Number.isFinite(there)) return '';
  return there < here ? ` (${here - there} fewer)` : ` (${there - here} more)`;
}

function sentence(here: Runs, there: Runs, counts: DifferenceCounts): string {
  const kinds = [
    counts.runsOnlyHere > 0 ? `${counts.runsOnlyHere} only here` : '',
    counts.runsOnlyThere > 0 ? `${counts.runsOnlyThere} only there` : '',
    counts.runsChanged > 0 ? `${counts.runsChanged} with different lumisections` : '',
  ].filter((kind) => kind !== '');
  return (
    `${counted(counts.runs, 'run')} ${counts.runs === 1 ? 'differs' : 'differ'}: ${kinds.join(', ')}. ` +
    `Here ${side(here)}, there ${side(there)}${change(lumisectionCount(here), lumisectionCount(there))}; ` +
    `only here ${counted(counts.lumisectionsOnlyHere, 'lumisection')}, ` +
    `only there ${counted(counts.lumisectionsOnlyThere, 'lumisection')}.`
  );
}

function kindOf(run: number, here: Runs, there: Runs): RunDifference['kind'] {
  if (!there.has(run)) return 'only here';
  return here.has(run) ? 'differs' : 'only there';
}

/** Compares two lists run by run. */
export function compare(here: Runs, there: Runs): Comparison {
  const onlyHere = combineRuns(here, there, onlyFirst);
  const onlyThere = combineRuns(there, here, onlyFirst);
  const ranges = (runs: Runs, run: number): readonly Range[] => rangesOf(runs.get(run) ?? []);
  const runs = [...combineRuns(onlyHere, onlyThere, either).keys()].map(
    (run): RunDifference =>
      Object.freeze({
        run,
        kind: kindOf(run, here, there),
        onlyHere: ranges(onlyHere, run),
        onlyThere: ranges(onlyThere, run),
      }),
  );
  const count = (kind: RunDifference['kind']) => runs.filter((run) => run.kind === kind).length;
  const counts: DifferenceCounts = Object.freeze({
    runs: runs.length,
    runsOnlyHere: count('only here'),
    runsOnlyThere: count('only there'),
    runsChanged: count('differs'),
    lumisectionsOnlyHere: lumisectionCount(onlyHere),
    lumisectionsOnlyThere: lumisectionCount(onlyThere),
  });
  const text = () =>
    runs.length === 0
      ? `The two lists are equal: ${side(here)}.`
      : [sentence(here, there, counts), '', ...table(runs)].join('\n');
  return { onlyHere, onlyThere, runs: Object.freeze(runs), counts, text };
}
