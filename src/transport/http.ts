import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionError, ResponseError, TimeoutError } from '../errors.js';
import { abortError, LinkedAbortController } from '../signals.js';
import { credentialsHint } from '../util/proxy.js';
import { attempt, type Failure, proxyAuthentication } from './attempt.js';
import { emit, type RequestEvent } from './events.js';
import type { HttpRequest, HttpResponse } from './exchange.js';

/** Statuses that a retry can cure. The registry returns 500 for mistakes in the request, which a retry repeats. */
const retryableStatuses = new Set([408, 429, 502, 503, 504]);

/** Maximum pause, unless the server requests a longer one. */
const maxPause = 30_000;

const isFailure = (result: HttpResponse | Failure): result is Failure => 'kind' in result;

/** Returns the host and port of a URL, including the default port. */
function hostAndPort(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

/** Returns the hint for a failed connection. */
function hintOf({ code, proxy }: Failure, url: string): string {
  const host = hostAndPort(url);
  if (/CERT|SIGNATURE/.test(code))
    return `The certificate of ${host} is not trusted. Set NODE_EXTRA_CA_CERTS to the file of its authority.`;
  if (proxy !== undefined && code === proxyAuthentication) return credentialsHint(proxy);
  if (proxy !== undefined)
    return `The connection to ${host} through the proxy ${proxy} failed. Check https_proxy, or add ${new URL(url).hostname} to no_proxy.`;
  const hints: Readonly<Record<string, string>> = {
    ECONNREFUSED: `No server listens at ${host}. Check that the registry is running, and check 'url'.`,
    ENOTFOUND: `The host ${new URL(url).hostname} does not exist. Check 'url' and the network.`,
    EAI_AGAIN: `The name of ${host} cannot be resolved at the moment. Check the network.`,
  };
  return hints[code] ?? `The connection to ${host} failed. Try again later.`;
}

/** Converts a failure to an error of this library. Errors of got contain the request with its token. */
function errorOf(failure: Failure, request: HttpRequest, attempts: number): Error {
  const { kind, code, message } = failure;
  const cause = new Error(`${code}: ${message}`);
  const tried = attempts === 1 ? '' : ` in ${attempts} attempts`;
  if (kind === 'timeout')
    return new TimeoutError('timeout', `${request.words} took longer than ${request.limits.timeout} ms${tried}`, {
      request: request.words,
      hint: "Set a longer 'timeout', or request less.",
      cause,
    });
  const outcome = kind === 'no-response' ? 'got no response' : 'got an incomplete response';
  return new ConnectionError('connection-failed', `${request.words} ${outcome} (${code})${tried}`, {
    request: request.words,
    hint: hintOf(failure, request.url),
    cause,
  });
}

/** The limits that end a request: its total time, and the size of its response. */
class RequestLimits {
  readonly #controller: LinkedAbortController;
  readonly #timer: NodeJS.Timeout;
  readonly #end: number;
  #reason: Error | undefined;

  constructor(request: HttpRequest) {
    const { totalTimeout } = request.limits;
    this.#end = performance.now() + totalTimeout;
    this.#timer = setTimeout(() => this.stop(tookTooLong(request)), totalTimeout);
    this.#controller = new LinkedAbortController(request.signal);
    // Each attempt listens.
    setMaxListeners(0, this.signal);
  }

  /** Aborts when a limit is exceeded, or when the caller's signal aborts. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Remaining milliseconds. */
  get left(): number {
    return this.#end - performance.now();
  }

  /** The error of the exceeded limit. */
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

const tookTooLong = ({ words, limits }: HttpRequest): TimeoutError =>
  new TimeoutError('total-timeout', `${words} took longer than ${limits.totalTimeout} ms, including retries`, {
    request: words,
    hint: "Set a longer 'totalTimeout', or request less.",
  });

const tooLarge = ({ words, limits }: HttpRequest): ResponseError =>
  new ResponseError('too-large', `The response to ${words} has more than ${limits.maxResponseSize} bytes`, {
    request: words,
    hint: "Request smaller pages with pageSize(), or set a larger 'maxResponseSize'.",
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
    emit(this.#request.observers, 'onRequest', this.#event);
  }

  /** Reports a retry, and counts it as the current attempt. */
  retry(reason: string, pause: number): void {
    this.attempt++;
    emit(this.#request.observers, 'onRetry', { ...this.#event, reason, pause });
  }

  /** Reports the end of a request, unless it was aborted before it was sent. */
  ended(status: number | undefined, failure: string | undefined, size: number): void {
    if (!this.#isSent) return;
    const milliseconds = performance.now() - this.#start;
    emit(this.#request.observers, 'onResponse', { ...this.#event, status, failure, size, milliseconds });
  }
}

/**
 * Returns the milliseconds before the next attempt, or undefined for no further attempt. The pause is what the server requests; otherwise
 * it doubles with each attempt, with a random part that spreads clients. If the pause would exceed the total time, the failure is reported
 * at once.
 */
function pauseBefore(result: HttpResponse | Failure, attempts: number, request: HttpRequest, left: number) {
  const { isRetryable, limits } = request;
  const canHelp = isFailure(result) ? result.isTransient : retryableStatuses.has(result.status);
  if (!isRetryable || attempts > limits.retries || !canHelp) return undefined;
  const requested = isFailure(result) ? undefined : result.retryAfter;
  const doubled = limits.retryDelay * 2 ** (attempts - 1) * (0.75 + Math.random() / 2) + 1;
  const pause = requested ?? Math.min(doubled, maxPause);
  return pause < left ? pause : undefined;
}

/**
 * Retries until an attempt settles the request.
 * @throws TimeoutError or ResponseError if a limit is exceeded, AbortError if the caller's signal aborts.
 */
async function settle(request: HttpRequest, limits: RequestLimits, report: Reporter): Promise<HttpResponse | Failure> {
  const abortReason = (): Error => limits.reason ?? abortError(request.signal, request.words);
  const options = {
    signal: limits.signal,
    onRequest: () => report.sent(),
    onProgress: (bytes: number) => {
      if (bytes > request.limits.maxResponseSize) limits.stop(tooLarge(request));
    },
  };
  for (;;) {
    const result = await attempt(request, options);
    if (limits.reason !== undefined || (isFailure(result) && limits.signal.aborted)) throw abortReason();
    const pause = pauseBefore(result, report.attempt, request, limits.left);
    if (pause === undefined) return result;
    report.retry(isFailure(result) ? result.code : String(result.status), pause);
    await sleep(pause, undefined, { signal: limits.signal }).catch(() => {
      throw abortReason();
    });
  }
}

/**
 * Sends a request, with retries if they are safe and can help, and returns a response of any status.
 * @throws ConnectionError, TimeoutError, ResponseError or AbortError without a response.
 */
export async function send(request: HttpRequest): Promise<HttpResponse> {
  if (request.signal.aborted) throw abortError(request.signal, request.words);
  const limits = new RequestLimits(request);
  const report = new Reporter(request);
  let result: HttpResponse | Failure;
  try {
    result = await settle(request, limits, report);
  } catch (error) {
    report.ended(undefined, 'ERR_ABORTED', 0);
    throw error;
  } finally {
    limits.close();
  }
  if (isFailure(result)) {
    report.ended(undefined, result.code, 0);
    throw errorOf(result, request, report.attempt);
  }
  report.ended(result.status, undefined, result.text.length);
  return result;
}
