/** Which route a request means. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Database } from './database.js';
import type { Mutations } from './mutations.js';
import type { Queue } from './portal/queue.js';
import type { Reply } from './reply.js';
import type { Body } from './request-body.js';

/** What a route works on. */
export interface Exchange {
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: Body;
  readonly database: Database;
  /** Jobs of the JSON portal. */
  readonly queue: Queue;
  readonly mutations: Mutations;
}

/** Answers a request; what it throws becomes a 500. */
export type Handler = (exchange: Exchange) => Promise<Reply>;

/** Handlers by `METHOD /path/:parameter`. */
export type Routes = Readonly<Record<string, Handler>>;

interface Compiled {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handler: Handler;
}

/** Looks a route up by method and decoded path. Letter case and a trailing slash make no difference. */
export function createRouter(
  routes: Routes,
): (method: string, path: string) => { handler: Handler; parameters: Readonly<Record<string, string>> } | undefined {
  const compiled: readonly Compiled[] = Object.entries(routes).map(([route, handler]) => {
    const [method = '', path = ''] = route.split(' ');
    const pattern = new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`, 'i');
    return { method, pattern, handler };
  });
  return (method, path) => {
    for (const route of compiled) {
      const match = route.method === (method === 'HEAD' ? 'GET' : method) ? route.pattern.exec(path) : null;
      if (match !== null) {
        const parameters = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
        return { handler: route.handler, parameters: Object.fromEntries(parameters) };
      }
    }
    return undefined;
  };
}
