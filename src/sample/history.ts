import type { FlagStatus, StateRange } from '../embedded/state.js';

/** A value that holds from one lumisection to another, both included. */
export interface Span<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

/** The verdicts on one flag: one for the run, and overrides, of which the last one wins. */
export interface FlagHistory {
  readonly base: FlagStatus;
  readonly overrides: readonly Span<FlagStatus>[];
}

/** Verdicts without a comment. One object each, since equal neighbours are found by identity. */
export const verdicts = {
  GOOD: plain('GOOD'),
  BAD: plain('BAD'),
  STANDBY: plain('STANDBY'),
  EXCLUDED: plain('EXCLUDED'),
  NOTSET: plain('NOTSET'),
  EMPTY: plain('EMPTY'),
  'NO VALUE FOUND': plain('NO VALUE FOUND'),
} as const satisfies Record<string, FlagStatus>;

function plain(status: string): FlagStatus {
  return { status, comment: '', cause: '' };
}

/** Returns the history of a flag with one verdict for the whole run. */
export function always(base: FlagStatus): FlagHistory {
  return { base, overrides: [] };
}

/** Returns the verdict on a lumisection. */
function statusAt(history: FlagHistory, lumisection: number): FlagStatus {
  return spanAt(history.overrides, lumisection)?.value ?? history.base;
}

/** Returns the last span that contains a lumisection. */
export function spanAt<T>(spans: readonly Span<T>[], lumisection: number): Span<T> | undefined {
  return spans.findLast(({ start, end }) => start <= lumisection && lumisection <= end);
}

/** Splits lumisections 1 to `last` where one of the spans starts or ends. */
export function segments(spans: Iterable<Span<unknown>>, last: number): readonly { start: number; end: number }[] {
  const starts = new Set([1]);
  for (const { start, end } of spans) {
    if (start >= 1 && start <= last) starts.add(start);
    if (end >= 0 && end < last) starts.add(end + 1);
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((start, index) => ({ start, end: (sorted[index + 1] ?? last + 1) - 1 }));
}

/** Returns a history that is GOOD where all flags are, and BAD elsewhere. */
export function allOf(histories: readonly FlagHistory[], last: number): FlagHistory {
  const parts = segments(
    histories.flatMap(({ overrides }) => overrides),
    last,
  );
  const isGood = (history: FlagHistory, at: number) => ['GOOD', 'NOTSET'].includes(statusAt(history, at).status);
  const bad = parts.filter(({ start }) => !histories.every((history) => isGood(history, start)));
  return { base: verdicts.GOOD, overrides: bad.map((part) => ({ ...part, value: verdicts.BAD })) };
}

/** Returns the histories of all flags as ranges over lumisections 1 to `last`. Neighbours differ. */
export function toRanges(histories: ReadonlyMap<string, FlagHistory>, last: number): StateRange[] {
  if (last < 1) return [];
  const flags = [...histories];
  const ranges: StateRange[] = [];
  let previous: readonly FlagStatus[] | undefined;
  const overrides = flags.flatMap(([, history]) => history.overrides);
  for (const { start, end } of segments(overrides, last)) {
    const now = flags.map(([, history]) => statusAt(history, start));
    if (previous?.every((status, flag) => status === now[flag])) {
      const same = ranges.pop();
      ranges.push({ ...same, start: same?.start ?? start, end });
      continue;
    }
    const range: { start: number; end: number; [flag: string]: FlagStatus | number } = { start, end };
    for (const [flag, [name]] of flags.entries()) range[name] = now[flag] ?? verdicts.EMPTY;
    ranges.push(range);
    previous = now;
  }
  return ranges;
}
