import { lumisectionsOf, type Ranges } from '../data/aggregated-lumisections.js';
import { fields, luminosity } from '../data/lumisections.js';
import { json } from '../routing/response.js';
import type { Routes } from '../routing/route.js';
import type { Json } from '../state.js';

type RangesByDataset = { readonly [key: string]: Ranges };

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
      data[key] = Object.fromEntries(selected.map((item) => [item.lumisection.lumisection_number, item]));
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
