export { Brilcalc, type Luminosity, type LumisectionLuminosity } from './brilcalc/brilcalc.js';
export type { BrilcalcOptions } from './brilcalc/options.js';
export type { DifferenceCounts, LumiListDiff, RunDifference } from './diff.js';
export type { UrlOptions } from './io/types.js';
export { type FileOptions, LumiList, type LumiListJSON, type NumberedRange } from './lumi-list.js';
export type { Range } from './range.js';
export type { RunSelection } from './selection.js';
