import { AbortError, TimeoutError } from '../errors.js';
import { LinkedAbortController } from '../signals.js';

/** A signal that aborts when the caller's signal aborts or when a time limit passes. */
export class Deadline {
  /** The limit in milliseconds. */
  readonly timeout: number;
  readonly #controller: LinkedAbortController;
  readonly #timer: NodeJS.Timeout;
  #isOver = false;

  constructor(timeout: number, signal: AbortSignal | undefined) {
    this.timeout = timeout;
    this.#controller = new LinkedAbortController(signal);
    this.#timer = setTimeout(() => {
      this.#isOver = true;
      this.#controller.abort();
    }, timeout);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** True if the time limit has passed. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Stops the timer and detaches from the caller's signal. */
  close(): void {
    clearTimeout(this.#timer);
    this.#controller.close();
  }
}

/** Options that end a call early. */
export interface Limits {
  readonly signal?: AbortSignal | undefined;
  readonly timeout?: number | undefined;
}

/** Replaces an AbortError that the deadline caused, rather than the caller, with a TimeoutError. */
function withoutAbort(error: unknown, deadline: Deadline, signal: AbortSignal | undefined): unknown {
  if (!(error instanceof AbortError) || !deadline.isOver || signal?.aborted) return error;
  return new TimeoutError('call-timeout', `The call took longer than ${deadline.timeout} ms`, {
    hint: 'Set a longer timeout, or request less.',
    cause: error,
  });
}

/** Runs a call within its time limit, if it has one. @throws TimeoutError if the limit passes. */
export async function withTimeout<Options extends Limits, Result>(
  options: Options,
  call: (options: Options) => Promise<Result>,
): Promise<Result> {
  const { timeout, signal } = options;
  if (timeout === undefined) return call(options);
  const deadline = new Deadline(timeout, signal);
  try {
    return await call({ ...options, signal: deadline.signal });
  } catch (error) {
    throw withoutAbort(error, deadline, signal);
  } finally {
    deadline.close();
  }
}

/** Iterates within a time limit, if there is one, counted from the first item to the last. @throws TimeoutError if it passes. */
export async function* streamWithTimeout<Options extends Limits, Item>(
  options: Options,
  call: (options: Options) => AsyncIterable<Item>,
): AsyncGenerator<Item, void, undefined> {
  const { timeout, signal } = options;
  if (timeout === undefined) {
    yield* call(options);
    return;
  }
  const deadline = new Deadline(timeout, signal);
  try {
    yield* call({ ...options, signal: deadline.signal });
  } catch (error) {
    throw withoutAbort(error, deadline, signal);
  } finally {
    deadline.close();
  }
}
