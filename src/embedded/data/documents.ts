import { quoteText } from '../sql/literal.js';
import type { Database } from './database.js';

/** Returns a stored list as JSON, verbatim; an empty one if the state does not contain it. */
export async function documentText(database: Database, name: string): Promise<string> {
  const [body = '[]'] = await database.column(`SELECT body::text FROM "Document" WHERE name = ${quoteText(name)}`);
  return body;
}

/** Returns the items of a stored list. */
export async function documentItems<Item>(database: Database, name: string): Promise<Item[]> {
  return JSON.parse(await documentText(database, name)) as Item[];
}

/** A workspace, and its flags without the name of the workspace. */
export interface Workspace {
  readonly workspace: string;
  readonly columns: readonly string[];
}

/** Returns the names of the flags of workspaces. */
export function flagsOf(workspaces: readonly Workspace[]): string[] {
  return workspaces.flatMap(({ workspace, columns }) => columns.map((column) => `${workspace}-${column}`));
}
