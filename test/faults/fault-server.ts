/** A server in front of a registry that injects faults of servers, proxies and networks, as scripted. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text as readBody } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { RunRegistry, type RunRegistryOptions } from 'runregistry';
import { clientId, clientSecret, pageOf } from '../support/fake-registry.js';
import type { Received } from '../support/scripted-server.js';

/** A response of a registry without faults. */
export interface RegistryResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A registry behind the server. */
export type Registry = (request: Received) => RegistryResponse | Promise<RegistryResponse>;

const json = (value: unknown, status = 200): RegistryResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

/** A registry that pages through these rows, whatever the filter. */
export const inMemory =
  (rows: readonly unknown[]): Registry =>
  (request) =>
    json((pageOf(rows, request) as { json: unknown }).json);

/** The registry at a URL. Responses are cached, so its data must not change. */
export function behind(url: string): Registry {
  const responses = new Map<string, Promise<RegistryResponse>>();
  return ({ method, path, body }) => {
    const key = `${method} ${path} ${body}`;
    let response = responses.get(key);
    if (response === undefined) {
      const headers = { 'content-type': 'application/json', email: 'api@api' };
      response = fetch(url + path, { method, headers, ...(body === '' ? {} : { body }) }).then(async (fetched) => ({
        status: fetched.status,
        headers: { 'content-type': fetched.headers.get('content-type') ?? 'text/plain' },
        body: await fetched.text(),
      }));
      responses.set(key, response);
    }
    return response;
  };
}

/** One request, and what a fault can do with it. */
interface Exchange {
  readonly request: Received;
  readonly response: ServerResponse;
  readonly socket: Socket;
  /** Returns the response of the registry. */
  forward(): Promise<RegistryResponse>;
  /** Rejects the token of the request from now on. */
  expire(): void;
  /** Refuses connections for some milliseconds. */
  refuse(milliseconds: number): Promise<void>;
  /** The target of redirects: another host, which must receive no request. */
  readonly redirectTarget: string;
  /** Duration of delays in milliseconds. */
  readonly delay: number;
  /** Size of a huge response in bytes. */
  readonly huge: number;
}

type Fault = (exchange: Exchange) => void | Promise<void>;

function send({ response }: Exchange, { status, headers, body }: RegistryResponse): void {
  response.writeHead(status, headers);
  response.end(body);
}

const always =
  (status: number, body = '', headers: Readonly<Record<string, string>> = {}): Fault =>
  (exchange) =>
    send(exchange, { status, headers: { 'content-type': 'text/plain', ...headers }, body });

const html = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): Fault =>
  always(status, `<!DOCTYPE html><html><body>${text}</body></html>`, { 'content-type': 'text/html', ...headers });

/** The response of the registry with another body or other headers. */
const changed =
  (change: (response: RegistryResponse) => Partial<RegistryResponse>): Fault =>
  async (exchange) => {
    const response = await exchange.forward();
    send(exchange, { ...response, ...change(response) });
  };

/** Half of the response, with or without its length, and then an action on the socket. */
const interrupted =
  (announce: boolean, interrupt: (socket: Socket) => void): Fault =>
  async ({ response, socket, forward }) => {
    const { status, headers, body } = await forward();
    const bytes = Buffer.from(body);
    response.writeHead(status, { ...headers, ...(announce && { 'content-length': `${bytes.length}` }) });
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => interrupt(socket));
  };

interface Page {
  readonly rows: Record<string, unknown>[];
  count: number;
  pages: number | null;
}

/** Changes a page of rows, and no other response. */
const page = (change: (page: Page) => void): Fault =>
  changed(({ body }) => {
    const value = JSON.parse(body) as Record<string, unknown> | undefined;
    const rows = value?.runs ?? value?.datasets;
    if (!Array.isArray(rows) || rows.length === 0) return {};
    const changedPage = { rows, count: value?.count as number, pages: value?.pages as number | null };
    change(changedPage);
    return { body: JSON.stringify({ ...value, count: changedPage.count, pages: changedPage.pages }) };
  });

const compressed = (damage: (bytes: Buffer) => Buffer): Fault =>
  async function compress({ response, forward }) {
    const { status, headers, body } = await forward();
    response.writeHead(status, { ...headers, 'content-encoding': 'gzip' });
    response.end(damage(gzipSync(body)));
  };

/** A response without an end, in small pieces until the client disconnects. */
async function drip({ response, delay }: Exchange): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"runs": [');
  while (!response.closed) {
    response.write(' ');
    await setTimeout(Math.max(1, delay));
  }
}

/** Whitespace, as fast as the client reads it. */
async function flood({ response, huge }: Exchange): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(64 * 1024, ' ');
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  for (let sent = 0; sent < huge && !response.closed; sent += chunk.length)
    if (!response.write(chunk)) await once(response, 'drain', { signal: closed.signal }).catch(() => {});
  response.end();
}

/** Faults of a request to the registry, by name. */
const faults = {
  latency: async (exchange) => {
    await setTimeout(exchange.delay);
    send(exchange, await exchange.forward());
  },
  'a pause in the body': async ({ response, forward, delay }) => {
    const { status, headers, body } = await forward();
    response.writeHead(status, headers);
    response.write(body.slice(0, body.length / 2));
    await setTimeout(delay);
    response.end(body.slice(body.length / 2));
  },
  'connections refused': async ({ socket, refuse, delay }) => {
    await refuse(delay);
    socket.resetAndDestroy();
  },
  'reset before the body': ({ socket }) => void socket.resetAndDestroy(),
  'reset behind the head': ({ response, socket }) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.flushHeaders();
    socket.resetAndDestroy();
  },
  'reset within the body': interrupted(true, (socket) => socket.resetAndDestroy()),
  'reset within chunks': interrupted(false, (socket) => socket.resetAndDestroy()),
  'end within the body': interrupted(true, (socket) => socket.destroy()),
  'end within chunks': interrupted(false, (socket) => socket.destroy()),
  'reset after the body': async (exchange) => {
    exchange.response.once('finish', () => exchange.socket.resetAndDestroy());
    send(exchange, await exchange.forward());
  },
  'closed after the body': async (exchange) => {
    exchange.response.once('finish', () => exchange.socket.end());
    send(exchange, await exchange.forward());
  },
  'no HTTP at all': ({ socket }) => void socket.end('220 mail.cern.ch ESMTP\r\n'),
  'truncated JSON': changed(({ body }) => ({ body: body.slice(0, -1 - body.length / 3) })),
  // NUL is invalid everywhere in JSON.
  'corrupt JSON': changed(({ body }) => {
    const middle = Math.floor(body.length / 2);
    return { body: `${body.slice(0, middle)}\u0000${body.slice(middle)}` };
  }),
  'an empty body': changed(() => ({ body: '' })),
  gzip: compressed((bytes) => bytes),
  // Only the checksum is wrong.
  'corrupt gzip': compressed((bytes) => {
    const damaged = Buffer.from(bytes);
    damaged.writeInt8(~damaged.readInt8(bytes.length - 8), bytes.length - 8);
    return damaged;
  }),
  'truncated gzip': compressed((bytes) => bytes.subarray(0, bytes.length / 2)),
  'invalid gzip': changed(({ headers }) => ({ headers: { ...headers, 'content-encoding': 'gzip' } })),
  'JSON as text': changed(() => ({ headers: { 'content-type': 'text/plain' } })),
  'JSON without a type': changed(() => ({ headers: {} })),
  'JSON as HTML': changed(() => ({ headers: { 'content-type': 'text/html' } })),
  'an image': always(200, '\u0089PNG\r\n', { 'content-type': 'image/png' }),
  'the login page': html(200, 'Sign in to your account'),
  'a redirect to another host': (exchange) =>
    always(302, '', { location: `${exchange.redirectTarget}/login` })(exchange),
  'a lasting redirect': (exchange) => always(308, '', { location: exchange.redirectTarget })(exchange),
  'an expired token': (exchange) => {
    exchange.expire();
    send(exchange, { status: 401, headers: { 'content-type': 'text/plain' }, body: 'token expired' });
  },
  401: (exchange) => send(exchange, json({ message: 'unknown user' }, 401)),
  403: (exchange) => send(exchange, json({ message: 'restricted to <b>cms-dqm-runregistry-experts</b>' }, 403)),
  404: html(404, 'Cannot POST'),
  408: always(408),
  429: always(429, 'too many requests'),
  '429 with a delay of zero': always(429, 'too many requests', { 'retry-after': '0' }),
  '429 with a past date': always(429, 'too many requests', { 'retry-after': new Date(0).toUTCString() }),
  '429 with a delay of an hour': always(429, 'too many requests', { 'retry-after': '3600' }),
  '429 with an invalid delay': always(429, 'too many requests', { 'retry-after': 'later' }),
  '500 with err': (exchange) => send(exchange, json({ err: 'deadlock detected' }, 500)),
  '500 without a body': always(500),
  502: html(502, 'Bad Gateway'),
  503: html(503, 'Service Unavailable'),
  '503 with a delay of an hour': html(503, 'Maintenance', { 'retry-after': '3600' }),
  504: html(504, 'Gateway Timeout'),
  204: always(204),
  'no response': () => undefined,
  'an endless response': drip,
  'a huge response': flood,
  'a count that is too large': page((changedPage) => {
    changedPage.count += 3;
  }),
  'a count that is too small': page((changedPage) => {
    changedPage.count = changedPage.rows.length - 1;
  }),
  'no number of pages': page((changedPage) => {
    changedPage.pages = null;
  }),
  'a missing row': page(({ rows }) => void rows.splice(Math.floor(rows.length / 2), 1)),
  'a repeated row': page(({ rows }) => {
    if (rows.length > 1) rows[rows.length - 1] = rows[0] as Record<string, unknown>;
  }),
  'rows without OMS': page(({ rows }) => {
    for (const row of rows) for (const key of ['oms_attributes', 'Run']) delete row[key];
  }),
  'unknown keys': page(({ rows }) => {
    for (const row of rows) Object.assign(row, { invented: { deep: [1] } });
  }),
} satisfies Readonly<Record<string | number, Fault>>;

/** The name of a fault. */
export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as FaultName[];

/** Faults of a token request, by name. */
const tokenFaults = {
  'a slow response': async (exchange) => {
    await setTimeout(exchange.delay);
    send(exchange, await exchange.forward());
  },
  'a token that has expired': changed(({ body }) => ({ body: body.replace('1199', '0') })),
  'a token for one second': changed(({ body }) => ({ body: body.replace('1199', '1') })),
  'a token without expires_in': changed(({ body }) => ({ body: body.replace('"expires_in"', '"x"') })),
  'status 503': html(503, 'Service Unavailable'),
  'status 503 with a delay of an hour': html(503, 'Service Unavailable', { 'retry-after': '3600' }),
  'a reset connection': faults['reset before the body'],
  'no response': faults['no response'],
  'status 500': always(500),
  'status 401': always(401, '{"error":"invalid_client"}', { 'content-type': 'application/json' }),
  'an HTML page': html(200, 'Welcome'),
  'a truncated token': always(200, '{"access_token":"a'),
  null: always(200, 'null'),
  'a token that is a number': always(200, '{"access_token":17,"expires_in":1199}'),
  'a token with a line break': always(200, '{"access_token":"a\\r\\nhost: b","expires_in":1199}'),
  'a redirect': faults['a redirect to another host'],
  'a huge response': flood,
} satisfies Readonly<Record<string, Fault>>;
export type TokenFaultName = keyof typeof tokenFaults;
export const tokenFaultNames = Object.keys(tokenFaults) as TokenFaultName[];

/** Chooses the fault of the nth request, from 0. */
type Script<Name> = (request: Received, index: number) => Name | undefined;

export interface FaultOptions {
  readonly registry: Registry;
  readonly script?: Script<FaultName>;
  readonly token?: Script<TokenFaultName>;
  /** Duration of delays in milliseconds; 5 by default. */
  readonly delay?: number;
  /** Size of a huge response in bytes; 200 MB by default. */
  readonly huge?: number;
}

/** A registry and a token endpoint, both with faults. */
export interface FaultServer {
  readonly url: string;
  /** Requests to the API. */
  readonly requests: readonly Received[];
  /** Token requests. */
  readonly tokenRequests: readonly Received[];
  /** The faults that occurred, in order. */
  readonly occurred: readonly (FaultName | TokenFaultName)[];
  /** Number of requests that followed a redirect. */
  readonly redirected: number;
  /** Number of requests in progress, including token requests. */
  readonly open: number;
  /** The largest value of `open` so far. */
  readonly maxOpen: number;
  /** Number of open connections, including idle ones. */
  readonly sockets: number;
  /** Returns a client that sends a token. */
  client(options?: RunRegistryOptions): RunRegistry;
  /** Returns a client without credentials. */
  openClient(options?: RunRegistryOptions): RunRegistry;
  close(): Promise<void>;
}

/** A URL where nothing listens: the port of an obsolete service. */
export const closedPort = 'http://127.0.0.1:1';

/** Starts a server with tokens at `/token` and the registry below `/api`. */
export async function faultServer({
  registry,
  script = () => undefined,
  token: tokenScript = () => undefined,
  delay = 5,
  huge = 200_000_000,
}: FaultOptions): Promise<FaultServer> {
  const requests: Received[] = [];
  const tokenRequests: Received[] = [];
  const occurred: (FaultName | TokenFaultName)[] = [];
  const valid = new Set<string>();
  const sockets = new Set<Socket>();
  let [open, maxOpen, redirected] = [0, 0, 0];
  let closed = false;
  let reopening: Promise<void> | undefined;

  const otherHost = createServer((_, response) => {
    redirected++;
    response.end('{}');
  });
  const listen = (on: typeof otherHost, at: number) =>
    new Promise<void>((resolve, reject) => {
      on.once('error', reject);
      on.listen(at, '127.0.0.1', () => {
        on.off('error', reject);
        resolve();
      });
    });

  const newToken = (): RegistryResponse => {
    const access_token = `t0k3n-number-${tokenRequests.length}`;
    valid.add(`Bearer ${access_token}`);
    return json({ access_token, expires_in: 1199 });
  };
  const server = createServer((incoming, response) => {
    maxOpen = Math.max(maxOpen, ++open);
    response.once('close', () => open--);
    // Some faults disconnect the client, so writes fail.
    response.on('error', () => undefined);
    const handle = async () => {
      const { method = '', url = '', headers, socket } = incoming;
      const isToken = url === '/token';
      const request: Received = {
        method,
        path: isToken ? url : url.slice('/api'.length),
        headers,
        body: await readBody(incoming),
      };
      const index = (isToken ? tokenRequests : requests).push(request) - 1;
      const name = isToken ? tokenScript(request, index) : script(request, index);
      if (name !== undefined) occurred.push(name);
      const { authorization } = headers;
      const isAuthorised = isToken || authorization === undefined || valid.has(authorization);
      const unauthorised: RegistryResponse = {
        status: 401,
        headers: { 'content-type': 'text/plain' },
        body: 'no such token',
      };
      const exchange: Exchange = {
        request,
        response,
        socket,
        forward: async () => (isToken ? newToken() : isAuthorised ? registry(request) : unauthorised),
        expire: () => void valid.delete(authorization ?? ''),
        refuse: async (milliseconds) => {
          if (reopening !== undefined || closed) return;
          const ended = new Promise<void>((resolve) => server.close(() => resolve()));
          reopening = (async () => {
            await setTimeout(milliseconds);
            // Connections in use delay the end, but the server can already listen again.
            void ended;
            if (!closed) await listen(server, port);
            reopening = undefined;
          })();
        },
        redirectTarget: `http://localhost:${(otherHost.address() as AddressInfo).port}`,
        delay,
        huge,
      };
      const fault: Fault =
        name === undefined
          ? async () => send(exchange, await exchange.forward())
          : isToken
            ? tokenFaults[name as TokenFaultName]
            : (faults[name as FaultName] as Fault);
      await fault(exchange);
    };
    handle().catch((error: unknown) => response.destroy(error as Error));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await Promise.all([listen(server, 0), listen(otherHost, 0)]);
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    requests,
    tokenRequests,
    occurred,
    get redirected() {
      return redirected;
    },
    get open() {
      return open;
    },
    get maxOpen() {
      return maxOpen;
    },
    get sockets() {
      return sockets.size;
    },
    client: (options = {}) =>
      new RunRegistry({
        url: `${url}/api`,
        tokenUrl: `${url}/token`,
        audience: 'the-registry',
        clientId,
        clientSecret,
        retryDelay: 1,
        ...options,
      }),
    openClient: (options = {}) => new RunRegistry({ url: `${url}/api`, retryDelay: 1, ...options }),
    close: async () => {
      closed = true;
      await reopening;
      for (const listener of [server, otherHost]) {
        const ended = new Promise<void>((resolve) => listener.close(() => resolve()));
        listener.closeAllConnections();
        await ended;
      }
      for (const socket of sockets) socket.destroy();
    },
  };
}
