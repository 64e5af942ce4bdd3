/// <reference lib="esnext.disposable" preserve="true" />
import type { DatasetQuery, RunQuery } from '../query/builder.js';
import type { Client } from '../query/read.js';
import type { RunRegistryOptions } from '../transport/options.js';
import { Transport } from '../transport/transport.js';
import { optionsFromEnvironment } from './environment.js';
import { emptyQuery, queryFromJson } from './queries.js';

/**
 * A client of one Run Registry. The free functions `runs()` and `datasets()` use one that is made from the environment at their
 * first request; make your own to speak to another registry, or to two of them.
 *
 * @example
 * ```ts
 * const registry = new RunRegistry({ target: 'embedded' });
 * const row = await registry.runs().where('run_number').eq(355100).first();
 * await registry.close();
 * ```
 */
export class RunRegistry {
  readonly #transport: Transport;

  /** @throws QueryError for an unknown option or a value that makes no sense. */
  constructor(options: RunRegistryOptions = {}) {
    this.#transport = new Transport(options);
  }

  /** A query for runs. */
  runs(): RunQuery {
    return emptyQuery(this.#transport, 'runs') as unknown as RunQuery;
  }

  /** A query for datasets. */
  datasets(): DatasetQuery {
    return emptyQuery(this.#transport, 'datasets') as unknown as DatasetQuery;
  }

  /** Stops the embedded registry, where this client started one. Other registries need no goodbye. */
  async close(): Promise<void> {
    await this.#transport.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** The client of the free functions: made from the environment when it is first needed, and only then. */
class DefaultClient implements Client {
  #made: Transport | undefined;

  get #transport(): Transport {
    this.#made ??= new Transport(optionsFromEnvironment());
    return this.#made;
  }
  get concurrency(): number {
    return this.#transport.concurrency;
  }
  get url(): string {
    // Printing a query must not settle which registry is asked.
    return (this.#made ?? new Transport(optionsFromEnvironment())).url;
  }
  async request(request: Parameters<Client['request']>[0]): Promise<unknown> {
    return this.#transport.request(request);
  }
}

const client = new DefaultClient();

/** A builder of queries, and the way back from their JSON. */
export interface Builder<Query> {
  (): Query;
  /**
   * Reads back what `toJSON()` of a query wrote, every part of it checked.
   * @throws QueryError where it is something else.
   */
  fromJSON(json: unknown): Query;
}

/**
 * A query for runs, to the registry that the environment names: `ENVIRONMENT` = `production` (default), `development`, `qa`,
 * `local` or `embedded`; `SSO_CLIENT_ID` and `SSO_CLIENT_SECRET` where a token is needed.
 *
 * @example
 * ```ts
 * const rows = await runs().where('run_number').between(309000, 310000).flag('dt', 'dt').is('GOOD').all();
 * ```
 */
export const runs: Builder<RunQuery> = Object.assign(() => emptyQuery(client, 'runs') as unknown as RunQuery, {
  fromJSON: (json: unknown) => queryFromJson(client, 'runs', json) as unknown as RunQuery,
});

/**
 * A query for datasets, to the registry that the environment names; see {@link runs}.
 *
 * @example
 * ```ts
 * const open = await datasets().where('dataset_name').like('%Express%').where('tracker_state').is('OPEN').all();
 * ```
 */
export const datasets: Builder<DatasetQuery> = Object.assign(
  () => emptyQuery(client, 'datasets') as unknown as DatasetQuery,
  {
    fromJSON: (json: unknown) => queryFromJson(client, 'datasets', json) as unknown as DatasetQuery,
  },
);
