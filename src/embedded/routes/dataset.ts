/** One dataset. */
import { jsonText } from '../reply.js';
import type { Exchange, Routes } from '../router.js';
import { NO_WORDS, readTerm } from '../sql/clause.js';
import { DATASET } from '../sql/table.js';
import { condition } from '../sql/where.js';
import { DATASET_ROW, RUN_ROW } from './lists.js';

/** Routes of one dataset. */
export const datasetRoutes: Routes = {
  'POST /datasets/get_dataset': async ({ body, database }) => {
    const [row] = await database.column(
      `SELECT ${DATASET_ROW}
         || ',"Run":' || coalesce(${RUN_ROW} || '}', 'null')
         || ',"DatasetTripletCache":' || coalesce((to_jsonb("DatasetTripletCache"))::text, 'null') || '}'
       FROM "Dataset" AS "Dataset" LEFT OUTER JOIN "Run" AS "Run" ON "Dataset"."run_number" = "Run"."run_number"
         LEFT OUTER JOIN "DatasetTripletCache" AS "DatasetTripletCache"
         ON "Dataset"."run_number" = "DatasetTripletCache"."run_number" AND "Dataset"."name" = "DatasetTripletCache"."name"
       WHERE ${given(body, 'run_number', 'run_number')} AND ${given(body, 'dataset_name', 'name')} LIMIT 1`,
    );
    return jsonText(row ?? 'null');
  },
};

function given(body: Exchange['body'], key: string, column: string): string {
  const value = body[key];
  if (value === undefined) throw new Error(`WHERE parameter "${column}" has invalid "undefined" value`);
  const type = DATASET.columns[column];
  return condition({ sql: `"Dataset"."${column}"`, type }, readTerm(value, NO_WORDS));
}
