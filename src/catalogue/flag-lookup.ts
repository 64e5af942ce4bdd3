import { QueryError } from '../errors.js';
import { describe } from '../util/describe.js';
import { own } from '../util/own.js';
import type { FlagTable } from './flags.js';
import { offlineFlags, onlineFlags, renamedFlags } from './flags.js';
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

const workspaces = (): string[] => [
  ...new Set([...placesByFlag.keys()].map((flag) => flag.slice(0, flag.indexOf('-')))),
];

function checkName(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new QueryError('unknown-flag', `Expected the name of a flag, got ${describe(value)}`, {
    hint: "Write 'dt-dt', or 'dt', 'dt'.",
  });
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
  const fail = (message: string, suggestions: readonly string[], otherwise: string | undefined): never => {
    throw new QueryError('unknown-flag', message, {
      attribute: name,
      suggestions,
      hint: didYouMean(suggestions) ?? otherwise,
    });
  };
  const renamed = own(renamedFlags, name);
  if (renamed !== undefined) return fail(unknownFlag(name), [renamed], undefined);
  if (second === undefined) {
    const columns = columnsOf(first);
    const hint =
      columns.length === 0
        ? 'The name of a flag is <workspace>-<column>.'
        : `Add a column: flag('${first}', …). Its columns are ${quoted(columns)}.`;
    return fail(unknownFlag(name), columns.length === 0 ? nearest(name, placesByFlag.keys()) : [], hint);
  }
  const columns = columnsOf(first);
  if (columns.length === 0) {
    const hint = placesByFlag.has(first)
      ? `Write flag('${first}').is('GOOD').`
      : `The workspaces are ${quoted(workspaces())}.`;
    return fail(unknownWorkspace(first), placesByFlag.has(first) ? [] : nearest(first, workspaces()), hint);
  }
  const others = workspaces().filter((workspace) => placesByFlag.has(`${workspace}-${second}`));
  const place = others.length > 2 ? undefined : eitherOf(others);
  const isStatus = (statuses as readonly string[]).includes(second);
  const write = isStatus ? `Write flag('${first}', …).is('${second}'). ` : '';
  const hint =
    place === undefined ? `${write}Its columns are ${quoted(columns)}.` : `It belongs to the workspace ${place}.`;
  return fail(unknownColumn(second, first), nearest(second, columns), hint);
}
