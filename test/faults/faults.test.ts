/** The outcome of each fault if it occurs once and if it occurs always: correct rows, or an error with details. */
import {
  AuthenticationError,
  ConnectionError,
  NotFoundError,
  PermissionError,
  ResponseError,
  type RunRegistryOptions,
  ServerError,
  TimeoutError,
} from 'runregistry';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Refusal, rejected } from '../support/refusal.js';
import { runRow } from '../support/rows.js';
import {
  closedPort,
  type FaultName,
  type FaultOptions,
  type FaultServer,
  faultNames,
  faultServer,
  inMemory,
  type TokenFaultName,
  tokenFaultNames,
} from './fault-server.js';
import { watchLeaks } from './leaks.js';

const rows = Array.from({ length: 25 }, (_, index) => runRow({ run_number: 355_125 - index }));
const numbers = rows.map(({ run_number }) => run_number);
/** Number of pages: two with 10 rows, the last with 5. */
const pages = 3;

let servers: FaultServer[] = [];
let leaks = watchLeaks();
beforeEach(() => {
  servers = [];
  leaks = watchLeaks();
});
afterEach(() => leaks.check(servers));

async function start(options: Omit<FaultOptions, 'registry'>): Promise<FaultServer> {
  const server = await faultServer({ registry: inMemory(rows), ...options });
  servers.push(server);
  return server;
}

/** Reads one page after the other, so that the number of requests depends on the fault alone. */
const read = async (server: FaultServer, options: RunRegistryOptions = {}): Promise<number[]> =>
  (
    await server
      .client({ concurrency: 1, ...options })
      .runs()
      .pageSize(10)
      .all()
  ).map(({ run_number }) => run_number);

type Outcome = 'correct rows' | Refusal;
interface Expected {
  /** The outcome if the fault occurs once, on the second page, and the number of requests. */
  readonly once: Outcome;
  readonly requestsOnce: number;
  /** The outcome if it always occurs, for a client with two retries. */
  readonly always: Outcome;
  readonly requestsAlways: number;
  /** Number of token requests; 1 by default. */
  readonly tokens?: number;
  readonly options?: RunRegistryOptions;
}

/** Later pages are read by key, so each is the first page of a filter. */
const pageRequest = 'POST /runs_filtered_ordered (page 0)';
const queryRequest = 'POST /runs_filtered_ordered';
const tokenRequest = 'the request for a token';
const correctRows = 'correct rows';
const harmless: Expected = {
  once: correctRows,
  requestsOnce: pages,
  always: correctRows,
  requestsAlways: pages,
};
const retried = (always: Refusal): Expected => ({
  once: correctRows,
  requestsOnce: pages + 1,
  always,
  requestsAlways: 3,
});
const notRetried = (refusal: Refusal): Expected => ({
  once: refusal,
  requestsOnce: 2,
  always: refusal,
  requestsAlways: 1,
});
const connectionError = (message: RegExp, hint: unknown = expect.stringMatching(/127\.0\.0\.1:\d+/)): Refusal => ({
  is: ConnectionError,
  code: 'connection-failed',
  details: { message: expect.stringMatching(message), hint },
});
const reset = retried(connectionError(/\(ECONNRESET\) .*3/));
const interrupted = retried(connectionError(/ 3 attempts$/));
const serverError = (status: number, serverMessage: string | undefined, hint?: string): Refusal => ({
  is: ServerError,
  code: 'server-error',
  details: { status, ...(serverMessage !== undefined && { serverMessage }), ...(hint !== undefined && { hint }) },
});
const unavailable = (status: number, serverMessage?: string, hint?: string) =>
  retried(serverError(status, serverMessage, hint));
const responseError = (code: string, message = /^/, details: Refusal['details'] = {}): Refusal => ({
  is: ResponseError,
  code,
  details: { message: expect.stringMatching(message), ...details },
});
const tooLarge = (limit: number): Refusal => ({
  is: ResponseError,
  code: 'too-large',
  details: {
    message: expect.stringMatching(new RegExp(` ${limit} `)),
    hint: expect.stringContaining('maxResponseSize'),
  },
});
const login: Expected = {
  once: correctRows,
  requestsOnce: pages + 1,
  always: { is: AuthenticationError, code: 'login-page', details: { hint: expect.any(String) } },
  requestsAlways: 2,
  tokens: 2,
};
/** A page that disagrees with its count is requested three times, and the whole query is run three times. */
const readAgain = (always: Refusal): Expected => ({
  once: correctRows,
  requestsOnce: pages + 1,
  always,
  requestsAlways: 9,
});
const timedOut: Expected = {
  ...retried({ is: TimeoutError, code: 'timeout', details: { message: expect.stringMatching(/ 700 ms .*3/) } }),
  options: { timeout: 700 },
};

const expected: Readonly<Record<FaultName, Expected>> = {
  latency: harmless,
  'a pause in the body': harmless,
  // For a few milliseconds; the number of retries is random.
  'connections refused': { ...reset, requestsOnce: Number.NaN, requestsAlways: Number.NaN, options: { retries: 30 } },
  'reset before the body': reset,
  'reset behind the head': interrupted,
  'reset within the body': interrupted,
  'reset within chunks': interrupted,
  'end within the body': interrupted,
  'end within chunks': interrupted,
  'reset after the body': { ...harmless, requestsOnce: Number.NaN, requestsAlways: Number.NaN },
  'closed after the body': { ...harmless, requestsOnce: Number.NaN, requestsAlways: Number.NaN },
  'no HTTP at all': notRetried(connectionError(/\(HPE_/)),
  'truncated JSON': notRetried(responseError('not-json')),
  'corrupt JSON': notRetried(responseError('not-json')),
  'an empty body': notRetried(responseError('not-json')),
  gzip: harmless,
  'corrupt gzip': notRetried(connectionError(/\(Z_DATA_ERROR\)/)),
  'truncated gzip': interrupted,
  'invalid gzip': notRetried(connectionError(/\(Z_DATA_ERROR\)/)),
  'JSON as text': harmless,
  'JSON without a type': harmless,
  'JSON as HTML': login,
  'an image': notRetried(responseError('not-json')),
  'the login page': login,
  'a redirect to another host': login,
  'a lasting redirect': login,
  'an expired token': login,
  401: notRetried({
    is: PermissionError,
    code: 'not-allowed',
    details: { status: 401, serverMessage: 'unknown user' },
  }),
  403: notRetried({
    is: PermissionError,
    code: 'not-allowed',
    details: { status: 403, groups: ['cms-dqm-runregistry-experts'] },
  }),
  404: notRetried({
    is: NotFoundError,
    code: 'not-found',
    details: { status: 404, hint: expect.any(String) },
  }),
  408: unavailable(408),
  429: unavailable(429, 'too many requests'),
  '429 with a delay of zero': unavailable(429, 'too many requests', 'Retry after 1 s.'),
  '429 with a past date': unavailable(429, 'too many requests', 'Retry after 1 s.'),
  '429 with a delay of an hour': notRetried(serverError(429, 'too many requests', 'Retry after 3600 s.')),
  '429 with an invalid delay': unavailable(429, 'too many requests'),
  '500 with err': notRetried(serverError(500, 'deadlock detected')),
  '500 without a body': notRetried(serverError(500, undefined)),
  502: unavailable(502, 'Bad Gateway'),
  503: unavailable(503, 'Service Unavailable'),
  '503 with a delay of an hour': notRetried(serverError(503, 'Maintenance', 'Retry after 3600 s.')),
  504: unavailable(504, 'Gateway Timeout'),
  204: notRetried(responseError('unexpected-response', /\b204$/)),
  'no response': timedOut,
  'an endless response': timedOut,
  'a huge response': {
    ...notRetried(tooLarge(100_000)),
    options: { maxResponseSize: 100_000 },
  },
  // The next page corrects the count; the last page has no next page.
  'a count that is too large': {
    ...harmless,
    always: responseError('wrong-number-of-rows', /\b8 rows .* 5$/, { request: queryRequest }),
    requestsAlways: (2 + 3) * 3,
  },
  'a count that is too small': readAgain(
    responseError('wrong-number-of-rows', /\b9 rows .* 10$/, { request: queryRequest }),
  ),
  'no number of pages': harmless,
  'a missing row': readAgain(responseError('wrong-number-of-rows', /\b10 rows .* 9$/, { request: queryRequest })),
  'a repeated row': notRetried(responseError('wrong-order', /run 355\d{3}$/, { request: queryRequest })),
  'rows without OMS': notRetried(responseError('unexpected-response', /run 355\d{3}\b/)),
  'unknown keys': harmless,
};

/** Expects an outcome. An error has the request `request`, unless the outcome names another. */
async function expectOutcome(reading: Promise<number[]>, outcome: Outcome, request: string): Promise<void> {
  if (outcome === correctRows) expect(await reading).toEqual(numbers);
  else await rejected(reading, { ...outcome, details: { request, ...outcome.details } });
}

describe('a query', () => {
  test.each(faultNames)('returns the correct rows, or a typed error, if one page meets: %s', async (name) => {
    const { once, requestsOnce, tokens = 1, options } = expected[name];
    const server = await start({ script: (_, index) => (index === 1 ? name : undefined) });
    await expectOutcome(read(server, options), once, pageRequest);
    if (!Number.isNaN(requestsOnce)) expect(server.requests).toHaveLength(requestsOnce);
    expect(server.tokenRequests).toHaveLength(tokens);
    expect(server.occurred).toEqual([name]);
  });
  test.each(faultNames.filter((name) => name !== 'connections refused'))(
    'returns the correct rows, or a typed error, if every request meets: %s',
    async (name) => {
      const { always, requestsAlways, tokens = 1, options } = expected[name];
      const server = await start({ script: () => name });
      await expectOutcome(read(server, { retries: 2, ...options }), always, pageRequest);
      if (!Number.isNaN(requestsAlways)) expect(server.requests).toHaveLength(requestsAlways);
      expect(server.tokenRequests).toHaveLength(tokens);
    },
  );
  test('rejects with a ConnectionError after its retries if nothing listens', async () => {
    const server = await start({});
    let sent = 0;
    const client = server.openClient({ url: closedPort, retries: 2, onRequest: () => sent++ });
    const refused = connectionError(/\(ECONNREFUSED\) .*3/, expect.stringMatching(/127\.0\.0\.1:1\b/));
    await rejected(client.runs().all(), { ...refused, details: { request: pageRequest, ...refused.details } });
    expect(sent).toBe(3);
  });
  test('rejects a body of 200 MB without reading it', async () => {
    const server = await start({ script: () => 'a huge response' });
    let size = 0;
    const reading = read(server, { onResponse: (event) => (size = event.size) });
    await expectOutcome(reading, tooLarge(100_000_000), pageRequest);
    expect(size).toBe(0);
    expect(server.requests).toHaveLength(1);
  });
  test('rejects a body in one chunk that exceeds maxResponseSize', async () => {
    const server = await start({});
    await expectOutcome(read(server, { maxResponseSize: 1000 }), tooLarge(1000), pageRequest);
  });
  test('rejects a compressed body that exceeds maxResponseSize when decompressed', async () => {
    const server = await start({ script: () => 'gzip' });
    await expectOutcome(read(server, { maxResponseSize: 1000 }), tooLarge(1000), pageRequest);
    expect(await read(server, { maxResponseSize: 10_000 })).toEqual(numbers);
  });
});

describe('a client without an audience', () => {
  test.each<FaultName>(['the login page', 'a redirect to another host', 'an expired token'])(
    'rejects %s with a hint that names the audience',
    async (name) => {
      const server = await start({ script: () => name });
      await rejected(server.openClient().runs().all(), {
        is: AuthenticationError,
        code: 'login-page',
        details: { request: pageRequest, hint: expect.stringContaining("'audience'") },
      });
      expect(server.requests).toHaveLength(1);
      expect(server.tokenRequests).toEqual([]);
    },
  );
});

const credentialsRefused = (status: number): Refusal => ({
  is: AuthenticationError,
  code: 'credentials-refused',
  details: { status, request: tokenRequest, hint: expect.stringContaining("'clientId'") },
});

/** The outcome if a fault of the token request always occurs, and the number of token requests. */
const expectedOfToken: Readonly<
  Record<TokenFaultName, readonly [outcome: Outcome, tokens: number, options?: RunRegistryOptions]>
> = {
  'a slow response': [correctRows, 1],
  // Each request needs its own token.
  'a token that has expired': [correctRows, pages],
  'a token for one second': [correctRows, Number.NaN],
  'a token without expires_in': [correctRows, pages],
  'status 503': [credentialsRefused(503), 3],
  'status 503 with a delay of an hour': [credentialsRefused(503), 1],
  'a reset connection': [connectionError(/\(ECONNRESET\) .*3/), 3],
  'no response': [
    {
      is: TimeoutError,
      code: 'timeout',
      details: { message: expect.stringMatching(/ 100 ms .*3/), hint: expect.any(String) },
    },
    3,
    { timeout: 100 },
  ],
  'status 500': [credentialsRefused(500), 1],
  'status 401': [credentialsRefused(401), 1],
  'an HTML page': [credentialsRefused(200), 1],
  'a truncated token': [credentialsRefused(200), 1],
  null: [credentialsRefused(200), 1],
  'a token that is a number': [credentialsRefused(200), 1],
  'a token with a line break': [credentialsRefused(200), 1],
  'a redirect': [credentialsRefused(302), 1],
  'a huge response': [tooLarge(100_000), 1, { maxResponseSize: 100_000 }],
};

describe('a token request', () => {
  test.each(tokenFaultNames)('returns a token, or rejects with a typed error, if it always meets: %s', async (name) => {
    const [outcome, tokens, options = {}] = expectedOfToken[name];
    const server = await start({ token: () => name });
    await expectOutcome(read(server, { retries: 2, ...options }), outcome, tokenRequest);
    if (!Number.isNaN(tokens)) expect(server.tokenRequests).toHaveLength(tokens);
    expect(server.requests).toHaveLength(outcome === correctRows ? pages : 0);
  });
  test('is sent again by the next call after an error', async () => {
    const server = await start({ token: (_, index) => (index === 0 ? 'an HTML page' : undefined) });
    const client = server.client();
    await rejected(client.runs().count(), credentialsRefused(200));
    expect(await client.runs().count()).toBe(25);
    expect(server.tokenRequests).toHaveLength(2);
  });
  test('rejects with a ConnectionError after its retries if nothing listens', async () => {
    const server = await start({});
    await expectOutcome(
      read(server, { tokenUrl: `${closedPort}/token` }),
      connectionError(/\(ECONNREFUSED\) .*4/, expect.stringMatching(/127\.0\.0\.1:1\b/)),
      tokenRequest,
    );
    expect(server.requests).toEqual([]);
  });
});

describe('an expired token', () => {
  test('is renewed as often as needed during a query', async () => {
    const server = await start({ script: (_, index) => (index % 2 === 1 ? 'an expired token' : undefined) });
    const runs = await server.client({ concurrency: 1 }).runs().pageSize(2).all();
    expect(runs.map(({ run_number }) => run_number)).toEqual(numbers);
    // 13 pages, of which only the first succeeds at once.
    expect(server.tokenRequests).toHaveLength(13);
    expect(server.requests).toHaveLength(25);
  });
  test('is renewed once for concurrent requests', async () => {
    const server = await start({ script: (_, index) => (index === 0 ? 'an expired token' : undefined) });
    const client = server.client({ concurrency: 8 });
    expect(await Promise.all(Array.from({ length: 24 }, () => client.runs().count()))).toEqual(Array(24).fill(25));
    expect(server.tokenRequests).toHaveLength(2);
  });
});
