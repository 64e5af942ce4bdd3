/** A registry whose jobs stop where a test says, so that a job can be looked at in the middle. */
import type { AddressInfo } from 'node:net';
import type { RegistryState } from 'runregistry/embedded';
import { createRegistryServer } from '../../src/embedded/http/server.js';
import { type Job, Queue } from '../../src/embedded/portal/queue.js';
import { createRegistry } from '../../src/embedded/registry.js';
import { openStore } from '../../src/embedded/storage/store.js';

/** SQL that a job says once a dataset, once it has selected, and once it has reported. */
export const statements = {
  dataset: 'INNER JOIN "Run"',
  record: 'INSERT INTO "GeneratedJson"',
  report: 'UPDATE "GeneratedJson"',
} as const;

/** The registry; its jobs run as long as nothing holds them. */
export interface HeldRegistry {
  readonly url: string;
  /** Lets jobs go on, and holds them before the next such statement, or the one after so many. It resolves there. */
  hold(statement: string, count?: number): Promise<void>;
  /** Lets jobs go on to their end. */
  release(): void;
  /** How far a job has come, also when the registry is closed. */
  state(id: number): Job['state'] | undefined;
  close(): Promise<void>;
}

/** Starts one, over a state or over the sample. */
export async function startHeld(state?: RegistryState): Promise<HeldRegistry> {
  const database = await openStore({ state });
  let stop: { readonly statement: string; left: number; readonly arrived: () => void } | undefined;
  let open = (): void => {};
  const pass = async (sql: string): Promise<void> => {
    if (stop === undefined || !sql.includes(stop.statement) || --stop.left > 0) return;
    const { arrived } = stop;
    await new Promise<void>((resolve) => {
      open = resolve;
      arrived();
    });
  };
  const queue = new Queue({
    ...database,
    quietColumn: async (sql, parameters) => {
      await pass(sql);
      return database.quietColumn(sql, parameters);
    },
  });
  const server = createRegistryServer(createRegistry(database, { queue }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const release = (): void => {
    stop = undefined;
    open();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold: (statement, count = 1) =>
      new Promise((arrived) => {
        release();
        stop = { statement, left: count, arrived };
      }),
    release,
    state: (id) => queue.find(String(id))?.state,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      const ended = queue.close();
      // Only now, so that a job that was held finds itself closed.
      release();
      await ended;
      await database.close();
    },
  };
}
