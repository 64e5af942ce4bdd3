export { Brilcalc } from './brilcalc/brilcalc.js';
export type { BrilcalcOptions } from './brilcalc/options.js';
export type { LumisectionLuminosity } from './brilcalc/table.js';
export type { DifferenceCounts, RunDifference } from './diff.js';
export type { UrlOptions } from './io/types.js';
export {
  type FileOptions,
  LumiList,
  type LumiListDiff,
  type LumiListJSON,
  type Luminosity,
  type NumberedRange,
} from './lumi-list.js';
export type { Range } from './range.js';
export type { RunSelection } from './selection.js';
