import type { Json } from '../embedded/state.js';
import { certifiedFlags, offlinePrivateFlags, physicsObjects, privateFlags } from './detectors.js';
import { day, timestamp } from './time.js';

const creationTime = timestamp(day('2018-01-15') + 9 * 3600);

/** Columns of the online workspaces. */
const onlineColumns = byWorkspace([
  'cms-cms',
  ...certifiedFlags.map(({ flag }) => flag),
  ...privateFlags.map(({ flag }) => flag),
]);

/** Columns of the offline workspaces. */
export const offlineColumns = byWorkspace([
  'cms-cms',
  'dc-lowlumi',
  'muon-muon',
  ...physicsObjects,
  ...certifiedFlags.map(({ flag }) => flag),
  ...offlinePrivateFlags.map(([flag]) => flag),
  'rpc-lv',
  'tracker-track',
]);

/** Returns the documents of `GET /workspaces/:kind`; ids continue from one kind to the other, as in the registry's tables. */
export function workspaceDocuments(): { readonly online: readonly Json[]; readonly offline: readonly Json[] } {
  const online = documents('online', onlineColumns, 1, 1);
  const columns = Object.values(onlineColumns).flat().length;
  return { online, offline: documents('offline', offlineColumns, online.length + 1, columns + 1) };
}

function documents(
  kind: 'online' | 'offline',
  workspaces: Readonly<Record<string, readonly string[]>>,
  firstId: number,
  firstColumnId: number,
): Json[] {
  let columnId = firstColumnId;
  return Object.entries(workspaces).map(([workspace, columns], index) => ({
    id: firstId + index,
    workspace,
    online_or_offline: kind,
    createdAt: creationTime,
    updatedAt: creationTime,
    columns: [...columns],
    columns_with_id: columns.map((name) => {
      const id = columnId;
      columnId += 1;
      return { id, id_workspace: firstId + index, name, createdAt: creationTime, updatedAt: creationTime };
    }),
  }));
}

function byWorkspace(flags: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const columns: Record<string, string[]> = {};
  for (const flag of [...flags].sort((a, b) =>
    workspaceOf(a) < workspaceOf(b) ? -1 : workspaceOf(a) > workspaceOf(b) ? 1 : 0,
  )) {
    columns[workspaceOf(flag)] = [...(columns[workspaceOf(flag)] ?? []), flag.slice(flag.indexOf('-') + 1)];
  }
  return columns;
}

/** Returns the workspace of a flag, neither part of which contains a hyphen. */
function workspaceOf(flag: string): string {
  return flag.slice(0, flag.indexOf('-'));
}
