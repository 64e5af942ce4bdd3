import { AbortError } from './errors.js';

/** The error of what a signal has ended, in words: `GET /runs/1`. */
export const abortError = (signal: AbortSignal | undefined, what: string): AbortError =>
  new AbortError('aborted', `${what} was stopped by its signal`, { cause: signal?.reason });

/** Goes on, unless a signal has ended what is done. @throws AbortError where it has. */
export function throwIfAborted(signal: AbortSignal | undefined, what: string): void {
  if (signal?.aborted) throw abortError(signal, what);
}

interface Waiting {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const waiting = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls back when a signal is aborted, until it is let go by what is returned. However many wait for one signal, it has one listener:
 * of more than ten, Node would warn its owner.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  let here = waiting.get(signal);
  if (here === undefined) {
    const callbacks = new Set<() => void>();
    const listener = (): void => {
      for (const one of [...callbacks]) one();
    };
    here = { callbacks, listener };
    waiting.set(signal, here);
    signal.addEventListener('abort', listener, { once: true });
  }
  const { callbacks, listener } = here;
  // The same function may wait twice.
  const one = (): void => callback();
  callbacks.add(one);
  return () => {
    callbacks.delete(one);
    if (callbacks.size > 0 || waiting.get(signal)?.callbacks !== callbacks) return;
    waiting.delete(signal);
    signal.removeEventListener('abort', listener);
  };
}

/**
 * A signal that follows another until it is closed, and can be aborted by itself. `AbortSignal.any()` of Node 20 keeps a trace of each of
 * its results on the signal that they follow, however long that lives.
 */
export class LinkedAbortController {
  readonly #controller = new AbortController();
  readonly #leave: (() => void) | undefined;

  constructor(followed: AbortSignal | undefined) {
    if (followed === undefined) return;
    if (followed.aborted) this.abort(followed.reason);
    else this.#leave = onAbort(followed, () => this.abort(followed.reason));
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason?: unknown): void {
    this.#controller.abort(reason);
  }

  /** Lets the followed signal go. */
  close(): void {
    this.#leave?.();
  }
}
