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

/** What a registry answers when nothing goes wrong. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A registry behind the server. */
export type Registry = (request: Received) => Answer | Promise<Answer>;

const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

/** A registry that pages through these rows, whatever the filter. */
export const inMemory =
  (rows: readonly unknown[]): Registry =>
  (request) =>
    json((pageOf(rows, request) as { json: unknown }).json);

/** The registry at an address. It is asked once for each thing: what it holds must not change. */
export function behind(url: string): Registry {
  const known = new Map<string, Promise<Answer>>();
  return ({ method, path, body }) => {
    const key = `${method} ${path} ${body}`;
    let answer = known.get(key);
    if (answer === undefined) {
      const headers = { 'content-type': 'application/json', email: 'api@api' };
      answer = fetch(url + path, { method, headers, ...(body === '' ? {} : { body }) }).then(async (given) => ({
        status: given.status,
        headers: { 'content-type': given.headers.get('content-type') ?? 'text/plain' },
        body: await given.text(),
      }));
      known.set(key, answer);
    }
    return answer;
  };
}

/** What may happen to one request. */
interface Exchange {
  readonly request: Received;
  readonly response: ServerResponse;
  readonly socket: Socket;
  /** What the registry answers. */
  answer(): Promise<Answer>;
  /** Refuses the token of the request from now on. */
  expire(): void;
  /** Refuses connections for some milliseconds. */
  refuse(milliseconds: number): Promise<void>;
  /** Where a redirect leads: another host, which nobody must ask. */
  readonly elsewhere: string;
  /** Milliseconds of a delay. */
  readonly delay: number;
  /** Bytes that are more than anybody wants. */
  readonly huge: number;
}

type Fate = (exchange: Exchange) => void | Promise<void>;

function give({ response }: Exchange, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}

const always =
  (status: number, body = '', headers: Readonly<Record<string, string>> = {}): Fate =>
  (exchange) =>
    give(exchange, { status, headers: { 'content-type': 'text/plain', ...headers }, body });

const html = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): Fate =>
  always(status, `<!DOCTYPE html><html><body>${text}</body></html>`, { 'content-type': 'text/html', ...headers });

/** The answer of the registry with another body or other headers. */
const changed =
  (change: (answer: Answer) => Partial<Answer>): Fate =>
  async (exchange) => {
    const answer = await exchange.answer();
    give(exchange, { ...answer, ...change(answer) });
  };

/** A part of the answer, whose length was announced or not, then something else than the rest. */
const broken =
  (announce: boolean, how: (socket: Socket) => void): Fate =>
  async ({ response, socket, answer }) => {
    const { status, headers, body } = await answer();
    const bytes = Buffer.from(body);
    response.writeHead(status, { ...headers, ...(announce && { 'content-length': `${bytes.length}` }) });
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => how(socket));
  };

interface Page {
  readonly rows: Record<string, unknown>[];
  count: number;
  pages: number | null;
}

/** Changes a page of rows; any other answer stays as it is. */
const page = (change: (page: Page) => void): Fate =>
  changed(({ body }) => {
    const value = JSON.parse(body) as Record<string, unknown> | undefined;
    const rows = value?.runs ?? value?.datasets;
    if (!Array.isArray(rows) || rows.length === 0) return {};
    const held = { rows, count: value?.count as number, pages: value?.pages as number | null };
    change(held);
    return { body: JSON.stringify({ ...value, count: held.count, pages: held.pages }) };
  });

const compressed = (spoil: (bytes: Buffer) => Buffer): Fate =>
  async function compress({ response, answer }) {
    const { status, headers, body } = await answer();
    response.writeHead(status, { ...headers, 'content-encoding': 'gzip' });
    response.end(spoil(gzipSync(body)));
  };

/** An answer without an end, a little at a time for as long as somebody listens. */
async function drip({ response, delay }: Exchange): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"runs": [');
  while (!response.closed) {
    response.write(' ');
    await setTimeout(Math.max(1, delay));
  }
}

/** Whitespace, as fast as it is taken. */
async function flood({ response, huge }: Exchange): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  const piece = Buffer.alloc(64 * 1024, ' ');
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  for (let sent = 0; sent < huge && !response.closed; sent += piece.length)
    if (!response.write(piece)) await once(response, 'drain', { signal: gone.signal }).catch(() => {});
  response.end();
}

/** Everything that can go wrong with a request to the registry, by name. */
const faults = {
  latency: async (exchange) => {
    await setTimeout(exchange.delay);
    give(exchange, await exchange.answer());
  },
  'a pause within the body': async ({ response, answer, delay }) => {
    const { status, headers, body } = await answer();
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
  'reset within the body': broken(true, (socket) => socket.resetAndDestroy()),
  'reset within chunks': broken(false, (socket) => socket.resetAndDestroy()),
  'end within the body': broken(true, (socket) => socket.destroy()),
  'end within chunks': broken(false, (socket) => socket.destroy()),
  'reset after the body': async (exchange) => {
    exchange.response.once('finish', () => exchange.socket.resetAndDestroy());
    give(exchange, await exchange.answer());
  },
  'closed after the body': async (exchange) => {
    exchange.response.once('finish', () => exchange.socket.end());
    give(exchange, await exchange.answer());
  },
  'no HTTP at all': ({ socket }) => void socket.end('220 mail.cern.ch ESMTP\r\n'),
  'truncated JSON': changed(({ body }) => ({ body: body.slice(0, -1 - body.length / 3) })),
  // In the middle of whatever is there, where no JSON can have it.
  'corrupt JSON': changed(({ body }) => {
    const middle = Math.floor(body.length / 2);
    return { body: `${body.slice(0, middle)}\u0000${body.slice(middle)}` };
  }),
  'an empty body': changed(() => ({ body: '' })),
  gzip: compressed((bytes) => bytes),
  // Only the checksum tells.
  'corrupt gzip': compressed((bytes) => {
    const spoilt = Buffer.from(bytes);
    spoilt.writeInt8(~spoilt.readInt8(bytes.length - 8), bytes.length - 8);
    return spoilt;
  }),
  'truncated gzip': compressed((bytes) => bytes.subarray(0, bytes.length / 2)),
  'invalid gzip': changed(({ headers }) => ({ headers: { ...headers, 'content-encoding': 'gzip' } })),
  'JSON as text': changed(() => ({ headers: { 'content-type': 'text/plain' } })),
  'JSON without a type': changed(() => ({ headers: {} })),
  'JSON as HTML': changed(() => ({ headers: { 'content-type': 'text/html' } })),
  'an image': always(200, '\u0089PNG\r\n', { 'content-type': 'image/png' }),
  'the login page': html(200, 'Sign in to your account'),
  'a redirect to another host': (exchange) => always(302, '', { location: `${exchange.elsewhere}/login` })(exchange),
  'a lasting redirect': (exchange) => always(308, '', { location: exchange.elsewhere })(exchange),
  'an expired token': (exchange) => {
    exchange.expire();
    give(exchange, { status: 401, headers: { 'content-type': 'text/plain' }, body: 'token expired' });
  },
  401: (exchange) => give(exchange, json({ message: 'who are you?' }, 401)),
  403: (exchange) => give(exchange, json({ message: 'only for <b>cms-dqm-runregistry-experts</b>' }, 403)),
  404: html(404, 'Cannot POST'),
  408: always(408),
  429: always(429, 'slowly'),
  '429 with no time to wait': always(429, 'slowly', { 'retry-after': '0' }),
  '429 until a date': always(429, 'slowly', { 'retry-after': new Date(0).toUTCString() }),
  '429 for an hour': always(429, 'slowly', { 'retry-after': '3600' }),
  '429 for nonsense': always(429, 'slowly', { 'retry-after': 'later' }),
  '500 with err': (exchange) => give(exchange, json({ err: 'deadlock detected' }, 500)),
  '500 without a word': always(500),
  502: html(502, 'Bad Gateway'),
  503: html(503, 'Service Unavailable'),
  '503 for an hour': html(503, 'Maintenance', { 'retry-after': '3600' }),
  504: html(504, 'Gateway Timeout'),
  204: always(204),
  'no answer': () => undefined,
  'an answer without an end': drip,
  'a huge answer': flood,
  'a count that is too large': page((held) => {
    held.count += 3;
  }),
  'a count that is too small': page((held) => {
    held.count = held.rows.length - 1;
  }),
  'no pages': page((held) => {
    held.pages = null;
  }),
  'a row too few': page(({ rows }) => void rows.splice(Math.floor(rows.length / 2), 1)),
  'a row twice': page(({ rows }) => {
    if (rows.length > 1) rows[rows.length - 1] = rows[0] as Record<string, unknown>;
  }),
  'rows without OMS': page(({ rows }) => {
    for (const row of rows) for (const key of ['oms_attributes', 'Run']) delete row[key];
  }),
  'unknown keys': page(({ rows }) => {
    for (const row of rows) Object.assign(row, { invented: { deep: [1] } });
  }),
} satisfies Readonly<Record<string | number, Fate>>;

/** The name of something that can go wrong. */
export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as FaultName[];

/** Everything that can go wrong with a request for a token, by name. */
const tokenFaults = {
  slow: async (exchange) => {
    await setTimeout(exchange.delay);
    give(exchange, await exchange.answer());
  },
  'expires at once': changed(({ body }) => ({ body: body.replace('1199', '0') })),
  'lives a second': changed(({ body }) => ({ body: body.replace('1199', '1') })),
  'without a life': changed(({ body }) => ({ body: body.replace('"expires_in"', '"x"') })),
  down: html(503, 'Service Unavailable'),
  'down for an hour': html(503, 'Service Unavailable', { 'retry-after': '3600' }),
  reset: faults['reset before the body'],
  'no answer': faults['no answer'],
  'an error': always(500),
  'a refusal': always(401, '{"error":"invalid_client"}', { 'content-type': 'application/json' }),
  'a page': html(200, 'Welcome'),
  'cut JSON': always(200, '{"access_token":"a'),
  null: always(200, 'null'),
  'a number': always(200, '{"access_token":17,"expires_in":1199}'),
  'a token of two lines': always(200, '{"access_token":"a\\r\\nhost: b","expires_in":1199}'),
  'a redirect': faults['a redirect to another host'],
  'a huge answer': flood,
} satisfies Readonly<Record<string, Fate>>;
export type TokenFaultName = keyof typeof tokenFaults;
export const tokenFaultNames = Object.keys(tokenFaults) as TokenFaultName[];

/** Decides what becomes of the nth request, from 0. */
type Script<Name> = (request: Received, index: number) => Name | undefined;

export interface FaultOptions {
  readonly registry: Registry;
  readonly script?: Script<FaultName>;
  readonly token?: Script<TokenFaultName>;
  /** Milliseconds of delays; 5 by default. */
  readonly delay?: number;
  /** Bytes of a huge answer; 200 MB by default. */
  readonly huge?: number;
}

/** A registry with faults, and a single sign-on with some of its own. */
export interface FaultServer {
  readonly url: string;
  /** Requests to the API, and those for a token. */
  readonly asked: readonly Received[];
  readonly tokens: readonly Received[];
  /** What went wrong, in order. */
  readonly met: readonly (FaultName | TokenFaultName)[];
  /** Requests that went where a redirect led. */
  readonly strayed: number;
  /** Requests that are being answered, and the most that ever were at once, those for a token included. */
  readonly open: number;
  readonly mostAtOnce: number;
  /** Connections that are open, in use or not. */
  readonly sockets: number;
  /** A client that asks with a token. */
  client(options?: RunRegistryOptions): RunRegistry;
  /** A client that asks without. */
  openClient(options?: RunRegistryOptions): RunRegistry;
  close(): Promise<void>;
}

/** Where nothing listens: the port of a service that no machine offers any more. */
export const closedPort = 'http://127.0.0.1:1';

/** Starts one: tokens at `/token`, the registry below `/api`. */
export async function faultServer({
  registry,
  script = () => undefined,
  token: tokenScript = () => undefined,
  delay = 5,
  huge = 200_000_000,
}: FaultOptions): Promise<FaultServer> {
  const asked: Received[] = [];
  const tokens: Received[] = [];
  const met: (FaultName | TokenFaultName)[] = [];
  const valid = new Set<string>();
  const sockets = new Set<Socket>();
  let [open, mostAtOnce, strayed] = [0, 0, 0];
  let closed = false;
  let reopening: Promise<void> | undefined;

  const stranger = createServer((_, response) => {
    strayed++;
    response.end('{}');
  });
  const listen = (on: typeof stranger, at: number) =>
    new Promise<void>((resolve, reject) => {
      on.once('error', reject);
      on.listen(at, '127.0.0.1', () => {
        on.off('error', reject);
        resolve();
      });
    });

  const giveToken = (): Answer => {
    const access_token = `t0k3n-number-${tokens.length}`;
    valid.add(`Bearer ${access_token}`);
    return json({ access_token, expires_in: 1199 });
  };
  const server = createServer((incoming, response) => {
    mostAtOnce = Math.max(mostAtOnce, ++open);
    response.once('close', () => open--);
    // Whoever is cut off has gone: that is what some of the faults are.
    response.on('error', () => undefined);
    const exchange = async () => {
      const { method = '', url = '', headers, socket } = incoming;
      const isToken = url === '/token';
      const request: Received = {
        method,
        path: isToken ? url : url.slice('/api'.length),
        headers,
        body: await readBody(incoming),
      };
      const index = (isToken ? tokens : asked).push(request) - 1;
      const met1 = isToken ? tokenScript(request, index) : script(request, index);
      if (met1 !== undefined) met.push(met1);
      const { authorization } = headers;
      const isKnown = isToken || authorization === undefined || valid.has(authorization);
      const refused: Answer = { status: 401, headers: { 'content-type': 'text/plain' }, body: 'no such token' };
      const one: Exchange = {
        request,
        response,
        socket,
        answer: async () => (isToken ? giveToken() : isKnown ? registry(request) : refused),
        expire: () => void valid.delete(authorization ?? ''),
        refuse: async (milliseconds) => {
          if (reopening !== undefined || closed) return;
          const ended = new Promise<void>((resolve) => server.close(() => resolve()));
          reopening = (async () => {
            await setTimeout(milliseconds);
            // Connections that are in use keep it from ending, not from listening again.
            void ended;
            if (!closed) await listen(server, port);
            reopening = undefined;
          })();
        },
        elsewhere: `http://localhost:${(stranger.address() as AddressInfo).port}`,
        delay,
        huge,
      };
      const fate: Fate =
        met1 === undefined
          ? async (exchange) => give(exchange, await exchange.answer())
          : isToken
            ? tokenFaults[met1 as TokenFaultName]
            : (faults[met1 as FaultName] as Fate);
      await fate(one);
    };
    exchange().catch((error: unknown) => response.destroy(error as Error));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await Promise.all([listen(server, 0), listen(stranger, 0)]);
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    asked,
    tokens,
    met,
    get strayed() {
      return strayed;
    },
    get open() {
      return open;
    },
    get mostAtOnce() {
      return mostAtOnce;
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
      for (const one of [server, stranger]) {
        const ended = new Promise<void>((resolve) => one.close(() => resolve()));
        one.closeAllConnections();
        await ended;
      }
      for (const socket of sockets) socket.destroy();
    },
  };
}
