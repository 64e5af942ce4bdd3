import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isLoopback } from '../../util/loopback.js';
import type { Registry } from '../registry.js';
import type { Headers } from '../routing/request.js';
import { empty, failure, json, type RegistryResponse } from '../routing/response.js';
import { readBody } from './read-body.js';

/** Creates a server over a registry. It does not listen yet, and never keeps the process alive. */
export function createRegistryServer(registry: Pick<Registry, 'handle'>): Server {
  const server = createServer((request, response) => {
    respond(registry, request)
      .catch(failure)
      .then((result) => send(response, result))
      .catch(() => response.destroy());
  });
  // Longer than clients keep a connection. Otherwise one could send a request just when the server closes its connection.
  server.keepAliveTimeout = 120_000;
  // Otherwise an open connection would keep the process alive long after its last request.
  server.on('connection', (socket) => socket.unref());
  server.unref();
  return server;
}

async function respond(registry: Pick<Registry, 'handle'>, request: IncomingMessage): Promise<RegistryResponse> {
  const method = request.method ?? 'GET';
  const headers = headersOf(request);
  // A web page can reach a server on loopback by a name of the page's domain that resolves to this machine.
  if (!isLoopback(headers.host?.replace(/:\d+$/, '') ?? ''))
    return json({ err: 'The embedded registry only accepts loopback host names' }, 403);
  if (method === 'OPTIONS') return preflight(headers);
  // A page from elsewhere that uses a loopback name sends its origin.
  if (!isLocal(headers.origin))
    return json({ err: 'The embedded registry only accepts requests from web pages of this machine' }, 403);
  const body = await readBody(request, headers);
  const [path = '/', query] = (request.url ?? '/').split('?');
  return registry.handle({ method, path, headers, ...(query && { query }), ...(body && { body }) });
}

function headersOf({ headers }: IncomingMessage): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));
}

function preflight(headers: Headers): RegistryResponse {
  const allowed = headers['access-control-request-headers'];
  return {
    ...empty(204),
    headers: {
      vary: 'Access-Control-Request-Headers',
      'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE',
      'access-control-allow-headers': allowed,
    },
  };
}

function isLocal(origin: string | undefined): boolean {
  return origin === undefined || (URL.canParse(origin) && isLoopback(new URL(origin).hostname));
}

function send(response: ServerResponse, { status, headers, body }: RegistryResponse): void {
  response.statusCode = status;
  response.setHeader('access-control-allow-origin', '*');
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}
