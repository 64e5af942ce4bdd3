import type { Database } from '../data/database.js';
import { json, jsonText } from '../routing/response.js';
import type { Routes } from '../routing/route.js';
import { literal } from '../sql/literal.js';
import { runColumns } from './lists.js';

/** Returns a run as JSON; `null` if it does not exist. */
export async function runRow(database: Database, run: number | string | undefined): Promise<string> {
  // An outer join, because a run without a cache row is returned here, although lists omit it.
  const [row] = await database.column(
    `SELECT ${runColumns} || ',"DatasetTripletCache":'
       || coalesce('{"triplet_summary":' || "DatasetTripletCache"."triplet_summary"::text || '}', 'null') || '}'
     FROM "Run" AS "Run" LEFT OUTER JOIN "DatasetTripletCache" AS "DatasetTripletCache"
       ON "Run"."run_number" = "DatasetTripletCache"."run_number" AND "DatasetTripletCache"."name" = 'online'
     WHERE "Run"."run_number" = ${literal(run, 'integer')}`,
  );
  return row ?? 'null';
}

/** Routes of one run. A run number is compared as written; PostgreSQL rejects other strings. */
export const runRoutes: Routes = {
  'GET /runs/:run_number': async ({ parameters, database }) => jsonText(await runRow(database, parameters.run_number)),
  'GET /runs': async () => {
    throw new TypeError('fn is not a function');
  },
  'GET /runs_lastupdated_50': async ({ database }) => {
    const rows = await database.column(
      `SELECT ${runColumns} || '}' FROM "Run" AS "Run" ORDER BY "Run"."oms_attributes"#>>'{last_update}' DESC LIMIT 50`,
    );
    return jsonText(`[${rows.join(',')}]`);
  },
  'GET /get_all_dataset_names_of_run/:run_number': async ({ parameters, database }) => {
    const names = await database.column(
      `SELECT "name" FROM "Dataset" WHERE "run_number" = ${literal(parameters.run_number, 'integer')} AND "deleted" = false ORDER BY ctid`,
    );
    return json([...new Set(names)]);
  },
};
