/** What is known about the lumisections that a JSON of ranges names. */
import { fields, luminosity } from '../lumisections.js';
import { json } from '../reply.js';
import type { Exchange, Routes } from '../router.js';
import { literal } from '../sql/literal.js';
import type { Json } from '../state.js';
import { type AggregatedLumisection, aggregatedLumisections } from './aggregated-lumisections.js';

type RangesByDataset = { readonly [key: string]: readonly (readonly [Json, Json])[] };

/** Routes over `{"316701-/PromptReco/…/DQM":[[1,5]]}`. */
export const goldenJsonRoutes: Routes = {
  'POST /lumisections/get_data_of_json': async ({ body, database }) => {
    const data = fields<Record<number, object>>();
    let recorded = 0;
    let delivered = 0;
    for (const [key, ranges] of Object.entries(rangesOf(body.json))) {
      if (!key.includes('-')) {
        throw new Error(
          "Every entry in the json must include the respective dataset name, as in '316701-/PromptReco/Collisions2018A/DQM",
        );
      }
      const selected = await lumisectionsOf(database, key, ranges);
      const total = luminosity(selected.map(({ lumisection }) => lumisection.oms));
      recorded += total.recorded;
      delivered += total.delivered;
      if (selected.length === 0) continue;
      data[key] = Object.fromEntries(selected.map((known) => [known.lumisection.lumisection_number, known]));
    }
    return json({ json_with_data: data, total_recorded_luminosity: recorded, total_delivered_luminosity: delivered });
  },
  'POST /lumisections/get_luminosity_of_json_with_dataset_names': async ({ body, database }) => {
    const totals = fields<number>();
    for (const [key, ranges] of Object.entries(rangesOf(body.json_with_dataset_names))) {
      const selected = await lumisectionsOf(database, key, ranges);
      totals[key] = luminosity(selected.map(({ lumisection }) => lumisection.oms)).recorded;
    }
    return json(totals);
  },
};

function rangesOf(value: Json | undefined): RangesByDataset {
  if (value === undefined || value === null) throw new TypeError('Cannot convert undefined or null to object');
  return value as RangesByDataset;
}

/** Run number and dataset name; the name may contain dashes. */
function identify(key: string): [string, string] {
  const dash = key.indexOf('-');
  return dash < 0 ? [key, ''] : [key.slice(0, dash), key.slice(dash + 1)];
}

/** The lumisections of one entry, each once. */
export async function lumisectionsOf(
  database: Exchange['database'],
  key: string,
  ranges: RangesByDataset[string],
): Promise<AggregatedLumisection[]> {
  for (const [start, end] of ranges) await checkStart(database, start, end);
  const known = await aggregatedLumisections(database, ...identify(key));
  return known.filter(({ lumisection: { lumisection_number: number } }) =>
    ranges.some(([start, end]) => isBetween(start, number, end)),
  );
}

/** The registry sends the start of a range to PostgreSQL as given, which reports a string that is no integer. */
async function checkStart(database: Exchange['database'], start: Json, end: Json): Promise<void> {
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
