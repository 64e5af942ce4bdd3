import { RunRegistry, type RunRegistryOptions } from 'runregistry';
import { type Received, type Reply, type ScriptedServer, scripted } from './scripted-server.js';

/** What becomes of a request on its way to a registry. */
export type Fate =
  | 'passed'
  /** The connection is cut, and the registry never sees the request. */
  | 'lost'
  /** The registry has done it when the connection is cut. */
  | 'response lost'
  /** The connection is cut, and the registry does it only after it has answered the request that follows. */
  | 'late'
  /** Nothing is passed on, and no answer comes. */
  | 'held'
  /** Answered in the registry's place, without it. */
  | { readonly instead: Reply }
  /** The registry has done it, and something else is answered. */
  | { readonly after: Reply | (() => Reply) };

/** Whether a request changes something. */
export const isMutation = ({ path }: Received): boolean =>
  /\/(mark_significant|move_run|refresh_run|reset_and_refresh_run|manual_run_edit|edit_rr_lumisections|move_dataset)(\/|$)/.test(
    path,
  );

/** A way to a registry on which requests meet their fates. */
export interface FaultyWay {
  readonly server: ScriptedServer;
  /** A client that takes this way, as an expert unless it says otherwise. */
  client(options?: RunRegistryOptions): RunRegistry;
  /** Requests that change something, since this was last called. */
  mutations(): readonly Received[];
  /** Lets the registry do what is late. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export const expert = { email: 'expert@cern.ch', egroups: ['cms-dqm-runregistry-experts'] };

/** Puts such a way before the registry at `url`; `onAnswer` is told of what was passed on. */
export async function faultyWay(
  url: string,
  fate: (request: Received) => Fate = () => 'passed',
  onAnswer: (request: Received, status: number) => void = () => {},
): Promise<FaultyWay> {
  let seen = 0;
  const late: Received[] = [];
  const pass = async (request: Received): Promise<Reply> => {
    const { method, path, headers, body } = request;
    const kept = ['content-type', 'email', 'egroups'].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    });
    // Whose token it is, the proxy in front of a registry tells in these headers.
    const known = headers.authorization === undefined ? {} : { email: expert.email, egroups: expert.egroups.join() };
    const init = { method, headers: { ...Object.fromEntries(kept), ...known }, ...(body === '' ? {} : { body }) };
    const answer = await fetch(url + path, init);
    onAnswer(request, answer.status);
    const type = answer.headers.get('content-type') ?? 'text/plain';
    return { status: answer.status, headers: { 'content-type': type }, text: await answer.text() };
  };
  const server = await scripted(async (request) => {
    const waiting = late.splice(0);
    const met = fate(request);
    if (met === 'late') late.push(request);
    if (met === 'lost' || met === 'late') return 'reset';
    if (met === 'held') return 'never';
    const answer = typeof met === 'object' && 'instead' in met ? met.instead : await pass(request);
    for (const one of waiting) await pass(one);
    if (met === 'response lost') return 'reset';
    if (met === 'passed' || 'instead' in met) return answer;
    return typeof met.after === 'function' ? met.after() : met.after;
  });
  return {
    server,
    client: (options = {}) =>
      new RunRegistry({ url: server.url, identity: expert, retryDelay: 0, concurrency: 1, ...options }),
    mutations: () => {
      const fresh = server.received.slice(seen);
      seen = server.received.length;
      return fresh.filter(isMutation);
    },
    settle: async () => {
      for (const one of late.splice(0)) await pass(one);
    },
    close: () => server.close(),
  };
}
