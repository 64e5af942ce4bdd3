declare module 'proxy-from-env' {
  /** Returns the proxy of the environment for an address, or an empty string. */
  export function getProxyForUrl(url: string | URL): string;
}
