import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionError, ResponseError, TimeoutError } from '../errors.js';
import { abortError, LinkedAbortController } from '../signals.js';
import { credentialsHint } from '../util/proxy.js';
import { attempt, type Failure, proxyAuthentication } from './attempt.js';
import { type RequestEvent, tell } from './events.js';
import type { HttpAnswer, HttpRequest } from './exchange.js';

/** Statuses that a retry can cure. A 500 of the registry is a mistake in the request, and the same the next time. */
const retryableStatuses = new Set([408, 429, 502, 503, 504]);

/** Unless the server asks for a longer one. */
const longestPause = 30_000;

const isFailure = (result: HttpAnswer | Failure): result is Failure => 'kind' in result;

/** Host and port of an address, the default port included. */
function hostAndPort(address: string): string {
  const { hostname, port, protocol } = new URL(address);
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

/** What to check or do after a connection failed. */
function hintOf({ code, proxy }: Failure, url: string): string {
  const host = hostAndPort(url);
  if (/CERT|SIGNATURE/.test(code))
    return `the certificate of ${host} is not trusted: name the authority's file in NODE_EXTRA_CA_CERTS`;
  if (proxy !== undefined && code === proxyAuthentication) return credentialsHint(proxy);
  if (proxy !== undefined)
    return `the connection to ${host} through the proxy ${proxy} failed: is https_proxy right, or does ${new URL(url).hostname} belong in no_proxy?`;
  const hints: Readonly<Record<string, string>> = {
    ECONNREFUSED: `nothing answers at ${host}: is the registry running, and is the url right?`,
    ENOTFOUND: `there is no host ${new URL(url).hostname}: is the url right, and is the network up?`,
    EAI_AGAIN: `the name of ${host} cannot be looked up now: is the network up?`,
  };
  return hints[code] ?? `the connection to ${host} failed: try again later`;
}

/** A failure in the library's own words: got's errors carry the request, its token included. */
function errorOf(failure: Failure, request: HttpRequest, attempts: number): Error {
  const { kind, code, message } = failure;
  const cause = new Error(`${code}: ${message}`);
  const tried = attempts === 1 ? '' : `, tried ${attempts} times`;
  if (kind === 'timeout')
    return new TimeoutError('timeout', `${request.words} took longer than ${request.limits.timeout} ms${tried}`, {
      request: request.words,
      hint: 'give a longer timeout, or ask for less',
      cause,
    });
  const what = kind === 'no-response' ? 'got no answer' : 'got an answer that broke off';
  return new ConnectionError('connection-failed', `${request.words} ${what} (${code})${tried}`, {
    request: request.words,
    hint: hintOf(failure, request.url),
    cause,
  });
}

/** What ends a request from inside: it takes too long in all, or its answer is too large. */
class Watch {
  readonly #controller: LinkedAbortController;
  readonly #timer: NodeJS.Timeout;
  readonly #end: number;
  #reason: Error | undefined;

  constructor(request: HttpRequest) {
    const { totalTimeout } = request.limits;
    this.#end = performance.now() + totalTimeout;
    this.#timer = setTimeout(() => this.stop(takesTooLong(request)), totalTimeout);
    this.#controller = new LinkedAbortController(request.signal);
    // Each attempt listens.
    setMaxListeners(0, this.signal);
  }

  /** Ends the request, from inside or because the caller says so. */
  get signal(): AbortSignal {
    return this.#controller.signal;
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
    this.#controller.abort(reason);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#controller.close();
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

let requests = 0;

/** Reports the events of one request to its observers. */
class Reporter {
  readonly #request: HttpRequest;
  readonly #about: Omit<RequestEvent, 'attempt'>;
  readonly #start = performance.now();
  #isSent = false;
  attempt = 1;

  constructor(request: HttpRequest) {
    const { origin, pathname } = new URL(request.url);
    this.#request = request;
    this.#about = { id: ++requests, method: request.method, url: origin + pathname, request: request.words };
  }

  get #event(): RequestEvent {
    return { ...this.#about, attempt: this.attempt };
  }

  sent(): void {
    this.#isSent = true;
    tell(this.#request.observers, 'onRequest', this.#event);
  }

  /** Reports a pause, then counts the next attempt as begun. */
  retry(reason: string, pause: number): void {
    this.attempt++;
    tell(this.#request.observers, 'onRetry', { ...this.#event, reason, pause });
  }

  /** Reports the end of a request; one that was stopped before it was sent has none. */
  ended(status: number | undefined, failure: string | undefined, size: number): void {
    if (!this.#isSent) return;
    const milliseconds = performance.now() - this.#start;
    tell(this.#request.observers, 'onResponse', { ...this.#event, status, failure, size, milliseconds });
  }
}

/**
 * Milliseconds before the next attempt, or undefined if none is made: what the server asks for, else doubled each time, with a random
 * part so that clients spread. A pause that would end too late does not begin: the failure is reported at once.
 */
function pauseBefore(result: HttpAnswer | Failure, done: number, request: HttpRequest, left: number) {
  const { repeatable, limits } = request;
  const canHelp = isFailure(result) ? result.isTransient : retryableStatuses.has(result.status);
  if (!repeatable || done > limits.retries || !canHelp) return undefined;
  const wanted = isFailure(result) ? undefined : result.retryAfter;
  const doubled = limits.retryDelay * 2 ** (done - 1) * (0.75 + Math.random() / 2) + 1;
  const pause = wanted ?? Math.min(doubled, longestPause);
  return pause < left ? pause : undefined;
}

/**
 * Makes attempts until one settles the request.
 * @throws Error if the request was stopped from inside, AbortError if its signal was aborted.
 */
async function settle(request: HttpRequest, watch: Watch, report: Reporter): Promise<HttpAnswer | Failure> {
  const stopped = (): Error => watch.reason ?? abortError(request.signal, request.words);
  const options = {
    signal: watch.signal,
    onRequest: () => report.sent(),
    onProgress: (bytes: number) => {
      if (bytes > request.limits.maxAnswer) watch.stop(tooLarge(request));
    },
  };
  for (;;) {
    const result = await attempt(request, options);
    if (watch.reason !== undefined || (isFailure(result) && watch.signal.aborted)) throw stopped();
    const pause = pauseBefore(result, report.attempt, request, watch.left);
    if (pause === undefined) return result;
    report.retry(isFailure(result) ? result.code : String(result.status), pause);
    await sleep(pause, undefined, { signal: watch.signal }).catch(() => {
      throw stopped();
    });
  }
}

/**
 * Sends a request and returns the answer of any status, repeating it where that is harmless and can help.
 * @throws ConnectionError, TimeoutError, ResponseError or AbortError where there is no answer.
 */
export async function send(request: HttpRequest): Promise<HttpAnswer> {
  if (request.signal?.aborted) throw abortError(request.signal, request.words);
  const watch = new Watch(request);
  const report = new Reporter(request);
  let result: HttpAnswer | Failure;
  try {
    result = await settle(request, watch, report);
  } catch (error) {
    report.ended(undefined, 'ERR_ABORTED', 0);
    throw error;
  } finally {
    watch.close();
  }
  if (isFailure(result)) {
    report.ended(undefined, result.code, 0);
    throw errorOf(result, request, report.attempt);
  }
  report.ended(result.status, undefined, result.text.length);
  return result;
}
