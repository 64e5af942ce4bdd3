import { QueryError } from '../errors.js';
import { Query } from './query.js';
import type { Client } from './reading/client.js';

const nameOf = ({ url, rows }: Client): string =>
  rows !== undefined ? `a ${rows.name}` : url.startsWith('$') ? 'another embedded registry' : url;

/** Checks that a query is of the registry of a call, whose rows can differ from those of another or of a mirror. @throws QueryError `bad-value`. */
export function checkSameRegistry(query: Query, client: Client): void {
  const other = Query.clientOf(query);
  // Each client of an embedded registry has its own data, and a mirror has that of an earlier time.
  const isShared = other.url === client.url && !client.url.startsWith('$') && other.rows === undefined;
  if (other === client || isShared) return;
  const expected = client.url.startsWith('$') ? 'this embedded registry' : client.url;
  throw new QueryError('bad-value', `Expected a query of ${expected}, got one of ${nameOf(other)}`, {
    hint: 'Create the query with the same client: registry.runs() or registry.datasets().',
  });
}
