/** A process that responds to each line of JSON with a line of JSON. */
import { type ChildProcessWithoutNullStreams, type SpawnOptionsWithoutStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export class JsonProcess {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #stderr = '';

  constructor(command: string, args: readonly string[], options: SpawnOptionsWithoutStdio = {}) {
    this.#process = spawn(command, args, options);
    this.#process.stderr.on('data', (chunk) => {
      this.#stderr += chunk;
    });
    this.#lines = createInterface(this.#process.stdout)[Symbol.asyncIterator]();
  }

  /** What the process has written to its standard error. */
  get stderr(): string {
    return this.#stderr;
  }

  /** Sends a request, and returns its response. Call it again only after the response. */
  async send<Response>(request: unknown): Promise<Response> {
    this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    const { value: line, done } = await this.#lines.next();
    if (done === true) throw new Error(`The process ended: ${this.#stderr.slice(-5000)}`);
    return JSON.parse(line) as Response;
  }

  /** Ends the input, and waits until the process exits. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exit = once(this.#process, 'exit');
    this.#process.stdin.end();
    await exit;
  }
}
