/// <reference lib="esnext.disposable" preserve="true" />
/**
 * A Run Registry in this process: the routes, statuses and semantics of the real one, over PostgreSQL in WebAssembly.
 *
 * It takes the payloads of the wire and knows nothing of the query builders.
 */
import type { AddressInfo } from 'node:net';
import { Mutations, type Oms } from './data/mutations.js';
import { changeState, type StateChange } from './data/state-change.js';
import { openStore } from './data/store.js';
import { Queue } from './portal/queue.js';
import { registryServer } from './server.js';
import type { RegistryState } from './state.js';

export { sampleState } from '../sample/index.js';
export type { StateChange } from './data/state-change.js';
export type {
  FlagStatus,
  Json,
  RegistryState,
  StateDataset,
  StateOmsLumisections,
  StateRange,
  StateRrLumisections,
  StateRun,
} from './state.js';

/** A registry that runs in this process. */
export interface EmbeddedRegistry extends AsyncDisposable {
  /** Root of the API, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /**
   * Changes what the registry holds, all at once, as if others had: how to try out what a program does while runs come, change and go.
   *
   * @example
   * const registry = await startEmbedded();
   * await registry.change({ hideRuns: [355100] });
   * await registry.close();
   */
  change(change: StateChange): Promise<void>;
  /** Stops the server, with a job of the JSON portal that it is at, and removes its data. A process that ends without it removes them too. */
  close(): Promise<void>;
}

/** What an embedded registry may be started with. */
export interface EmbeddedOptions {
  /** What it holds; the sample by default. A given state is never cached. */
  readonly state?: RegistryState;
  /**
   * Where the finished sample is cached between starts; by default `runregistry` in the user's cache directory. A complete sample in
   * a read-only directory is used as it is. Samples of other versions are removed once a new one is complete.
   */
  readonly cacheDirectory?: string;
  /** By default any free port. */
  readonly port?: number;
  /**
   * Whether OMS, from which the registry has its runs, can be reached; by default it `answers`, always with what is known
   * already. When it is `unreachable`, `refresh_run` and `reset_and_refresh_run` fail and change nothing, and
   * `mark_significant` fails although the run is marked: the registry asks OMS after it has stored the mark.
   */
  readonly oms?: Oms;
}

/**
 * Starts a registry on a loopback port. Each start has data of its own, and does not keep the process alive.
 *
 * @throws Error when `@electric-sql/pglite` is not installed, or the port is taken; with the code `unusable-cache` when the
 * cached sample is missing or damaged and cannot be rebuilt. The message names the directory and what to delete.
 *
 * @example
 * const registry = await startEmbedded();
 * await fetch(`${registry.url}/runs_filtered_ordered`, {
 *   method: 'POST',
 *   headers: { 'content-type': 'application/json' },
 *   body: '{"page":0,"page_size":50,"sortings":[],"filter":{"run_number":{">=":355100}}}',
 * });
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedRegistry> {
  const database = await openStore(options);
  const queue = new Queue(database);
  const mutations = new Mutations(options.oms ?? 'answers');
  const server = registryServer(database, queue, mutations);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
  } catch (error) {
    await database.close();
    throw error;
  }
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await queue.close();
      await database.close();
    })();
    return closing;
  };
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    change: (change) => mutations.run(() => changeState(database, change)),
    close,
    [Symbol.asyncDispose]: close,
  };
}
