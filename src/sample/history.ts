import type { FlagStatus, StateRange } from '../embedded/state.js';

/** A value that holds from one lumisection to another, both included. */
export interface Span<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

/** The verdicts on one flag: one for the run, and what overrides it, the last one winning. */
export interface FlagHistory {
  readonly base: FlagStatus;
  readonly overrides: readonly Span<FlagStatus>[];
}

/** Verdicts without a comment. One object each, since equal neighbours are told by identity. */
export const PLAIN = {
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

/** The same verdict for a whole run. */
export function always(base: FlagStatus): FlagHistory {
  return { base, overrides: [] };
}

/** The verdict on one lumisection. */
export function statusAt(history: FlagHistory, lumisection: number): FlagStatus {
  let found = history.base;
  for (const { start, end, value } of history.overrides) {
    if (start <= lumisection && lumisection <= end) found = value;
  }
  return found;
}

/** Each lumisection from which on something may differ, in order; 1 first. */
export function boundaries(spans: Iterable<Span<unknown>>, last: number): readonly number[] {
  const starts = new Set([1]);
  for (const { start, end } of spans) {
    if (start >= 1 && start <= last) starts.add(start);
    if (end >= 0 && end < last) starts.add(end + 1);
  }
  return [...starts].sort((a, b) => a - b);
}

/** The histories of all flags of a dataset as ranges over lumisections 1 to `last`, with no two equal neighbours. */
export function toRanges(histories: ReadonlyMap<string, FlagHistory>, last: number): StateRange[] {
  if (last < 1) return [];
  const flags = [...histories];
  const starts = boundaries(
    flags.flatMap(([, { overrides }]) => overrides),
    last,
  );
  const ranges: StateRange[] = [];
  let previous: readonly FlagStatus[] | undefined;
  for (const [index, start] of starts.entries()) {
    const end = (starts[index + 1] ?? last + 1) - 1;
    const now = flags.map(([, history]) => statusAt(history, start));
    if (previous?.every((status, flag) => status === now[flag])) {
      const same = ranges.pop();
      ranges.push({ ...same, start: same?.start ?? start, end });
      continue;
    }
    const range: { start: number; end: number; [flag: string]: FlagStatus | number } = { start, end };
    for (const [flag, [name]] of flags.entries()) range[name] = now[flag] ?? PLAIN.EMPTY;
    ranges.push(range);
    previous = now;
  }
  return ranges;
}
