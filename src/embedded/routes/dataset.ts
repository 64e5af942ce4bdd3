import { cacheColumns } from '../data/coverage.js';
import { omsLumisections, rrRanges } from '../data/stored-lumisections.js';
import { json, jsonText, type RegistryResponse } from '../routing/response.js';
import type { RouteContext, Routes } from '../routing/route.js';
import { noWords, readTerm } from '../sql/clause.js';
import { datasetTable } from '../sql/table.js';
import { condition } from '../sql/where.js';
import type { Json } from '../state.js';
import { datasetColumns, runColumns } from './lists.js';

interface FoundDataset {
  readonly run_number: number;
  readonly name: string;
  readonly DatasetTripletCache: object | null;
}

/** Routes of one dataset. */
export const datasetRoutes: Routes = {
  'POST /datasets/get_dataset': getDataset,
  'GET /datasets_waiting': (context) => waiting(context, `#>>'{global_state}' = 'waiting dqm gui'`),
  // The attribute is an array and never equals these strings: the registry returns no dataset either.
  'GET /datasets_waiting_dbs': (context) => waiting(context, `#>>'{appeared_in}' IN ('', 'DQM GUI')`),
};

/** Returns the dataset that a body names. */
export async function getDataset({
  body,
  database,
}: Pick<RouteContext, 'body' | 'database'>): Promise<RegistryResponse> {
  const [row] = await database.column(
    `SELECT ${datasetColumns}
       || ',"Run":' || coalesce(${runColumns} || '}', 'null')
       || ',"DatasetTripletCache":' || coalesce(to_jsonb("DatasetTripletCache")::text, 'null') || '}'
     FROM "Dataset" AS "Dataset" LEFT OUTER JOIN "Run" AS "Run" ON "Dataset"."run_number" = "Run"."run_number"
       LEFT OUTER JOIN "DatasetTripletCache" AS "DatasetTripletCache"
       ON "Dataset"."run_number" = "DatasetTripletCache"."run_number" AND "Dataset"."name" = "DatasetTripletCache"."name"
     WHERE ${isNamed(body)} LIMIT 1`,
  );
  if (row === undefined) return jsonText('null');
  const dataset = JSON.parse(row) as FoundDataset;
  if (dataset.DatasetTripletCache === null) return jsonText(row);
  const ranges = await rrRanges(database, dataset.run_number, dataset.name);
  const oms = await omsLumisections(database, dataset.run_number, dataset.name);
  return json({
    ...dataset,
    DatasetTripletCache: { ...dataset.DatasetTripletCache, ...cacheColumns(ranges, oms) },
  });
}

/** Returns SQL that is true for the dataset that a body names. */
export function isNamed(body: RouteContext['body']): string {
  const isEqual = (column: string, value: Json | undefined): string => {
    if (value === undefined) throw new Error(`WHERE parameter "${column}" has invalid "undefined" value`);
    return condition({ sql: `"Dataset"."${column}"`, type: datasetTable.columns[column] }, readTerm(value, noWords));
  };
  return `${isEqual('run_number', body.run_number)} AND ${isEqual('name', body.dataset_name)}`;
}

async function waiting({ database }: RouteContext, condition: string): Promise<RegistryResponse> {
  const rows = await database.column(
    `SELECT ${datasetColumns} || '}' FROM "Dataset" WHERE "dataset_attributes"${condition} AND "deleted" = false`,
  );
  return jsonText(`[${rows.join(',')}]`);
}
