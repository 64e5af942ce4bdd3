import { AbortError } from './errors.js';

/** Returns the error of an aborted call or request, such as `GET /runs/1`. */
export const abortError = (signal: AbortSignal | undefined, what: string): AbortError =>
  new AbortError('aborted', `${what} was aborted by its signal`, {
    request: /^[A-Z]+ /.test(what) ? what : undefined,
    cause: signal?.reason,
  });

/** Throws if a signal is aborted. @throws AbortError */
export function throwIfAborted(signal: AbortSignal | undefined, what: string): void {
  if (signal?.aborted) throw abortError(signal, what);
}

interface Subscription {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const subscriptions = new WeakMap<AbortSignal, Subscription>();

/**
 * Calls back when a signal is aborted. Returns a function that unsubscribes. All callbacks of a signal share one listener, because Node
 * warns about more than ten.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  let subscription = subscriptions.get(signal);
  if (subscription === undefined) {
    const callbacks = new Set<() => void>();
    const listener = (): void => {
      for (const call of [...callbacks]) call();
    };
    subscription = { callbacks, listener };
    subscriptions.set(signal, subscription);
    signal.addEventListener('abort', listener, { once: true });
  }
  const { callbacks, listener } = subscription;
  // The same function may subscribe twice.
  const entry = (): void => callback();
  callbacks.add(entry);
  return () => {
    callbacks.delete(entry);
    if (callbacks.size > 0 || subscriptions.get(signal)?.callbacks !== callbacks) return;
    subscriptions.delete(signal);
    signal.removeEventListener('abort', listener);
  };
}

/**
 * A controller that is also aborted with another signal, until it is closed. `AbortSignal.any()` of Node 20 retains each of its results
 * as long as the source signal exists.
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

  /** Detaches from the other signal. */
  close(): void {
    this.#leave?.();
  }
}
