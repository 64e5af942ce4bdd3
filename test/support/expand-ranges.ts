import { expect } from 'vitest';

type Range = { readonly start: number; readonly end: number };

/** Returns the value of each lumisection of adjacent ranges that start at 1. */
export function expandRanges<R extends Range>(ranges: readonly R[]): Omit<R, 'start' | 'end'>[] {
  const list: Omit<R, 'start' | 'end'>[] = [];
  for (const { start, end, ...rest } of ranges) {
    expect(start).toBe(list.length + 1);
    for (let number = start; number <= end; number++) list.push(rest);
  }
  return list;
}
