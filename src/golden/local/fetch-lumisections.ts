import { luminosities } from '../../catalogue/luminosities.js';
import { flagPrefix } from '../../catalogue/paths.js';
import type { Compiled } from '../../logic/compile.js';
import { compareStrings } from '../../print/order.js';
import type { LumisectionSource } from '../../query/lumisections/context.js';
import { fetchList, isFiller, type RrRange, rrRanges } from '../../query/lumisections/ranges.js';
import { fetchStoredEmpty, flagsIn, storedFlags } from '../../query/lumisections/stored-flags.js';
import type { Client } from '../../query/reading/client.js';
import { mapConcurrent } from '../../util/concurrency.js';
import type { JsonObject } from '../../util/json-object.js';
import type { DatasetLumisections, LumisectionRange } from '../lumisection.js';
import { statuses, storedLumisections } from './stored-lumisections.js';

/** Returns the statuses of each lumisection; undefined for one without flags, which the Run Registry does not store. */
function statusesByLumisection(flags: readonly JsonObject[]): readonly (JsonObject | undefined)[] {
  const cache = new Map<JsonObject, JsonObject | undefined>();
  return flags.map((stored) => {
    if (!cache.has(stored)) cache.set(stored, Object.keys(stored).length === 0 ? undefined : statuses(stored));
    return cache.get(stored);
  });
}

const isEqual = (a: JsonObject, b: JsonObject, ignored: ReadonlySet<string>): boolean => {
  const names = Object.keys(a).filter((name) => !ignored.has(name));
  return (
    names.length === Object.keys(b).filter((name) => !ignored.has(name)).length &&
    names.every((name) => Object.hasOwn(b, name) && a[name] === b[name])
  );
};

/** Joins equal lumisections to ranges. Like the portal, it only returns lumisections that both OMS and the Run Registry have. */
function joinedRanges(
  flags: readonly (JsonObject | undefined)[],
  oms: readonly JsonObject[],
  ignored: ReadonlySet<string>,
): LumisectionRange[] {
  const ranges: { start: number; end: number; oms: JsonObject; rr: JsonObject }[] = [];
  for (let index = 0; index < Math.min(flags.length, oms.length); index++) {
    const [bits, rr] = [oms[index], flags[index]];
    if (bits === undefined || rr === undefined || 'err' in bits) continue;
    const last = ranges.at(-1);
    if (last?.end === index && last.rr === rr && isEqual(last.oms, bits, ignored)) last.end = index + 1;
    else ranges.push({ start: index + 1, end: index + 1, oms: bits, rr });
  }
  return ranges as unknown as LumisectionRange[];
}

/** Returns true if the rules can distinguish EMPTY from missing, or if it decides whether the Run Registry has a lumisection. */
function needsStoredEmpty(ranges: readonly RrRange[], compiled: Compiled): boolean {
  return ranges.some((range) => {
    const flags = flagsIn(range);
    const fillers = flags.filter(([, verdict]) => isFiller(verdict));
    return (
      fillers.some(([flag]) => compiled.reads(`${flagPrefix}${flag}`)) ||
      (fillers.length > 0 && fillers.length === flags.length)
    );
  });
}

/** Fetches the lumisections of a dataset that both OMS and the Run Registry have. */
export const fetchDataset = async (...args: Parameters<typeof readDataset>): Promise<DatasetLumisections> =>
  (await readDataset(...args))();

/** Reads the lumisections of a dataset, and returns a function that creates their objects. */
async function readDataset(
  client: Client,
  dataset: LumisectionSource,
  compiled: Compiled,
  signal: AbortSignal | undefined,
): Promise<() => DatasetLumisections> {
  const ignored = new Set<string>(luminosities.filter((name) => !compiled.reads(`lumisection.oms.${name}`)));
  const context = dataset.context as Pick<DatasetLumisections, 'dataset' | 'run'>;
  if (client.rows !== undefined) {
    const parse = await client.rows.lumisections(dataset, signal);
    return () => ({ ...context, ...storedLumisections(parse(), ignored.size < luminosities.length) });
  }
  const [rr, oms] = await Promise.all([
    rrRanges(client, dataset, signal),
    // Verbatim: a rule may read any of it.
    fetchList(client, 'oms_lumisections', dataset, signal),
  ]);
  const isStoredEmpty = needsStoredEmpty(rr, compiled)
    ? await fetchStoredEmpty(client, dataset, rr, signal)
    : () => false;
  const fetched: DatasetLumisections = {
    ...context,
    ranges: joinedRanges(statusesByLumisection(storedFlags(rr, isStoredEmpty)), oms, ignored),
    recorded: oms.map((bits) => bits.recorded as number),
    delivered: oms.map((bits) => bits.delivered as number),
  };
  return () => fetched;
}

/**
 * Fetches the lumisections of datasets with limited concurrency. Returns them in the order of runs and names in which the portal adds
 * them, since floating-point sums depend on it.
 *
 * @param datasets Lists of datasets. No dataset comes before one of an earlier list.
 */
export async function* fetchLumisections(
  client: Client,
  datasets: Iterable<readonly LumisectionSource[]> | AsyncIterable<readonly LumisectionSource[]>,
  compiled: Compiled,
  signal?: AbortSignal,
): AsyncGenerator<DatasetLumisections, void, undefined> {
  for await (const list of datasets) {
    const ordered = list.toSorted(
      (a, b) => a.run_number - b.run_number || compareStrings(a.dataset_name, b.dataset_name),
    );
    const read = (dataset: LumisectionSource, linked: AbortSignal) => readDataset(client, dataset, compiled, linked);
    for await (const create of mapConcurrent(ordered, client.concurrency, read, signal)) yield create();
  }
}
