/** Milliseconds that the code may calculate without a request. */
export const maxBusy = 4000;

/**
 * Calls a function if the code calculates for too long. Time in which it waits for requests does not count. After the end of the
 * code, its timers and promises may go on: then the function is called if the worker does not respond.
 */
export class Watch {
  readonly #stop: () => void;
  readonly #ping: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pings: ReturnType<typeof setInterval> | undefined;
  #waiting = 1;
  #hasEnded = false;

  constructor(stop: () => void, ping: () => void) {
    this.#stop = stop;
    this.#ping = ping;
  }

  pause(): void {
    this.#waiting++;
    clearTimeout(this.#timer);
  }

  resume(): void {
    if (--this.#waiting === 0 && !this.#hasEnded) this.#timer = setTimeout(this.#stop, maxBusy);
  }

  /** The code has ended. From now on, the worker must respond to pings. */
  end(): void {
    this.#hasEnded = true;
    clearTimeout(this.#timer);
    clearInterval(this.#pings);
    this.#pings = setInterval(() => {
      this.#timer ??= setTimeout(this.#stop, maxBusy);
      this.#ping();
    }, maxBusy);
    this.#timer = undefined;
  }

  /** The worker has responded. */
  responded(): void {
    if (!this.#hasEnded) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The worker has ended. */
  close(): void {
    this.#hasEnded = true;
    clearTimeout(this.#timer);
    clearInterval(this.#pings);
  }
}
