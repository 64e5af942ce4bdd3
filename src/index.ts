/**
 * Type-safe queries and golden JSON for the CMS Run Registry.
 *
 * @packageDocumentation
 */
import { installFileAccess } from './lumi/io/access.js';
import { fromEnvironment } from './registry/environment.js';
import { installConnection } from './transport/connection.js';
import { send } from './transport/http.js';

export * from './core.js';
export type { CatalogueComparison, CataloguePlace, OtherType, SeenAttribute } from './registry/catalogue-comparison.js';
export { datasets, goldenJson, runs } from './registry/default-client.js';
export type { AcceptedDataset, Cycle, DatasetHead, Workspace } from './registry/documents.js';
export type { Change, LumisectionChange, OmsLumisectionChange, RunVersion } from './registry/history.js';
export { type CatalogueOptions, catalogue } from './registry/live-catalogue.js';
export type {
  OperationOptions,
  OperationOutcome,
  OperationRequest,
  OperationResult,
  OperationStatus,
} from './registry/operation.js';
export type { Datasets, EditLumisections, MoveDatasets, MoveRuns, Operations, Runs } from './registry/operations.js';
export type { CallOptions } from './registry/request.js';
export { RunRegistry } from './registry/run-registry.js';
export type { Observers, RequestEvent, ResponseEvent, RetryEvent } from './transport/events.js';
export type { RunRegistryOptions } from './transport/options.js';
export type { TargetName } from './transport/targets.js';

// Loaded at the first call: they import modules of Node that take longer to load than the rest of this file.
installFileAccess({
  fromFile: async (...call) => (await import('./lumi/io/file.js')).fromFile(...call),
  fromUrl: async (...call) => (await import('./lumi/io/url.js')).fromUrl(...call),
  toFile: async (...call) => (await import('./lumi/io/file.js')).toFile(...call),
});
installConnection({
  send,
  startEmbedded: async () => (await import('./embedded/index.js')).startEmbedded(),
  complete: fromEnvironment,
});
