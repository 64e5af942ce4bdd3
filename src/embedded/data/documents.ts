import { quoteText } from '../sql/literal.js';
import type { Database } from './database.js';

/** Returns a stored response, verbatim. */
export async function document(database: Database, name: string): Promise<string | undefined> {
  const [body] = await database.column(`SELECT body::text FROM "Document" WHERE name = ${quoteText(name)}`);
  return body;
}
