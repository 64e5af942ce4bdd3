import type { QuerySpec } from '../print/plan.js';
import { partialRow } from '../print/row.js';
import { neededAttributes } from '../query/reading/shaped-rows.js';
import { columnOf } from '../sql/tables.js';
import type { JsonObject } from '../util/json-object.js';
import type { Columns } from './condition.js';

/** The columns to read, and the row of their values, in the shape of the response. */
export interface Projection {
  readonly columns: readonly string[];
  row(values: readonly unknown[]): JsonObject;
}

/** Reads whole rows. */
export const wholeRows: Projection = {
  columns: ['row'],
  row: ([json]) => JSON.parse(json as string) as JsonObject,
};

/**
 * Returns how to read the rows of a query. Rows of `select()` have only the attributes that it and the order need, from typed columns:
 * parsing whole rows takes five times as long. If a column does not preserve an attribute, rows are whole.
 */
export function projectionOf(spec: QuerySpec, { names, irregular }: Columns): Projection {
  if (spec.select === undefined) return wholeRows;
  const attributes = neededAttributes(spec, spec.select);
  const isPreserved = attributes.every(({ name }) => !irregular.has(name));
  const columns = attributes.map(columnOf);
  if (!isPreserved || !columns.every((column) => names.has(column))) return wholeRows;
  return { columns, row: partialRow(attributes, spec.target) };
}
