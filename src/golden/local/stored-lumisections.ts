import type { Luminosity } from '../../catalogue/luminosities.js';
import type { StoredRange } from '../../query/reading/client.js';
import { isObject, type JsonObject } from '../../util/json-object.js';
import type { DatasetLumisections, LumisectionRange } from '../lumisection.js';

/** Returns the luminosity of each lumisection from the first one. */
function luminosities(ranges: readonly StoredRange[], name: Luminosity): number[] {
  const all: number[] = [];
  for (const range of ranges) {
    const { start, end, oms, [name]: stored } = range;
    for (let index = 0; index <= end - start; index++) all.push((stored?.[index] ?? oms?.[name]) as number);
  }
  return all;
}

/** Returns the statuses of flags by name, as rules read them. */
export const statuses = (rr: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(rr).map(([flag, verdict]) => [flag, isObject(verdict) ? verdict.status : undefined]),
  );

/** Returns a range, or each of its lumisections with its luminosities. */
function rangesOf({ start, end, rr, oms, recorded, delivered }: StoredRange, separately: boolean): LumisectionRange[] {
  if (rr === null || oms === null || 'err' in oms || Object.keys(rr).length === 0) return [];
  const flags = statuses(rr);
  const separate = Array.from({ length: separately ? end - start + 1 : 0 }, (_, index) => ({
    start: start + index,
    end: start + index,
    oms: { ...oms, ...(recorded && { recorded: recorded[index] }), ...(delivered && { delivered: delivered[index] }) },
    rr: flags,
  }));
  return (separately ? separate : [{ start, end, oms, rr: flags }]) as unknown as LumisectionRange[];
}

/**
 * Returns the lumisections of a mirror that both OMS and the Run Registry have.
 *
 * @param separately True if rules read luminosities, which differ between the lumisections of a range.
 */
export const storedLumisections = (
  stored: readonly StoredRange[],
  separately: boolean,
): Pick<DatasetLumisections, 'ranges' | 'recorded' | 'delivered'> => ({
  ranges: stored.flatMap((range) => rangesOf(range, separately)),
  recorded: luminosities(stored, 'recorded'),
  delivered: luminosities(stored, 'delivered'),
});
