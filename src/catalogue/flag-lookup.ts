import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { own } from '../util/own.js';
import { type FlagTable, offlineFlags, onlineFlags, renamedFlags } from './flags.js';
import { unknownColumn, unknownFlag, unknownWorkspace } from './messages.js';
import { didYouMean, eitherOf, nearest, quoted } from './nearest.js';
import { statuses } from './states.js';

/** The kinds of datasets in which a flag exists. */
export interface FlagPlaces {
  readonly online: boolean;
  readonly offline: boolean;
}

const placesByFlag = new Map<string, FlagPlaces>();

/** Adds the flags of a table to the catalogue. */
export function registerFlags(table: FlagTable, places: Partial<FlagPlaces>): void {
  for (const [workspace, columns] of Object.entries(table))
    for (const column of columns) {
      const name = `${workspace}-${column}`;
      const before = placesByFlag.get(name);
      placesByFlag.set(name, {
        online: (before?.online ?? false) || (places.online ?? false),
        offline: (before?.offline ?? false) || (places.offline ?? false),
      });
    }
}

registerFlags(onlineFlags, { online: true });
registerFlags(offlineFlags, { offline: true });

/** Returns the names of all flags. */
export const flagNames = (): string[] => [...placesByFlag.keys()];

/** Returns the kinds of datasets in which a flag exists, or undefined for an unknown flag. */
export const flagPlaces = (name: string): FlagPlaces | undefined => placesByFlag.get(name);

const columnsOf = (workspace: string): string[] =>
  [...placesByFlag.keys()]
    .filter((flag) => flag.startsWith(`${workspace}-`))
    .map((flag) => flag.slice(workspace.length + 1));

/** Returns true for a workspace with flags. */
export const isWorkspace = (name: string): boolean => columnsOf(name).length > 0;

const workspaces = (): string[] => [
  ...new Set([...placesByFlag.keys()].map((flag) => flag.slice(0, flag.indexOf('-')))),
];

const workspacesOf = (column: string): string[] =>
  workspaces().filter((workspace) => placesByFlag.has(`${workspace}-${column}`));

/** Returns the flags with a column, if there are at most two. */
export function flagsOfColumn(column: string): string[] {
  const flags = workspacesOf(column).map((workspace) => `${workspace}-${column}`);
  return flags.length > 2 ? [] : flags;
}

function checkName(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new QueryError('unknown-flag', `Expected the name of a flag, got ${describe(value)}`, {
    hint: Array.isArray(value)
      ? "Write flags(['dt-dt', 'csc-csc']).are('GOOD') for several flags."
      : "Write 'dt-dt', or 'dt', 'dt'.",
  });
}

const unknown = (name: string, message: string, suggestions: readonly string[], hint: string | undefined): QueryError =>
  new QueryError('unknown-flag', message, { attribute: name, suggestions, hint: didYouMean(suggestions) ?? hint });

/** Returns the error for an unknown name. */
function noSuchFlag(name: string): QueryError {
  const columns = columnsOf(name);
  if (columns.length > 0)
    return unknown(
      name,
      unknownFlag(name),
      [],
      `Add a column: flag('${name}', …). Its columns are ${quoted(columns)}.`,
    );
  const sameColumn = flagsOfColumn(name);
  const suggestions = sameColumn.length === 0 ? nearest(name, placesByFlag.keys()) : sameColumn;
  return unknown(name, unknownFlag(name), suggestions, 'The name of a flag is <workspace>-<column>.');
}

/** Returns the error for an unknown workspace, or an unknown column of a workspace. */
function noSuchColumn(workspace: string, column: string): QueryError {
  const name = `${workspace}-${column}`;
  const columns = columnsOf(workspace);
  if (columns.length === 0) {
    if (placesByFlag.has(workspace))
      return unknown(name, unknownWorkspace(workspace), [], `Write flag('${workspace}').is(…).`);
    const known = workspaces();
    return unknown(
      name,
      unknownWorkspace(workspace),
      nearest(workspace, known),
      `The workspaces are ${quoted(known)}.`,
    );
  }
  const others = workspacesOf(column);
  const place = others.length > 2 ? undefined : eitherOf(others);
  const isStatus = (statuses as readonly string[]).includes(column);
  const write = isStatus ? `Write flag('${workspace}', …).is('${column}'). ` : '';
  const hint =
    place === undefined ? `${write}Its columns are ${quoted(columns)}.` : `It belongs to the workspace ${place}.`;
  return unknown(name, unknownColumn(column, workspace), nearest(column, columns), hint);
}

/**
 * Returns the name `<workspace>-<column>` of a flag.
 *
 * @throws QueryError with the closest valid workspaces, columns or flags.
 */
export function lookUpFlag(workspaceOrName?: unknown, column?: unknown, ...more: readonly unknown[]): string {
  if (more.length > 0)
    throw new QueryError('wrong-arguments', `Expected one or two arguments for flag(), got ${more.length + 2}`, {
      hint: "Write flag('dt', 'dt').is('GOOD').",
    });
  const [first, second] = [checkName(workspaceOrName), column === undefined ? undefined : checkName(column)];
  const name = second === undefined ? first : `${first}-${second}`;
  if (placesByFlag.has(name)) return name;
  const renamed = own(renamedFlags, name);
  if (renamed !== undefined) throw unknown(name, unknownFlag(name), [renamed], undefined);
  throw second === undefined ? noSuchFlag(name) : noSuchColumn(first, second);
}
