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
