import type { IncomingHttpHeaders } from 'node:http';
import type { Database } from '../data/database.js';
import type { Mutations } from '../data/mutations.js';
import type { Queue } from '../portal/queue.js';
import type { Body } from './body.js';
import type { Reply } from './reply.js';

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
