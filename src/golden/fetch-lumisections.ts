import { flagPrefix } from '../catalogue/paths.js';
import type { Compiled } from '../logic/compile.js';
import { compareTexts } from '../print/order.js';
import type { LumisectionSource } from '../query/lumisections/context.js';
import { ask, type FlagVerdict, isFiller, noteOf, type RrRange, rrRanges } from '../query/lumisections/ranges.js';
import type { Client } from '../query/reading/client.js';
import { unexpectedResponse } from '../query/reading/response.js';
import { mapConcurrent } from '../util/concurrency.js';
import { isObject, type JsonObject } from '../util/json-object.js';
import type { DatasetLumisections, LumisectionRange } from './lumisection.js';

/** Luminosities differ from lumisection to lumisection, and would break every range. */
const perLumisection = ['recorded', 'delivered'] as const;

const flagsIn = ({ rr }: RrRange): [flag: string, verdict: FlagVerdict][] =>
  Object.entries(rr as Readonly<Record<string, FlagVerdict>>);

const isByFlag = (answer: unknown): answer is Readonly<Record<string, JsonObject[]>> =>
  isObject(answer) && Object.values(answer).every((each) => Array.isArray(each) && each.every(isObject));

/** Whether a flag is EMPTY in a lumisection, and not missing. */
type IsSet = (flag: string, number: number) => boolean;

/**
 * Which flags are EMPTY by somebody's word: the registry's ranges flag by flag have no status where one is missing. They also leave out
 * lumisections without any flag, so that their numbers are shifted behind one; where it cannot be told which these are, none is EMPTY.
 */
async function askWhatIsSet(
  client: Client,
  known: LumisectionSource,
  ranges: readonly RrRange[],
  signal: AbortSignal,
): Promise<IsSet> {
  const { run_number, dataset_name } = known;
  const path = '/lumisections/rr_lumisection_ranges_by_component';
  const note = noteOf(known);
  const byFlag = await client.request({ method: 'POST', path, body: { run_number, dataset_name }, signal, note });
  if (!isByFlag(byFlag)) throw unexpectedResponse(`POST ${path}`, 'no ranges by flag', { note });
  const numbers: number[] = [];
  const unknown: number[] = [];
  for (const range of ranges) {
    const isUnknown = flagsIn(range).every(([, verdict]) => isFiller(verdict));
    for (let number = range.start; number <= range.end; number++) (isUnknown ? unknown : numbers).push(number);
  }
  const count = Math.max(0, ...Object.values(byFlag).map((each) => (each.at(-1)?.end as number | undefined) ?? 0));
  if (count === numbers.length + unknown.length) numbers.push(...unknown);
  else if (count !== numbers.length) return () => false;
  numbers.sort((a, b) => a - b);
  const set = new Map<string, Set<number>>();
  for (const [flag, each] of Object.entries(byFlag)) {
    const held = new Set<number>();
    for (const { start, end, status } of each)
      if (status === 'EMPTY')
        for (let at = start as number; at <= (end as number); at++) held.add(numbers[at - 1] as number);
    set.set(flag, held);
  }
  return (flag, number) => set.get(flag)?.has(number) ?? false;
}

/** The flags of each lumisection; one that lacks all of them is not known to the registry. */
function flagsByLumisection(ranges: readonly RrRange[], isSet: IsSet): (JsonObject | undefined)[] {
  const flags: (JsonObject | undefined)[] = [];
  for (const range of ranges) {
    const all = flagsIn(range);
    const fillers = all.flatMap(([flag, verdict]) => (isFiller(verdict) ? [flag] : []));
    const held = new Map<string, JsonObject | undefined>();
    for (let number = range.start; number <= range.end; number++) {
      const empty = new Set(fillers.filter((flag) => isSet(flag, number)));
      const key = [...empty].join();
      if (!held.has(key)) {
        const known = all.flatMap(([flag, verdict]) =>
          !isFiller(verdict) || empty.has(flag) ? [[flag, verdict.status] as const] : [],
        );
        held.set(key, known.length === 0 ? undefined : Object.fromEntries(known));
      }
      flags[number - 1] = held.get(key);
    }
  }
  return flags;
}

const same = (a: JsonObject, b: JsonObject, ignored: ReadonlySet<string>): boolean => {
  const names = Object.keys(a).filter((name) => !ignored.has(name));
  return (
    names.length === Object.keys(b).filter((name) => !ignored.has(name)).length &&
    names.every((name) => Object.hasOwn(b, name) && a[name] === b[name])
  );
};

/**
 * Lumisections of a dataset as ranges: those that both OMS and the Run Registry know, which are those that the portal decides on.
 */
function joinedRanges(
  flags: readonly (JsonObject | undefined)[],
  oms: readonly JsonObject[],
  ignored: ReadonlySet<string>,
): LumisectionRange[] {
  const ranges: { start: number; end: number; oms: JsonObject; rr: JsonObject }[] = [];
  for (let index = 0; index < Math.min(flags.length, oms.length); index++) {
    const [bits, known] = [oms[index], flags[index]];
    if (bits === undefined || known === undefined || 'err' in bits) continue;
    const last = ranges.at(-1);
    if (last?.end === index && last.rr === known && same(last.oms, bits, ignored)) last.end = index + 1;
    else ranges.push({ start: index + 1, end: index + 1, oms: bits, rr: known });
  }
  return ranges as unknown as LumisectionRange[];
}

async function fetchOne(
  client: Client,
  known: LumisectionSource,
  compiled: Compiled,
  ignored: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<DatasetLumisections> {
  const [rr, oms] = await Promise.all([
    rrRanges(client, known, signal),
    // As they are: a rule may look at anything that stands there.
    ask(client, 'oms_lumisections', known, signal),
  ]);
  // Whether EMPTY or nothing stands there matters to rules on that flag, and to whether a lumisection is known at all.
  const matters = rr.some((range) => {
    const fillers = flagsIn(range).filter(([, verdict]) => isFiller(verdict));
    return (
      fillers.some(([flag]) => compiled.reads(`${flagPrefix}${flag}`)) ||
      (fillers.length > 0 && fillers.length === flagsIn(range).length)
    );
  });
  const isSet = matters ? await askWhatIsSet(client, known, rr, signal) : () => false;
  return {
    ...(known.owner as Pick<DatasetLumisections, 'dataset' | 'run'>),
    ranges: joinedRanges(flagsByLumisection(rr, isSet), oms, ignored),
    recorded: oms.map((bits) => bits.recorded as number),
    delivered: oms.map((bits) => bits.delivered as number),
  };
}

/** Lumisections of datasets, a few asked for at once, in the order of runs and names in which the portal adds them up: sums depend on it. */
export function fetchLumisections(
  client: Client,
  datasets: readonly LumisectionSource[],
  compiled: Compiled,
  signal?: AbortSignal,
): AsyncGenerator<DatasetLumisections, void, undefined> {
  const ordered = datasets.toSorted(
    (a, b) => a.run_number - b.run_number || compareTexts(a.dataset_name, b.dataset_name),
  );
  const ignored = new Set<string>(perLumisection.filter((name) => !compiled.reads(`lumisection.oms.${name}`)));
  return mapConcurrent(
    ordered,
    client.concurrency,
    (known, either) => fetchOne(client, known, compiled, ignored, either),
    signal,
  );
}
