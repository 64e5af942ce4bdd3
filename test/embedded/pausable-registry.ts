/** An embedded registry whose jobs can be paused before an SQL statement. */
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { RegistryState } from 'runregistry/embedded';
import { createRegistryServer } from '../../src/embedded/http/server.js';
import { type Job, Queue } from '../../src/embedded/portal/queue.js';
import { createRegistry } from '../../src/embedded/registry.js';
import { openStore } from '../../src/embedded/storage/store.js';

/** Milliseconds between two checks of a job. */
const pollDelay = 5;

/** SQL that a job runs for each dataset, after the selection, and after the report. */
export const statements = {
  dataset: 'INNER JOIN "Run"',
  record: 'INSERT INTO "GeneratedJson"',
  report: 'UPDATE "GeneratedJson"',
} as const;

/** The registry. Its jobs run unless paused. */
export interface PausableRegistry {
  readonly url: string;
  /** Resumes jobs, and pauses them before the next matching statement, or the `count`-th. Resolves once a job is paused. */
  pauseBefore(statement: string, count?: number): Promise<void>;
  /** Resumes jobs until their end. */
  resume(): void;
  /** Returns the state of a job, also after the registry is closed. */
  state(id: number): Job['state'] | undefined;
  /** Resolves when a job has ended. Requests would slow the job down, because its statements wait for theirs. */
  ended(id: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a registry over a state, or over the sample. */
export async function startPausable(initial?: RegistryState): Promise<PausableRegistry> {
  const database = await openStore(initial);
  let stop: { readonly statement: string; left: number; readonly arrived: () => void } | undefined;
  let proceed = (): void => {};
  const pauseIfRequested = async (sql: string): Promise<void> => {
    if (stop === undefined || !sql.includes(stop.statement) || --stop.left > 0) return;
    const { arrived } = stop;
    await new Promise<void>((resolve) => {
      proceed = resolve;
      arrived();
    });
  };
  const queue = new Queue({
    ...database,
    quietColumn: async (sql, parameters) => {
      await pauseIfRequested(sql);
      return database.quietColumn(sql, parameters);
    },
  });
  const server = createRegistryServer(createRegistry(database, { queue }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const resume = (): void => {
    stop = undefined;
    proceed();
  };
  const state = (id: number): Job['state'] | undefined => queue.find(String(id))?.state;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pauseBefore: (statement, count = 1) =>
      new Promise((arrived) => {
        resume();
        stop = { statement, left: count, arrived };
      }),
    resume,
    state,
    async ended(id) {
      while (state(id) === 'waiting' || state(id) === 'active') await setTimeout(pollDelay);
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      const ended = queue.close();
      // Only after closing, so a paused job sees the closed queue.
      resume();
      await ended;
      await database.close();
    },
  };
}
