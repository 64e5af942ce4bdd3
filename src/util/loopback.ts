import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number | undefined,
) => void;

const names = /^(?:[a-z0-9_-]+\.)*localhost$/i;
const addresses = /^(?:127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Tests if a host is this machine: `localhost`, any name below it (RFC 6761), 127.0.0.0/8 or `[::1]`. Takes `URL.hostname`, or
 * the host of a `Host` header without its port.
 */
export const isLoopback = (hostname: string): boolean => names.test(hostname) || addresses.test(hostname);

/**
 * Resolves hosts as `dns.lookup` does, except that a name below `localhost` resolves to this machine without a name server: plain
 * HTTP is allowed to such names, and a name server could point them elsewhere.
 */
export function lookupHost(hostname: string, options: LookupOptions, callback: LookupCallback): void {
  lookup(hostname.toLowerCase().endsWith('.localhost') ? 'localhost' : hostname, options, callback);
}
