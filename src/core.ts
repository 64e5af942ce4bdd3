/**
 * Queries and golden JSON for the CMS Run Registry, without network and files: runs in browsers and workers.
 *
 * @packageDocumentation
 */
export type { Attribute, AttributeEntry, AttributeTable, AttributeType, Home, Scope } from './catalogue/attribute.js';
export { type CatalogueExtension, extendCatalogue } from './catalogue/extension.js';
export {
  type CustomFlags,
  certifiableOfflineFlags,
  certifiableOnlineFlags,
  type FlagColumn,
  type FlagName,
  type FlagTable,
  type FlagWorkspace,
  offlineFlags,
  onlineFlags,
} from './catalogue/flags.js';
export type { GoldenAttributes } from './catalogue/paths.js';
export {
  type DatasetState,
  datasetStates,
  type RunState,
  runStates,
  type Status,
  statuses,
} from './catalogue/states.js';
export type {
  DatasetAttributes,
  DatasetOwnAttributes,
  LumisectionAttributes,
  OmsAttributes,
  RrAttributes,
  RunAttributes,
} from './catalogue/tables.js';
export {
  AbortError,
  AuthenticationError,
  ConnectionError,
  type ErrorCode,
  type ErrorDetails,
  type ErrorDetailsByCode,
  JobError,
  MirrorError,
  NotFoundError,
  PermissionError,
  QueryError,
  ResponseError,
  RunRegistryError,
  ServerError,
  TimeoutError,
} from './errors.js';
export { atLeastOf } from './expression/at-least-of.js';
export type {
  BooleanCondition,
  DateCondition,
  DateValue,
  ElementCondition,
  EnumCondition,
  FlagCondition,
  ListCondition,
  NumberCondition,
  OrNull,
  RemarkCondition,
  RunNumberCondition,
  StringCondition,
  UnknownCondition,
} from './expression/conditions.js';
export { except, type RunRange } from './expression/except.js';
export { type FlagList, flags } from './expression/flags.js';
export {
  type AnyAttribute,
  type AttributeHandle,
  type AttributeInfo,
  attribute,
  type DatasetHandles,
  dataset,
  type FlagHandle,
  flag,
  type Handle,
  type Handles,
  lumisection,
  run,
} from './expression/handles.js';
export { logic } from './expression/json-logic-expression.js';
export { and, not, or } from './expression/logic.js';
export { named } from './expression/named.js';
export type { Expression, ExpressionOf, ExpressionScope, JsonLogic } from './expression/node.js';
export type { AttributeName } from './expression/typed.js';
export type {
  GoldenFlagCondition,
  GoldenJson,
  GoldenScope,
  PrintOptions,
} from './golden/builder.js';
export { certifiable } from './golden/certifiable.js';
export { type DcsSubsystem, dcs } from './golden/dcs.js';
export type { Problem, ProblemCode } from './golden/lint/problem.js';
export type { WhyOptions } from './golden/local/fetch-lumisection.js';
export type { LocalOptions, LocalProgress, MirrorSource, Source } from './golden/local/generate-locally.js';
export type { CombinationLoss, LossReport, RuleLoss } from './golden/loss-report.js';
export type {
  DatasetLumisections,
  GoldenDataset,
  GoldenRun,
  Lumisection,
  LumisectionFlags,
  LumisectionRange,
} from './golden/lumisection.js';
export type {
  EmptyRecordReason,
  GeneratedJson,
  GenerateOptions,
  JobProgress,
  ListOptions,
  PortalJson,
  UnfinishedJson,
  WaitOptions,
} from './golden/portal/types.js';
export { type Presets, presets } from './golden/presets.js';
export type { GoldenSqlOptions } from './golden/to-sql.js';
export type { Trace, TracedClause, TracedRule } from './golden/trace.js';
export type { CutFlowStep, EmptyReason, JsonLogicDocument, LocalResult, LuminosityAmount } from './golden/types.js';
export {
  Brilcalc,
  type BrilcalcOptions,
  type DifferenceCounts,
  type FileOptions,
  LumiList,
  type LumiListDiff,
  type LumiListJSON,
  type Luminosity,
  type LumisectionLuminosity,
  type NumberedRange,
  type Range,
  type RunDifference,
  type RunSelection,
  type UrlOptions,
} from './lumi/index.js';
export type { WireFilter } from './print/filter.js';
export type { Target } from './print/formula.js';
export type { WireSorting } from './print/order.js';
export type { PageBody, Plan, PlannedRequest } from './print/plan.js';
export type { DatasetQuery, QueryJson, RunQuery } from './query/builder.js';
export type { Explanation } from './query/explain.js';
export type { AlignedRange } from './query/lumisections/aligned.js';
export type {
  BitRange,
  DatasetKey,
  FlagRange,
  FlagVerdict,
  FlagVerdicts,
  LumisectionOms,
  OmsLumisection,
  OmsRange,
  RrLumisection,
  RrRange,
} from './query/lumisections/ranges.js';
export type { AlignedLumisection, RunLumisections } from './query/lumisections/run-lumisections.js';
export type {
  BitName,
  LumisectionCondition,
  LumisectionOptions,
  LumisectionProgress,
  LumisectionStream,
  TableOptions,
} from './query/lumisections/stream.js';
export { type Cell, type CsvOptions, FlatTable } from './query/reading/flat-table.js';
export type { Progress, ReadOptions } from './query/reading/options.js';
export type {
  AttributeValues,
  BitSummary,
  DatasetRow,
  DatasetValues,
  FlagSummaries,
  FlagSummary,
  FlatDataset,
  FlatRun,
  OmsValues,
  RrValues,
  RunRow,
  SelectedDataset,
  SelectedRun,
  WireDatasetRow,
  WireRunRow,
} from './query/reading/rows.js';
export type { Builder, GoldenBuilder, ParsedFilter } from './registry/builders.js';
export { datasets, goldenJson, runs } from './registry/core-client.js';
export type { SqlDialect } from './sql/dialects.js';
export type { SqlOptions, SqlStatement } from './sql/statement.js';
export { version } from './version.js';
export type { FilterWarning, FilterWarningCode } from './wire/filter-warning.js';
export type { WebTable, WebUrlOptions } from './wire/from-web-url.js';
