/** Requests through a real proxy on loopback. Programs run in another process: Node reads NODE_EXTRA_CA_CERTS when it starts. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { JsonProcess } from '../peers/json-process.js';
import { compileLibrary } from '../support/compiled.js';
import { selection } from '../support/rounds.js';

const folder = mkdtempSync(join(tmpdir(), 'proxy-'));
const authority = join(folder, 'ca.pem');
/** Evaluates expressions, all but one of those of this file. */
let evaluator: JsonProcess;
let target: Server;
let proxy: Server;
/** Requests to the target, and the hosts of CONNECT requests. */
let [requests, tunnels]: [string[], string[]] = [[], []];
/** The credentials that the proxy requires. */
let wanted: string | undefined;
/** The status of a proxy that connects to no host. */
let refusal: number | undefined;

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function startTarget(): Promise<void> {
  const names = ['registry.test', 'auth.test', 'lists.test'];
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'registry.test' }], {
    extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) }],
  });
  writeFileSync(authority, cert);
  target = createHttpsServer({ cert, key }, (request, response) => {
    requests.push(`${request.method} ${request.headers.host}${request.url}`);
    const bodies: Readonly<Record<string, unknown>> = {
      '/token': { access_token: 't0k3n', expires_in: 1200 },
      '/list.json': { '355100': [[1, 5]] },
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(bodies[request.url ?? ''] ?? { runs: [], count: 7, pages: 7 }));
  });
  await once(target.listen(0, '127.0.0.1'), 'listening');
}

async function startProxy(): Promise<void> {
  proxy = createHttpServer();
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} No\r\nContent-Type: application/json\r\n\r\n{"message":"no"}`);
      return;
    }
    if (wanted !== undefined && request.headers['proxy-authorization'] !== `Basic ${btoa(wanted)}`) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
      return;
    }
    const upstream = connect(portOf(target), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [socket, upstream]) end.on('error', () => undefined);
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
}

beforeAll(async () => {
  const entry = await compileLibrary(folder);
  writeFileSync(script, program(entry));
  await startTarget();
  await startProxy();
  evaluator = startEvaluator(authority);
});
beforeEach(() => {
  [requests, tunnels] = [[], []];
  wanted = undefined;
  refusal = undefined;
});
afterAll(async () => {
  await evaluator?.close();
  for (const server of [target, proxy]) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(folder, { recursive: true, force: true });
});

const count = `new RunRegistry({
  url: 'https://registry.test/api', tokenUrl: 'https://auth.test/token', clientId: 'me', clientSecret: 'hunter2', audience: 'rr', retries: 0,
}).runs().count()`;
const list = `LumiList.fromUrl('https://lists.test/list.json').then((list) => list.toCmssw())`;

/** A program that evaluates an expression with variables, and returns its value or the details of its error. */
const program = (entry: string): string => `
  import { createInterface } from 'node:readline';
  import { inspect } from 'node:util';
  import { LumiList, RunRegistry } from ${JSON.stringify(entry)};
  for await (const line of createInterface({ input: process.stdin })) {
    const { expression, variables } = JSON.parse(line);
    Object.assign(process.env, variables);
    const result = await eval(expression).then(
      (value) => ({ value }),
      (error) => ({ name: error.name, code: error.code, hint: error.hint, all: inspect(error, { depth: 9, showHidden: true }) }),
    );
    for (const name of Object.keys(variables)) delete process.env[name];
    console.log(JSON.stringify(result));
  }
  process.exit();`;
const script = join(folder, 'program.mjs');

function startEvaluator(certificates: string): JsonProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !/_proxy$|^NODE_/i.test(name));
  const env = { ...Object.fromEntries(inherited), NODE_EXTRA_CA_CERTS: certificates };
  return new JsonProcess(process.execPath, [script], { env });
}

type Variables = Readonly<Record<string, string>>;

/** Evaluates an expression with these variables, and returns its value or the details of its error. */
async function run(expression: string, variables: Variables, by = evaluator): Promise<Record<string, unknown>> {
  const result = await by.send<Record<string, unknown>>({ expression, variables });
  expect(by.stderr).toBe('');
  return result;
}

let addresses = 0;
/** An address of the proxy that no expression has used: the library reuses connections through the same one. */
const address = (credentials = ''): string => `http://${credentials}127.0.0.1:${portOf(proxy)}/${++addresses}`;

describe('a proxy from the environment', () => {
  test.each(['https_proxy', 'HTTPS_PROXY', 'all_proxy'])('%s carries API requests and token requests', async (name) => {
    expect(await run(count, { [name]: address() })).toEqual({ value: 7 });
    expect(tunnels).toEqual(['auth.test:443', 'registry.test:443']);
    expect(requests).toEqual(['POST auth.test/token', 'POST registry.test/api/runs_filtered_ordered']);
  });

  test('a proxy without a scheme uses plain HTTP', async () => {
    expect(await run(count, { https_proxy: `127.0.0.1:${portOf(proxy)}` })).toEqual({ value: 7 });
  });

  test('LumiList.fromUrl reads through it', async () => {
    const proxied = { https_proxy: address() };
    expect(await run(list, proxied)).toEqual({ value: '355100:1-355100:5' });
    expect(tunnels).toEqual(['lists.test:443']);
  });

  test('the credentials of its URL are sent to the proxy', async () => {
    wanted = 'user:s3cret';
    const proxied = { https_proxy: address('user:s3cret@') };
    expect(await run(count, proxied)).toEqual({ value: 7 });
  });

  test.each([
    ['count()', count],
    ['fromUrl()', list],
  ])('%s fails without a retry if the proxy rejects its credentials, and masks them', async (_, program) => {
    wanted = 'user:another';
    const proxied = { https_proxy: address('user:s3cret@') };
    const { name, hint, all } = await run(program, proxied);
    expect(name).toBe('ConnectionError');
    expect(hint).toContain(`127.0.0.1:${portOf(proxy)}`);
    expect(all).not.toMatch(/s3cret|czNjcmV0|hunter2/);
    expect([tunnels.length, requests]).toEqual([1, []]);
  });

  test.each(selection([302, 403, 502], 1))('status %i of the proxy is not the status of a file', async (status) => {
    refusal = status;
    const { name, hint } = await run(list, { https_proxy: address() });
    expect(name).toBe('ConnectionError');
    expect(hint).toContain(`127.0.0.1:${portOf(proxy)}`);
    expect(requests).toEqual([]);
  });

  test.each(selection([302, 401, 403, 404, 500, 502], 2))(
    'status %i of the proxy is not a response of the registry',
    async (status) => {
      refusal = status;
      const { name, code, hint } = await run(count, { https_proxy: address() });
      expect([name, code]).toEqual(['ConnectionError', 'connection-failed']);
      expect(hint).toContain(`through the proxy 127.0.0.1:${portOf(proxy)} failed`);
      expect([tunnels.length, requests]).toEqual([1, []]);
    },
  );

  test('the error names a proxy that does not listen', async () => {
    const { name, code, hint } = await run(count, { https_proxy: 'http://127.0.0.1:1' });
    expect([name, code]).toEqual(['ConnectionError', 'connection-failed']);
    expect(hint).toContain('127.0.0.1:1');
  });

  test.each(selection(['socks5://127.0.0.1:1080', 'http://', 'nonsense://'], 1))(
    '%s is rejected before any request',
    async (value) => {
      expect(await run(count, { https_proxy: value })).toMatchObject({ name: 'QueryError', code: 'bad-option' });
      expect(tunnels).toEqual([]);
    },
  );
});

describe('no proxy', () => {
  const direct = { name: 'ConnectionError', code: 'connection-failed' };

  const hostLists = [
    'registry.test,auth.test',
    '.test',
    '*.test',
    '*',
    'auth.test:443 registry.test:443',
    'test',
    'Test:443',
  ];
  test.each(selection(hostLists, 3))('no_proxy=%s reaches hosts directly', async (hosts) => {
    const proxied = { https_proxy: address(), no_proxy: hosts };
    expect(await run(count, proxied)).toMatchObject(direct);
    expect(tunnels).toEqual([]);
  });

  test('no_proxy ignores other hosts and ports', async () => {
    const others = 'other.test,gistry.test,test:8443,registry.test.org';
    const proxied = { https_proxy: address(), NO_PROXY: others };
    expect(await run(count, proxied)).toEqual({ value: 7 });
  });

  test('the local machine is reached directly', async () => {
    const local = `new RunRegistry({ url: 'http://127.0.0.1:1', retries: 0 }).runs().count()`;
    const proxied = { https_proxy: address(), http_proxy: address(), all_proxy: address() };
    expect(await run(local, proxied)).toMatchObject(direct);
    expect(tunnels).toEqual([]);
  });
});

test('a certificate that is not trusted is reported with the variable that names its authority', async () => {
  const untrusting = startEvaluator('');
  const { name, hint } = await run(count, { https_proxy: address() }, untrusting);
  expect(name).toBe('ConnectionError');
  expect(hint).toContain('NODE_EXTRA_CA_CERTS');
  await untrusting.close();
});
