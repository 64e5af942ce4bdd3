import { isDeepStrictEqual } from 'node:util';
import { isLuminosity, type Luminosity, luminosities } from '../catalogue/luminosities.js';
import type { StoredRange } from '../query/reading/client.js';
import { exactJson } from '../util/exact-json.js';
import type { JsonObject } from '../util/json-object.js';

interface OpenRange extends StoredRange {
  end: number;
  readonly recorded: number[] | null;
  readonly delivered: number[] | null;
}

const hasNumber = (bits: JsonObject | undefined, name: Luminosity): boolean => typeof bits?.[name] === 'number';

/** Returns the bits without the luminosities that are numbers. */
const withoutLuminosities = (bits: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(bits).filter(([name]) => !isLuminosity(name) || !hasNumber(bits, name)));

/** Returns true if two lumisections are equal, except for luminosities that both have. */
function isEqual(a: JsonObject | undefined, b: JsonObject | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) =>
      Object.hasOwn(b, name) && isLuminosity(name) && hasNumber(a, name)
        ? hasNumber(b, name)
        : Object.hasOwn(b, name) && isSame(a[name], b[name]),
    )
  );
}

/** Values of bits are rarely objects. */
const isSame = (a: unknown, b: unknown): boolean => a === b || (typeof a === 'object' && isDeepStrictEqual(a, b));

/**
 * Joins the lumisections of a dataset to ranges that preserve both lists.
 *
 * @param names Names of all flags in the response.
 * @param flags The flags that the registry stores for each lumisection. Equal ones are the same object.
 * @param oms The response of OMS for each lumisection.
 */
export function toStoredRanges(
  names: readonly string[],
  flags: readonly JsonObject[],
  oms: readonly JsonObject[],
): StoredRange[] {
  const ranges: OpenRange[] = [];
  for (let index = 0; index < Math.max(flags.length, oms.length); index++) {
    const bits = oms[index];
    let range = ranges.at(-1);
    if (range !== undefined && flags[index] === flags[index - 1] && isEqual(bits, oms[index - 1]))
      range.end = index + 1;
    else {
      range = {
        start: index + 1,
        end: index + 1,
        ...(index === 0 && { flags: names }),
        rr: flags[index] ?? null,
        oms: bits === undefined ? null : withoutLuminosities(bits),
        recorded: hasNumber(bits, 'recorded') ? [] : null,
        delivered: hasNumber(bits, 'delivered') ? [] : null,
      };
      ranges.push(range);
    }
    for (const name of luminosities) range[name]?.push(bits?.[name] as number);
  }
  return ranges;
}

const filler = Object.freeze({ status: 'EMPTY', comment: '', cause: '' });

/** Appends a range, or extends the last one if the data is equal. */
function append(ranges: JsonObject[], data: JsonObject, { start, end }: StoredRange): void {
  const { start: first, end: _end, ...last } = ranges.at(-1) ?? {};
  if (first !== undefined && exactJson(last) === exactJson(data))
    ranges[ranges.length - 1] = { ...data, start: first, end };
  else ranges.push({ ...data, start, end });
}

/** Returns the response of the registry for the flags of a dataset. */
export function rrLumisectionRanges(ranges: readonly StoredRange[]): JsonObject[] {
  const names = ranges[0]?.flags ?? [];
  const response: JsonObject[] = [];
  for (const range of ranges) {
    const { rr } = range;
    if (rr === null) break;
    append(
      response,
      Object.fromEntries(names.map((name) => [name, Object.hasOwn(rr, name) ? rr[name] : filler])),
      range,
    );
  }
  return response;
}

/** Returns the response of the registry for the bits of a dataset, without luminosities. */
export function omsLumisectionRanges(ranges: readonly StoredRange[]): JsonObject[] {
  const response: JsonObject[] = [];
  for (const range of ranges) {
    if (range.oms === null) break;
    const { err: _err, recorded: _recorded, delivered: _delivered, ...bits } = range.oms;
    append(response, bits, range);
  }
  return response;
}

/** Returns the response of the registry for each lumisection of OMS. */
export function omsLumisections(ranges: readonly StoredRange[]): JsonObject[] {
  return ranges.flatMap(({ start, end, oms, recorded, delivered }) =>
    oms === null
      ? []
      : Array.from({ length: end - start + 1 }, (_, index) => ({
          ...oms,
          ...(recorded && { recorded: recorded[index] }),
          ...(delivered && { delivered: delivered[index] }),
        })),
  );
}
