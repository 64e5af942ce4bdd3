import { RunRegistry, type RunRegistryOptions } from 'runregistry';
import { type Received, type Reply, type ScriptedServer, scripted } from './scripted-server.js';

/** The fault of a request to a registry. */
export type Fault =
  | 'none'
  /** The connection is reset before the registry receives the request. */
  | 'request lost'
  /** The connection is reset after the registry has executed the request. */
  | 'response lost'
  /** The connection is reset, and the registry executes the request after it has responded to the next one. */
  | 'late'
  /** The request is not forwarded, and no response is sent. */
  | 'no response'
  /** The request is not forwarded; this is the response. */
  | { readonly instead: Reply }
  /** The registry executes the request, and this replaces its response. */
  | { readonly after: Reply | (() => Reply) };

/** Returns true if a request changes data. */
export const isMutation = ({ path }: Received): boolean =>
  /\/(mark_significant|move_run|refresh_run|reset_and_refresh_run|manual_run_edit|edit_rr_lumisections|move_dataset)(\/|$)/.test(
    path,
  );

/** A proxy in front of a registry that injects faults. */
export interface FaultProxy {
  readonly server: ScriptedServer;
  /** Returns a client of the proxy, as an expert unless the options have another identity. */
  client(options?: RunRegistryOptions): RunRegistry;
  /** Returns the requests that change data since the last call. */
  mutations(): readonly Received[];
  /** Forwards late requests. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export const expert = { email: 'expert@cern.ch', egroups: ['cms-dqm-runregistry-experts'] };

/** Starts a proxy in front of the registry at `url`. `onResponse` is called with each forwarded request. */
export async function faultProxy(
  url: string,
  chooseFault: (request: Received) => Fault = () => 'none',
  onResponse: (request: Received, status: number) => void = () => {},
): Promise<FaultProxy> {
  let seen = 0;
  const late: Received[] = [];
  const forward = async (request: Received): Promise<Reply> => {
    const { method, path, headers, body } = request;
    const forwarded = ['content-type', 'email', 'egroups'].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    });
    // The proxy in front of a real registry sets these headers from the token.
    const identity = headers.authorization === undefined ? {} : { email: expert.email, egroups: expert.egroups.join() };
    const init = {
      method,
      headers: { ...Object.fromEntries(forwarded), ...identity },
      ...(body === '' ? {} : { body }),
    };
    const response = await fetch(url + path, init);
    onResponse(request, response.status);
    const type = response.headers.get('content-type') ?? 'text/plain';
    return { status: response.status, headers: { 'content-type': type }, text: await response.text() };
  };
  const server = await scripted(async (request) => {
    const waiting = late.splice(0);
    const fault = chooseFault(request);
    if (fault === 'late') late.push(request);
    if (fault === 'request lost' || fault === 'late') return 'reset';
    if (fault === 'no response') return 'never';
    const response = typeof fault === 'object' && 'instead' in fault ? fault.instead : await forward(request);
    for (const previous of waiting) await forward(previous);
    if (fault === 'response lost') return 'reset';
    if (fault === 'none' || 'instead' in fault) return response;
    return typeof fault.after === 'function' ? fault.after() : fault.after;
  });
  return {
    server,
    client: (options = {}) =>
      new RunRegistry({ url: server.url, identity: expert, retryDelay: 0, concurrency: 1, ...options }),
    mutations: () => {
      const newRequests = server.received.slice(seen);
      seen = server.received.length;
      return newRequests.filter(isMutation);
    },
    settle: async () => {
      for (const request of late.splice(0)) await forward(request);
    },
    close: () => server.close(),
  };
}
