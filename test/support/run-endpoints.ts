import { RunRegistry } from 'runregistry';
import { client as guessed } from '../../src/catalogue/guessed-client-members.js';

/** Methods of the client that take a run number. */
export const endpointsOfRuns = ['getRun', 'getDatasetNamesOfRun', 'getRunWithHistory'] as const;

/** Methods of the client that take a run number and the name of a dataset. */
export const endpointsOfDatasets = [
  'getDataset',
  'getLumisections',
  'getOmsLumisections',
  'getLumisectionRanges',
  'getLumisectionRangesByComponent',
  'getOmsLumisectionRanges',
  'getOmsLumisectionRangesByBit',
  'getJointLumisectionRanges',
  'getLumisectionHistory',
  'getOmsLumisectionHistory',
] as const;

/** Methods of the client that read, in alphabetical order. */
export const reads = Object.getOwnPropertyNames(RunRegistry.prototype)
  .filter((name) => name.startsWith('get') && !Object.hasOwn(guessed, name))
  .sort();
