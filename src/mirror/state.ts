import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MirrorError } from '../errors.js';
import type { QueryJson } from '../query/builder.js';
import { isIntegerIn } from '../util/integer.js';
import { isObject } from '../util/json-object.js';
import { type Place, readText, replaceText } from './files.js';
import type { tableNames } from './tables.js';

/** Version of the format. A change that older versions of this library would misread increases it. */
export const formatVersion = 1;

/** The name of the file that describes a mirror. */
export const stateName = 'mirror.json';

/** A Parquet file of a mirror. */
export interface MirrorFile {
  readonly table: (typeof tableNames)[number];
  /** Year in which the runs started; 0 if it is unknown. */
  readonly year: number;
  /** Path in the directory, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly rows: number;
}

/** Numbers of rows of a mirror. */
export interface MirrorCounts {
  /** Runs. */
  readonly runs: number;
  /** Datasets of these runs, including `online`. */
  readonly datasets: number;
  /** Lumisections, not their ranges. */
  readonly lumisections: number;
}

/** The content of `mirror.json`. */
export interface MirrorState {
  readonly format: number;
  /** Version of the library that wrote the mirror. */
  readonly library: string;
  /** Hash of the columns. */
  readonly catalogue: string;
  /** Root of the API of the registry. */
  readonly registry: string;
  readonly query: QueryJson;
  /** The query in English. */
  readonly sentence: string;
  /** When the reading began, as an ISO string. Every later change can be missing. */
  readonly readAt: string;
  /** When the reading ended. */
  readonly completedAt: string;
  readonly counts: MirrorCounts;
  /** Attributes and flags with values that their columns do not preserve. */
  readonly irregular: { readonly runs: readonly string[]; readonly datasets: readonly string[] };
  readonly files: readonly MirrorFile[];
}

const isString = (value: unknown): value is string => typeof value === 'string';

const isStrings = (value: unknown): value is string[] => Array.isArray(value) && value.every(isString);

const isDate = (value: unknown): boolean => isString(value) && !Number.isNaN(Date.parse(value));

const isFile = (file: unknown): file is MirrorFile =>
  isObject(file) &&
  isString(file.path) &&
  /^(runs|datasets|lumisections)\/year=\d{1,4}\/[a-z0-9]+\.parquet$/.test(file.path) &&
  file.path.startsWith(`${file.table}/year=${file.year}/`) &&
  isIntegerIn(file.bytes, 1) &&
  isIntegerIn(file.rows, 1);

const isState = (state: unknown): state is MirrorState =>
  isObject(state) &&
  [state.library, state.catalogue, state.registry, state.sentence].every(isString) &&
  [state.readAt, state.completedAt].every(isDate) &&
  isObject(state.query) &&
  isObject(state.counts) &&
  [state.counts.runs, state.counts.datasets, state.counts.lumisections].every((count) => isIntegerIn(count, 0)) &&
  isObject(state.irregular) &&
  [state.irregular.runs, state.irregular.datasets].every(isStrings) &&
  Array.isArray(state.files) &&
  state.files.every(isFile);

/** Returns the error for a file that is not as it was written. */
export const damaged = (directory: string, problem: string, cause?: unknown): MirrorError =>
  new MirrorError('damaged-mirror', `The mirror in '${directory}' is damaged: ${problem}`, {
    directory,
    hint: 'Delete the directory, and write the mirror again with writeMirror().',
    cause,
  });

function parseState(text: string, directory: string): MirrorState {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch (cause) {
    throw damaged(directory, `'${stateName}' is not JSON`, cause);
  }
  const format = isObject(state) ? state.format : undefined;
  if (isIntegerIn(format, 1) && format !== formatVersion)
    throw new MirrorError(
      'other-version',
      `Expected a mirror of format ${formatVersion} in '${directory}', got ${format}`,
      { directory, hint: 'Write it again with writeMirror(), or install the version of runregistry that wrote it.' },
    );
  if (format !== formatVersion || !isState(state)) throw damaged(directory, `'${stateName}' has an unexpected shape`);
  return state;
}

/** Reads the state of a mirror; undefined if the directory has none. @throws MirrorError `damaged-mirror`, `other-version`. */
export async function readState({ directory, path }: Place): Promise<MirrorState | undefined> {
  const text = await readText(join(path, stateName));
  return text === undefined ? undefined : parseState(text, directory);
}

/** Replaces the state of a mirror. From then on, the directory holds the new state. */
export const writeState = (directory: string, state: MirrorState): Promise<void> =>
  replaceText(join(directory, stateName), `${JSON.stringify(state, null, 2)}\n`);

/** Checks that the files of a state exist with their sizes. @throws MirrorError `damaged-mirror`. */
export async function checkFiles({ directory, path: folder }: Place, { files }: MirrorState): Promise<void> {
  for (const { path, bytes } of files) {
    const file = await stat(join(folder, path)).catch(() => undefined);
    if (file === undefined) throw damaged(directory, `'${path}' is missing`);
    if (file.size !== bytes) throw damaged(directory, `'${path}' has ${file.size} instead of ${bytes} bytes`);
  }
}
