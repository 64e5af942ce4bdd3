import type { Database } from './data/database.js';
import { Mutations } from './data/mutations.js';
import { changeState, type StateChange } from './data/state-change.js';
import { checkChange } from './options.js';
import { Queue } from './portal/queue.js';
import { datasetRoutes } from './routes/dataset.js';
import { datasetMutationRoutes } from './routes/dataset-mutations.js';
import { documentRoutes } from './routes/documents.js';
import { goldenJsonRoutes } from './routes/golden-json.js';
import { historyRoutes } from './routes/history.js';
import { jsonPortalRoutes } from './routes/json-portal.js';
import { listRoutes } from './routes/lists.js';
import { lumisectionMutationRoutes } from './routes/lumisection-mutations.js';
import { lumisectionRoutes } from './routes/lumisections.js';
import { runRoutes } from './routes/run.js';
import { runMutationRoutes } from './routes/run-mutations.js';
import { parseBody } from './routing/body.js';
import type { RegistryRequest } from './routing/request.js';
import { failure, notFound, type RegistryResponse } from './routing/response.js';
import type { Oms } from './routing/route.js';
import { createRouter } from './routing/router.js';
import { InvalidValueError } from './sql/literal.js';

const route = createRouter({
  ...listRoutes,
  ...runRoutes,
  ...datasetRoutes,
  ...documentRoutes,
  ...lumisectionRoutes,
  ...goldenJsonRoutes,
  ...jsonPortalRoutes,
  ...historyRoutes,
  ...runMutationRoutes,
  ...lumisectionMutationRoutes,
  ...datasetMutationRoutes,
});

/** Settings of a registry over a database. */
export interface RegistrySettings {
  /** The state of OMS, by default `reachable`. */
  readonly oms?: Oms | undefined;
  /** The jobs of the JSON portal; by default an empty queue over the database. */
  readonly queue?: Queue;
  /** Formats an invalid value in an error. The real server prints it as Node.js does. */
  readonly inspect?: (value: unknown) => string;
}

/** A Run Registry over a database, without HTTP. It runs wherever PGlite does, also in a browser. */
export interface Registry {
  /** Handles a request. Never rejects: an error is a response with status 500. */
  handle(request: RegistryRequest): Promise<RegistryResponse>;
  /** Changes the data of the registry in one transaction. */
  change(change: StateChange): Promise<void>;
  /** Stops the running job and closes the database. */
  close(): Promise<void>;
}

/** Creates a registry over a database whose tables exist. */
export function createRegistry(
  database: Database,
  { oms = 'reachable', queue = new Queue(database), inspect = JSON.stringify }: RegistrySettings = {},
): Registry {
  const mutations = new Mutations();
  const respond = async ({ method, path: sent, headers = {}, body: bytes }: RegistryRequest) => {
    const body = parseBody(headers, bytes);
    // The real server drops the first of two leading slashes.
    const path = sent.replace(/^\/\/(?!\/)/, '/');
    if (!isDecodable(path)) throw new Error(`Failed to decode param '${path}'`);
    const match = route(method, path);
    if (match === undefined) return notFound(method, path);
    return match.handler({ parameters: match.parameters, headers, body, database, queue, mutations, oms });
  };
  return {
    handle: (request) =>
      respond(request).catch((error: unknown) =>
        failure(error instanceof InvalidValueError ? `Invalid value ${inspect(error.value)}` : error),
      ),
    change: async (change) => {
      checkChange(change);
      await mutations.run(() => changeState(database, change));
    },
    async close() {
      await queue.close();
      await database.close();
    },
  };
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
