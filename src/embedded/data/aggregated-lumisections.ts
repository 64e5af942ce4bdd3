import { literal } from '../sql/literal.js';
import type { Json } from '../state.js';
import type { Database } from './database.js';
import { type Bits, flagsByLumisection } from './lumisections.js';
import { joinedOmsLumisections, rrRanges } from './stored-lumisections.js';

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
  const about = await describe(database, run, dataset);
  if (about === undefined) return [];
  const oms = await joinedOmsLumisections(database, run, dataset);
  return flagsByLumisection(await rrRanges(database, run, dataset)).flatMap((flags, index) => {
    const bits = oms[index];
    const statuses = Object.entries(flags ?? {}).map(([flag, { status }]) => [flag, status] as const);
    if (bits === undefined || 'err' in bits || statuses.length === 0) return [];
    return { ...about, lumisection: { lumisection_number: index + 1, oms: bits, rr: Object.fromEntries(statuses) } };
  });
}

async function describe(
  database: Database,
  run: number | string,
  dataset: string,
): Promise<Pick<AggregatedLumisection, 'dataset' | 'run'> | undefined> {
  const [text] = await database.column(
    `SELECT jsonb_build_object(
       'dataset', "Dataset"."dataset_attributes" || jsonb_build_object('name', "Dataset"."name"),
       'run', jsonb_build_object('oms', "Run"."oms_attributes", 'rr', "Run"."rr_attributes", 'run_number', "Run"."run_number")
     )::text FROM "Dataset" INNER JOIN "Run" ON "Dataset"."run_number" = "Run"."run_number"
     WHERE "Dataset"."run_number" = ${literal(run, 'integer')} AND "Dataset"."name" = ${literal(dataset, 'text')}`,
  );
  return text === undefined ? undefined : (JSON.parse(text) as Pick<AggregatedLumisection, 'dataset' | 'run'>);
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
 * Tests if a loop of the registry from `start` to `end` visits a lumisection. It first compares the bounds as received (two
 * strings as strings), and a start that is a string does not select its lumisection. Later iterations compare numbers.
 */
function isBetween(start: Json, number: number, end: Json): boolean {
  if (!((start as number) <= (end as number))) return false;
  const steps = number - Number(start);
  if (!Number.isInteger(steps) || steps < 0) return false;
  return steps === 0 ? typeof start === 'number' : number <= Number(end);
}
