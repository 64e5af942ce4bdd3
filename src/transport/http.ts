import type { OptionsInit, RequestError, Response } from 'got';
import { ConnectionError, ResponseError, TimeoutError } from '../errors.js';
import { Follower, stoppedBy } from '../signals.js';
import { lookupHost } from '../util/loopback.js';
import { version } from '../version.js';
import { type Observers, tell } from './events.js';

/** One exchange over HTTP. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON, or as a form. */
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** Whether a repeat does no harm. */
  readonly repeatable: boolean;
  readonly limits: Limits;
  readonly observers: Observers;
  readonly signal: AbortSignal | undefined;
  /** The request in words, for errors: no header, no secret. */
  readonly words: string;
}

/** How long a request may take, how often it is repeated, and how large its answer may be. */
export interface Limits {
  readonly timeout: number;
  readonly totalTimeout: number;
  readonly maxAnswer: number;
  readonly retries: number;
  readonly retryDelay: number;
}

/** An answer, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | undefined;
  /** Milliseconds that the server asks to wait before the next request. */
  readonly retryAfter: number | undefined;
  readonly text: string;
}

/** Statuses that a repeat can cure. A 500 of the registry is a mistake in the request, and the same the next time. */
const passing = new Set([408, 429, 502, 503, 504]);

/** Failures of a connection that a repeat can cure. A host that does not exist is none: it will not for the next seconds either. */
const broken = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_HTTP_RESPONSE_INCOMPLETE',
  'ERR_BODY_PARSE_FAILURE',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ERR_READING_RESPONSE_STREAM',
  'Z_BUF_ERROR',
]);

/** Unless the server asks for a longer one. */
const longestPause = 30_000;

/** Milliseconds that an answer asks to wait, in seconds or until a date. */
function retryAfter(response: Response | undefined): number | undefined {
  const after = response?.headers['retry-after'];
  if (after === undefined) return undefined;
  const seconds = Number(after);
  const wanted = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(after) - Date.now();
  return Number.isFinite(wanted) ? Math.max(wanted, 1) : undefined;
}

/** Milliseconds before a repeat: what the server asks for, else doubled each time, with a random part so that clients spread. */
const pause = (attempt: number, base: number, response: Response | undefined): number =>
  retryAfter(response) ?? Math.min(base * 2 ** (attempt - 1) * (0.75 + Math.random() / 2) + 1, longestPause);

/** An answer that breaks off has a status too, so the kind of failure comes first. */
const canCure = (error: RequestError): boolean =>
  broken.has(error.code) || passing.has(error.response?.statusCode ?? 0);

/** got's errors carry the request, its token included; only these words leave this file. */
function translate(error: unknown, request: HttpRequest): Error {
  if (request.signal?.aborted) return stoppedBy(request.signal, request.words);
  const { code = 'unknown', message = '' } = error as { code?: string; message?: string };
  const cause = new Error(`${code}: ${message}`);
  const repeats = (error as RequestError).request?.retryCount ?? 0;
  const tried = repeats === 0 ? '' : `, tried ${repeats + 1} times`;
  if ((error as Error).name === 'TimeoutError')
    return new TimeoutError('timeout', `${request.words} took longer than ${request.limits.timeout} ms${tried}`, {
      request: request.words,
      hint: 'give a longer timeout, or ask for less',
      cause,
    });
  const host = new URL(request.url).host;
  const hints: Readonly<Record<string, string>> = {
    ECONNREFUSED: `nothing answers at ${host}: is the registry running, and is the url right?`,
    ENOTFOUND: `there is no host ${host}: is the url right, and is the network up?`,
    EAI_AGAIN: `the name of ${host} cannot be looked up now: is the network up?`,
  };
  const what = (error as RequestError).response === undefined ? 'got no answer' : 'got an answer that broke off';
  return new ConnectionError('connection-failed', `${request.words} ${what} (${code})${tried}`, {
    request: request.words,
    hint: hints[code] ?? 'try again later',
    cause,
  });
}

let requests = 0;

/** The name of this library, its version, and that of Node. */
const userAgent = `runregistry/${version} (node ${process.versions.node})`;

/** What ends a request from inside: it takes too long in all, or its answer is too large. */
class Watch {
  readonly #follower: Follower;
  readonly #timer: NodeJS.Timeout;
  readonly #end: number;
  #reason: Error | undefined;

  constructor(request: HttpRequest) {
    const { totalTimeout } = request.limits;
    this.#end = performance.now() + totalTimeout;
    this.#timer = setTimeout(() => this.stop(takesTooLong(request)), totalTimeout);
    this.#follower = new Follower(request.signal);
  }

  /** Ends the request, from inside or because the caller says so. */
  get signal(): AbortSignal {
    return this.#follower.signal;
  }

  /** Milliseconds that are left. */
  get left(): number {
    return this.#end - performance.now();
  }

  /** Why the request was ended from inside. */
  get reason(): Error | undefined {
    return this.#reason;
  }

  stop(reason: Error): void {
    if (this.signal.aborted) return;
    this.#reason = reason;
    this.#follower.abort(reason);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#follower.close();
  }
}

const takesTooLong = ({ words, limits }: HttpRequest): TimeoutError =>
  new TimeoutError('total-timeout', `${words} took longer than ${limits.totalTimeout} ms with its repeats`, {
    request: words,
    hint: 'give a longer totalTimeout, or ask for less',
  });

const tooLarge = ({ words, limits }: HttpRequest): ResponseError =>
  new ResponseError('too-large', `the answer to ${words} has more than ${limits.maxAnswer} bytes`, {
    request: words,
    hint: 'ask for less at a time with pageSize(…), or give a larger maxAnswer',
  });

/**
 * Sends a request and returns the answer of any status, repeating it where that is harmless and can help.
 * @throws ConnectionError, TimeoutError, ResponseError or AbortError where there is no answer.
 */
export async function send(request: HttpRequest): Promise<HttpAnswer> {
  if (request.signal?.aborted) throw translate(request.signal.reason, request);
  // Loaded at the first request: importing got takes longer than importing all of this library.
  const { default: got } = await import('got');
  const { limits, observers, repeatable } = request;
  const watch = new Watch(request);
  const start = performance.now();
  const { origin, pathname } = new URL(request.url);
  let attempt = 1;
  const id = ++requests;
  const event = () => ({ id, method: request.method, url: origin + pathname, request: request.words, attempt });
  let isSent = false;
  const begins = (): void => {
    isSent = true;
    tell(observers, 'onRequest', event());
  };
  const ended = (status: number | undefined, failure: string | undefined, size: number): void => {
    // What is stopped before it was sent has no end to tell.
    if (!isSent) return;
    tell(observers, 'onResponse', { ...event(), status, failure, size, milliseconds: performance.now() - start });
  };
  const options: OptionsInit & { isStream?: false } = {
    method: request.method,
    headers: { 'user-agent': userAgent, ...request.headers },
    throwHttpErrors: true,
    followRedirect: false,
    dnsLookup: lookupHost as NonNullable<OptionsInit['dnsLookup']>,
    timeout: { request: limits.timeout },
    signal: watch.signal,
    retry: {
      limit: repeatable ? limits.retries : 0,
      methods: repeatable ? [request.method] : [],
      statusCodes: [...passing],
      errorCodes: [...broken],
      maxRetryAfter: Number.POSITIVE_INFINITY,
      calculateDelay: ({ attemptCount, error }) => {
        if (!repeatable || attemptCount > limits.retries || !canCure(error) || watch.signal.aborted) return 0;
        const wait = pause(attemptCount, limits.retryDelay, error.response);
        // A pause that would end too late is not begun: the answer is told at once.
        if (wait >= watch.left) return 0;
        const reason = broken.has(error.code) ? error.code : String(error.response?.statusCode ?? error.code);
        attempt = attemptCount + 1;
        tell(observers, 'onRetry', { ...event(), reason, pause: wait });
        // Whoever is told may stop it, and got would wait all the same.
        return watch.signal.aborted ? 0 : wait;
      },
    },
    hooks: { beforeRequest: [begins] },
    ...(request.json === undefined ? {} : { json: request.json }),
    ...(request.form === undefined ? {} : { form: { ...request.form } }),
  };
  let response: Response<string>;
  try {
    const sent = got(request.url, { ...options, responseType: 'text', resolveBodyOnly: false });
    sent.on('downloadProgress', ({ transferred }) => {
      if (transferred > limits.maxAnswer) watch.stop(tooLarge(request));
    });
    response = (await sent) as Response<string>;
  } catch (error) {
    const failed = (error as RequestError).response as Response<string> | undefined;
    const isAnswer = (error as RequestError).code === 'ERR_NON_2XX_3XX_RESPONSE' && failed !== undefined;
    if (!isAnswer || watch.signal.aborted) {
      ended(undefined, String((error as RequestError).code ?? 'unknown'), 0);
      throw watch.reason ?? translate(error, request);
    }
    response = failed;
  } finally {
    watch.close();
  }
  ended(response.statusCode, undefined, response.body.length);
  return {
    status: response.statusCode,
    contentType: response.headers['content-type'] ?? '',
    location: response.headers.location,
    retryAfter: retryAfter(response),
    text: response.body,
  };
}
