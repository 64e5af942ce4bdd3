import type { DatasetQuery, RunQuery } from '../query/builder.js';
import type { Client } from '../query/reading/client.js';
import { Transport } from '../transport/transport.js';
import { type Builder, datasetBuilder, type GoldenBuilder, goldenBuilder, runBuilder } from './builders.js';

/** The client of the free functions, created from the environment when it is first used. */
class DefaultClient implements Client {
  #created: Transport | undefined;

  get #transport(): Transport {
    this.#created ??= new Transport();
    return this.#created;
  }
  get concurrency(): number {
    return this.#transport.concurrency;
  }
  get url(): string {
    // Printing a query must not fix the registry of later requests.
    return (this.#created ?? new Transport()).url;
  }
  async request(request: Parameters<Client['request']>[0]): Promise<unknown> {
    return this.#transport.request(request);
  }
  async exchange(request: Parameters<Client['exchange']>[0]): ReturnType<Client['exchange']> {
    return this.#transport.exchange(request);
  }
  get usesTokens(): boolean {
    return this.#transport.usesTokens;
  }
}

const client = new DefaultClient();

/**
 * Creates a query for runs. The environment selects the registry: `ENVIRONMENT` is `production` (default), `development`, `qa`, `local` or
 * `embedded`. `SSO_CLIENT_ID` and `SSO_CLIENT_SECRET` are required by registries with tokens.
 *
 * @example
 * ```ts
 * const rows = await runs().where('run_number').between(309000, 310000).flag('dt', 'dt').is('GOOD').all();
 * ```
 */
export const runs: Builder<RunQuery> = /* @__PURE__ */ runBuilder(client);

/**
 * Creates a query for datasets. The environment selects the registry; see {@link runs}.
 *
 * @example
 * ```ts
 * const open = await datasets().where('dataset_name').like('%Express%').where('tracker_state').is('OPEN').all();
 * ```
 */
export const datasets: Builder<DatasetQuery> = /* @__PURE__ */ datasetBuilder(client);

/**
 * Creates the rules of a golden JSON: checked against the catalogue, printed as JSON logic, and evaluated locally or by the JSON portal.
 * The environment selects the registry; see {@link runs}.
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
export const goldenJson: GoldenBuilder = /* @__PURE__ */ goldenBuilder(client);
