import { literal } from '../sql/literal.js';
import type { Json, StateRange } from '../state.js';
import type { Database } from './database.js';
import { type Bits, type Flags, flagsByLumisection } from './lumisections.js';

/** A lumisection as the rules of a golden JSON read it: OMS bits, statuses of flags, its dataset and its run. */
export interface AggregatedLumisection {
  readonly dataset: Json;
  readonly run: Json;
  readonly lumisection: {
    readonly lumisection_number: number;
    readonly oms: Bits;
    readonly rr: Readonly<Record<string, string>>;
  };
}

/** Returns the lumisections of a dataset for which both OMS bits and flags exist. */
export async function aggregatedLumisections(
  database: Database,
  run: number | string,
  dataset: string,
): Promise<AggregatedLumisection[]> {
  const stored = await read(database, run, dataset);
  if (stored === undefined) return [];
  const { about, bits, ranges } = stored;
  const statuses = new Map<Flags | undefined, AggregatedLumisection['lumisection']['rr'] | undefined>();
  return flagsByLumisection(ranges).flatMap((flags, index) => {
    const oms = bits[index];
    if (!statuses.has(flags)) statuses.set(flags, statusesOf(flags));
    const rr = statuses.get(flags);
    if (oms === undefined || 'err' in oms || rr === undefined) return [];
    return { ...about, lumisection: { lumisection_number: index + 1, oms, rr } };
  });
}

/** Returns the status of each flag, or `undefined` if there are no flags. */
function statusesOf(flags: Flags | undefined): AggregatedLumisection['lumisection']['rr'] | undefined {
  const statuses = Object.entries(flags ?? {}).map(([flag, { status }]) => [flag, status] as const);
  return statuses.length === 0 ? undefined : Object.fromEntries(statuses);
}

/** A dataset with its run, its OMS bits (its own, even an empty list, or else those of its run) and its flags. */
interface StoredDataset {
  readonly about: Pick<AggregatedLumisection, 'dataset' | 'run'>;
  readonly bits: readonly Bits[];
  readonly ranges: readonly StateRange[];
}

/** Reads a dataset in one statement: a golden JSON reads thousands of them. */
async function read(database: Database, run: number | string, dataset: string): Promise<StoredDataset | undefined> {
  const [text] = await database.column(
    `SELECT concat('{"about":', jsonb_build_object(
       'dataset', "Dataset"."dataset_attributes" || jsonb_build_object('name', "Dataset"."name"),
       'run', jsonb_build_object('oms', "Run"."oms_attributes", 'rr', "Run"."rr_attributes", 'run_number', "Run"."run_number")
     ), ',"bits":', COALESCE(own.items, online.items, '[]'), ',"ranges":', COALESCE(flags.items, '[]'), '}')
     FROM "Dataset" INNER JOIN "Run" ON "Dataset"."run_number" = "Run"."run_number"
     LEFT JOIN "OmsLumisections" own ON own.run_number = "Dataset"."run_number" AND own."name" = "Dataset"."name"
     LEFT JOIN "OmsLumisections" online ON online.run_number = "Dataset"."run_number" AND online."name" = 'online'
     LEFT JOIN "RrLumisections" flags ON flags.run_number = "Dataset"."run_number" AND flags."name" = "Dataset"."name"
     WHERE "Dataset"."run_number" = ${literal(run, 'integer')} AND "Dataset"."name" = ${literal(dataset, 'text')}`,
  );
  return text === undefined ? undefined : (JSON.parse(text) as StoredDataset);
}

/** Ranges of lumisections as received, both ends included. */
export type Ranges = readonly (readonly [Json, Json])[];

/** Splits a key into run number and dataset name, which may contain dashes. */
function identify(key: string): [string, string] {
  const dash = key.indexOf('-');
  return dash < 0 ? [key, ''] : [key.slice(0, dash), key.slice(dash + 1)];
}

/** Returns the lumisections of an entry such as `"316701-/PromptReco/…/DQM":[[1,5]]`, each once. */
export async function lumisectionsOf(
  database: Database,
  key: string,
  ranges: Ranges,
): Promise<AggregatedLumisection[]> {
  for (const [start, end] of ranges) await checkStart(database, start, end);
  const lumisections = await aggregatedLumisections(database, ...identify(key));
  return lumisections.filter(({ lumisection: { lumisection_number: number } }) =>
    ranges.some(([start, end]) => isBetween(start, number, end)),
  );
}

/** The registry sends the start of a range to PostgreSQL as received, which rejects a string that is not an integer. */
async function checkStart(database: Database, start: Json, end: Json): Promise<void> {
  if (typeof start === 'string' && start <= (end as string))
    await database.column(`SELECT ${literal(start, 'integer')}::int`);
}

/**
 * Returns true if a loop of the registry from `start` to `end` visits a lumisection. It first compares the bounds as received (two
 * strings as strings), and a start that is a string does not select its lumisection. Later iterations compare numbers.
 */
function isBetween(start: Json, number: number, end: Json): boolean {
  if (!((start as number) <= (end as number))) return false;
  const steps = number - Number(start);
  if (!Number.isInteger(steps) || steps < 0) return false;
  return steps === 0 ? typeof start === 'number' : number <= Number(end);
}
