import { textTable } from '../util/text-table.js';
import type { LumiList } from './lumi-list.js';
import type { Range } from './range.js';

/** One run in which two lists differ. */
export interface RunDifference {
  readonly run: number;
  /** Whether the other list lacks the run, this one lacks it, or both have it with other lumisections. */
  readonly kind: 'only here' | 'only there' | 'differs';
  /** What only this list has of the run. */
  readonly onlyHere: readonly Range[];
  /** What only the other list has of the run. */
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
  /** Runs that both lists have, with other lumisections. */
  readonly runsChanged: number;
  readonly lumisectionsOnlyHere: number;
  readonly lumisectionsOnlyThere: number;
}

/** In what two lists differ. As text it is a sentence and a table. */
export interface LumiListDiff {
  readonly isEqual: boolean;
  /** The lumisections that only this list has. */
  readonly onlyHere: LumiList;
  /** The lumisections that only the other list has. */
  readonly onlyThere: LumiList;
  /** The runs that differ, in numeric order. */
  readonly runs: readonly RunDifference[];
  readonly counts: DifferenceCounts;
  /** A sentence, and a table of the runs that differ: the first 20 of them. */
  toString(): string;
}

const longestTable = 20;
const longestCell = 40;

/** `1 run`, `2 runs`; numbers without an end are open-ended ranges. */
export const counted = (count: number, noun: string): string =>
  count === Number.POSITIVE_INFINITY ? `${noun}s without end` : `${count} ${noun}${count === 1 ? '' : 's'}`;

const rangeText = ([first, last]: Range): string => {
  if (first === last) return `${first}`;
  return last === Number.POSITIVE_INFINITY ? `${first}-max` : `${first}-${last}`;
};

/** Ranges in one cell of a table, those that fit. */
function cell(ranges: readonly Range[]): string {
  let text = '';
  for (const [at, range] of ranges.entries()) {
    const piece = `${at === 0 ? '' : ', '}${rangeText(range)}`;
    if (text.length + piece.length > longestCell) return `${text}, … (${ranges.length - at} more)`;
    text += piece;
  }
  return text === '' ? '-' : text;
}

function table(runs: readonly RunDifference[]): string[] {
  const rows = runs
    .slice(0, longestTable)
    .map(({ run, kind, onlyHere, onlyThere }) => [`${run}`, kind, cell(onlyHere), cell(onlyThere)]);
  const all = [['run', 'which', 'only here', 'only there'], ...rows];
  const lines = textTable(all);
  const more = runs.length - rows.length;
  return more > 0 ? [...lines, `… and ${counted(more, 'more run')}`] : lines;
}

const side = (list: LumiList): string =>
  `${counted(list.lumisectionCount, 'lumisection')} in ${counted(list.runCount, 'run')}`;

/** `(85 fewer)`, where that can be said. */
function change(here: number, there: number): string {
  if (here === there || !Number.isFinite(here) || !Number.isFinite(there)) return '';
  return there < here ? ` (${here - there} fewer)` : ` (${there - here} more)`;
}

function sentence(here: LumiList, there: LumiList, counts: DifferenceCounts): string {
  const kinds = [
    counts.runsOnlyHere > 0 ? `${counts.runsOnlyHere} only here` : '',
    counts.runsOnlyThere > 0 ? `${counts.runsOnlyThere} only there` : '',
    counts.runsChanged > 0 ? `${counts.runsChanged} with other lumisections` : '',
  ].filter((kind) => kind !== '');
  return (
    `${counted(counts.runs, 'run')} ${counts.runs === 1 ? 'differs' : 'differ'}: ${kinds.join(', ')}. ` +
    `Here ${side(here)}, there ${side(there)}${change(here.lumisectionCount, there.lumisectionCount)}; ` +
    `only here ${counted(counts.lumisectionsOnlyHere, 'lumisection')}, ` +
    `only there ${counted(counts.lumisectionsOnlyThere, 'lumisection')}.`
  );
}

/** Compares two lists run by run. */
export function diff(here: LumiList, there: LumiList): LumiListDiff {
  const onlyHere = here.subtract(there);
  const onlyThere = there.subtract(here);
  const runs = onlyHere.union(onlyThere).runs.map((run): RunDifference => {
    const kind = !there.contains(run) ? 'only here' : here.contains(run) ? 'differs' : 'only there';
    return Object.freeze({ run, kind, onlyHere: onlyHere.ranges(run), onlyThere: onlyThere.ranges(run) });
  });
  const count = (kind: RunDifference['kind']) => runs.filter((run) => run.kind === kind).length;
  const counts: DifferenceCounts = Object.freeze({
    runs: runs.length,
    runsOnlyHere: count('only here'),
    runsOnlyThere: count('only there'),
    runsChanged: count('differs'),
    lumisectionsOnlyHere: onlyHere.lumisectionCount,
    lumisectionsOnlyThere: onlyThere.lumisectionCount,
  });
  const report = { isEqual: runs.length === 0, onlyHere, onlyThere, runs: Object.freeze(runs), counts };
  const text = () =>
    report.isEqual
      ? `The two lists are equal: ${side(here)}.`
      : [sentence(here, there, counts), '', ...table(runs)].join('\n');
  // Not enumerable, so that the report prints and compares as data.
  Object.defineProperty(report, 'toString', { value: text });
  return Object.freeze(report);
}
