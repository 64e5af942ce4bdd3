/** Lists of lumisections and ranges over them, in the shapes of the registry's answers. */

import type { FlagStatus, Json, StateRange } from '../state.js';
import { isEqual } from './is-equal.js';

/** Flags of one lumisection. */
export type Flags = { [flag: string]: FlagStatus };

/** OMS bits of one lumisection. */
export type Bits = Readonly<Record<string, Json>>;

/** These are left out of ranges over OMS bits, where they would break every range. */
const luminosityBits = new Set(['recorded', 'delivered']);

/** An object without a prototype: whoever edits chooses names, and `__proto__` is a name like others there. */
export const fields = <Value>(known: Readonly<Record<string, Value>> = {}): Record<string, Value> =>
  Object.assign(Object.create(null), known);

/** What an object itself has under a name, which may be one that every object has, such as `constructor`. */
export const own = <Value>(object: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined =>
  object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;

/** Flags by lumisection, as far as they are known; number = position + 1. A lumisection can lack a flag, or all of them. */
export function flagsByLumisection(ranges: readonly StateRange[]): (Flags | undefined)[] {
  const list: (Flags | undefined)[] = new Array<Flags | undefined>(ranges.at(-1)?.end ?? 0).fill(undefined);
  for (const { start, end, ...flags } of ranges) list.fill(flags as Flags, start - 1, end);
  return list;
}

/** Flags by lumisection, complete: what is missing is EMPTY. */
export function completeFlags(ranges: readonly StateRange[]): Flags[] {
  return completeList(flagsByLumisection(ranges), flagNames(ranges));
}

/** A list of flags, complete: what is missing is EMPTY. */
export function completeList(list: readonly (Flags | undefined)[], flags: readonly string[]): Flags[] {
  const complete = new Map<Flags | undefined, Flags>();
  return list.map((known) => {
    const found = complete.get(known);
    if (found !== undefined) return found;
    const made = Object.fromEntries(
      flags.map((flag) => [flag, own(known, flag) ?? { status: 'EMPTY', comment: '', cause: '' }]),
    );
    complete.set(known, made);
    return made;
  });
}

/** All flags of a dataset, in the order of their first occurrence. */
export function flagNames(ranges: readonly StateRange[]): string[] {
  const names = new Set<string>();
  for (const { start: _start, end: _end, ...flags } of ranges) for (const flag of Object.keys(flags)) names.add(flag);
  return [...names];
}

/** Ranges of one flag. A lumisection that lacks it is a range of its own, without a status. */
export function rangesOfFlag(rows: readonly Flags[], flag: string): object[] {
  return toRanges(rows.map((flags) => own(flags, flag)));
}

/** Bits without luminosities. */
export function withoutLuminosity(lumisections: readonly Bits[]): Bits[] {
  return lumisections.map(({ err: _err, ...bits }) =>
    Object.fromEntries(Object.entries(bits).filter(([bit]) => !luminosityBits.has(bit))),
  );
}

/** Ranges of every OMS bit. */
export function rangesByBit(lumisections: readonly Bits[]): Record<string, object[]> {
  const bits = new Set(lumisections.flatMap((lumisection) => Object.keys(lumisection)));
  return Object.fromEntries(
    [...bits].map((bit) => [bit, toRanges(lumisections.map((lumisection) => ({ status: own(lumisection, bit) })))]),
  );
}

/** Neighbours that are equal, joined, both ends included. What is missing equals nothing, not even its like. */
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

/** Recorded and delivered luminosity; what is negative or no number counts as nothing. */
export function luminosity(lumisections: readonly Bits[]): { recorded: number; delivered: number } {
  const sum = (bit: string): number =>
    lumisections.reduce((total, bits) => total + Math.max(0, Number(bits[bit] ?? 0) || 0), 0);
  return { recorded: sum('recorded'), delivered: sum('delivered') };
}

/** Adds a lumisection to the ranges under a key: to the last one when it follows on it. */
export function extend(rangesByKey: Record<string, [number, number][]>, key: string, number: number): void {
  const ranges = rangesByKey[key] ?? [];
  const last = ranges.at(-1);
  if (last?.[1] === number - 1) last[1] = number;
  else ranges.push([number, number]);
  rangesByKey[key] = ranges;
}
