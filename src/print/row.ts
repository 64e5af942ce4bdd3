import type { Attribute } from '../catalogue/attribute.js';
import { isObject, type JsonObject } from '../util/json-object.js';
import type { Target } from './formula.js';

/** One flag over all lumisections of a run or dataset: counts by status, comments and causes. */
export type FlagSummary = { readonly [status: string]: unknown };

/** Access to the values of a row in the shape of the response. */
export interface RowAccessor {
  attribute(row: JsonObject, attribute: Attribute): unknown;
  flag(row: JsonObject, flag: string): FlagSummary | undefined;
}

const own = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

function flag(row: JsonObject, name: string): FlagSummary | undefined {
  const summary = own(own(own(row, 'DatasetTripletCache'), 'triplet_summary'), name);
  return isObject(summary) ? summary : undefined;
}

/** Returns the value that conditions, orders and `select` use: null if it is missing, or false if a missing value means false. */
export const valueIn = (accessor: RowAccessor, row: JsonObject, attribute: Attribute): unknown =>
  accessor.attribute(row, attribute) ?? (attribute.absence === 'false' ? false : null);

/** Accesses rows of runs. */
export const runAccessor: RowAccessor = {
  attribute: (row, { home, name, wire }) => (home === 'column' ? own(row, wire) : own(own(row, home), name)),
  flag,
};

/** Accesses rows of datasets, which have the run attributes under `Run`. */
export const datasetAccessor: RowAccessor = {
  attribute: (row, { home, name, wire }) =>
    home === 'column' ? own(row, wire) : own(own(home === 'dataset_attributes' ? row : own(row, 'Run'), home), name),
  flag,
};

/** Returns the accessor for rows of a target. */
export const accessorOf = (target: Target): RowAccessor => (target === 'runs' ? runAccessor : datasetAccessor);
