const names = /^(?:[a-z0-9_-]+\.)*localhost$/i;
const addresses = /^(?:127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Returns true if a host is this machine: `localhost`, any name below it (RFC 6761), 127.0.0.0/8 or `[::1]`. Takes `URL.hostname`, or
 * the host of a `Host` header without its port.
 */
export const isLoopback = (hostname: string): boolean => names.test(hostname) || addresses.test(hostname);
