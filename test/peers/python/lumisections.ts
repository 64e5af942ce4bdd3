/** Compares the functions of lumisections in Python and in this library. */
import { isDeepStrictEqual } from 'node:util';
import type { RunRegistry } from 'runregistry';
import type { Json } from 'runregistry/embedded';
import { expect } from 'vitest';
import type { PythonClient } from './python-client.js';

type Row = { readonly [key: string]: Json };
interface Range {
  readonly start: number;
  readonly end: number;
}

/** Returns a value as it is after JSON, which omits undefined fields. */
export const json = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** Returns each lumisection of ranges with its number. */
const expand = <R extends Range>(ranges: readonly R[]): [number, Omit<R, 'start' | 'end'>][] =>
  ranges.flatMap(({ start, end, ...rest }) =>
    Array.from({ length: end - start + 1 }, (_, index): [number, typeof rest] => [start + index, rest]),
  );

/** Bits and flags side by side, and OMS's message of a gap in `err`, as in Python. */
const joined = ({ rr, oms, gap }: { rr?: object | undefined; oms?: object | undefined; gap?: string | undefined }) => ({
  ...(oms ?? { err: gap }),
  ...rr,
});

export interface Dataset {
  readonly run: number;
  readonly name: string;
}

/** Compares all functions for a dataset, and returns true if Python counts all lumisections in ranges by component. */
export async function compareLumisections(
  python: PythonClient,
  registry: RunRegistry,
  { run, name }: Dataset,
): Promise<boolean> {
  const inPython = async <Value>(call: string) =>
    (await python.evaluate(`${call}(${run}, ${JSON.stringify(name)})`)) as Value;
  const flags = await inPython<Row[]>('get_lumisections');
  const lumisections = await registry.getLumisections(run, name);
  expect(json(lumisections.map(({ rr }) => rr))).toEqual(flags);
  expect(lumisections.map((one) => one.lumisection_number)).toEqual(flags.map((_, index) => index + 1));

  const bits = await registry.getOmsLumisections(run, name);
  expect(json(bits.map(joined))).toEqual(await inPython('get_oms_lumisections'));

  const ranges = await registry.getLumisectionRanges(run, name);
  expect(json(ranges.map(({ rr, ...ends }) => ({ ...rr, ...ends })))).toEqual(await inPython('get_lumisection_ranges'));

  const aligned = await registry.getJointLumisectionRanges(run, name);
  // Luminosities differ in every lumisection, and this library omits them.
  const theirs = expand(await inPython<(Row & Range)[]>('get_joint_lumisection_ranges')).map(
    ([number, { delivered, recorded, ...rest }]) => [number, rest],
  );
  const ours = expand(aligned).map(([number, { rr, ...one }]) => [
    number,
    joined({ ...one, rr: rr ?? flags[number - 1] }),
  ]);
  expect(json(ours)).toEqual(theirs);
  // Flags without data are EMPTY in Python.
  const empty = expand(aligned).flatMap(([number, { rr }]) =>
    rr === undefined ? Object.values(flags[number - 1] ?? {}) : [],
  );
  expect(empty.filter((flag) => Object(flag).status !== 'EMPTY')).toEqual([]);

  return compareComponents(
    await inPython('get_lumisection_ranges_by_component'),
    await registry.getLumisectionRangesByComponent(run, name),
    flags,
  );
}

type Components<Status> = Readonly<Record<string, readonly (Range & { readonly status?: Status | undefined })[]>>;

function compareComponents(theirs: Components<Json>, components: Components<string>, flags: readonly Row[]): boolean {
  // A missing status is EMPTY in Python.
  const ours = Object.fromEntries(
    Object.entries(components).map(([component, ranges]) => [
      component,
      ranges.map(({ status = 'EMPTY', ...rest }) => ({ ...rest, status })),
    ]),
  );
  const missing = { status: 'EMPTY', comment: '', cause: '' };
  for (const [component, ranges] of Object.entries(ours))
    expect(expand(ranges)).toEqual(flags.map((one, index) => [index + 1, one[component] ?? missing]));
  expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
  return isDeepStrictEqual(ours, theirs);
}
