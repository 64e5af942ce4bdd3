import { flagPrefix } from '../catalogue/paths.js';
import { ResponseError } from '../errors.js';
import type { Compiled } from '../logic/compile.js';
import { compareTexts } from '../print/order.js';
import { ahead } from '../query/ahead.js';
import type { Client } from '../query/read.js';
import type { DatasetLumisections, LumisectionRange } from './lumisection.js';

type Row = Readonly<Record<string, unknown>>;

/** A dataset as a query gives it, without what is not needed here. */
export interface KnownDataset {
  readonly run: number;
  readonly name: string;
  readonly dataset: DatasetLumisections['dataset'];
  readonly runData: DatasetLumisections['run'];
}

/** What golden JSON needs of a row of a dataset. */
export function knownDataset(row: Row): KnownDataset {
  const { oms_attributes: oms, rr_attributes: rr } = row.Run as Row;
  const run = row.run_number as number;
  const name = row.name as string;
  return {
    run,
    name,
    dataset: { ...(row.dataset_attributes as Row), name },
    runData: { run_number: run, oms, rr } as DatasetLumisections['run'],
  };
}

const isObject = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Luminosities differ from lumisection to lumisection, and would break every range. */
const perLumisection = ['recorded', 'delivered'] as const;

interface Asking {
  readonly client: Client;
  readonly known: KnownDataset;
  readonly signal: AbortSignal | undefined;
}

const isList = (value: unknown): value is Row[] => Array.isArray(value) && value.every(isObject);

async function read<T>(
  { client, known: { run, name }, signal }: Asking,
  path: string,
  is: (answer: unknown) => answer is T,
  what: string,
): Promise<T> {
  const answer = await client.request({
    method: 'POST',
    path,
    body: { run_number: run, dataset_name: name },
    signal,
    note: `run ${run}, ${name}`,
  });
  if (is(answer)) return answer;
  throw new ResponseError('unexpected-answer', `POST ${path} (run ${run}, ${name}) was answered with no ${what}`, {
    request: `POST ${path}`,
  });
}

/** EMPTY as the registry fills it in where a lumisection lacks a flag, which its own rules see as null. */
const isFiller = (verdict: unknown): boolean =>
  isObject(verdict) && verdict.status === 'EMPTY' && !verdict.comment && !verdict.cause;

const flagsIn = (range: Row): [flag: string, verdict: Row][] =>
  Object.entries(range).filter((entry): entry is [string, Row] => isObject(entry[1]));

/** Whether a flag is EMPTY in a lumisection, and not missing. */
type IsSet = (flag: string, number: number) => boolean;

/**
 * Which flags are EMPTY by somebody's word: the registry's ranges flag by flag have no status where one is missing. They also leave out
 * lumisections without any flag, so that their numbers are shifted behind one; where it cannot be told which these are, none is EMPTY.
 */
async function askWhatIsSet(asking: Asking, ranges: readonly Row[]): Promise<IsSet> {
  const isByFlag = (answer: unknown): answer is Readonly<Record<string, Row[]>> =>
    isObject(answer) && Object.values(answer).every(isList);
  const byFlag = await read(asking, '/lumisections/rr_lumisection_ranges_by_component', isByFlag, 'ranges by flag');
  const numbers: number[] = [];
  const unknown: number[] = [];
  for (const range of ranges) {
    const isUnknown = flagsIn(range).every(([, verdict]) => isFiller(verdict));
    for (let number = range.start as number; number <= (range.end as number); number++)
      (isUnknown ? unknown : numbers).push(number);
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
function flagsByLumisection(ranges: readonly Row[], isSet: IsSet): (Row | undefined)[] {
  const flags: (Row | undefined)[] = [];
  for (const range of ranges) {
    const all = flagsIn(range);
    const fillers = all.flatMap(([flag, verdict]) => (isFiller(verdict) ? [flag] : []));
    const held = new Map<string, Row | undefined>();
    for (let number = range.start as number; number <= (range.end as number); number++) {
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

const same = (a: Row, b: Row, ignored: ReadonlySet<string>): boolean => {
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
  flags: readonly (Row | undefined)[],
  oms: readonly Row[],
  ignored: ReadonlySet<string>,
): LumisectionRange[] {
  const ranges: { start: number; end: number; oms: Row; rr: Row }[] = [];
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
  asking: Asking,
  compiled: Compiled,
  ignored: ReadonlySet<string>,
): Promise<DatasetLumisections> {
  const [rr, oms] = await Promise.all([
    read(asking, '/lumisections/rr_lumisection_ranges', isList, 'list of objects'),
    read(asking, '/lumisections/oms_lumisections', isList, 'list of objects'),
  ]);
  // Whether EMPTY or nothing stands there matters to rules on that flag, and to whether a lumisection is known at all.
  const matters = rr.some((range) => {
    const fillers = flagsIn(range).filter(([, verdict]) => isFiller(verdict));
    return (
      fillers.some(([flag]) => compiled.reads(`${flagPrefix}${flag}`)) ||
      (fillers.length > 0 && fillers.length === flagsIn(range).length)
    );
  });
  const isSet = matters ? await askWhatIsSet(asking, rr) : () => false;
  const { dataset, runData: run } = asking.known;
  return {
    dataset,
    run,
    ranges: joinedRanges(flagsByLumisection(rr, isSet), oms, ignored),
    recorded: oms.map((bits) => bits.recorded as number),
    delivered: oms.map((bits) => bits.delivered as number),
  };
}

/** Lumisections of datasets, a few asked for at once, in the order of runs and names in which the portal adds them up: sums depend on it. */
export function fetchLumisections(
  client: Client,
  datasets: readonly KnownDataset[],
  compiled: Compiled,
  signal?: AbortSignal,
): AsyncGenerator<DatasetLumisections, void, undefined> {
  const ordered = datasets.toSorted((a, b) => a.run - b.run || compareTexts(a.name, b.name));
  const ignored = new Set<string>(perLumisection.filter((name) => !compiled.reads(`lumisection.oms.${name}`)));
  return ahead(
    ordered,
    client.concurrency,
    (known, either) => fetchOne({ client, known, signal: either }, compiled, ignored),
    signal,
  );
}
