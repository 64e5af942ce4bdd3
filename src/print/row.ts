import type { Attribute } from '../catalogue/attribute.js';
import { isObject, type JsonObject } from '../util/json-object.js';

/** Counts by status, and the comments and causes, of one flag over all lumisections of a run or dataset. */
export type FlagSummary = { readonly [status: string]: unknown };

/** How to read a row: the same questions for runs and for datasets, in the shape in which the registry answers. */
export interface RowAccessor {
  attribute(row: JsonObject, attribute: Attribute): unknown;
  flag(row: JsonObject, flag: string): FlagSummary | undefined;
}

const object = (value: unknown): JsonObject | undefined => (isObject(value) ? value : undefined);

const own = (value: unknown, key: string): unknown => {
  const holder = object(value);
  return holder !== undefined && Object.hasOwn(holder, key) ? holder[key] : undefined;
};

const flag = (row: JsonObject, name: string): FlagSummary | undefined =>
  object(own(own(own(row, 'DatasetTripletCache'), 'triplet_summary'), name));

/** The value that conditions, orders and `select` see: null where it is missing, false where missing means "no". */
export const valueIn = (reader: RowAccessor, row: JsonObject, attribute: Attribute): unknown =>
  reader.attribute(row, attribute) ?? (attribute.absence === 'false' ? false : null);

/** Reads rows of runs. */
export const runAccessor: RowAccessor = {
  attribute: (row, { home, name, wire }) => (home === 'column' ? own(row, wire) : own(own(row, home), name)),
  flag,
};

/** Reads rows of datasets, whose run attributes lie under `Run`. */
export const datasetAccessor: RowAccessor = {
  attribute: (row, { home, name, wire }) =>
    home === 'column' ? own(row, wire) : own(own(home === 'dataset_attributes' ? row : own(row, 'Run'), home), name),
  flag,
};
