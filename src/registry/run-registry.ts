/// <reference lib="esnext.disposable" preserve="true" />

import { checkOptions, checkSwitch } from '../expression/options.js';
import type { GoldenJson, PrintOptions } from '../golden/builder.js';
import { Golden } from '../golden/golden.js';
import { parse } from '../golden/parse.js';
import {
  deleteJson,
  type GeneratedJson,
  getJson,
  type ListOptions,
  listJsons,
  type PortalJson,
  type WaitOptions,
  waitForJson,
} from '../golden/portal.js';
import type { Problem } from '../golden/problem.js';
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

  /** Rules for a golden JSON, to be made by this registry; see the free function `goldenJson`. */
  goldenJson(options?: PrintOptions): GoldenJson {
    return emptyGolden(this.#transport, options);
  }

  /**
   * Golden JSONs of the JSON portal: jobs that wait, are active or have failed, and the newest ten that are done.
   *
   * @example
   * ```ts
   * const registry = new RunRegistry({ target: 'embedded' });
   * for (const json of await registry.listJsons({ filter: 'mine' })) console.log(json.id, json.state);
   * await registry.close();
   * ```
   */
  async listJsons(options: ListOptions = {}): Promise<readonly PortalJson[]> {
    checkOptions(options, ['filter', 'before', 'signal'], 'listJsons()');
    return listJsons(this.#transport, options);
  }

  /**
   * A golden JSON of the portal by its id, in whatever state its job is: `done` with its lists and luminosities, `waiting`, `active`
   * or `failed` with the reason.
   * @throws NotFoundError where there is none.
   */
  async getJson(id: number, options: { readonly signal?: AbortSignal } = {}): Promise<PortalJson> {
    checkOptions(options, ['signal'], 'getJson()');
    return getJson(this.#transport, id, options);
  }

  /**
   * Waits until a job of the portal is done, and with `complete` until its losses are worked out.
   * @throws JobError where it fails, TimeoutError, AbortError.
   */
  async waitForJson(id: number, options: WaitOptions = {}): Promise<GeneratedJson> {
    checkOptions(options, ['complete', 'onProgress', 'signal', 'timeout', 'pollDelay'], 'waitForJson()');
    return waitForJson(this.#transport, id, options);
  }

  /**
   * Takes a golden JSON off the lists of the portal; by its id it can still be read.
   * @throws ServerError where somebody else made it.
   */
  async deleteJson(id: number, options: { readonly signal?: AbortSignal } = {}): Promise<GeneratedJson> {
    checkOptions(options, ['signal'], 'deleteJson()');
    return deleteJson(this.#transport, id, options);
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

function emptyGolden(of: Client, options: PrintOptions = {}): GoldenJson {
  checkOptions(options, ['guards'], 'goldenJson()');
  const { guards = true } = options;
  return new Golden(of, { clauses: [], guards: checkSwitch(guards, "the option 'guards'") }) as unknown as GoldenJson;
}

/** A builder of golden JSON, and the way in from documents. */
export interface GoldenBuilder {
  (options?: PrintOptions): GoldenJson;
  /**
   * Reads a document of JSON logic, or its text, and says what is wrong with it: unknown variables and operators, values of another
   * type, `in` the wrong way round, names of an older Run Registry. The document is kept to the letter: `golden.toJsonLogic()` gives it
   * back, null passes where it passed, and `golden.withGuards()` keeps it out. `golden.lint()` says more.
   *
   * @example
   * ```ts
   * const { golden, problems } = goldenJson.parse({ and: [{ '<=': [{ var: 'run.oms.enrgy' }, 7000] }] });
   * console.log(problems[0]?.hint); // did you mean 'run.oms.energy'?
   * ```
   * @throws QueryError for text that is not JSON, and for rules that are nested too deep.
   */
  parse(document: object | string): { readonly golden: GoldenJson; readonly problems: readonly Problem[] };
}

/**
 * Rules that choose lumisections for a golden JSON: checked against the catalogue, printed as JSON logic, decided here or by the JSON
 * portal of the registry that the environment names; see {@link runs}.
 *
 * @example
 * ```ts
 * const certified = goldenJson()
 *   .where('run.oms.energy').between(6000, 7000)
 *   .where(not(run.hlt_key.contains('WMass')))
 *   .flags(['dt-dt', 'csc-csc']).are('GOOD')
 *   .where('lumisection.oms.bpix_ready').is(true);
 * console.log(JSON.stringify(certified));
 * ```
 */
export const goldenJson: GoldenBuilder = Object.assign((options?: PrintOptions) => emptyGolden(client, options), {
  parse: (document: object | string) => parse(client, document) as unknown as ReturnType<GoldenBuilder['parse']>,
});
