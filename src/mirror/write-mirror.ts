import { checkOptions } from '../catalogue/options.js';
import { MirrorError, QueryError } from '../errors.js';
import type { DatasetQuery, RunQuery } from '../query/builder.js';
import { Query } from '../query/query.js';
import { describe } from '../util/describe.js';
import { checkArgumentCount } from '../util/limit-arguments.js';
import { checkFiles } from './check.js';
import { codeOf, makeDirectory, type Place, placeOf } from './files.js';
import { lock } from './lock.js';
import { foreignPath } from './own-files.js';
import { type MirrorState, readState } from './state.js';
import { fingerprint } from './tables.js';
import { type MirrorOptions, queryJson, type WrittenMirror, write } from './writing.js';

/** A query for runs or for datasets. */
export type MirrorQuery = RunQuery<unknown> | DatasetQuery<unknown>;

/** Checks a query that a mirror can hold. */
function checkQuery(query: unknown, method: string): Query {
  if (!(query instanceof Query))
    throw new QueryError('bad-value', `Expected a query for ${method}, got ${describe(query)}`, {
      hint: `Write ${method.replace('()', "('build/mirror', runs().where('run_number').gte(355100))")}.`,
    });
  const { where: _where, pageSize: _size, target: _target, version: _version, ...others } = query.toJSON();
  const [name] = Object.keys(others);
  if (name !== undefined)
    throw new QueryError('bad-value', `Expected a query with only conditions for ${method}, got one with ${name}`, {
      hint: `Remove ${name}().`,
    });
  if (Query.clientOf(query).rows !== undefined)
    throw new QueryError('bad-value', `Expected a query of a registry for ${method}, got one of a mirror`);
  return query;
}

/** Creates a directory if it does not exist, and checks that a write damages no other files. */
async function prepare({ directory, path }: Place): Promise<void> {
  const refuse = (found: string): MirrorError =>
    new MirrorError('not-a-mirror', `Expected an empty directory or a mirror in '${directory}', found ${found}`, {
      directory,
      hint: 'Pass a new directory.',
    });
  await makeDirectory(path).catch((error: unknown) => {
    throw ['EEXIST', 'ENOTDIR'].includes(String(codeOf(error))) ? refuse('a file') : error;
  });
  const foreign = await foreignPath(path);
  if (foreign !== undefined) throw refuse(`'${foreign}'`);
}

/** Checks the arguments of a function that writes a mirror. */
function argumentsOf(name: string, args: readonly unknown[]) {
  checkArgumentCount(name, args, 3, 'Remove the others.');
  const [directory, query, options = {}] = args;
  const method = `${name}()`;
  checkOptions(options, ['signal', 'onProgress'], method);
  return { query: checkQuery(query, method), place: placeOf(directory, method), options: options as MirrorOptions };
}

/**
 * Writes a mirror: all runs, datasets and lumisections that a query matches, as Parquet files. A query for runs includes all their
 * datasets, and a query for datasets includes their runs. Replaces a mirror in the directory.
 *
 * The directory holds the old or the new state, also after a crash. The next call then resumes: it reads the rows again, but only the
 * lumisections that are missing.
 *
 * @example
 * ```ts
 * import { runs } from 'runregistry';
 * import { writeMirror } from 'runregistry/mirror';
 *
 * const { counts } = await writeMirror('build/mirror', runs().where('run_number').between(355100, 355110));
 * console.log(counts.runs, counts.datasets, counts.lumisections);
 * ```
 * @throws MirrorError `not-a-mirror` for a directory that has other files and no mirror, `mirror-in-use`, `mirror-failed`; RunRegistryError
 * `duckdb-missing`; QueryError `bad-value` for a query with a limit, an order, selected attributes or a payload, `bad-option`; the errors of
 * `all()`.
 */
export function writeMirror(
  directory: string | URL,
  query: MirrorQuery,
  options?: MirrorOptions,
): Promise<WrittenMirror>;
export async function writeMirror(...args: readonly unknown[]): Promise<WrittenMirror> {
  const { place, query, options } = argumentsOf('writeMirror', args);
  await prepare(place);
  const unlock = await lock(place);
  try {
    return await write({ ...place, query, options, old: undefined });
  } finally {
    await unlock();
  }
}

/**
 * Updates a mirror: reads all rows of its query, and the lumisections of new and changed datasets. Rows that the query no longer
 * matches are removed. It misses a change of lumisections that leaves the row of the dataset equal: its counts of flags and bits, its
 * comments and causes, and all attributes of its run. To read everything, call `writeMirror()`.
 *
 * @param query The query that wrote the mirror, of a client of the same registry.
 * @throws MirrorError `not-a-mirror`, `damaged-mirror`, `mirror-failed`, `other-query`, `other-version`, `mirror-in-use`; the other errors
 * of `writeMirror()`.
 * @example
 * ```ts
 * import { runs } from 'runregistry';
 * import { updateMirror, writeMirror } from 'runregistry/mirror';
 *
 * const query = runs().where('run_number').between(355100, 355110);
 * await writeMirror('build/mirror', query);
 * const { changed } = await updateMirror('build/mirror', query);
 * console.assert(changed === 0);
 * ```
 */
export function updateMirror(
  directory: string | URL,
  query: MirrorQuery,
  options?: MirrorOptions,
): Promise<WrittenMirror>;
export async function updateMirror(...args: readonly unknown[]): Promise<WrittenMirror> {
  const { place, query, options } = argumentsOf('updateMirror', args);
  // The lock is a file, which needs the directory.
  await readState(place);
  const unlock = await lock(place);
  try {
    const old = await readState(place);
    checkSame(place.directory, query, old);
    await checkFiles(place, old, { signal: options.signal });
    return await write({ ...place, query, options, old });
  } finally {
    await unlock();
  }
}

/** Names the registry of a client, whose URL is a shell variable for the embedded registry. */
const registryName = (url: string): string => (url.startsWith('$') ? 'the embedded registry' : url);

/** Checks that a query and the catalogue are those that wrote a mirror. */
function checkSame(directory: string, query: Query, old: MirrorState): void {
  const { url } = Query.clientOf(query);
  const isOtherRegistry = url !== old.registry;
  if (isOtherRegistry || JSON.stringify(queryJson(query)) !== JSON.stringify(old.query)) {
    const [oldRegistry, given] = isOtherRegistry
      ? [old.registry, url].map((of) => ` of ${registryName(of)}`)
      : ['', ''];
    throw new MirrorError(
      'other-query',
      `The mirror in '${directory}' holds ${old.sentence}${oldRegistry}, not ${query}${given}`,
      { directory, hint: 'Pass the query that wrote the mirror, or write to another directory.' },
    );
  }
  if (fingerprint() !== old.catalogue)
    throw new MirrorError('other-version', `The mirror in '${directory}' was written with another catalogue`, {
      directory,
      hint: 'Write it again with writeMirror().',
    });
}
