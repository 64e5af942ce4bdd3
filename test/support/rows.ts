import type { Expression } from 'runregistry';
import { asNode } from '../../src/expression/node.js';
import { predicate, type Truth } from '../../src/print/predicate.js';
import { datasetAccessor, runAccessor } from '../../src/print/row.js';

type Values = Readonly<Record<string, unknown>>;

/** The relevant parts of a row; the rest is empty. */
export interface Parts {
  readonly run_number?: number;
  readonly name?: string;
  readonly oms?: Values;
  readonly rr?: Values;
  readonly dataset?: Values;
  readonly gui?: readonly string[];
  readonly flags?: Values;
}

/** Returns a row of a run as the registry returns it. */
export const runRow = ({ run_number = 355_556, oms = {}, rr = {}, flags = {} }: Parts = {}) => ({
  run_number,
  version: 1,
  deleted: false,
  oms_attributes: { run_number, ...oms },
  rr_attributes: rr,
  DatasetTripletCache: { triplet_summary: flags },
});

/** Returns a row of a dataset as the registry returns it. */
export const datasetRow = ({ run_number = 355_556, name = 'online', oms = {}, rr = {}, ...more }: Parts = {}) => ({
  run_number,
  name,
  version: 1,
  deleted: false,
  dataset_attributes: more.dataset ?? {},
  datasets_in_gui: more.gui ?? [],
  Run: { oms_attributes: { run_number, ...oms }, rr_attributes: rr },
  DatasetTripletCache: { triplet_summary: more.flags ?? {}, dcs_summary: {} },
});

/** Returns the result of an expression for a run. */
export const ofRun = (tree: Expression, parts: Parts): Truth => predicate(asNode(tree), runAccessor)(runRow(parts));

/** Returns the result of an expression for a dataset. */
export const ofDataset = (tree: Expression, parts: Parts): Truth =>
  predicate(asNode(tree), datasetAccessor)(datasetRow(parts));

/** Returns the objects within a value, including itself, that are not frozen. */
export function unfrozen(value: unknown, path = 'tree'): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, item]) => unfrozen(item, `${path}.${key}`));
  return Object.isFrozen(value) ? inner : [path, ...inner];
}
