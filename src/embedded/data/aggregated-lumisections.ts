/** Lumisections as the rules of a golden JSON see them: what OMS and the registry know of each, and of its dataset and run. */

import { literal } from '../sql/literal.js';
import type { Json } from '../state.js';
import type { Database } from './database.js';
import { type Bits, flagsByLumisection } from './lumisections.js';
import { joinedOmsLumisections, rrRanges } from './stored-lumisections.js';

/** One lumisection; of a flag there is only the status, and none of a flag that the lumisection lacks. */
export interface AggregatedLumisection {
  readonly dataset: Json;
  readonly run: Json;
  readonly lumisection: {
    readonly lumisection_number: number;
    readonly oms: Bits;
    readonly rr: Readonly<Record<string, string>>;
  };
}

/** The lumisections of a dataset that both lists have, in order. */
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

/** Ranges of lumisections as given, both ends included. */
export type Ranges = readonly (readonly [Json, Json])[];

/** Run number and dataset name; the name may contain dashes. */
function identify(key: string): [string, string] {
  const dash = key.indexOf('-');
  return dash < 0 ? [key, ''] : [key.slice(0, dash), key.slice(dash + 1)];
}

/** The lumisections of one entry, each once. */
export async function lumisectionsOf(
  database: Database,
  key: string,
  ranges: Ranges,
): Promise<AggregatedLumisection[]> {
  for (const [start, end] of ranges) await checkStart(database, start, end);
  const known = await aggregatedLumisections(database, ...identify(key));
  return known.filter(({ lumisection: { lumisection_number: number } }) =>
    ranges.some(([start, end]) => isBetween(start, number, end)),
  );
}

/** The registry sends the start of a range to PostgreSQL as given, which reports a string that is no integer. */
async function checkStart(database: Database, start: Json, end: Json): Promise<void> {
  if (typeof start === 'string' && start <= (end as string))
    await database.column(`SELECT ${literal(start, 'integer')}::int`);
}

/**
 * Whether a loop of the registry from `start` to `end` visits a lumisection. The loop first compares the bounds as given, two
 * strings as strings, and a start that is a string does not select its lumisection. Later rounds compare numbers.
 */
function isBetween(start: Json, number: number, end: Json): boolean {
  if (!((start as number) <= (end as number))) return false;
  const steps = number - Number(start);
  if (!Number.isInteger(steps) || steps < 0) return false;
  return steps === 0 ? typeof start === 'number' : number <= Number(end);
}
