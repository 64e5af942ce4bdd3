/** What a call may leave behind: requests, sockets, timers, listeners, promises that nobody looks at. */
import { getEventListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';

/** A server that knows what it is asked for at present. */
export interface Watched {
  readonly open: number;
  readonly strayed?: number;
  readonly sockets?: number;
  close(): Promise<void>;
}

/** Resources that keep this process alive, by kind. */
function resources(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  // These are this look itself, and what the test runner writes and reads.
  for (const kind of ['Immediate', 'PipeWrap', 'TTYWrap', 'FSReqPromise', 'FSReqCallback', 'WriteWrap'])
    delete counts[kind];
  return counts;
}

const processListeners = (): number =>
  process.eventNames().reduce<number>((sum, name) => sum + process.listenerCount(name), 0);

/** Waits, without a timer, until there is nothing to tell. */
export async function until(what: () => unknown): Promise<void> {
  // The limit of time of the test ends it where it never comes true.
  while (!what()) await setImmediate();
}

/** Looks on from here. */
export function watchLeaks() {
  const before = resources();
  const listeners = processListeners();
  const unhandled: unknown[] = [];
  const warnings: Error[] = [];
  const onUnhandled = (reason: unknown) => void unhandled.push(reason);
  const onWarning = (warning: Error) => void warnings.push(warning);
  process.on('unhandledRejection', onUnhandled);
  process.on('warning', onWarning);
  return {
    /**
     * Fails where something is left of what was asked of the servers, which it closes. Sockets without a request may stay open for
     * the next one until then.
     */
    async check(servers: readonly Watched[], signals: readonly AbortSignal[] = []): Promise<void> {
      try {
        for (const server of servers) {
          // The client aborts its requests: none without a response stays open.
          await until(() => server.open === 0);
          expect(server.strayed ?? 0).toBe(0);
          await server.close();
          await until(() => (server.sockets ?? 0) === 0);
        }
        for (const signal of signals) expect(getEventListeners(signal, 'abort')).toEqual([]);
        let left: object = {};
        for (let looks = 0; looks < 20_000; looks++) {
          left = Object.fromEntries(Object.entries(resources()).filter(([kind, count]) => count > (before[kind] ?? 0)));
          if (Object.keys(left).length === 0) break;
          await setImmediate();
        }
        expect(left).toEqual({});
      } finally {
        process.off('unhandledRejection', onUnhandled);
        process.off('warning', onWarning);
      }
      expect(processListeners()).toBe(listeners);
      expect(unhandled.map(String)).toEqual([]);
      expect(warnings.map(String)).toEqual([]);
    },
  };
}
