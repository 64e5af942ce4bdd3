/** Each fault by its name: once, after which the right rows come or an error tells what happened, and for good. */
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
/** Requests of a reading: pages of 10, the last with 5 rows. */
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

const read = async (server: FaultServer, options: RunRegistryOptions = {}): Promise<number[]> =>
  (await server.client(options).runs().pageSize(10).all()).map(({ run_number }) => run_number);

type Outcome = 'right rows' | Refusal;
interface Expected {
  /** Where the fault happens once, in the second page: what comes of it, and after how many requests. */
  readonly once: Outcome;
  readonly asked: number;
  /** Where it always happens, of a client that makes two repeats. */
  readonly ever: Outcome;
  readonly askedEver: number;
  /** Tokens in all; one by default. */
  readonly tokens?: number;
  readonly options?: RunRegistryOptions;
}

const words = (n: number) => `POST /runs_filtered_ordered (page ${n})`;
const right = 'right rows';
const harmless: Expected = { once: right, asked: pages, ever: right, askedEver: pages };
const cured = (ever: Refusal): Expected => ({ once: right, asked: pages + 1, ever, askedEver: 3 });
const final = (refusal: Refusal): Expected => ({ once: refusal, asked: 2, ever: refusal, askedEver: 1 });
const cut = (message: RegExp, request: unknown = expect.any(String), hint: unknown = expect.any(String)): Refusal => ({
  is: ConnectionError,
  code: 'connection-failed',
  details: { message: expect.stringMatching(message), request, hint },
});
const noAnswer = cured(cut(/\(ECONNRESET\) .*3/, words(0)));
const brokenOff = cured(cut(/ 3 attempts$/, words(0)));
const serverError = (status: number, serverMessage: string | undefined, hint?: string): Refusal => ({
  is: ServerError,
  code: 'server-error',
  details: { status, ...(serverMessage !== undefined && { serverMessage }), ...(hint !== undefined && { hint }) },
});
const failed = (status: number, serverMessage?: string, hint?: string) =>
  cured(serverError(status, serverMessage, hint));
const odd = (code: string, message = /^/): Refusal => ({
  is: ResponseError,
  code,
  details: {
    request: expect.stringContaining('POST /runs_filtered_ordered'),
    message: expect.stringMatching(message),
  },
});
const tooLarge: Refusal = {
  is: ResponseError,
  code: 'too-large',
  details: { message: expect.stringMatching(/ 1000 /) },
};
const login: Expected = {
  once: right,
  asked: pages + 1,
  ever: { is: AuthenticationError, code: 'login-page' },
  askedEver: 2,
  tokens: 2,
};
/** A page that does not fit its count is asked for three times, and so is all of the reading. */
const readAgain = (ever: Refusal): Expected => ({ once: right, asked: pages + 1, ever, askedEver: 9 });
const late: Expected = {
  ...cured({
    is: TimeoutError,
    code: 'timeout',
    details: { request: words(0), message: expect.stringMatching(/ 700 ms .*3/) },
  }),
  options: { timeout: 700 },
};

const expected: Readonly<Record<FaultName, Expected>> = {
  latency: harmless,
  'a pause within the body': harmless,
  // For a few milliseconds; how many repeats that takes is a matter of chance.
  'connections refused': { ...noAnswer, asked: Number.NaN, askedEver: Number.NaN, options: { retries: 30 } },
  'reset before the body': noAnswer,
  'reset behind the head': brokenOff,
  'reset within the body': brokenOff,
  'reset within chunks': brokenOff,
  'end within the body': brokenOff,
  'end within chunks': brokenOff,
  'reset after the body': { ...harmless, asked: Number.NaN, askedEver: Number.NaN },
  'closed after the body': { ...harmless, asked: Number.NaN, askedEver: Number.NaN },
  'no HTTP at all': final(cut(/\(HPE_/)),
  'truncated JSON': final(odd('not-json')),
  'corrupt JSON': final(odd('not-json')),
  'an empty body': final(odd('not-json')),
  gzip: harmless,
  'corrupt gzip': final(cut(/\(Z_DATA_ERROR\)/)),
  'truncated gzip': brokenOff,
  'invalid gzip': final(cut(/\(Z_DATA_ERROR\)/)),
  'JSON as text': harmless,
  'JSON without a type': harmless,
  'JSON as HTML': login,
  'an image': final(odd('not-json')),
  'the login page': login,
  'a redirect to another host': login,
  'a lasting redirect': login,
  'an expired token': login,
  401: final({ is: PermissionError, code: 'not-allowed', details: { serverMessage: 'who are you?' } }),
  403: final({ is: PermissionError, code: 'not-allowed', details: { groups: ['cms-dqm-runregistry-experts'] } }),
  404: final({ is: NotFoundError, code: 'not-found' }),
  408: failed(408),
  429: failed(429, 'slowly'),
  '429 with no time to wait': failed(429, 'slowly', 'Retry after 1 s.'),
  '429 until a date': failed(429, 'slowly', 'Retry after 1 s.'),
  '429 for an hour': final(serverError(429, 'slowly', 'Retry after 3600 s.')),
  '429 for nonsense': failed(429, 'slowly'),
  '500 with err': final(serverError(500, 'deadlock detected')),
  '500 without a word': final(serverError(500, undefined)),
  502: failed(502, 'Bad Gateway'),
  503: failed(503, 'Service Unavailable'),
  '503 for an hour': final(serverError(503, 'Maintenance', 'Retry after 3600 s.')),
  504: failed(504, 'Gateway Timeout'),
  204: final(odd('unexpected-response', /\b204$/)),
  'no answer': late,
  'an answer without an end': late,
  'a huge answer': {
    ...final({ is: ResponseError, code: 'too-large', details: { message: expect.stringMatching(/ 100000 /) } }),
    options: { maxResponseSize: 100_000 },
  },
  // The page that follows tells better; on the last page it shows.
  'a count that is too large': {
    ...harmless,
    ever: odd('wrong-number-of-rows', /\b8 rows .* 5$/),
    askedEver: (2 + 3) * 3,
  },
  'a count that is too small': readAgain(odd('wrong-number-of-rows', /\b9 rows .* 10$/)),
  'no pages': harmless,
  'a row too few': readAgain(odd('wrong-number-of-rows', /\b10 rows .* 9$/)),
  'a row twice': final(odd('wrong-order', /run 355\d{3}$/)),
  'rows without OMS': final(odd('unexpected-response', /run 355\d{3}\b/)),
  'unknown keys': harmless,
};

async function outcome(reading: Promise<number[]>, what: Outcome): Promise<void> {
  if (what === right) expect(await reading).toEqual(numbers);
  else await rejected(reading, what);
}

describe('a request meets', () => {
  test.each(faultNames)('%s, once', async (name) => {
    const { once, asked, tokens = 1, options } = expected[name];
    const server = await start({ script: (_, index) => (index === 1 ? name : undefined) });
    await outcome(read(server, options), once);
    if (!Number.isNaN(asked)) expect(server.asked).toHaveLength(asked);
    expect(server.tokens).toHaveLength(tokens);
    expect(server.met).toEqual([name]);
  });
  test.each(faultNames.filter((name) => name !== 'connections refused'))('%s, always', async (name) => {
    const { ever, askedEver, tokens = 1, options } = expected[name];
    const server = await start({ script: () => name });
    await outcome(read(server, { retries: 2, ...options }), ever);
    if (!Number.isNaN(askedEver)) expect(server.asked).toHaveLength(askedEver);
    expect(server.tokens).toHaveLength(tokens);
  });
  test('connections refused, always', async () => {
    const server = await start({});
    let sent = 0;
    const client = server.openClient({ url: closedPort, retries: 2, onRequest: () => sent++ });
    await rejected(
      client.runs().all(),
      cut(/\(ECONNREFUSED\) .*3/, words(0), expect.stringMatching(/127\.0\.0\.1:1\b/)),
    );
    expect(sent).toBe(3);
  });
  test('a body of 200 MB, which is not taken in', async () => {
    const server = await start({ script: () => 'a huge answer' });
    let size = 0;
    await rejected(read(server, { onResponse: (event) => (size = event.size) }), {
      is: ResponseError,
      code: 'too-large',
      details: { request: words(0), message: expect.stringMatching(/ 100000000 /) },
    });
    expect(size).toBe(0);
    expect(server.asked).toHaveLength(1);
  });
  test('a body of one piece that is larger than allowed', async () => {
    const server = await start({});
    await rejected(read(server, { maxResponseSize: 1000 }), tooLarge);
  });
  test('a body that is small until it is unpacked', async () => {
    const server = await start({ script: () => 'gzip' });
    await rejected(read(server, { maxResponseSize: 1000 }), tooLarge);
    expect(await read(server, { maxResponseSize: 10_000 })).toEqual(numbers);
  });
});

describe('without a token, where a login page comes', () => {
  test.each<FaultName>(['the login page', 'a redirect to another host', 'an expired token'])('%s', async (name) => {
    const server = await start({ script: () => name });
    await rejected(server.openClient().runs().all(), {
      is: AuthenticationError,
      code: 'login-page',
      details: { hint: expect.stringContaining("'audience'") },
    });
    expect(server.asked).toHaveLength(1);
    expect(server.tokens).toEqual([]);
  });
});

const refused = (status: number) => ({
  is: AuthenticationError,
  code: 'credentials-refused',
  details: { status },
});
const token = 'the request for a token';

/** What comes of a fault that always happens, and after how many requests for a token. */
const ofToken: Readonly<
  Record<TokenFaultName, readonly [what: Outcome, tokens: number, options?: RunRegistryOptions]>
> = {
  slow: [right, 1],
  // Each request needs one of its own.
  'expires at once': [right, pages],
  'lives a second': [right, Number.NaN],
  'without a life': [right, pages],
  down: [refused(503), 3],
  'down for an hour': [refused(503), 1],
  reset: [cut(/\(ECONNRESET\) .*3/, token), 3],
  'no answer': [{ is: TimeoutError, code: 'timeout', details: { request: token } }, 3, { timeout: 100 }],
  'an error': [refused(500), 1],
  'a refusal': [refused(401), 1],
  'a page': [refused(200), 1],
  'cut JSON': [refused(200), 1],
  null: [refused(200), 1],
  'a number': [refused(200), 1],
  'a token of two lines': [refused(200), 1],
  'a redirect': [refused(302), 1],
  'a huge answer': [
    { is: ResponseError, code: 'too-large', details: { request: token } },
    1,
    { maxResponseSize: 100_000 },
  ],
};

describe('a request for a token meets', () => {
  test.each(tokenFaultNames)('%s', async (name) => {
    const [what, tokens, options = {}] = ofToken[name];
    const server = await start({ token: () => name });
    await outcome(read(server, { retries: 2, ...options }), what);
    if (!Number.isNaN(tokens)) expect(server.tokens).toHaveLength(tokens);
    expect(server.asked).toHaveLength(what === right ? pages : 0);
  });
  test('something once, after which the next call asks anew', async () => {
    const server = await start({ token: (_, index) => (index === 0 ? 'a page' : undefined) });
    const client = server.client();
    await rejected(client.runs().count(), refused(200));
    expect(await client.runs().count()).toBe(25);
    expect(server.tokens).toHaveLength(2);
  });
  test('a closed port', async () => {
    const server = await start({});
    await rejected(
      read(server, { tokenUrl: `${closedPort}/token` }),
      cut(/\(ECONNREFUSED\) .*4/, token, expect.stringMatching(/127\.0\.0\.1:1\b/)),
    );
    expect(server.asked).toEqual([]);
  });
});

describe('a token expires', () => {
  test('in the middle of many pages, again and again', async () => {
    const server = await start({ script: (_, index) => (index % 2 === 1 ? 'an expired token' : undefined) });
    const found = await server.client().runs().pageSize(2).all();
    expect(found.map(({ run_number }) => run_number)).toEqual(numbers);
    // 13 pages, the first alone at once.
    expect(server.tokens).toHaveLength(13);
    expect(server.asked).toHaveLength(25);
  });
  test('under many requests at once: one new one for all', async () => {
    const server = await start({ script: (_, index) => (index === 0 ? 'an expired token' : undefined) });
    const client = server.client({ concurrency: 8 });
    expect(await Promise.all(Array.from({ length: 24 }, () => client.runs().count()))).toEqual(Array(24).fill(25));
    expect(server.tokens).toHaveLength(2);
  });
});
