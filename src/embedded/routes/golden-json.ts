/** What is known about the lumisections that a JSON of ranges names. */
import { completeFlags, flagsByLumisection, luminosity } from '../lumisections.js';
import { json } from '../reply.js';
import type { Exchange, Routes } from '../router.js';
import { literal } from '../sql/literal.js';
import type { Json } from '../state.js';
import { omsLumisections, rrRanges } from './stored-lumisections.js';

type RangesByDataset = { readonly [key: string]: readonly (readonly [number, number])[] };

/** Routes over `{"316701-/PromptReco/…/DQM":[[1,5]]}`. */
export const goldenJsonRoutes: Routes = {
  'POST /lumisections/get_data_of_json': async ({ body, database }) => {
    const data: Record<string, Record<number, object>> = {};
    let recorded = 0;
    let delivered = 0;
    for (const [key, ranges] of Object.entries(rangesOf(body.json))) {
      if (!key.includes('-')) {
        throw new Error(
          "Every entry in the json must include the respective dataset name, as in '316701-/PromptReco/Collisions2018A/DQM",
        );
      }
      const selected = await lumisections(database, key, ranges);
      const total = luminosity(selected.map(({ bits }) => bits));
      recorded += total.recorded;
      delivered += total.delivered;
      if (selected.length === 0) continue;
      const [run, dataset] = identify(key);
      const about = await describe(database, run, dataset);
      data[key] = Object.fromEntries(
        selected.map(({ number, bits, statuses }) => [
          number,
          { ...about, lumisection: { lumisection_number: number, oms: bits, rr: statuses } },
        ]),
      );
    }
    return json({ json_with_data: data, total_recorded_luminosity: recorded, total_delivered_luminosity: delivered });
  },
  'POST /lumisections/get_luminosity_of_json_with_dataset_names': async ({ body, database }) => {
    const totals: Record<string, number> = {};
    for (const [key, ranges] of Object.entries(rangesOf(body.json_with_dataset_names))) {
      totals[key] = luminosity((await lumisections(database, key, ranges)).map(({ bits }) => bits)).recorded;
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

async function lumisections(database: Exchange['database'], key: string, ranges: RangesByDataset[string]) {
  const [run, dataset] = identify(key);
  const rr = await rrRanges(database, run, dataset);
  const oms = await omsLumisections(database, run, dataset);
  const known = flagsByLumisection(rr);
  const complete = completeFlags(rr);
  const numbers = new Set(
    ranges.flatMap(([start, end]) => Array.from({ length: end - start + 1 }, (_, i) => start + i)),
  );
  return [...numbers]
    .sort((one, other) => one - other)
    .flatMap((number) => {
      const bits = oms[number - 1];
      if (bits === undefined || known[number - 1] === undefined) return [];
      const flags = Object.entries(complete[number - 1] ?? {});
      return [{ number, bits, statuses: Object.fromEntries(flags.map(([flag, { status }]) => [flag, status])) }];
    });
}

async function describe(database: Exchange['database'], run: string, dataset: string): Promise<object> {
  const [text] = await database.column(
    `SELECT jsonb_build_object(
       'dataset', "Dataset"."dataset_attributes" || jsonb_build_object('name', "Dataset"."name"),
       'run', jsonb_build_object('oms', "Run"."oms_attributes", 'rr', "Run"."rr_attributes", 'run_number', "Run"."run_number")
     )::text FROM "Dataset" INNER JOIN "Run" ON "Dataset"."run_number" = "Run"."run_number"
     WHERE "Dataset"."run_number" = ${literal(run, 'integer')} AND "Dataset"."name" = ${literal(dataset, 'text')}`,
  );
  return JSON.parse(text ?? '{}') as object;
}
