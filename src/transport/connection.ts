import type { HttpRequest, HttpResponse } from './exchange.js';
import type { RunRegistryOptions, Settings } from './options.js';

/** The way to a registry, which the entry of the library installs: HTTP in Node.js, a function in a page. */
export interface Connection {
  /** Sends a request and returns a response of any status. */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Starts an embedded registry. */
  startEmbedded(): Promise<{ readonly url: string; close(): Promise<void> }>;
  /** Checks that a registry is reachable. @throws QueryError otherwise. */
  check?(settings: Settings): void;
  /** Returns options with those that are missing and have a source, such as the environment. */
  complete(options: RunRegistryOptions): RunRegistryOptions;
}

let installed: Connection | undefined;

/** Installs the connection of all clients. */
export function installConnection(connection: Connection): void {
  installed = connection;
}

/** Returns the installed connection. */
export function connection(): Connection {
  if (installed === undefined) throw new Error('No connection is installed');
  return installed;
}
