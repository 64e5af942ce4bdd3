import type { DatasetQuery, RunQuery } from '../query/builder.js';
import type { Client } from '../query/reading/client.js';
import { Transport } from '../transport/transport.js';
import { type Builder, datasetBuilder, type GoldenBuilder, goldenBuilder, runBuilder } from './builders.js';
import { optionsFromEnvironment } from './environment.js';

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
  async exchange(request: Parameters<Client['exchange']>[0]): ReturnType<Client['exchange']> {
    return this.#transport.exchange(request);
  }
  get usesTokens(): boolean {
    return this.#transport.usesTokens;
  }
}

const client = new DefaultClient();

/**
 * A query for runs, to the registry that the environment names: `ENVIRONMENT` = `production` (default), `development`, `qa`,
 * `local` or `embedded`; `SSO_CLIENT_ID` and `SSO_CLIENT_SECRET` where a token is needed.
 *
 * @example
 * ```ts
 * const rows = await runs().where('run_number').between(309000, 310000).flag('dt', 'dt').is('GOOD').all();
 * ```
 */
export const runs: Builder<RunQuery> = /* @__PURE__ */ runBuilder(client);

/**
 * A query for datasets, to the registry that the environment names; see {@link runs}.
 *
 * @example
 * ```ts
 * const open = await datasets().where('dataset_name').like('%Express%').where('tracker_state').is('OPEN').all();
 * ```
 */
export const datasets: Builder<DatasetQuery> = /* @__PURE__ */ datasetBuilder(client);

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
export const goldenJson: GoldenBuilder = /* @__PURE__ */ goldenBuilder(client);
