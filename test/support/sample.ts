import { sampleState } from 'runregistry/embedded';

/** The sample, generated once for all files of a worker. Do not change it. */
export const sample = sampleState();
