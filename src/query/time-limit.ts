import { setMaxListeners } from 'node:events';
import { AbortError, TimeoutError } from '../errors.js';

/** What ends a call: its caller, or a limit of time. */
export interface Limited {
  readonly signal?: AbortSignal;
  readonly timeout?: number;
}

/** Runs out after some milliseconds, unless it is closed before. */
class Clock {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #timeout: number;
  /** Ends what the caller's signal ends, and what takes too long. */
  readonly signal: AbortSignal;

  constructor(timeout: number, signal: AbortSignal | undefined) {
    this.#timeout = timeout;
    this.#timer = setTimeout(() => this.#controller.abort(), timeout);
    this.signal = AbortSignal.any([this.#controller.signal, ...(signal === undefined ? [] : [signal])]);
    // Each request under way listens; Node would warn of more than ten.
    setMaxListeners(0, this.signal);
  }

  /** The error to be thrown in the place of one that the clock has caused. */
  translate(error: unknown, signal: AbortSignal | undefined): unknown {
    if (!(error instanceof AbortError) || !this.#controller.signal.aborted || signal?.aborted) return error;
    return new TimeoutError('call-timeout', `the call took longer than ${this.#timeout} ms`, {
      hint: 'give a longer timeout, or ask for less',
      cause: error,
    });
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}

/** Runs a call that may take no longer than its option says. @throws TimeoutError where it does. */
export async function inTime<Options extends Limited, Result>(
  options: Options,
  call: (options: Options) => Promise<Result>,
): Promise<Result> {
  const { timeout, signal } = options;
  if (timeout === undefined) return call(options);
  const clock = new Clock(timeout, signal);
  try {
    return await call({ ...options, signal: clock.signal });
  } catch (error) {
    throw clock.translate(error, signal);
  } finally {
    clock.close();
  }
}

/** The same for rows that come one by one: from the first that is asked for to the last. */
export async function* streamInTime<Options extends Limited, Item>(
  options: Options,
  call: (options: Options) => AsyncIterable<Item>,
): AsyncGenerator<Item, void, undefined> {
  const { timeout, signal } = options;
  if (timeout === undefined) {
    yield* call(options);
    return;
  }
  const clock = new Clock(timeout, signal);
  try {
    yield* call({ ...options, signal: clock.signal });
  } catch (error) {
    throw clock.translate(error, signal);
  } finally {
    clock.close();
  }
}
