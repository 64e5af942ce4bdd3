import { setMaxListeners } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { checkOptions } from '../../catalogue/options.js';
import { ConnectionError, QueryError, ResponseError, TimeoutError } from '../../errors.js';
import { throwIfAborted } from '../../signals.js';
import { Deadline } from '../../util/deadline.js';
import { describe } from '../../util/describe.js';
import { isIntegerIn, maxInt32 } from '../../util/integer.js';
import { lookupHost } from '../../util/lookup-host.js';
import { isLoopback } from '../../util/loopback.js';
import { credentialsHint, proxyFor } from '../../util/proxy.js';
import { orAwait } from '../range.js';
import { textOf } from './decode.js';
import type { SourceCode, StoredText, UrlOptions } from './types.js';

const defaultTimeout = 300_000;

const maxRedirects = 10;

const isSafe = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));

function urlOf(address: unknown): URL {
  const fail = (message: string, hint: string | undefined): never => {
    throw new QueryError('bad-url', message, { hint });
  };
  const text = address instanceof URL ? address.href : address;
  if (typeof text !== 'string' || !URL.canParse(text))
    return fail(`Expected a URL, got ${describe(address)}`, orAwait(address, 'Write https://host/file.json.'));
  const url = new URL(text);
  if (url.protocol === 'file:') return fail(`Expected an https URL, got '${url}'`, 'Use LumiList.fromFile for a file.');
  if (!isSafe(url))
    return fail(
      `Expected an https URL, got ${url.protocol}//${url.host}`,
      'Use https: the list could be changed in transit. Plain http is only allowed on this machine.',
    );
  if (url.username !== '' || url.password !== '')
    return fail(`Expected a URL of ${url.host} without credentials`, 'Remove everything before the @.');
  return url;
}

/** Returns the target of a redirect. From https only to https. */
function redirected({ headers, statusCode: status = 0 }: IncomingMessage, from: URL, request: string): URL | undefined {
  const { location } = headers;
  if (status < 300 || status >= 400 || location === undefined) return undefined;
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (to !== undefined && (to.protocol === 'https:' || (from.protocol === 'http:' && isSafe(to)))) return to;
  const target = to === undefined ? 'an invalid URL' : `${to.origin}, which is not https`;
  throw new ResponseError('bad-redirect', `${request} redirects to ${target}`, { request, status });
}

function deadlineOf({ signal, timeout = defaultTimeout }: UrlOptions): Deadline {
  if (!isIntegerIn(timeout, 1, maxInt32))
    throw new QueryError('bad-option', `Expected milliseconds for the option 'timeout', got ${describe(timeout)}`, {
      hint: 'Write timeout: 60_000.',
    });
  const deadline = new Deadline(timeout, signal);
  // Each redirect adds a listener.
  setMaxListeners(0, deadline.signal);
  return deadline;
}

/** Sends a request, through the proxy of the environment. */
async function send(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const proxy = await proxyFor(url);
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  let tunnel = 200;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { signal, headers: { 'accept-encoding': 'identity' }, lookup: lookupHost, agent: proxy?.agent };
    const request = open(url, options, resolve).on('error', reject);
    request.once('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      tunnel = statusCode;
    });
    request.end();
  });
  // Without a tunnel, the agent returns the proxy's response as that of the host.
  if (tunnel === 200 || proxy === undefined) return response;
  response.destroy();
  throw new ConnectionError(
    'connection-failed',
    `GET ${url.origin}${url.pathname} got status ${tunnel} from the proxy`,
    {
      hint: tunnel === 407 ? credentialsHint(proxy.host) : `The proxy ${proxy.host} does not connect to ${url.host}.`,
    },
  );
}

const isOk = ({ statusCode = 0 }: IncomingMessage): boolean => statusCode >= 200 && statusCode < 300;

/** Returns the text of a successful response, or else the response. */
async function get(url: URL, name: string, code: SourceCode, signal: AbortSignal): Promise<IncomingMessage | string> {
  const response = await send(url, signal);
  if (isOk(response)) return textOf(response, name, code);
  response.destroy();
  return response;
}

/**
 * Downloads the text at an https URL, or at http on this machine.
 *
 * @throws QueryError for a URL that is not allowed; ConnectionError, ResponseError, TimeoutError or AbortError without a response of
 * status 2xx.
 */
export async function fromUrl(address: unknown, code: SourceCode, options: UrlOptions = {}): Promise<StoredText> {
  checkOptions(options, ['signal', 'timeout'], 'fromUrl()');
  const deadline = deadlineOf(options);
  try {
    return await download(urlOf(address), code, deadline, options.signal);
  } finally {
    deadline.close();
  }
}

async function download(
  first: URL,
  code: SourceCode,
  deadline: Deadline,
  signal: AbortSignal | undefined,
): Promise<StoredText> {
  let url = first;
  // Without the query, which may hold a secret.
  const name = `${url.origin}${url.pathname}`;
  const request = `GET ${name}`;
  for (let step = 0; step <= maxRedirects; step++) {
    let response: IncomingMessage | string;
    try {
      response = await get(url, name, code, deadline.signal);
    } catch (cause) {
      if (cause instanceof QueryError || cause instanceof ConnectionError) throw cause;
      throwIfAborted(signal, request);
      if (deadline.isOver)
        throw new TimeoutError('call-timeout', `${request} took longer than ${deadline.timeout} ms`, {
          hint: 'Pass a longer timeout.',
          request,
          cause,
        });
      const reason = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
      throw new ConnectionError('connection-failed', `${request} got no response (${reason})`, { request, cause });
    }
    if (typeof response === 'string') return { name, text: response };
    const next = redirected(response, url, request);
    if (next === undefined)
      throw new ResponseError('bad-response', `${request} failed with status ${response.statusCode}`, {
        request,
        status: response.statusCode,
        hint:
          response.statusCode === 401 || response.statusCode === 403
            ? 'Open the URL in a browser, save the file and read that: the library sends no credentials here.'
            : undefined,
      });
    url = next;
  }
  throw new ResponseError('bad-redirect', `${request} redirects more than ${maxRedirects} times`, { request });
}
