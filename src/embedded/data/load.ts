import type { RegistryState } from '../state.js';
import type { Database } from './database.js';
import { type Counted, countedLumisections, dcsSummary, type OmsLumisections, tripletSummary } from './summaries.js';

/** Length of the JSON in one statement, in characters. */
const batchLength = 8_000_000;

/** Versions reserved between a state and the first change to it, for the reconstructed history of the datasets: one per range. */
const reservedVersions = 100_000;

/** Loads a state into empty tables, oldest row first: unsorted rows are returned in the order in which they are stored. */
export async function loadState(database: Database, state: RegistryState): Promise<void> {
  await insert(database, 'Run', state.runs.toSorted(byVersion));
  await insert(database, 'Dataset', state.datasets.toSorted(byVersion));
  await insert(database, 'DatasetTripletCache', cacheRows(state));
  await insertLumisections(database, 'RrLumisections', state.rrLumisections, (row) => row.rr_lumisection_ranges);
  await insertLumisections(database, 'OmsLumisections', state.omsLumisections, (row) => row.oms_lumisections);
  await insert(database, 'Document', [
    { name: 'workspaces/online', body: state.workspaces.online },
    { name: 'workspaces/offline', body: state.workspaces.offline },
    { name: 'cycles', body: state.cycles },
    { name: 'datasets_accepted', body: state.datasetsAccepted },
  ]);
  await database.column(
    `SELECT setval('"Event_version_seq"', ${reservedVersions} + coalesce(max("version"), 0))::text
     FROM (SELECT "version" FROM "Run" UNION ALL SELECT "version" FROM "Dataset") AS "Version"`,
  );
  await database.column(
    'ANALYZE "Run", "Dataset", "DatasetTripletCache", "RrLumisections", "OmsLumisections", "Document"',
  );
}

function byVersion(a: { readonly version: number }, b: { readonly version: number }): number {
  return a.version - b.version;
}

/** Rows and the JSON of each. */
interface Batch<Row> {
  readonly rows: Row[];
  readonly lines: string[];
}

/** Yields rows in batches: row by row, loading takes three times as long. */
function* batches<Row>(rows: Iterable<Row>, jsonOf: (row: Row) => string): Generator<Batch<Row>> {
  let batch: Batch<Row> = { rows: [], lines: [] };
  let length = 0;
  for (const row of rows) {
    const line = jsonOf(row);
    batch.rows.push(row);
    batch.lines.push(line);
    length += line.length;
    if (length <= batchLength) continue;
    yield batch;
    [batch, length] = [{ rows: [], lines: [] }, 0];
  }
  if (batch.rows.length > 0) yield batch;
}

/** Inserts rows, whose properties are named like the columns. */
async function insert(database: Database, table: string, rows: Iterable<object>): Promise<void> {
  // Parses each row once: an operator such as ->> would parse it for each column.
  const sql = `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1::text::json)`;
  for (const { lines } of batches(rows, JSON.stringify)) await database.column(sql, [`[${lines.join(',')}]`]);
}

/** Inserts lumisections. Their JSON is sent as lines, because its quotes would be escaped in an array and parsed in JSON. */
async function insertLumisections<Row extends { readonly run_number: number; readonly dataset_name: string }>(
  database: Database,
  table: string,
  rows: readonly Row[],
  itemsOf: (row: Row) => readonly object[],
): Promise<void> {
  const sql = `
    INSERT INTO "${table}"
    SELECT (key->>0)::integer, key->>1, items
    FROM ROWS FROM (json_array_elements($1::text::json), string_to_table($2, E'\\n')) AS "Lumisections" (key, items)`;
  for (const batch of batches(rows, (row) => JSON.stringify(itemsOf(row)))) {
    const keys = batch.rows.map(({ run_number, dataset_name }) => [run_number, dataset_name]);
    await database.column(sql, [JSON.stringify(keys), batch.lines.join('\n')]);
  }
}

/** Yields a cache row for each dataset that has lumisections, deleted ones included. Lists omit datasets without one. */
function* cacheRows(state: RegistryState): Iterable<object> {
  const key = (runNumber: number, name: string): string => `${runNumber} ${name}`;
  const ranges = new Map(
    state.rrLumisections.map((row) => [key(row.run_number, row.dataset_name), row.rr_lumisection_ranges]),
  );
  const oms = new Map(
    state.omsLumisections.map((row) => [key(row.run_number, row.dataset_name), row.oms_lumisections]),
  );
  // Most datasets share the OMS bits of their run, and hence their summary.
  const summaries = new WeakMap<OmsLumisections, Map<number, object>>();
  const dcs = (bits: OmsLumisections, counted: Counted): object => {
    const byLength = summaries.get(bits) ?? new Map<number, object>();
    summaries.set(bits, byLength);
    const summary = byLength.get(counted.last) ?? dcsSummary(bits, counted);
    byLength.set(counted.last, summary);
    return summary;
  };
  for (const { run_number, name, version } of state.datasets.toSorted(byVersion)) {
    const ownFlags = ranges.get(key(run_number, name));
    const ownBits = oms.get(key(run_number, name));
    if (ownFlags === undefined && ownBits === undefined) continue;
    const flags = ownFlags ?? [];
    const bits = ownBits ?? oms.get(key(run_number, 'online')) ?? [];
    const counted = countedLumisections(flags, bits);
    yield {
      run_number,
      name,
      version,
      triplet_summary: tripletSummary(flags, counted),
      dcs_summary: dcs(bits, counted),
    };
  }
}
