import { QueryError } from '../../errors.js';
import type { StateDataset, StateOmsLumisections, StateRrLumisections, StateRun } from '../state.js';
import type { Database } from './database.js';
import { cacheRow, storeCaches, storedRow, storeLumisections } from './derived-rows.js';
import { joinedOmsLumisections, rrRanges } from './stored-lumisections.js';

/** A change of the data of a registry. Everything else is unchanged. */
export interface StateChange {
  /** Runs to insert or replace, by run number. Lists omit a run without a dataset `online`. */
  readonly runs?: readonly StateRun[];
  /** Datasets to insert or replace, by run number and name. */
  readonly datasets?: readonly StateDataset[];
  /** Flags of datasets in `datasets`. */
  readonly rrLumisections?: readonly StateRrLumisections[];
  /** OMS bits of datasets in `datasets`. */
  readonly omsLumisections?: readonly StateOmsLumisections[];
  /** Runs to delete, by run number, also those in `runs`. Their datasets are unchanged. */
  readonly hideRuns?: readonly number[];
  /** Datasets to delete, also those in `datasets`. */
  readonly hideDatasets?: readonly {
    /** CMS run number. */
    readonly run_number: number;
    /** Name of the dataset. */
    readonly name: string;
  }[];
}

/** A single statement: no request sees half of a change. It cannot hide the rows that it stores, which have their own `deleted`. */
const changeTables = `
WITH given AS (SELECT $1::text::jsonb AS change),
run AS (
  INSERT INTO "Run" SELECT (r->>'run_number')::int, r->'oms_attributes', r->'rr_attributes', (r->>'version')::int, (r->>'deleted')::boolean
  FROM given, jsonb_array_elements(change->'runs') r
  ON CONFLICT (run_number) DO UPDATE
  SET oms_attributes = excluded.oms_attributes, rr_attributes = excluded.rr_attributes, version = excluded.version, deleted = excluded.deleted
),
dataset AS (
  INSERT INTO "Dataset" SELECT (r->>'run_number')::int, r->>'name', r->'dataset_attributes', r->'datasets_in_gui', (r->>'deleted')::boolean, (r->>'version')::int
  FROM given, jsonb_array_elements(change->'datasets') r
  ON CONFLICT (run_number, name) DO UPDATE
  SET dataset_attributes = excluded.dataset_attributes, datasets_in_gui = excluded.datasets_in_gui, deleted = excluded.deleted, version = excluded.version
),
cache AS (${storeCaches}),
rr AS (${storeLumisections('RrLumisections', 'rr')}),
oms AS (${storeLumisections('OmsLumisections', 'oms')}),
hidden AS (
  UPDATE "Run" SET deleted = true FROM given, jsonb_array_elements_text(change->'hideRuns') number WHERE run_number = number::int
)
UPDATE "Dataset" SET deleted = true FROM given, jsonb_array_elements(change->'hideDatasets') r
WHERE run_number = (r->>'run_number')::int AND name = r->>'name'`;

/** Returns a run or dataset that a change hides, and that the registry lacks. */
const selectMissing = `
WITH given AS (SELECT $1::text::jsonb AS change)
SELECT 'run ' || number FROM given, jsonb_array_elements_text(change->'hideRuns') number
WHERE NOT EXISTS (SELECT FROM "Run" WHERE run_number = number::numeric)
UNION ALL
SELECT format('''%s'' of run %s', r->>'name', r->>'run_number') FROM given, jsonb_array_elements(change->'hideDatasets') r
WHERE NOT EXISTS (SELECT FROM "Dataset" WHERE run_number = (r->>'run_number')::numeric AND name = r->>'name')`;

interface Key {
  readonly run_number: number;
  readonly dataset_name: string;
}

interface Stored<Row> {
  /** The rows to store. */
  readonly rows: readonly Row[];
  /** The keys of other rows to hide. */
  readonly hidden: readonly unknown[];
}

/** Separates the hidden rows of a change from those that it also stores, which are stored as deleted. */
function withHidden<Row, Hidden>(
  rows: readonly Row[],
  hidden: readonly Hidden[],
  keyOf: (row: Row | Hidden) => string,
): Stored<Row> {
  const [stored, toHide] = [new Set(rows.map(keyOf)), new Set(hidden.map(keyOf))];
  return {
    rows: rows.map((row) => (toHide.has(keyOf(row)) ? { ...row, deleted: true } : row)),
    hidden: hidden.filter((key) => !stored.has(keyOf(key))),
  };
}

/** Checks that the registry has the rows that a change hides. A wrong number would hide nothing. */
async function checkHidden(database: Database, hideRuns: readonly unknown[], hideDatasets: readonly unknown[]) {
  if (hideRuns.length + hideDatasets.length === 0) return;
  const [missing] = await database.column(selectMissing, [JSON.stringify({ hideRuns, hideDatasets })]);
  if (missing !== undefined)
    throw new QueryError('bad-option', `Cannot hide ${missing}, which the registry does not have`, {
      hint: 'Remove it, or store it in the same change.',
    });
}

const find = <Row extends Key>(rows: readonly Row[], run: number, name: string): Row | undefined =>
  rows.find((row) => row.run_number === run && row.dataset_name === name);

/** Changes the data of a registry. */
export async function changeState(database: Database, change: StateChange): Promise<void> {
  const {
    runs = [],
    datasets = [],
    rrLumisections = [],
    omsLumisections = [],
    hideRuns = [],
    hideDatasets = [],
  } = change;
  const caches: object[] = [];
  for (const dataset of datasets) {
    const { run_number: run, name } = dataset;
    const flags = find(rrLumisections, run, name)?.rr_lumisection_ranges ?? (await rrRanges(database, run, name));
    const bits =
      find(omsLumisections, run, name)?.oms_lumisections ??
      find(omsLumisections, run, 'online')?.oms_lumisections ??
      (await joinedOmsLumisections(database, run, name));
    caches.push(cacheRow(dataset, flags, bits));
  }
  const stored = ({ run_number, dataset_name: name }: Key, items: readonly object[]) =>
    storedRow({ run_number, name, items });
  const rr = rrLumisections.map((row) => stored(row, row.rr_lumisection_ranges));
  const oms = omsLumisections.map((row) => stored(row, row.oms_lumisections));
  const storedRuns = withHidden(runs, hideRuns, (row) => `${typeof row === 'number' ? row : row.run_number}`);
  const storedDatasets = withHidden(datasets, hideDatasets, ({ run_number, name }) => `${run_number} ${name}`);
  await checkHidden(database, storedRuns.hidden, storedDatasets.hidden);
  const tables = { runs: storedRuns.rows, datasets: storedDatasets.rows, caches, rr, oms };
  const hidden = { hideRuns: storedRuns.hidden, hideDatasets: storedDatasets.hidden };
  await database.column(changeTables, [JSON.stringify({ ...tables, ...hidden })]);
}
