import type { PageRequest, PageResponse } from '../../../../src/transport/page-connection.js';
import type { FromDatabase } from './database.worker.js';
import DatabaseWorker from './database.worker.js?worker';
import type { Failure, FromRunner, Request, Rows, Shown, ToRunner } from './messages.js';
import runnerUrl from './runner.worker.js?worker&url';

/** Milliseconds that the code may calculate without a request. */
const maxBusy = 4000;

/** Events of a run. */
export interface RunEvents {
  shown(index: number, shown: Shown): void;
  printed(text: string): void;
  ended(failure: Failure | undefined): void;
  rows(index: number, rows: Rows | undefined, failure: Failure | undefined): void;
}

/** The embedded registry, which starts at the first request. */
class Registry {
  readonly #pending = new Map<number, (response: PageResponse) => void>();
  #worker: Worker | undefined;
  #failure: PageResponse | undefined;
  readonly #onReady: (failure: string | undefined) => void;
  #last = 0;

  constructor(onReady: (failure: string | undefined) => void) {
    this.#onReady = onReady;
  }

  start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new DatabaseWorker();
    worker.onmessage = ({ data }: MessageEvent<FromDatabase>) => {
      if (data.kind === 'response') {
        this.#pending.get(data.id)?.(data.response);
        this.#pending.delete(data.id);
        return;
      }
      if (data.kind === 'failed') this.#fail(data.message);
      this.#onReady(data.kind === 'failed' ? data.message : undefined);
    };
    this.#worker = worker;
    return worker;
  }

  #fail(message: string): void {
    this.#failure = { status: 500, headers: {}, body: JSON.stringify({ err: message }) };
    for (const resolve of this.#pending.values()) resolve(this.#failure);
    this.#pending.clear();
  }

  send(request: PageRequest): Promise<PageResponse> {
    const worker = this.start();
    return new Promise((resolve) => {
      if (this.#failure !== undefined) return resolve(this.#failure);
      const id = ++this.#last;
      this.#pending.set(id, resolve);
      worker.postMessage({ id, request } satisfies Request);
    });
  }
}

/**
 * Runs code in workers of a sandboxed frame. Its origin is opaque and its policy allows no connection, so the code reaches only the
 * embedded registry. Each run has its own worker, which the next run ends.
 */
export class Execution {
  readonly #frame = document.createElement('iframe');
  readonly #registry: Registry;
  readonly #loaded: Promise<void>;
  #port: MessagePort | undefined;

  constructor(onReady: (failure: string | undefined) => void) {
    this.#registry = new Registry(onReady);
    this.#frame.src = './sandbox.html';
    this.#frame.hidden = true;
    this.#frame.title = 'Runs the code';
    this.#frame.setAttribute('sandbox', 'allow-scripts');
    this.#loaded = this.#load();
  }

  /** Starts the embedded registry. */
  startRegistry(): void {
    this.#registry.start();
  }

  async #load(): Promise<void> {
    const loaded = new Promise((resolve) => this.#frame.addEventListener('load', resolve, { once: true }));
    document.body.append(this.#frame);
    const source = await (await fetch(runnerUrl)).text();
    await loaded;
    // Chromium starts no module workers in sandboxed frames, so the module becomes a script with a scope.
    this.#toFrame(`(() => {${source}\n})()`);
  }

  #toFrame(message: string | null, ...ports: MessagePort[]): void {
    // The origin of a sandboxed frame is opaque, so it cannot be named.
    this.#frame.contentWindow?.postMessage(message, '*', ports);
  }

  /** Ends the current run. */
  stop(): void {
    this.#port?.close();
    this.#port = undefined;
    this.#toFrame(null);
  }

  /** Runs JavaScript, after it has ended the previous run. */
  async run(code: string, events: RunEvents): Promise<void> {
    await this.#loaded;
    this.stop();
    const { port1: port, port2 } = new MessageChannel();
    this.#port = port;
    this.#toFrame(null, port2);
    const post = (message: ToRunner): void => port.postMessage(message);
    const watch = new Watch(() => {
      this.stop();
      events.ended({ message: `Stopped: the code ran for ${maxBusy / 1000} s without a result.`, line: undefined });
    });
    const respond = async ({ id, request }: Request): Promise<void> => {
      watch.pause();
      const response = await this.#registry.send(request);
      if (this.#port !== port) return;
      watch.resume();
      post({ kind: 'response', id, response });
    };
    port.onmessage = ({ data }: MessageEvent<FromRunner>) => {
      if (this.#port !== port) return;
      if (data.kind === 'request') void respond(data);
      else if (data.kind === 'started') watch.resume();
      else if (data.kind === 'shown') events.shown(data.index, data.shown);
      else if (data.kind === 'printed') events.printed(data.text);
      else if (data.kind === 'rows') events.rows(data.index, data.rows, data.failure);
      else {
        watch.end();
        events.ended(data.failure);
      }
    };
    post({ kind: 'run', code });
  }

  /** Requests the first rows of a query of the current run. Returns false if the run was stopped. */
  requestRows(index: number): boolean {
    this.#port?.postMessage({ kind: 'rows', index } satisfies ToRunner);
    return this.#port !== undefined;
  }
}

/** Calls a function if the code calculates for too long. Time in which it waits for requests does not count. */
class Watch {
  readonly #stop: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting = 1;
  #hasEnded = false;

  constructor(stop: () => void) {
    this.#stop = stop;
  }

  pause(): void {
    this.#waiting++;
    clearTimeout(this.#timer);
  }

  resume(): void {
    if (--this.#waiting === 0 && !this.#hasEnded) this.#timer = setTimeout(this.#stop, maxBusy);
  }

  end(): void {
    this.#hasEnded = true;
    clearTimeout(this.#timer);
  }
}
