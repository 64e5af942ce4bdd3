/** The HTTP server: what stands before and after the routes. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isLoopback } from '../util/loopback.js';
import type { Database } from './data/database.js';
import { Mutations } from './data/mutations.js';
import type { Exchange, Routes } from './http/exchange.js';
import { failure, json, notFound, type Reply } from './http/reply.js';
import { readBody } from './http/request-body.js';
import { createRouter } from './http/router.js';
import type { Queue } from './portal/queue.js';
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

const ROUTES: Routes = {
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
};

/** A server over a database and its queue of jobs, not listening yet. Nothing of it keeps the process alive. */
export function registryServer(database: Database, queue: Queue, mutations = new Mutations('answers')): Server {
  const route = createRouter(ROUTES);
  const context = { database, queue, mutations };
  const server = createServer((request, response) => {
    answer(request, context, route)
      .catch(failure)
      .then((reply) => send(response, reply))
      .catch(() => response.destroy());
  });
  // Longer than clients keep a connection, which else they would use at the moment it is closed.
  server.keepAliveTimeout = 120_000;
  // An open connection of a client would otherwise hold the process, long after its last request.
  server.on('connection', (socket) => socket.unref());
  server.unref();
  return server;
}

async function answer(
  request: IncomingMessage,
  context: Pick<Exchange, 'database' | 'queue' | 'mutations'>,
  route: ReturnType<typeof createRouter>,
): Promise<Reply> {
  const method = request.method ?? 'GET';
  // Another name that leads to this machine is how a web page would get at a server that only listens on loopback.
  if (!isLoopback(request.headers.host?.replace(/:\d+$/, '') ?? ''))
    return json({ err: 'The embedded registry answers to loopback names only' }, 403);
  if (method === 'OPTIONS') return { status: 204, body: '' };
  // A page from elsewhere that asks the right address says where it is from.
  if (!isLocal(request.headers.origin))
    return json({ err: 'The embedded registry answers to pages of this machine only' }, 403);
  const body = await readBody(request);
  const [written = '/'] = (request.url ?? '/').split('?');
  // The real server drops the first of two leading slashes.
  const path = written.replace(/^\/\/(?!\/)/, '/');
  if (!isDecodable(path)) throw new Error(`Failed to decode param '${path}'`);
  const found = route(method, path);
  if (found === undefined) return notFound(method, path);
  return found.handler({ parameters: found.parameters, headers: request.headers, body, ...context });
}

function isLocal(origin: string | undefined): boolean {
  return origin === undefined || (URL.canParse(origin) && isLoopback(new URL(origin).hostname));
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function send(response: ServerResponse, { status, type, body }: Reply): void {
  response.statusCode = status;
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (status === 204) {
    response.setHeader('Vary', 'Access-Control-Request-Headers');
    response.setHeader('Access-Control-Allow-Methods', 'GET,HEAD,PUT,PATCH,POST,DELETE');
    const headers = response.req.headers['access-control-request-headers'];
    if (headers !== undefined) response.setHeader('Access-Control-Allow-Headers', headers);
  }
  if (type !== undefined) response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}
