/// <reference lib="esnext.disposable" preserve="true" />
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { RunRegistryError } from '../errors.js';
import { sampleState as generate, type SampleOptions } from '../sample/index.js';
import { checkArgumentCount, limitArguments } from '../util/limit-arguments.js';
import type { StateChange } from './data/state-change.js';
import { createRegistryServer } from './http/server.js';
import { checkEmbeddedOptions, checkSampleOptions, type EmbeddedOptions } from './options.js';
import { createRegistry } from './registry.js';
import type { RegistryState } from './state.js';
import { openStore } from './storage/store.js';

export type { StateChange } from './data/state-change.js';
export type { EmbeddedOptions } from './options.js';
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

/** A Run Registry that runs in this process: the routes, statuses and semantics of the real one, over PostgreSQL in WebAssembly. */
export interface EmbeddedRegistry extends AsyncDisposable {
  /** Root of the API, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /**
   * Changes the data of the registry in one transaction, as if by other users. Use it to test how a program behaves while runs are
   * added, changed and removed.
   *
   * @example
   * const registry = await startEmbedded();
   * await registry.change({ hideRuns: [355102] });
   * await registry.close();
   * @throws QueryError `bad-option` for an unknown name, an invalid or repeated row, and a run or dataset to hide that does not exist.
   * RunRegistryError `embedded-closed` after `close()`.
   */
  change(change: StateChange): Promise<void>;
  /**
   * Stops the server and its running job of the JSON portal, and discards the data. Both also happen when the process ends.
   *
   * @example
   * ```ts
   * const registry = await startEmbedded();
   * console.log(registry.url);
   * await registry.close();
   * ```
   */
  close(): Promise<void>;
}

/**
 * Generates the data of a Run Registry: runs of 2018, 2022 and 2024 with their datasets, flags and DCS bits. The same options give
 * the same data on every machine. Lumisections with equal bits may share one object, so do not modify the state.
 *
 * One run has `online` but no lumisections (`ls_duration` 0). Its dataset has **no entry** in `rrLumisections` nor in
 * `omsLumisections`. Such a dataset has no row in the registry's cache of counts, so a registry that loads the state
 * must omit it from lists, while `GET /runs/:n` returns it.
 *
 * @throws QueryError `bad-option` for an unknown option or an invalid value, such as more runs than the periods have run numbers.
 * @example
 * sampleState({ runs: 50 }).runs.length; // 50
 */
export function sampleState(options?: SampleOptions): RegistryState;
export function sampleState(...args: readonly unknown[]): RegistryState {
  checkArgumentCount('sampleState', args, 1, 'Write sampleState({ runs: 50, seed: 1 }).');
  const [options = {}] = args;
  checkSampleOptions(options);
  return generate(options);
}

const changeOfClosed = (cause: unknown): RunRegistryError =>
  new RunRegistryError('embedded-closed', 'The embedded registry was closed before the end of the change', {
    hint: 'Call close() after the last change.',
    cause,
  });

/**
 * Starts a registry on a loopback port. Each start has its own data in memory, and does not keep the process alive.
 *
 * @throws QueryError `bad-option`. RunRegistryError `pglite-missing` if `@electric-sql/pglite` is not installed. Error `EADDRINUSE` if the port is in use.
 *
 * @example
 * const registry = await startEmbedded();
 * await fetch(`${registry.url}/runs_filtered_ordered`, {
 *   method: 'POST',
 *   headers: { 'content-type': 'application/json' },
 *   body: '{"page":0,"page_size":50,"sortings":[],"filter":{"run_number":{">=":355100}}}',
 * });
 */
export function startEmbedded(options?: EmbeddedOptions): Promise<EmbeddedRegistry>;
export async function startEmbedded(...args: readonly unknown[]): Promise<EmbeddedRegistry> {
  checkArgumentCount('startEmbedded', args, 1, 'Write startEmbedded({ port: 9500 }).');
  const [options = {}] = args;
  checkEmbeddedOptions(options);
  const database = await openStore(options.state);
  const registry = createRegistry(database, { oms: options.oms, inspect: (value) => inspect(value, { depth: 3 }) });
  const server = createRegistryServer(registry);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
  } catch (error) {
    await registry.close();
    throw error;
  }
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await registry.close();
    })();
    return closing;
  };
  const { port } = server.address() as AddressInfo;
  const methods: Omit<EmbeddedRegistry, 'url'> = {
    change: (change) =>
      registry.change(change).catch((error: unknown) => {
        throw closing === undefined || error instanceof RunRegistryError ? error : changeOfClosed(error);
      }),
    close: async () => close(),
    [Symbol.asyncDispose]: close,
  };
  return { url: `http://127.0.0.1:${port}`, ...limitArguments(methods) };
}
