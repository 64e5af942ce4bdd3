import { own } from '../../util/own.js';
import type { ColumnType } from './literal.js';

/** A table, for filters and sortings. */
export interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
}

/** A run. */
export const runTable: Table = {
  name: 'Run',
  columns: {
    run_number: 'integer',
    oms_attributes: 'json',
    rr_attributes: 'json',
    version: 'integer',
    deleted: 'boolean',
  },
};

/** A dataset of a run; `online` is one of them. */
export const datasetTable: Table = {
  name: 'Dataset',
  columns: {
    run_number: 'integer',
    name: 'text',
    dataset_attributes: 'json',
    datasets_in_gui: 'json',
    deleted: 'boolean',
    version: 'integer',
  },
};

/** Counts of lumisections by status, one row per dataset. */
export const cacheTable: Table = {
  name: 'DatasetTripletCache',
  columns: {
    run_number: 'integer',
    name: 'text',
    triplet_summary: 'json',
    dcs_summary: 'json',
    rr_ranges: 'json',
    dcs_ranges: 'json',
    version: 'integer',
  },
};

/** Returns the type of a column; `undefined` for an unknown name, which PostgreSQL rejects later. */
export function columnType(table: Table, name: string): ColumnType | undefined {
  return own(table.columns, name);
}
