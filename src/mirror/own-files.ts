import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isIntegerIn } from '../util/integer.js';
import { isObject } from '../util/json-object.js';
import { entriesOf, ignoreFailure, readJson } from './files.js';
import { lockNames } from './lock.js';
import { isStaging, stagingName } from './staging.js';
import { stateName } from './state.js';
import { tableNames } from './tables.js';

/** Names that no state refers to: of a state that was not completed. */
const temporaryStates = /^mirror\.json\.[0-9a-f]{16}\.tmp$/;

/** The files in the folders of the tables. */
interface Content {
  /** Paths that a mirror gives its files. */
  readonly own: string[];
  /** Other paths. Their folders are not read. */
  readonly foreign: string[];
}

async function readTable(directory: string, table: string, { own, foreign }: Content): Promise<void> {
  for (const year of await entriesOf(join(directory, table))) {
    const folder = `${table}/${year.name}`;
    if (!year.isDirectory() || !/^year=\d{1,4}$/.test(year.name)) foreign.push(folder);
    else
      for (const file of await entriesOf(join(directory, folder)))
        (file.isFile() && /^[0-9a-f]{16}\.parquet$/.test(file.name) ? own : foreign).push(`${folder}/${file.name}`);
  }
}

/** Returns true for the content of `mirror.json`, also of another format or a damaged one. */
const isState = (state: unknown): boolean =>
  isObject(state) && isIntegerIn(state.format, 1) && Array.isArray(state.files);

/**
 * Returns a path in a directory that a write could damage; undefined for a mirror. In a directory without `mirror.json`, every path must have
 * the form of those that a write leaves.
 */
export async function foreignPath(directory: string): Promise<string | undefined> {
  if (isState(await readJson(join(directory, stateName)))) return undefined;
  const content: Content = { own: [], foreign: [] };
  for (const entry of await entriesOf(directory)) {
    const { name } = entry;
    if (entry.isDirectory() && tableNames.some((table) => table === name)) await readTable(directory, name, content);
    else if (name === stagingName && (await isStaging(join(directory, name)))) continue;
    else if (!entry.isFile() || !(lockNames.test(name) || temporaryStates.test(name))) content.foreign.push(name);
  }
  return content.foreign[0];
}

/**
 * Removes the files of earlier states, and those that a crash left. Files of other names remain, and so do those that another program has
 * open on Windows: the next write removes them.
 */
export async function removeOthers(directory: string, files: readonly { readonly path: string }[]): Promise<void> {
  const named = new Set(files.map(({ path }) => path));
  const content: Content = { own: [], foreign: [] };
  for (const table of tableNames) await readTable(directory, table, content);
  const states = (await entriesOf(directory)).map(({ name }) => name).filter((name) => temporaryStates.test(name));
  const others = content.own.filter((path) => !named.has(path));
  for (const path of [...others, ...states]) await ignoreFailure(() => rm(join(directory, path), { force: true }));
  // Fails for a folder with files.
  for (const folder of new Set(others.map((path) => join(directory, path, '..'))))
    await ignoreFailure(() => rmdir(folder));
}
