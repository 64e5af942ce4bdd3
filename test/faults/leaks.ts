/** Detects what a call leaves behind: requests, sockets, timers, listeners and unhandled rejections. */
import { createHook } from 'node:async_hooks';
import { getEventListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';

/** A server that counts its requests and connections. */
export interface Watched {
  /** Number of requests in progress. */
  readonly open: number;
  /** Number of requests that followed a redirect. */
  readonly redirected?: number;
  /** Number of open connections. */
  readonly sockets?: number;
  close(): Promise<void>;
}

/** Resources that keep this process alive, by kind. */
function resources(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  // This function and the test runner use these, and `watchTimers` counts timers.
  for (const kind of ['Immediate', 'PipeWrap', 'TTYWrap', 'FSReqPromise', 'FSReqCallback', 'WriteWrap', 'Timeout'])
    delete counts[kind];
  return counts;
}

/** Captures the stack of the code that starts a timer. To format it takes long, so only those of timers that wait are read. */
function capture(): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const error = new Error('timer');
  Error.stackTraceLimit = limit;
  return error;
}

/** Returns the line of code that started a timer: the first one outside Node. */
function starterOf({ stack = '' }: Error): string {
  const [, , , ...callers] = stack.split('\n');
  return callers.find((line) => !/node:|<anonymous>/.test(line))?.trim() ?? 'unknown code';
}

interface StartedTimer {
  readonly timer: NodeJS.Timeout;
  readonly start: Error;
}

/** Returns true for a timer that neither fired for the last time nor was cleared, which only a private property of Node shows. */
const isWaiting = ({ timer }: StartedTimer): boolean => !(timer as NodeJS.Timeout & { _destroyed: boolean })._destroyed;

/** Watches the timers that keep this process alive, except those of the test runner, which starts its own at any moment. */
function watchTimers() {
  let timers: StartedTimer[] = [];
  let limit = 100;
  // A hook for the end of timers would also watch the end of every promise, which takes longer than the tests.
  const hook = createHook({
    init(_id, kind, _trigger, timer) {
      if (kind !== 'Timeout') return;
      if (timers.length > limit) {
        timers = timers.filter(isWaiting);
        limit = 2 * timers.length + 100;
      }
      timers.push({ timer: timer as NodeJS.Timeout, start: capture() });
    },
  }).enable();
  return {
    /** The lines of code whose timers wait. */
    starters: (): string[] =>
      timers
        .filter((one) => isWaiting(one) && one.timer.hasRef())
        .map(({ start }) => starterOf(start))
        .filter((starter) => !/node_modules\/(@vitest|vitest)\//.test(starter)),
    stop: () => void hook.disable(),
  };
}

const processListeners = (): number =>
  process.eventNames().reduce<number>((sum, name) => sum + process.listenerCount(name), 0);

/** Waits without a timer until a condition is true. */
export async function until(condition: () => unknown): Promise<void> {
  // If it never becomes true, the test times out.
  while (!condition()) await setImmediate();
}

/** Starts to watch the resources of this process. */
export function watchLeaks() {
  const before = resources();
  const listeners = processListeners();
  const timers = watchTimers();
  const unhandled: unknown[] = [];
  const warnings: Error[] = [];
  const onUnhandled = (reason: unknown) => void unhandled.push(reason);
  const onWarning = (warning: Error) => void warnings.push(warning);
  process.on('unhandledRejection', onUnhandled);
  process.on('warning', onWarning);
  return {
    /**
     * Closes the servers, and fails if a request, listener, timer or socket is left. Idle sockets may stay open until the servers are
     * closed.
     */
    async check(servers: readonly Watched[], signals: readonly AbortSignal[] = []): Promise<void> {
      try {
        for (const server of servers) {
          // The client aborts its requests: none without a response stays open.
          await until(() => server.open === 0);
          expect(server.redirected ?? 0).toBe(0);
          await server.close();
          await until(() => (server.sockets ?? 0) === 0);
        }
        for (const signal of signals) expect(getEventListeners(signal, 'abort')).toEqual([]);
        let leaked: object = {};
        for (let turn = 0; turn < 20_000; turn++) {
          leaked = Object.fromEntries(
            Object.entries(resources()).filter(([kind, count]) => count > (before[kind] ?? 0)),
          );
          if (Object.keys(leaked).length === 0 && timers.starters().length === 0) break;
          await setImmediate();
        }
        expect(leaked).toEqual({});
        const starters = timers.starters();
        if (starters.length > 0) throw new Error(`These lines left timers behind:\n${starters.join('\n')}`);
      } finally {
        timers.stop();
        process.off('unhandledRejection', onUnhandled);
        process.off('warning', onWarning);
      }
      expect(processListeners()).toBe(listeners);
      expect(unhandled.map(String)).toEqual([]);
      expect(warnings.map(String)).toEqual([]);
    },
  };
}
