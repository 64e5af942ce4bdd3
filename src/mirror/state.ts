import { join } from 'node:path';
import { MirrorError } from '../errors.js';
import type { QueryJson } from '../query/builder.js';
import { isIntegerIn } from '../util/integer.js';
import { isObject } from '../util/json-object.js';
import { isString, isStrings } from '../util/strings.js';
import { type Checksum, hasHash, withHash } from './checksum.js';
import { type Place, readText, replaceText } from './files.js';
import type { tableNames } from './tables.js';

/** Version of the format. A change that older versions of this library would misread increases it. */
export const formatVersion = 2;

/** The name of the file that describes a mirror. */
export const stateName = 'mirror.json';

/** A Parquet file of a mirror. */
export interface MirrorFile extends Checksum {
  readonly table: (typeof tableNames)[number];
  /** Year in which the runs started; 0 if it is unknown. */
  readonly year: number;
  /** Path in the directory, with `/`. */
  readonly path: string;
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
  /** Hash of the JSON of all other members. */
  readonly sha256: string;
}

const isDate = (value: unknown): boolean => isString(value) && !Number.isNaN(Date.parse(value));

const isFile = (file: unknown): file is MirrorFile =>
  isObject(file) &&
  isString(file.path) &&
  /^(runs|datasets|lumisections)\/year=\d{1,4}\/[a-z0-9]+\.parquet$/.test(file.path) &&
  file.path.startsWith(`${file.table}/year=${file.year}/`) &&
  isIntegerIn(file.bytes, 1) &&
  isString(file.sha256) &&
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
export const damaged = (
  directory: string,
  problem: string,
  cause?: unknown,
  hint = 'Write it again with writeMirror().',
): MirrorError =>
  new MirrorError('damaged-mirror', `The mirror in '${directory}' is damaged: ${problem}`, { directory, hint, cause });

/** Returns the error for a mirror that cannot be read or written, although its files are not damaged. */
export const failed = (directory: string, problem: string, cause?: unknown): MirrorError =>
  new MirrorError('mirror-failed', `The mirror in '${directory}' cannot be read or written: ${problem}`, {
    directory,
    hint: 'Correct the cause, and try again.',
    cause,
  });

function parseState(text: string, directory: string): MirrorState {
  let state: unknown;
  // A write does not replace a file that may be of another program.
  const hint = `Delete '${stateName}', and write the mirror again with writeMirror().`;
  try {
    state = JSON.parse(text);
  } catch (cause) {
    throw damaged(directory, `'${stateName}' is not JSON`, cause, hint);
  }
  const format = isObject(state) ? state.format : undefined;
  if (isIntegerIn(format, 1) && format !== formatVersion)
    throw new MirrorError(
      'other-version',
      `Expected a mirror of format ${formatVersion} in '${directory}', got ${format}`,
      { directory, hint: 'Write it again with writeMirror(), or install the version of runregistry that wrote it.' },
    );
  if (format !== formatVersion || !isState(state))
    throw damaged(directory, `'${stateName}' has an unexpected shape`, undefined, hint);
  if (!hasHash(state)) throw damaged(directory, `'${stateName}' was changed`);
  return state;
}

/**
 * Reads the state of a mirror.
 * @throws MirrorError `not-a-mirror`, `damaged-mirror`, `mirror-failed`, `other-version`.
 */
export async function readState({ directory, path }: Place): Promise<MirrorState> {
  const text = await readText(join(path, stateName)).catch((error: unknown) => {
    throw failed(directory, `'${stateName}' cannot be accessed`, error);
  });
  if (text !== undefined) return parseState(text, directory);
  throw new MirrorError('not-a-mirror', `Expected a mirror in '${directory}', found no '${stateName}'`, {
    directory,
    hint: 'Check the path, or write the mirror with writeMirror().',
  });
}

/** Returns true if the state of a mirror is another one by now. */
export async function isReplaced(place: Place, { completedAt }: MirrorState): Promise<boolean> {
  const now = await readState(place).catch(() => undefined);
  return now !== undefined && now.completedAt !== completedAt;
}

/** Returns the error for a mirror whose state was replaced. */
export const changed = ({ directory }: Place, when: string, cause: unknown): MirrorError =>
  new MirrorError('mirror-changed', `The mirror in '${directory}' was updated ${when}`, {
    directory,
    hint: 'Open it again with openMirror().',
    cause,
  });

/** Replaces the state of a mirror. From then on, the directory holds the new state. */
export const writeState = (directory: string, state: Omit<MirrorState, 'sha256'>): Promise<void> =>
  replaceText(join(directory, stateName), `${JSON.stringify(withHash(state), null, 2)}\n`);
