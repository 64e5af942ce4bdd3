import type { OptionsInit, RequestError, Response } from 'got';
import { AbortError, ConnectionError, TimeoutError } from '../errors.js';

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
  readonly timeout: number;
  readonly retries: number;
  readonly retryDelay: number;
  readonly signal: AbortSignal | undefined;
  /** The request in words, for errors: no header, no secret. */
  readonly words: string;
}

/** An answer, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | undefined;
  readonly text: string;
}

/** Statuses that a repeat can cure. A 500 of the registry is a mistake in the request, and the same the next time. */
const passing = new Set([408, 429, 502, 503, 504]);

/** Failures of a connection that a repeat can cure. A refused or unknown host is not: it will be so for the next seconds too. */
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

const longestPause = 30_000;

/** Milliseconds before a repeat: what the server asks for, else doubled each time, with a random part so that clients spread. */
function pause(attempt: number, base: number, response: Response | undefined): number {
  const after = response?.headers['retry-after'];
  if (after !== undefined) {
    const seconds = Number(after);
    const wanted = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(after) - Date.now();
    if (Number.isFinite(wanted)) return Math.min(Math.max(wanted, 1), longestPause);
  }
  return Math.min(base * 2 ** (attempt - 1) * (0.75 + Math.random() / 2) + 1, longestPause);
}

/** An answer that breaks off has a status too, so the kind of failure comes first. */
const canCure = (error: RequestError): boolean =>
  broken.has(error.code) || passing.has(error.response?.statusCode ?? 0);

/** got's errors carry the request, its token included; only these words leave this file. */
function translate(error: unknown, request: HttpRequest): Error {
  if (request.signal?.aborted)
    return new AbortError('aborted', `${request.words} was stopped by its signal`, { cause: request.signal.reason });
  const { code = 'unknown', message = '' } = error as { code?: string; message?: string };
  const cause = new Error(`${code}: ${message}`);
  const repeats = (error as RequestError).request?.retryCount ?? 0;
  const tried = repeats === 0 ? '' : `, tried ${repeats + 1} times`;
  if ((error as Error).name === 'TimeoutError')
    return new TimeoutError('timeout', `${request.words} took longer than ${request.timeout} ms${tried}`, {
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

/**
 * Sends a request and returns the answer of any status, repeating it where that is harmless and can help.
 * @throws ConnectionError, TimeoutError or AbortError where there is no answer.
 */
export async function send(request: HttpRequest): Promise<HttpAnswer> {
  if (request.signal?.aborted) throw translate(request.signal.reason, request);
  // Loaded at the first request: importing got takes longer than importing all of this library.
  const { default: got } = await import('got');
  const options: OptionsInit & { isStream?: false } = {
    method: request.method,
    headers: { ...request.headers },
    throwHttpErrors: true,
    followRedirect: false,
    timeout: { request: request.timeout },
    retry: {
      limit: request.repeatable ? request.retries : 0,
      methods: request.repeatable ? [request.method] : [],
      statusCodes: [...passing],
      errorCodes: [...broken],
      calculateDelay: ({ attemptCount, error }) =>
        request.repeatable && attemptCount <= request.retries && canCure(error)
          ? pause(attemptCount, request.retryDelay, error.response)
          : 0,
    },
    ...(request.json === undefined ? {} : { json: request.json }),
    ...(request.form === undefined ? {} : { form: { ...request.form } }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  };
  let response: Response<string>;
  try {
    response = (await got(request.url, {
      ...options,
      responseType: 'text',
      resolveBodyOnly: false,
    })) as Response<string>;
  } catch (error) {
    const failed = (error as RequestError).response as Response<string> | undefined;
    if ((error as RequestError).code !== 'ERR_NON_2XX_3XX_RESPONSE' || failed === undefined || request.signal?.aborted)
      throw translate(error, request);
    response = failed;
  }
  return {
    status: response.statusCode,
    contentType: response.headers['content-type'] ?? '',
    location: response.headers.location,
    text: response.body,
  };
}
