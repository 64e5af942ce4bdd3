import { type AggregatedLumisection, aggregatedLumisections, lumisectionsOf } from '../data/aggregated-lumisections.js';
import { cachedLuminosity } from '../data/coverage.js';
import type { Database } from '../data/database.js';
import { type Bits, extend, luminosity } from '../data/lumisections.js';
import { omsLumisections, rrRanges } from '../data/stored-lumisections.js';
import { noWords, readTerm } from '../sql/clause.js';
import { bareLiteral } from '../sql/literal.js';
import type { Json } from '../state.js';
import { addLoss, emptyLoss } from './loss.js';
import type { Order, RangesByKey, Report, Selection } from './records.js';
import { applyRule } from './rules.js';

/** Returns the condition that the name of a dataset matches a filter. */
export function namedBy(filter: Json): string {
  return `"name" SIMILAR TO ${bareLiteral(readTerm(filter, noWords))} AND "deleted" = false`;
}

/** Lumisections by run and by dataset, and their luminosity. */
class Part {
  readonly byRun: RangesByKey = {};
  readonly byDataset: RangesByKey = {};
  recorded = 0;
  delivered = 0;

  /** Appends a lumisection. The ranges of several datasets of a run are concatenated. */
  add(run: number, name: string, { lumisection_number: number, oms }: AggregatedLumisection['lumisection']): void {
    extend(this.byRun, String(run), number);
    extend(this.byDataset, `${run}-${name}`, number);
    this.count(oms);
  }

  count(oms: Bits): void {
    const { recorded, delivered } = luminosity([oms]);
    this.recorded += recorded;
    this.delivered += delivered;
  }
}

/** A selection, and the lumisections that are not in it. */
export interface Selected {
  readonly selection: Selection;
  readonly anti: Pick<Report, 'generated_anti_json' | 'generated_anti_json_with_dataset_names'>;
}

/**
 * Evaluates the logic for every lumisection, dataset by dataset. Other requests run while the next one is read.
 *
 * @throws {AbortError} when the registry is closed meanwhile.
 */
export async function select(
  database: Database,
  { dataset_name_filter, json_logic }: Order,
  signal: AbortSignal,
  onProgress: (progress: number) => void,
): Promise<Selected> {
  const rows = await database.column(
    `SELECT jsonb_build_array("run_number", "name")::text FROM "Dataset" WHERE ${namedBy(dataset_name_filter)}
     ORDER BY "run_number", "name"`,
  );
  const datasets = rows.map((row) => JSON.parse(row) as [number, string]);
  const all = new Part();
  const passed = new Part();
  const rest = new Part();
  for (const [index, [run, name]] of datasets.entries()) {
    signal.throwIfAborted();
    for (const item of await aggregatedLumisections(database, run, name)) {
      all.count(item.lumisection.oms);
      // Truthy as in JavaScript: an empty list passes, although it is false for json-logic.
      const part = applyRule(json_logic, item) ? passed : rest;
      part.add(run, name, item.lumisection);
    }
    onProgress(index / datasets.length);
  }
  return {
    selection: {
      generated_json: passed.byRun,
      generated_json_with_dataset_names: passed.byDataset,
      min_run_number: datasets[0]?.[0] ?? 0,
      max_run_number: datasets.at(-1)?.[0] ?? 0,
      total_delivered_luminosity: all.delivered,
      total_recorded_luminosity: all.recorded,
      recorded_luminosity_in_json: passed.recorded,
      delivered_luminosity_in_json: passed.delivered,
    },
    anti: { generated_anti_json: rest.byRun, generated_anti_json_with_dataset_names: rest.byDataset },
  };
}

/**
 * Reports on the lumisections that were not selected.
 *
 * @throws {AbortError} when the registry is closed meanwhile.
 */
export async function report(
  database: Database,
  { json_logic }: Order,
  { selection: { min_run_number, max_run_number }, anti }: Selected,
  signal: AbortSignal,
): Promise<Report> {
  const loss = emptyLoss();
  const lost = new Part();
  for (const [key, ranges] of Object.entries(anti.generated_anti_json_with_dataset_names)) {
    signal.throwIfAborted();
    for (const item of await lumisectionsOf(database, key, ranges)) {
      lost.count(item.lumisection.oms);
      addLoss(loss, json_logic, key, item);
    }
  }
  const range = await rangeLuminosity(database, min_run_number, max_run_number, signal);
  return {
    ...anti,
    total_recorded_luminosity_lost: lost.recorded,
    total_delivered_luminosity_lost: lost.delivered,
    ...loss,
    total_recorded_luminosity_from_run_range: range.recorded,
    total_delivered_luminosity_from_run_range: range.delivered,
  };
}

/** Adds up the luminosity in the cache rows of a range of runs, in stored order; null if there are no such rows. */
async function rangeLuminosity(
  database: Database,
  first: number,
  last: number,
  signal: AbortSignal,
): Promise<{ recorded: number | null; delivered: number | null }> {
  const runs = await database.column(
    `SELECT "run_number"::text FROM "DatasetTripletCache"
     WHERE "name" = 'online' AND "run_number" BETWEEN ${first} AND ${last} ORDER BY "version"`,
  );
  if (runs.length === 0) return { recorded: null, delivered: null };
  let recorded = 0;
  let delivered = 0;
  for (const run of runs) {
    signal.throwIfAborted();
    const ranges = await rrRanges(database, run, 'online');
    const cached = cachedLuminosity(ranges, await omsLumisections(database, run, 'online'));
    recorded += cached.recorded;
    delivered += cached.delivered;
  }
  return { recorded, delivered };
}
