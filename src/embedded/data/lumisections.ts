import { own } from '../../util/own.js';
import type { FlagStatus, Json, StateRange } from '../state.js';
import { isEqual } from './is-equal.js';

/** Flags of one lumisection. */
export type Flags = { [flag: string]: FlagStatus };

/** OMS bits of one lumisection. */
export type Bits = Readonly<Record<string, Json>>;

/** Bits that differ in every lumisection, so ranges omit them. */
const luminosityBits = new Set(['recorded', 'delivered']);

/** Returns an object without a prototype: users choose the names of flags, and `__proto__` is a valid one. */
export const fields = <Value>(values: Readonly<Record<string, Value>> = {}): Record<string, Value> =>
  Object.assign(Object.create(null), values);

/** Returns the flags of each lumisection, starting with lumisection 1. A lumisection can lack a flag, or all of them. */
export function flagsByLumisection(ranges: readonly StateRange[]): (Flags | undefined)[] {
  const list: (Flags | undefined)[] = new Array<Flags | undefined>(ranges.at(-1)?.end ?? 0).fill(undefined);
  for (const { start, end, ...flags } of ranges) list.fill(flags as Flags, start - 1, end);
  return list;
}

/** Returns the flags of each lumisection. Missing ones are EMPTY. */
export function completeFlags(ranges: readonly StateRange[]): Flags[] {
  return completeList(flagsByLumisection(ranges), flagNames(ranges));
}

/** Completes the flags of each lumisection. Missing ones are EMPTY. */
export function completeList(list: readonly (Flags | undefined)[], flags: readonly string[]): Flags[] {
  const complete = new Map<Flags | undefined, Flags>();
  return list.map((values) => {
    const cached = complete.get(values);
    if (cached !== undefined) return cached;
    const completed = Object.fromEntries(
      flags.map((flag) => [flag, own(values, flag) ?? { status: 'EMPTY', comment: '', cause: '' }]),
    );
    complete.set(values, completed);
    return completed;
  });
}

/** Returns the names of all flags, in the order of their first occurrence. */
export function flagNames(ranges: readonly StateRange[]): string[] {
  const names = new Set<string>();
  for (const { start: _start, end: _end, ...flags } of ranges) for (const flag of Object.keys(flags)) names.add(flag);
  return [...names];
}

/** Returns the ranges of a flag. A lumisection that lacks it is a separate range without a status. */
export function rangesOfFlag(rows: readonly Flags[], flag: string): object[] {
  return toRanges(rows.map((flags) => own(flags, flag)));
}

/** Returns the bits without luminosities. */
export function withoutLuminosity(lumisections: readonly Bits[]): Bits[] {
  return lumisections.map(({ err: _err, ...bits }) =>
    Object.fromEntries(Object.entries(bits).filter(([bit]) => !luminosityBits.has(bit))),
  );
}

/** Returns the ranges of each OMS bit. */
export function rangesByBit(lumisections: readonly Bits[]): Record<string, object[]> {
  const bits = new Set(lumisections.flatMap((lumisection) => Object.keys(lumisection)));
  return Object.fromEntries(
    [...bits].map((bit) => [bit, toRanges(lumisections.map((lumisection) => ({ status: own(lumisection, bit) })))]),
  );
}

/** Joins equal neighbours to ranges. A missing item equals nothing, not even another missing one. */
export function toRanges(items: readonly (object | undefined)[]): object[] {
  const ranges: { item: object | undefined; start: number; end: number }[] = [];
  items.forEach((item, index) => {
    const last = ranges.at(-1);
    const same = item !== undefined && (last?.item === item || isEqual(last?.item, item));
    if (last !== undefined && same) last.end = index + 1;
    else ranges.push({ item, start: index + 1, end: index + 1 });
  });
  return ranges.map(({ item, start, end }) => ({ ...item, start, end }));
}

/** Returns the recorded and delivered luminosity. Negative values and values that are not numbers count as 0. */
export function luminosity(lumisections: readonly Bits[]): { recorded: number; delivered: number } {
  const sum = (bit: string): number =>
    lumisections.reduce((total, bits) => total + Math.max(0, Number(bits[bit] ?? 0) || 0), 0);
  return { recorded: sum('recorded'), delivered: sum('delivered') };
}

/** Appends a lumisection to the ranges of a key. The last range is extended if the lumisection follows it. */
export function extend(rangesByKey: Record<string, [number, number][]>, key: string, number: number): void {
  const ranges = rangesByKey[key] ?? [];
  const last = ranges.at(-1);
  if (last?.[1] === number - 1) last[1] = number;
  else ranges.push([number, number]);
  rangesByKey[key] = ranges;
}
