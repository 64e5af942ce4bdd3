import { checkSwitch } from '../../catalogue/options.js';
import { AbortError, QueryError, type RunRegistryError, TimeoutError } from '../../errors.js';
import { onAbort } from '../../signals.js';
import { Deadline } from '../../util/deadline.js';
import { describe } from '../../util/describe.js';
import { isIntegerIn, maxInt32 } from '../../util/integer.js';
import type { JobProgress, WaitOptions } from './types.js';

const maxPause = 15_000;

/** Resolves after some milliseconds, or when the signal is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      removeListener();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    const removeListener = onAbort(signal, end);
    if (signal.aborted) end();
  });
}

function milliseconds(value: unknown, name: string, fallback: number): number {
  if (value === undefined) return fallback;
  if (isIntegerIn(value, 0, maxInt32)) return value;
  throw new QueryError('bad-option', `Expected milliseconds for the option '${name}', got ${describe(value)}`, {
    hint: `Write ${name}: ${fallback}.`,
  });
}

/** Returns the pause after another: half as long again, up to 15 s. */
export const nextPause = (previous: number): number => Math.min(Math.max(previous * 1.5, 1), maxPause);

/** The checked options of a wait for a job, with a deadline that starts at construction. */
export class Polling {
  readonly complete: boolean;
  readonly pollDelay: number;
  readonly onProgress: ((progress: JobProgress) => unknown) | undefined;
  readonly #callerSignal: AbortSignal | undefined;
  readonly #deadline: Deadline;

  constructor({ complete = false, onProgress, signal, timeout, pollDelay }: WaitOptions) {
    this.complete = checkSwitch(complete, "the option 'complete'");
    this.pollDelay = Math.min(milliseconds(pollDelay, 'pollDelay', 1_000), maxPause);
    this.onProgress = onProgress;
    this.#callerSignal = signal;
    this.#deadline = new Deadline(milliseconds(timeout, 'timeout', 3_600_000), signal);
  }

  /** Aborted by the caller's signal, or by the deadline. */
  get signal(): AbortSignal {
    return this.#deadline.signal;
  }

  /** Runs the whole work, and closes the deadline. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.#deadline.close();
    }
  }

  /** Runs one step of the work, on a job if `id` is given. @throws AbortError or TimeoutError, with the step in its message. */
  async step<T>(name: string, hint: () => string, work: () => Promise<T>, id?: number): Promise<T> {
    if (this.signal.aborted) throw this.#stopped(name, hint(), id);
    try {
      return await work();
    } catch (error) {
      throw error instanceof AbortError ? this.#stopped(name, hint(), id) : error;
    }
  }

  #stopped(step: string, hint: string, id: number | undefined): RunRegistryError {
    return this.#deadline.isOver
      ? new TimeoutError('job-timeout', `${step} took longer than ${this.#deadline.timeout} ms`, { hint, id })
      : new AbortError('aborted', `${step} was aborted by its signal`, { hint, cause: this.#callerSignal?.reason });
  }
}
