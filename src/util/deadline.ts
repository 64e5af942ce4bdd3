import { AbortError, TimeoutError } from '../errors.js';
import { Follower } from '../signals.js';

/** What ends a call: its caller, or a limit of time. */
export interface Limited {
  readonly signal?: AbortSignal;
  readonly timeout?: number;
}

/** Runs out after some milliseconds, unless it is closed before. */
class Clock {
  readonly #follower: Follower;
  readonly #timer: NodeJS.Timeout;
  readonly #timeout: number;
  #isOver = false;

  constructor(timeout: number, signal: AbortSignal | undefined) {
    this.#timeout = timeout;
    this.#follower = new Follower(signal);
    this.#timer = setTimeout(() => {
      this.#isOver = true;
      this.#follower.abort();
    }, timeout);
  }

  /** Ends what the caller's signal ends, and what takes too long. */
  get signal(): AbortSignal {
    return this.#follower.signal;
  }

  /** The error to be thrown in the place of one that the clock has caused. */
  translate(error: unknown, signal: AbortSignal | undefined): unknown {
    if (!(error instanceof AbortError) || !this.#isOver || signal?.aborted) return error;
    return new TimeoutError('call-timeout', `the call took longer than ${this.#timeout} ms`, {
      hint: 'give a longer timeout, or ask for less',
      cause: error,
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#follower.close();
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
