/**
 * Ask the CMS Run Registry: typed queries that return exactly the rows they mean.
 *
 * @packageDocumentation
 */
export type { Attribute, AttributeEntry, AttributeTable, AttributeType } from './catalogue/attribute.js';
export * from './catalogue/extension.js';
export type * from './catalogue/flags.js';
export {
  certifiableOfflineFlags,
  certifiableOnlineFlags,
  type FlagColumn,
  type FlagName,
  type FlagWorkspace,
  offlineFlags,
  onlineFlags,
} from './catalogue/flags.js';
export {
  type DatasetState,
  datasetStates,
  type RunState,
  runStates,
  type Status,
  statuses,
} from './catalogue/states.js';
export type * from './catalogue/tables.js';
export * from './errors.js';
export type * from './expression/conditions.js';
export {
  type AnyAttribute,
  attribute,
  dataset,
  type FlagHandle,
  flag,
  type Handle,
  lumisection,
  run,
} from './expression/handles.js';
export { and, not, or } from './expression/logic.js';
export type { Expression, ExpressionScope } from './expression/node.js';
export type { WireFilter } from './print/filter.js';
export type { Plan, PlannedRequest } from './print/plan.js';
export type { DatasetQuery, QueryJson, RunQuery } from './query/builder.js';
export type { Explanation } from './query/explain.js';
export type { Progress, ReadOptions } from './query/read.js';
export type {
  BitSummary,
  DatasetRow,
  DatasetValues,
  FlagSummaries,
  FlagSummary,
  OmsValues,
  RrValues,
  RunRow,
  SelectedDataset,
  SelectedRun,
  WireDatasetRow,
  WireRunRow,
} from './query/rows.js';
export { type Builder, datasets, RunRegistry, runs } from './registry/run-registry.js';
export type { RunRegistryOptions } from './transport/options.js';
export type { TargetName } from './transport/targets.js';
