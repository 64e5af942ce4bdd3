import type { Agent } from 'node:http';
import { QueryError } from '../errors.js';
import { isLoopback } from './loopback.js';

/** The way to a host through a proxy. */
export interface ProxyRoute {
  readonly agent: Agent;
  /** Host and port of the proxy, without its credentials. */
  readonly host: string;
}

/** Returns the hint for a request that a proxy refused with status 407. */
export const credentialsHint = (host: string): string =>
  `The proxy ${host} requires credentials. Write https_proxy=http://user:password@host:port.`;

const proxies = new Map<string, Promise<ProxyRoute>>();

const isInEnvironment = (value: string): boolean =>
  Object.entries(process.env).some(([name, given]) => /_proxy$/i.test(name) && given === value);

/** Parses the address of a proxy. An address without a scheme, such as `host:3128`, is plain HTTP, as for curl. */
function parse(value: string): URL {
  const text = isInEnvironment(value) ? value : value.replace(/^https:/, 'http:');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '') return url;
  throw new QueryError('bad-option', 'Expected the address of an HTTP proxy in https_proxy or all_proxy', {
    hint: 'Write https_proxy=http://proxy.example.org:3128.',
  });
}

async function connect(value: string): Promise<ProxyRoute> {
  const url = parse(value);
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  return { agent: new HttpsProxyAgent(url, { keepAlive: true }), host: url.host };
}

/** Returns true for a host below one in `no_proxy`, as curl, Python and Go do. proxy-from-env requires a leading dot for that. */
function isBelowDirectHost({ hostname, port }: URL): boolean {
  const { no_proxy: lower, NO_PROXY: upper } = process.env;
  return (lower || upper || '')
    .toLowerCase()
    .split(/[,\s]+/)
    .some((entry) => {
      const [, host = '', only = port || '443'] = /^([a-z\d].*?)(?::(\d+))?$/.exec(entry) ?? [];
      return host !== '' && only === (port || '443') && hostname.endsWith(`.${host}`);
    });
}

/**
 * Returns the proxy that `https_proxy`, `all_proxy` and `no_proxy` name for an address, in lower or upper case; undefined for none. This machine
 * is never reached through a proxy.
 *
 * @throws QueryError `bad-option` if a variable is not the address of an HTTP proxy.
 */
export async function proxyFor(url: URL): Promise<ProxyRoute | undefined> {
  if (isLoopback(url.hostname) || isBelowDirectHost(url)) return undefined;
  // Loaded at the first request, like `https-proxy-agent`, to keep the import of this library fast.
  const { getProxyForUrl } = await import('proxy-from-env');
  const value = getProxyForUrl(url);
  if (value === '') return undefined;
  const proxy = proxies.get(value) ?? connect(value);
  proxies.set(value, proxy);
  return proxy;
}
