import type { Database } from '../data/database.js';
import { quoteName } from '../sql/literal.js';
import type { Json } from '../state.js';
import type { Loss } from './loss.js';

/** Ranges by run, or by run and dataset. */
export type RangesByKey = Record<string, [number, number][]>;

/** The result of a job once its lumisections are selected. */
export interface Selection {
  readonly generated_json: RangesByKey;
  readonly generated_json_with_dataset_names: RangesByKey;
  readonly min_run_number: number;
  readonly max_run_number: number;
  readonly total_delivered_luminosity: number;
  readonly total_recorded_luminosity: number;
  readonly recorded_luminosity_in_json: number;
  readonly delivered_luminosity_in_json: number;
}

/** The report on the lumisections that were not selected. */
export interface Report extends Loss {
  readonly generated_anti_json: RangesByKey;
  readonly generated_anti_json_with_dataset_names: RangesByKey;
  readonly total_recorded_luminosity_lost: number;
  readonly total_delivered_luminosity_lost: number;
  /** Null, which the table rejects, if no run of the range has a cache row. */
  readonly total_recorded_luminosity_from_run_range: number | null;
  readonly total_delivered_luminosity_from_run_range: number | null;
}

/** The parameters of a job. */
export interface Order {
  readonly dataset_name_filter: Json;
  readonly json_logic: Json;
  readonly created_by?: string;
  readonly tags: Json;
  readonly official: Json;
}

const recordJson = `row_to_json("GeneratedJson")::text`;
const givenRecord = `jsonb_populate_record(NULL::"GeneratedJson", $1::text::jsonb)`;

/** Returns the id of the next job. */
export async function nextId(database: Database): Promise<number> {
  const [id] = await database.column(`SELECT nextval('"GeneratedJson_id_seq"')::text`);
  return Number(id);
}

/** Stores a record. */
export async function insertRecord(database: Database, id: number, order: Order, selection: Selection): Promise<void> {
  if (order.created_by === undefined) throw new Error('notNull Violation: GeneratedJson.created_by cannot be null');
  const [version] = await database.column(
    `SELECT max("version")::text FROM (SELECT "version" FROM "Run" UNION ALL SELECT "version" FROM "Dataset") AS "Version"`,
  );
  const now = new Date().toISOString();
  const record: Report & Record<string, unknown> = {
    id,
    ...order,
    ...selection,
    runregistry_version: version,
    generated_anti_json: {},
    generated_anti_json_with_dataset_names: {},
    total_recorded_luminosity_lost: -1,
    total_delivered_luminosity_lost: -1,
    total_recorded_luminosity_from_run_range: -1,
    total_delivered_luminosity_from_run_range: -1,
    rules_flagged_false_quantity_luminosity: {},
    rules_flagged_false_combination_luminosity: {},
    runs_lumisections_responsible_for_rule: {},
    deleted: false,
    createdAt: now,
    updatedAt: now,
  };
  await database.column(`INSERT INTO "GeneratedJson" SELECT * FROM ${givenRecord}`, [JSON.stringify(record)]);
}

/** Changes a record and returns it. */
export async function updateRecord(
  database: Database,
  id: number,
  changes: Report | { readonly deleted: true },
): Promise<GeneratedJson | undefined> {
  const values = { ...changes, updatedAt: new Date().toISOString() };
  const columns = Object.keys(values).map((name) => `${quoteName(name)} = given.${quoteName(name)}`);
  const [text] = await database.column(
    `UPDATE "GeneratedJson" SET ${columns.join(', ')} FROM ${givenRecord} AS given WHERE "GeneratedJson"."id" = ${id} RETURNING ${recordJson}`,
    [JSON.stringify(values)],
  );
  return text === undefined ? undefined : (JSON.parse(text) as GeneratedJson);
}

/** The fields of a record that the portal reads. */
export interface GeneratedJson {
  readonly id: number;
  readonly created_by: string;
}

/** Returns the ten newest records that match a condition, newest first. */
export async function findRecords(database: Database, condition: string): Promise<GeneratedJson[]> {
  const rows = await database.column(
    `SELECT ${recordJson} FROM "GeneratedJson" WHERE ${condition} ORDER BY "id" DESC LIMIT 10`,
  );
  return rows.map((row) => JSON.parse(row) as GeneratedJson);
}
