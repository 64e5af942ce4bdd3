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

interface PartialRow {
  [key: string]: unknown;
}

type Place = (row: PartialRow, value: unknown) => void;

/** Returns a function that puts an attribute where the accessor reads it. */
function placeOf({ home, name, wire }: Attribute, target: Target): Place {
  if (home === 'column')
    return (row, value) => {
      row[wire] = value;
    };
  if (target === 'runs' || home === 'dataset_attributes')
    return (row, value) => {
      (row[home] as PartialRow)[name] = value;
    };
  return (row, value) => {
    ((row.Run as PartialRow)[home] as PartialRow)[name] = value;
  };
}

/** Returns a function from the values of some attributes to a row of the shape of the response. */
export function partialRow(
  attributes: readonly Attribute[],
  target: Target,
): (values: readonly unknown[]) => JsonObject {
  const places = attributes.map((attribute) => placeOf(attribute, target));
  return (values) => {
    const run = { oms_attributes: {}, rr_attributes: {} };
    const row: PartialRow = target === 'runs' ? run : { dataset_attributes: {}, Run: run };
    for (let index = 0; index < places.length; index++) (places[index] as Place)(row, values[index]);
    return row;
  };
}
