import type { Target } from '../print/formula.js';
import { Query } from './query.js';
import type { Client } from './reading/client.js';

/** Returns a query without conditions. */
export const emptyQuery = (client: Client, target: Target): Query =>
  new Query(client, {
    target,
    where: [],
    raw: undefined,
    order: Object.freeze([]),
    limit: undefined,
    pageSize: undefined,
    select: undefined,
  });
