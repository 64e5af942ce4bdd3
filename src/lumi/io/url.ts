import { setMaxListeners } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { ConnectionError, QueryError, ResponseError, TimeoutError } from '../../errors.js';
import { throwIfAborted } from '../../signals.js';
import { Deadline } from '../../util/deadline.js';
import { isIntegerIn, maxInt32 } from '../../util/integer.js';
import { isLoopback, lookupHost } from '../../util/loopback.js';
import { credentialsHint, proxyFor } from '../../util/proxy.js';
import { checkOptions } from '../options.js';
import { orAwait, shown } from '../range.js';
import { textOf } from './decode.js';
import type { SourceCode, StoredText, UrlOptions } from './types.js';

const defaultTimeout = 300_000;

const longestChain = 10;

const isSafe = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));

function urlOf(address: unknown): URL {
  const fail = (message: string, hint: string | undefined): never => {
    throw new QueryError('bad-url', message, { hint });
  };
  const text = address instanceof URL ? address.href : address;
  if (typeof text !== 'string' || !URL.canParse(text))
    return fail(`${shown(address)} is not an address`, orAwait(address, 'write one such as https://host/file.json'));
  const url = new URL(text);
  if (url.protocol === 'file:') return fail(`'${url}' is a file`, 'files are read by LumiList.fromFile');
  if (!isSafe(url))
    return fail(
      `the address ${url.protocol}//${url.host} is not https`,
      'plain http is spoken only to this machine, since anybody could change the list on the way',
    );
  if (url.username !== '' || url.password !== '')
    return fail(`the address of ${url.host} carries credentials`, 'leave out what stands before the @');
  return url;
}

/** Where an answer leads on to, if it does. From https to https only. */
function redirected({ headers, statusCode: status = 0 }: IncomingMessage, from: URL, request: string): URL | undefined {
  const { location } = headers;
  if (status < 300 || status >= 400 || location === undefined) return undefined;
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (to !== undefined && (to.protocol === 'https:' || (from.protocol === 'http:' && isSafe(to)))) return to;
  throw new ResponseError('bad-redirect', `${request} leads on to ${to?.origin ?? 'no address'}, which is not https`, {
    request,
    status,
  });
}

function deadlineOf({ signal, timeout = defaultTimeout }: UrlOptions): Deadline {
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw new QueryError('bad-option', `the option 'signal' is ${shown(signal)}`, {
      hint: 'write the signal of an AbortController',
    });
  if (!isIntegerIn(timeout, 1, maxInt32))
    throw new QueryError('bad-option', `the option 'timeout' is ${shown(timeout)}`, { hint: 'write milliseconds' });
  const deadline = new Deadline(timeout, signal);
  // Each redirect listens.
  setMaxListeners(0, deadline.signal);
  return deadline;
}

/** A request, through the proxy that the environment names. */
async function ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const proxy = await proxyFor(url);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  let tunnel = 200;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { signal, headers: { 'accept-encoding': 'identity' }, lookup: lookupHost, agent: proxy?.agent };
    const request = send(url, options, resolve).on('error', reject);
    request.once('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      tunnel = statusCode;
    });
    request.end();
  });
  // Without a tunnel, the agent passes the proxy's response off as that of the host.
  if (tunnel === 200 || proxy === undefined) return response;
  response.destroy();
  throw new ConnectionError('connection-failed', `GET ${url.origin}${url.pathname} got status ${tunnel} of the proxy`, {
    hint: tunnel === 407 ? credentialsHint(proxy.host) : `the proxy ${proxy.host} does not connect to ${url.host}`,
  });
}

const isOk = ({ statusCode = 0 }: IncomingMessage): boolean => statusCode >= 200 && statusCode < 300;

/** The response to one request, or its text. */
async function get(url: URL, name: string, code: SourceCode, signal: AbortSignal): Promise<IncomingMessage | string> {
  const response = await ask(url, signal);
  if (isOk(response)) return textOf(response, name, code);
  response.destroy();
  return response;
}

/**
 * Reads what is at an address, with https alone, or http to this machine.
 * @throws QueryError for an address that is not allowed; ConnectionError, ResponseError, TimeoutError or AbortError where there is no
 * answer of status 2xx.
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
  for (let step = 0; step <= longestChain; step++) {
    let response: IncomingMessage | string;
    try {
      response = await get(url, name, code, deadline.signal);
    } catch (cause) {
      if (cause instanceof QueryError || cause instanceof ConnectionError) throw cause;
      throwIfAborted(signal, request);
      if (deadline.isOver)
        throw new TimeoutError('call-timeout', `${request} took longer than ${deadline.timeout} ms`, {
          hint: 'give a longer timeout',
          request,
          cause,
        });
      const reason = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
      throw new ConnectionError('connection-failed', `${request} got no answer (${reason})`, { request, cause });
    }
    if (typeof response === 'string') return { name, text: response };
    const next = redirected(response, url, request);
    if (next === undefined)
      throw new ResponseError('bad-response', `${request} was answered with status ${response.statusCode}`, {
        request,
        status: response.statusCode,
        hint:
          response.statusCode === 401 || response.statusCode === 403
            ? 'open the address in a browser, save the file and read that: no credentials are sent'
            : undefined,
      });
    url = next;
  }
  throw new ResponseError('bad-redirect', `${request} leads on more than ${longestChain} times`, { request });
}
