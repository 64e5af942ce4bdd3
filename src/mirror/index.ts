/**
 * Mirrors: snapshots of runs, datasets and lumisections as Parquet files, with a read-only client.
 *
 * @packageDocumentation
 */
export { type Mirror, openMirror } from './mirror.js';
export type { MirrorCounts } from './state.js';
export { type MirrorQuery, updateMirror, writeMirror } from './write-mirror.js';
export type { MirrorOptions, MirrorProgress, WrittenMirror } from './writing.js';
