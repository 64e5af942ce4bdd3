import { QueryError } from '../errors.js';
import type { FlagTable } from './flags.js';
import { offlineFlags, onlineFlags, renamedFlags } from './flags.js';
import { didYouMean, nearest } from './nearest.js';
import { notAFlag } from './sentences.js';

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

/**
 * The name `<workspace>-<column>` of a flag, checked.
 * @throws QueryError that names the columns of the workspace, or the nearest flags.
 */
export function lookUpFlag(workspaceOrName: string, column?: string): string {
  const name = column === undefined ? String(workspaceOrName) : `${workspaceOrName}-${column}`;
  if (known.has(name)) return name;
  const renamed = Object.hasOwn(renamedFlags, name) ? renamedFlags[name] : undefined;
  if (renamed !== undefined)
    throw new QueryError('unknown-flag', notAFlag(name), {
      attribute: name,
      suggestions: [renamed],
      hint: `the registry calls it '${renamed}'`,
    });
  const workspace = name.split('-')[0] ?? '';
  const suggestions = nearest(name, known.keys());
  const columns = [...known.keys()].filter((flag) => flag.startsWith(`${workspace}-`)).map((flag) => flag.slice(workspace.length + 1));
  const hint =
    name.includes('-') || columns.length === 0
      ? (didYouMean(suggestions) ?? (columns.length > 0 ? `the columns of '${workspace}' are ${columns.join(', ')}` : undefined))
      : `a flag is <workspace>-<column>, and the columns of '${workspace}' are ${columns.join(', ')}`;
  throw new QueryError('unknown-flag', notAFlag(name), { attribute: name, suggestions, hint });
}
