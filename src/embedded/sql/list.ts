import type { Json } from '../state.js';
import { type Clause, noWords, operatorWords, readClause, readTerm } from './clause.js';
import { literal } from './literal.js';
import { orderSql, readSortings } from './order.js';
import { projectDatasets, projectRuns } from './projection.js';
import { cacheTable, datasetTable, runTable } from './table.js';
import { whereSql } from './where.js';

/** The unchecked body of a list request. */
export type ListRequest = { readonly [key: string]: Json | undefined };

/** The SQL of a list. `page` is a function because its errors come after those of the filter. */
export interface ListSql {
  /** FROM and WHERE, which the count and the page share. */
  readonly from: string;
  /** The counted column. */
  readonly counted: string;
  /** Returns ORDER BY, LIMIT and OFFSET. */
  page(): string;
}

/** Returns the SQL of the list of runs. The inner join hides runs without a cache row. */
export function runListSql(request: ListRequest): ListSql {
  const { main, cache } = projectRuns(request.filter);
  const flags = readClause(cache, operatorWords.runs);
  const sortings = readSortings(request.sortings, runTable);
  const filter = visible(readClause(main, operatorWords.runs));
  const join =
    'INNER JOIN "DatasetTripletCache" AS "DatasetTripletCache" ON "Run"."run_number" = "DatasetTripletCache"."run_number"' +
    ` AND ${withFlags(flags, `"DatasetTripletCache"."name" = 'online'`)}`;
  return {
    from: `FROM "Run" AS "Run" ${join} WHERE ${whereSql(filter, runTable)}`,
    counted: '"Run"."run_number"',
    page: () => `ORDER BY ${orderSql(sortings, runTable, '"Run"."run_number" DESC')}${limitSql(request)}`,
  };
}

/** Returns the SQL of the list of datasets, with their runs. */
export function datasetListSql(request: ListRequest): ListSql {
  const { main, run, cache } = projectDatasets(request.filter);
  const filter = visible(readClause(main, operatorWords.datasets));
  const runFilter = whereSql(readClause(run, operatorWords.datasets), runTable);
  const flags = readClause(cache, operatorWords.datasets);
  const sortings = readSortings(request.sortings, datasetTable);
  const joins =
    'INNER JOIN "Run" AS "Run" ON "Dataset"."run_number" = "Run"."run_number"' +
    (runFilter === '' ? '' : ` AND ${runFilter}`) +
    ' INNER JOIN "DatasetTripletCache" AS "DatasetTripletCache"' +
    ' ON "Dataset"."run_number" = "DatasetTripletCache"."run_number"' +
    ` AND ${withFlags(flags, '"Dataset"."name" = "DatasetTripletCache"."name"')}`;
  return {
    from: `FROM "Dataset" AS "Dataset" ${joins} WHERE ${whereSql(filter, datasetTable)}`,
    counted: '"Dataset"."run_number"',
    page: () =>
      `ORDER BY ${orderSql(sortings, datasetTable, '"Dataset"."run_number" DESC, "Dataset"."name" ASC')}${limitSql(request)}`,
  };
}

/** Returns `ceil(count / page_size)`. For a page size of 0 or null it is not finite, which JSON writes as null. */
export function pagesOf(count: number, request: ListRequest): number | null {
  const pages = Math.ceil(count / Number(request.page_size));
  return Number.isFinite(pages) ? pages : null;
}

/** Excludes deleted rows: the key is overridden, so `{"deleted":true}` at the top changes nothing. */
function visible(filter: Clause): Clause {
  filter.names.set('deleted', false);
  return filter;
}

function withFlags(flags: Clause, join: string): string {
  const sql = whereSql(flags, cacheTable);
  if (sql === '') return `(${join})`;
  return flags.size > 1 ? `((${sql}) AND ${join})` : `(${sql} AND ${join})`;
}

function limitSql({ page, page_size: pageSize }: ListRequest): string {
  // A missing page or page size makes NaN, which PostgreSQL reads as a column.
  const offset = Number(pageSize) * Number(page);
  const limit = pageSize === undefined || pageSize === null ? '' : ` LIMIT ${limitLiteral(pageSize)}`;
  return `${limit} OFFSET ${offset}`;
}

function limitLiteral(pageSize: Json): string {
  return literal(readTerm(pageSize, noWords), undefined);
}
