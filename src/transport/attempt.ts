import { isUtf8 } from 'node:buffer';
import type { Agent as HttpsAgent } from 'node:https';
import type { OptionsInit, RequestError, Response } from 'got';
import { lookupHost } from '../util/loopback.js';
import { type ProxyRoute, proxyFor } from '../util/proxy.js';
import { version } from '../version.js';
import type { HttpAnswer, HttpRequest } from './exchange.js';

/** Why an attempt has no complete response. */
export interface Failure {
  readonly kind: 'timeout' | 'no-response' | 'broken-off';
  /** `ECONNREFUSED`, `ETIMEDOUT`, … */
  readonly code: string;
  readonly message: string;
  /** Whether another attempt can succeed. */
  readonly isTransient: boolean;
  /** Host and port of the proxy that the request took, if there was one. */
  readonly proxy?: string;
}

/** What ends an attempt early, and what is called when it begins. */
export interface AttemptOptions {
  readonly signal: AbortSignal;
  readonly onRequest: () => void;
  /** Called with the number of bytes received so far, unpacked. */
  readonly onProgress: (bytes: number) => void;
}

/** The name of this library, its version, and that of Node. */
const userAgent = `runregistry/${version} (node ${process.versions.node})`;

/** Milliseconds that a response asks to wait, in seconds or until a date. */
function retryAfter(after: string | undefined): number | undefined {
  if (after === undefined) return undefined;
  const seconds = Number(after);
  const wanted = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(after) - Date.now();
  return Number.isFinite(wanted) ? Math.max(wanted, 1) : undefined;
}

/**
 * Whether a parser or a decompressor refused the bytes of a response: a retry gets the same ones. `Z_BUF_ERROR` is an end that came
 * too early. Parsers say how far they came, decompressors have a number that is not the system's.
 */
function isMalformed({ code, cause }: RequestError): boolean {
  const { errno, syscall, bytesParsed } = (cause ?? {}) as NodeJS.ErrnoException & { bytesParsed?: number };
  return bytesParsed !== undefined || (errno !== undefined && syscall === undefined && code !== 'Z_BUF_ERROR');
}

/**
 * Whether no response came because the connection failed: it was not established, or the system could not read or write. An unknown
 * host, a refused certificate and bytes that are not HTTP fail the same way next time.
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

/** The code of a failure if the proxy wants credentials, or other ones. */
export const proxyAuthentication = 'PROXY_AUTHENTICATION';

const refusedBy = ({ host }: ProxyRoute, status: number): Failure => ({
  kind: 'no-response',
  code: status === 407 ? proxyAuthentication : `PROXY_STATUS_${status}`,
  message: `the proxy returned status ${status}`,
  isTransient: [502, 503, 504].includes(status),
  proxy: host,
});

const answerOf = ({ statusCode, headers, body }: Response<Uint8Array>): HttpAnswer => ({
  status: statusCode,
  contentType: headers['content-type'] ?? '',
  location: headers.location,
  retryAfter: retryAfter(headers['retry-after']),
  text: new TextDecoder().decode(body),
  isUtf8: isUtf8(body),
});

/**
 * Sends a request once. Got does not retry: after a refused connection, Node 24.20 and later also fail the pending write, and Got
 * 14 then gives up in the pause before its retry. The first error of an attempt is therefore the one that counts.
 */
export async function attempt(request: HttpRequest, options: AttemptOptions): Promise<HttpAnswer | Failure> {
  // Loaded at the first request: importing got takes longer than importing all of this library.
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
    ...(request.json === undefined ? {} : { json: request.json }),
    ...(request.form === undefined ? {} : { form: { ...request.form } }),
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
    // Without a tunnel, the agent passes the proxy's response off as that of the host.
    if (proxy !== undefined && tunnel !== 200) return refusedBy(proxy, tunnel);
    return answerOf(response);
  } catch (error) {
    const failure = failureOf(first ?? (error as RequestError));
    return proxy === undefined ? failure : { ...failure, proxy: proxy.host };
  }
}
