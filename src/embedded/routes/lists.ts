import { json, jsonText, type RegistryResponse } from '../routing/response.js';
import type { RouteContext, Routes } from '../routing/route.js';
import { datasetListSql, type ListSql, pagesOf, runListSql } from '../sql/list.js';

/** SQL for a run as JSON, without its closing brace. PostgreSQL serialises the rows, which have thousands of bytes. */
export const runColumns = `'{"run_number":' || "Run"."run_number"::text || ',"oms_attributes":' || "Run"."oms_attributes"::text
  || ',"rr_attributes":' || "Run"."rr_attributes"::text || ',"version":' || "Run"."version"::text || ',"deleted":' || "Run"."deleted"::text`;

/** SQL for a dataset as JSON, without its closing brace. */
export const datasetColumns = `'{"run_number":' || "Dataset"."run_number"::text || ',"name":' || to_json("Dataset"."name")::text
  || ',"dataset_attributes":' || "Dataset"."dataset_attributes"::text || ',"datasets_in_gui":' || "Dataset"."datasets_in_gui"::text
  || ',"deleted":' || "Dataset"."deleted"::text || ',"version":' || "Dataset"."version"::text`;

const runListRow = `${runColumns} || ',"DatasetTripletCache":{"triplet_summary":' || "DatasetTripletCache"."triplet_summary"::text || '}}'`;

const datasetListRow = `${datasetColumns} || ',"Run":{"rr_attributes":' || "Run"."rr_attributes"::text
  || ',"oms_attributes":' || "Run"."oms_attributes"::text
  || '},"DatasetTripletCache":{"triplet_summary":' || "DatasetTripletCache"."triplet_summary"::text
  || ',"dcs_summary":' || "DatasetTripletCache"."dcs_summary"::text || '}}'`;

/** Routes of the lists. */
export const listRoutes: Routes = {
  'POST /runs_filtered_ordered': (context) => list(context, 'runs', runListSql(context.body), runListRow),
  'POST /datasets_filtered_ordered': (context) =>
    list(context, 'datasets', datasetListSql(context.body), datasetListRow),
  'POST /dc_tools/unique_dataset_names': uniqueDatasetNames,
};

/** Counts first, as the registry does: an error in the filter is reported before one in the order. */
async function list(
  { body, database }: RouteContext,
  key: string,
  sql: ListSql,
  row: string,
): Promise<RegistryResponse> {
  const [counted] = await database.column(`SELECT count(${sql.counted})::text ${sql.from}`);
  const count = Number(counted);
  const rows = await database.column(`SELECT ${row} ${sql.from} ${sql.page()}`);
  return jsonText(`{"${key}":[${rows.join(',')}],"pages":${pagesOf(count, body)},"count":${count}}`);
}

async function uniqueDatasetNames({ body, database }: RouteContext): Promise<RegistryResponse> {
  const { from } = datasetListSql({ ...body, sortings: [] });
  return json([...new Set(await database.column(`SELECT "Dataset"."name" ${from}`))]);
}
