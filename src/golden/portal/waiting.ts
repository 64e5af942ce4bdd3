import { AbortError, QueryError, type RunRegistryError, TimeoutError } from '../../errors.js';
import { describe } from '../../expression/describe.js';
import { checkSwitch } from '../../expression/options.js';
import { onAbort } from '../../signals.js';
import { Deadline } from '../../util/deadline.js';
import type { JobProgress, WaitOptions } from './types.js';

const longestPause = 15_000;

/** Waits some milliseconds, unless the signal ends it. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      letGo();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    const letGo = onAbort(signal, end);
    if (signal.aborted) end();
  });
}

function wholeNumber(value: unknown, name: string, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31) return value;
  throw new QueryError('bad-option', `the option '${name}' is ${describe(value)}`, { hint: 'write milliseconds' });
}

/** The pause after another: half as long again, but never more than 15 s. */
export const nextPause = (before: number): number => Math.min(Math.max(before * 1.5, 1), longestPause);

/** How to wait, checked; the time that all may take runs from here. */
export class Waiting {
  readonly complete: boolean;
  readonly pollDelay: number;
  readonly onProgress: ((progress: JobProgress) => void) | undefined;
  readonly #caller: AbortSignal | undefined;
  readonly #deadline: Deadline;

  constructor({ complete = false, onProgress, signal, timeout, pollDelay }: WaitOptions) {
    this.complete = checkSwitch(complete, "the option 'complete'");
    this.pollDelay = Math.min(wholeNumber(pollDelay, 'pollDelay', 1_000), longestPause);
    this.onProgress = onProgress;
    this.#caller = signal;
    this.#deadline = new Deadline(wholeNumber(timeout, 'timeout', 3_600_000), signal);
  }

  /** Ends everything: when the caller says so, or when the time is over. */
  get signal(): AbortSignal {
    return this.#deadline.signal;
  }

  /** Does what is waited for, and lets time and signal go. */
  async over<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.#deadline.close();
    }
  }

  /** What it is that was stopped, in words, and what can be done then. */
  #stopped(what: string, hint: string): RunRegistryError {
    return this.#deadline.isOver
      ? new TimeoutError('job-timeout', `${what} took longer than ${this.#deadline.timeout} ms`, { hint })
      : new AbortError('aborted', `${what} was stopped by its signal`, { hint, cause: this.#caller?.reason });
  }

  /** Does a part of the work. @throws AbortError or TimeoutError where it is stopped. */
  async part<T>(what: string, hint: () => string, work: () => Promise<T>): Promise<T> {
    if (this.signal.aborted) throw this.#stopped(what, hint());
    try {
      return await work();
    } catch (error) {
      throw error instanceof AbortError ? this.#stopped(what, hint()) : error;
    }
  }
}
