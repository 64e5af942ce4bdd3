import { QueryError } from '../errors.js';
import type { DatasetQuery, RunQuery } from '../query/builder.js';
import type { Client, ClientRequest } from '../query/reading/client.js';
import { productionSite } from '../wire/web-page.js';
import { type Builder, datasetBuilder, type GoldenBuilder, goldenBuilder, runBuilder } from './builders.js';

async function reject({ method, path }: ClientRequest): Promise<never> {
  throw new QueryError('not-in-core', `Cannot send ${method} ${path}: 'runregistry/core' has no client`, {
    hint: "Import runs, datasets and goldenJson from 'runregistry', or create a RunRegistry.",
  });
}

/** The client of the core, which prints requests and sends none. */
const client: Client = {
  concurrency: 1,
  url: `${productionSite}/api`,
  usesTokens: false,
  request: reject,
  exchange: reject,
};

/**
 * Builds a query for runs, which can be printed and explained. To read its rows, import `runs` from `runregistry`.
 *
 * @example
 * ```ts
 * console.log(JSON.stringify(runs().where('run_number').between(309000, 310000).toFilter()));
 * ```
 */
export const runs: Builder<RunQuery> = /* @__PURE__ */ runBuilder(client);

/** Builds a query for datasets; see {@link runs}. */
export const datasets: Builder<DatasetQuery> = /* @__PURE__ */ datasetBuilder(client);

/**
 * Builds rules for a golden JSON, which can be printed, checked and evaluated. To generate the list on the JSON portal, import
 * `goldenJson` from `runregistry`.
 *
 * @example
 * ```ts
 * console.log(JSON.stringify(goldenJson().flag('dt-dt').is('GOOD')));
 * ```
 */
export const goldenJson: GoldenBuilder = /* @__PURE__ */ goldenBuilder(client);
