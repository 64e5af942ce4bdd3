import { isUtf8 } from 'node:buffer';
import type { Agent as HttpsAgent } from 'node:https';
import type { OptionsInit, RequestError, Response } from 'got';
import { lookupHost } from '../util/lookup-host.js';
import { type ProxyRoute, proxyFor } from '../util/proxy.js';
import { version } from '../version.js';
import { decode } from './decode.js';
import type { HttpRequest, HttpResponse } from './exchange.js';

/** The reason why an attempt has no complete response. */
export interface Failure {
  readonly kind: 'timeout' | 'no-response' | 'broken-off';
  /** `ECONNREFUSED`, `ETIMEDOUT`, … */
  readonly code: string;
  readonly message: string;
  /** True if another attempt can succeed. */
  readonly isTransient: boolean;
  /** Host and port of the proxy that the request took, if there was one. */
  readonly proxy?: string;
}

/** The signal of an attempt, and callbacks while it runs. */
export interface AttemptOptions {
  readonly signal: AbortSignal;
  readonly onRequest: () => void;
  /** Called with the number of decompressed bytes received so far. */
  readonly onProgress: (bytes: number) => void;
}

/** This library and Node, with their versions. */
const userAgent = `runregistry/${version} (node ${process.versions.node})`;

/** Converts a `Retry-After` header, in seconds or a date, to milliseconds. */
function retryAfter(after: string | undefined): number | undefined {
  if (after === undefined) return undefined;
  const seconds = Number(after);
  const wanted = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(after) - Date.now();
  return Number.isFinite(wanted) ? Math.max(wanted, 1) : undefined;
}

/**
 * Returns true if a parser or a decompressor rejected the bytes of a response, because a retry receives the same bytes. Errors of parsers
 * have `bytesParsed`; errors of decompressors have an `errno` without a system call. `Z_BUF_ERROR` only means a truncated response.
 */
function isMalformed({ code, cause }: RequestError): boolean {
  const { errno, syscall, bytesParsed } = (cause ?? {}) as NodeJS.ErrnoException & { bytesParsed?: number };
  return bytesParsed !== undefined || (errno !== undefined && syscall === undefined && code !== 'Z_BUF_ERROR');
}

/**
 * Returns true if the connection was not established, or a read or write failed. An unknown host, a rejected certificate and bytes that
 * are not HTTP fail the same way on a retry.
 */
function isConnectionFailure({ code, cause, request }: RequestError): boolean {
  const { syscall } = (cause ?? {}) as NodeJS.ErrnoException;
  if (syscall === 'getaddrinfo') return code === 'EAI_AGAIN';
  const { timings } = request ?? {};
  const neverConnected = timings?.socket !== undefined && timings.connect === undefined;
  return syscall !== undefined || neverConnected || code === 'ECONNRESET';
}

function failureOf(error: RequestError): Failure {
  const { name, code, message, response } = error;
  if (name === 'TimeoutError') return { kind: 'timeout', code, message, isTransient: true };
  return response === undefined
    ? { kind: 'no-response', code, message, isTransient: isConnectionFailure(error) }
    : { kind: 'broken-off', code, message, isTransient: !isMalformed(error) };
}

/** The code of a failure if the proxy requires credentials, or rejects those it received. */
export const proxyAuthentication = 'PROXY_AUTHENTICATION';

const refusedBy = ({ host }: ProxyRoute, status: number): Failure => ({
  kind: 'no-response',
  code: status === 407 ? proxyAuthentication : `PROXY_STATUS_${status}`,
  message: `the proxy returned status ${status}`,
  isTransient: [502, 503, 504].includes(status),
  proxy: host,
});

function responseOf({ statusCode, headers, body }: Response<Uint8Array>): HttpResponse {
  const isValid = isUtf8(body);
  return {
    status: statusCode,
    contentType: headers['content-type'] ?? '',
    location: headers.location,
    retryAfter: retryAfter(headers['retry-after']),
    text: decode(body, isValid),
    isUtf8: isValid,
  };
}

/**
 * Sends a request once, without got's retries: after a refused connection, Node 24.20 and later also fail the pending write, and got 14
 * then gives up in the pause before its retry. For the same reason, the first error of an attempt is the one to report.
 */
export async function attempt(request: HttpRequest, options: AttemptOptions): Promise<HttpResponse | Failure> {
  // Loaded at the first request, because importing got takes longer than importing this library.
  const [{ default: got }, proxy] = await Promise.all([import('got'), proxyFor(new URL(request.url))]);
  let first: RequestError | undefined;
  const init: OptionsInit & { isStream?: false } = {
    method: request.method,
    headers: { 'user-agent': userAgent, ...request.headers },
    throwHttpErrors: false,
    followRedirect: false,
    dnsLookup: lookupHost as NonNullable<OptionsInit['dnsLookup']>,
    timeout: { request: request.limits.timeout },
    signal: options.signal,
    retry: {
      calculateDelay: ({ error }) => {
        first ??= error;
        return 0;
      },
    },
    hooks: { beforeRequest: [options.onRequest] },
    ...(proxy === undefined ? {} : { agent: { https: proxy.agent as HttpsAgent } }),
    body: request.body,
  };
  try {
    const sent = got(request.url, { ...init, responseType: 'buffer', resolveBodyOnly: false });
    sent.on('downloadProgress', ({ transferred }) => options.onProgress(transferred));
    let tunnel = 200;
    sent.on('request', (sending) => {
      sending.once('proxyConnect', (connect: { statusCode: number }) => {
        tunnel = connect.statusCode;
      });
    });
    const response = (await sent) as Response<Uint8Array>;
    // Without a tunnel, the agent returns the proxy's response as if the host had sent it.
    if (proxy !== undefined && tunnel !== 200) return refusedBy(proxy, tunnel);
    return responseOf(response);
  } catch (error) {
    const failure = failureOf(first ?? (error as RequestError));
    return proxy === undefined ? failure : { ...failure, proxy: proxy.host };
  }
}
