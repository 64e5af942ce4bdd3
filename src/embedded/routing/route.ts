import type { Database } from '../data/database.js';
import type { Mutations } from '../data/mutations.js';
import type { Queue } from '../portal/queue.js';
import type { Body } from './body.js';
import type { Headers } from './request.js';
import type { RegistryResponse } from './response.js';

/** The state of OMS, the source of the runs. */
export type Oms = 'reachable' | 'unreachable';

/** The request that a route handles, and the data that it works on. */
export interface RouteContext {
  /** Parameters of the path, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: Headers;
  readonly body: Body;
  readonly database: Database;
  /** Jobs of the JSON portal. */
  readonly queue: Queue;
  readonly mutations: Mutations;
  readonly oms: Oms;
}

/** Handles a request. An error becomes a response with status 500. */
export type Handler = (context: RouteContext) => Promise<RegistryResponse>;

/** Handlers by `METHOD /path/:parameter`. */
export type Routes = Readonly<Record<string, Handler>>;
