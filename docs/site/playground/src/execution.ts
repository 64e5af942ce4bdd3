import type { PageRequest, PageResponse } from '../../../../src/transport/page-connection.js';
import { maxCharacters, shortened } from './console.js';
import type { FromDatabase } from './database.worker.js';
import DatabaseWorker from './database.worker.js?worker';
import type { Failure, FromRunner, Request, Rows, Shown, ToRunner } from './messages.js';
import runnerUrl from './runner.worker.js?worker&url';
import { maxBusy, Watch } from './watch.js';

/** Requests of a run. A loop of requests would never end. */
const maxRequests = 2000;
/** Messages of a run: those that the worker limits, and responses. The code could send messages that the worker does not limit. */
const maxMessages = 10_000;

/** Queries and golden JSONs of a run: one for each chain of calls in the code. */
const maxShown = 10_000;

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
    worker.onerror = () => {
      this.#fail('The registry could not be loaded. Reload the page.');
      this.#onReady('The registry could not be loaded. Reload the page.');
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
  #watch: Watch | undefined;

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
    const response = await fetch(runnerUrl);
    if (!response.ok) throw new Error(`The library could not be loaded (status ${response.status}).`);
    const source = await response.text();
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
    this.#watch?.close();
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
    const fail = (reason: string): void => {
      this.stop();
      events.ended({ message: `Stopped: ${reason}.`, line: undefined });
    };
    const watch = new Watch(
      () => fail(`the code ran for ${maxBusy / 1000} s without a result`),
      () => post({ kind: 'ping' }),
    );
    this.#watch = watch;
    let messages = 0;
    const respond = async ({ id, request }: Request): Promise<void> => {
      if (id > maxRequests) return fail(`the code sent more than ${maxRequests} requests`);
      watch.pause();
      const response = await this.#registry.send(request);
      if (this.#port !== port) return;
      watch.resume();
      post({ kind: 'response', id, response });
    };
    port.onmessage = ({ data }: MessageEvent<FromRunner>) => {
      if (this.#port !== port) return;
      if (++messages > maxMessages) fail(`the code sent more than ${maxMessages} messages`);
      else if (data.kind === 'pong') watch.responded();
      else if (data.kind === 'request') void respond(data);
      else if (data.kind === 'started') watch.resume();
      else if (data.kind === 'ended') watch.end();
      if (this.#port === port) dispatch(data, events);
    };
    post({ kind: 'run', code });
  }

  /** Requests the first rows of a query of the current run. Returns false if the run was stopped. */
  requestRows(index: number): boolean {
    this.#port?.postMessage({ kind: 'rows', index } satisfies ToRunner);
    return this.#port !== undefined;
  }
}

/** Passes a message on. The code can send any message, so each part has the size and the type that the page expects. */
function dispatch(data: FromRunner, events: RunEvents): void {
  if (data.kind === 'shown' && data.index < maxShown) events.shown(data.index, data.shown);
  else if (data.kind === 'printed') events.printed(shortened(String(data.text), 2 * maxCharacters));
  else if (data.kind === 'rows') events.rows(data.index, data.rows, data.failure);
  else if (data.kind === 'ended') events.ended(data.failure);
}
