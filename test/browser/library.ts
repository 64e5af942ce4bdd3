/** The library as a page imports it, without access to files. */
export * from '../../src/core.js';
export { datasets, goldenJson, runs } from '../../src/registry/default-client.js';
export { RunRegistry } from '../../src/registry/run-registry.js';
export { installPageConnection } from '../../src/transport/page-connection.js';
