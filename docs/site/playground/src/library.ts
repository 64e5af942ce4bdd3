/** The module `runregistry` of the playground: everything except access to files. */
export * from '../../../../src/core.js';
export { datasets, goldenJson, runs } from '../../../../src/registry/default-client.js';
export { catalogue } from '../../../../src/registry/live-catalogue.js';
export { RunRegistry } from '../../../../src/registry/run-registry.js';
