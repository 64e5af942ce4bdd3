import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number | undefined,
) => void;

/**
 * Resolves hosts as `dns.lookup` does, except that a name below `localhost` resolves to this machine without a name server: plain
 * HTTP is allowed to such names, and a name server could point them elsewhere.
 */
export function lookupHost(hostname: string, options: LookupOptions, callback: LookupCallback): void {
  lookup(hostname.toLowerCase().endsWith('.localhost') ? 'localhost' : hostname, options, callback);
}
