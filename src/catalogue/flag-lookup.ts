import { QueryError } from '../errors.js';
import type { FlagTable } from './flags.js';
import { offlineFlags, onlineFlags, renamedFlags } from './flags.js';
import { didYouMean, kindOf, nearest } from './nearest.js';
import { notAColumn, notAFlag, notAWorkspace } from './sentences.js';

/** Where a flag has been seen. */
export interface FlagPlaces {
  readonly online: boolean;
  readonly offline: boolean;
}

const known = new Map<string, FlagPlaces>();

/** Puts the flags of a table into the catalogue. */
export function registerFlags(table: FlagTable, places: Partial<FlagPlaces>): void {
  for (const [workspace, columns] of Object.entries(table))
    for (const column of columns) {
      const name = `${workspace}-${column}`;
      const before = known.get(name);
      known.set(name, {
        online: (before?.online ?? false) || (places.online ?? false),
        offline: (before?.offline ?? false) || (places.offline ?? false),
      });
    }
}

registerFlags(onlineFlags, { online: true });
registerFlags(offlineFlags, { offline: true });

/** Names of all flags. */
export const flagNames = (): string[] => [...known.keys()];

/** Where the flag has been seen, or undefined for an unknown one. */
export const flagPlaces = (name: string): FlagPlaces | undefined => known.get(name);

const columnsOf = (workspace: string): string[] =>
  [...known.keys()].filter((flag) => flag.startsWith(`${workspace}-`)).map((flag) => flag.slice(workspace.length + 1));

const workspaces = (): string[] => [...new Set([...known.keys()].map((flag) => flag.slice(0, flag.indexOf('-'))))];

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new QueryError('unknown-flag', `a flag is named by texts, and ${kindOf(value)} is none`, {
    hint: "write 'dt-dt', or 'dt', 'dt'",
  });
}

const list = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/**
 * The name `<workspace>-<column>` of a flag, checked.
 * @throws QueryError that names the nearest workspaces, columns or flags.
 */
export function lookUpFlag(workspaceOrName?: unknown, column?: unknown, ...more: readonly unknown[]): string {
  if (more.length > 0)
    throw new QueryError('wrong-arguments', 'flag() takes the name of a flag, or a workspace and a column', {
      hint: "write flag('dt', 'dt').is('GOOD')",
    });
  const [first, second] = [text(workspaceOrName), column === undefined ? undefined : text(column)];
  const name = second === undefined ? first : `${first}-${second}`;
  if (known.has(name)) return name;
  const fail = (message: string, suggestions: readonly string[], otherwise: string | undefined): never => {
    throw new QueryError('unknown-flag', message, {
      attribute: name,
      suggestions,
      hint: didYouMean(suggestions) ?? otherwise,
    });
  };
  const renamed = Object.hasOwn(renamedFlags, name) ? renamedFlags[name] : undefined;
  if (renamed !== undefined) return fail(notAFlag(name), [renamed], undefined);
  if (second === undefined) {
    const columns = columnsOf(first);
    const hint =
      columns.length === 0
        ? 'a flag is <workspace>-<column>'
        : `a flag is <workspace>-<column>, and the columns of '${first}' are ${list(columns)}`;
    return fail(notAFlag(name), columns.length === 0 ? nearest(name, known.keys()) : [], hint);
  }
  const columns = columnsOf(first);
  if (columns.length === 0)
    return fail(notAWorkspace(first), nearest(first, workspaces()), `the workspaces are ${list(workspaces())}`);
  return fail(notAColumn(second, first), nearest(second, columns), `its columns are ${list(columns)}`);
}
