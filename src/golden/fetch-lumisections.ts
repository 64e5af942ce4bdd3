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

async function read(client: Client, path: string, { run, name }: KnownDataset, signal?: AbortSignal): Promise<Row[]> {
  const answer = await client.request({
    method: 'POST',
    path,
    body: { run_number: run, dataset_name: name },
    signal,
    note: `run ${run}, ${name}`,
  });
  if (Array.isArray(answer) && answer.every(isObject)) return answer;
  throw new ResponseError(
    'unexpected-answer',
    `POST ${path} (run ${run}, ${name}) was answered with no list of objects`,
    {
      request: `POST ${path}`,
    },
  );
}

/**
 * The flags of each lumisection. The registry fills in EMPTY where a lumisection lacks a flag, which its own rules see as null; a
 * lumisection that lacks all of them is not known to it.
 */
function flagsByLumisection(ranges: readonly Row[]): (Row | undefined)[] {
  const flags: (Row | undefined)[] = [];
  for (const range of ranges) {
    const known: Record<string, unknown> = {};
    for (const [flag, verdict] of Object.entries(range)) {
      if (!isObject(verdict)) continue;
      const isFiller = verdict.status === 'EMPTY' && !verdict.comment && !verdict.cause;
      if (!isFiller) known[flag] = verdict.status;
    }
    const held = Object.keys(known).length === 0 ? undefined : known;
    for (let number = range.start as number; number <= (range.end as number); number++) flags[number - 1] = held;
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
export function joinedRanges(
  rr: readonly Row[],
  oms: readonly Row[],
  ignored: ReadonlySet<string>,
): LumisectionRange[] {
  const flags = flagsByLumisection(rr);
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
  client: Client,
  known: KnownDataset,
  ignored: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<DatasetLumisections> {
  const [rr, oms] = await Promise.all([
    read(client, '/lumisections/rr_lumisection_ranges', known, signal),
    read(client, '/lumisections/oms_lumisections', known, signal),
  ]);
  return {
    dataset: known.dataset,
    run: known.runData,
    ranges: joinedRanges(rr, oms, ignored),
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
  return ahead(ordered, client.concurrency, (known, either) => fetchOne(client, known, ignored, either), signal);
}
