/** The published Python client, in virtual environments that `.ci/peers` creates. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Json } from 'runregistry/embedded';
import { type Fault, type FaultProxy, faultProxy } from '../../support/fault-proxy.js';
import type { Received } from '../../support/scripted-server.js';
import { JsonProcess } from '../json-process.js';

/** The versions that docs/from-python.md describes. */
export const versions = ['3.0.0', '3.1.2'] as const;
export type Version = (typeof versions)[number];

/** Returns the path of Python with a version of the client. */
export const pythonOf = (version: Version): string =>
  join(process.env.PEERS ?? '', `runregistry-${version}`, 'bin', 'python');

/** Credentials of the client, from its environment. */
export const credentials = { SSO_CLIENT_ID: 'an-id', SSO_CLIENT_SECRET: 'a-secret' };

/** The outcome of a Python program. */
export interface Outcome {
  readonly value?: Json;
  readonly raised?: { readonly type: string; readonly message: string };
  /** What the program printed. */
  readonly printed: string;
}

const token = { json: { access_token: 'a-token', expires_in: 1200 } };

/** The Python client in a process. A proxy between it and a registry issues tokens, for which it is an expert. */
export class PythonClient {
  readonly proxy: FaultProxy;
  readonly #faults: { choose: (request: Received) => Fault };
  readonly #process: JsonProcess;
  #seen = 0;

  private constructor(proxy: FaultProxy, faults: { choose: (request: Received) => Fault }, version: Version) {
    this.proxy = proxy;
    this.#faults = faults;
    const driver = fileURLToPath(new URL('driver.py', import.meta.url));
    const { url } = proxy.server;
    const env = { ...process.env, ...credentials };
    this.#process = new JsonProcess(pythonOf(version), [driver, url, `${url}/token`], { env });
  }

  /** Starts a client of the registry at `url`. */
  static async start(url: string, version: Version): Promise<PythonClient> {
    const faults = { choose: (_: Received): Fault => 'none' };
    const proxy = await faultProxy(url, (request) =>
      request.path === '/token' ? { instead: token } : faults.choose(request),
    );
    return new PythonClient(proxy, faults, version);
  }

  /** Executes a program, and returns the value of an expression after it. */
  run(program: string, value = 'None'): Promise<Outcome> {
    return this.#process.send({ program, value });
  }

  /** Returns the value of an expression after a program. */
  async evaluate(value: string, program = ''): Promise<Json> {
    const outcome = await this.run(program, value);
    if (outcome.raised !== undefined) throw new Error(`${outcome.raised.type}: ${outcome.raised.message}`);
    return outcome.value as Json;
  }

  /** Returns the exception of an expression. */
  async raised(value: string): Promise<{ readonly type: string; readonly message: string } | undefined> {
    return (await this.run('', value)).raised;
  }

  /** Chooses faults of requests during a call. */
  async during<Value>(choose: (request: Received) => Fault, call: () => Promise<Value>): Promise<Value> {
    this.#faults.choose = choose;
    try {
      return await call();
    } finally {
      this.#faults.choose = () => 'none';
    }
  }

  /** Returns the requests since the last call. */
  requests(): readonly Received[] {
    const fresh = this.proxy.server.received.slice(this.#seen);
    this.#seen += fresh.length;
    return fresh;
  }

  async close(): Promise<void> {
    await this.#process.close();
    await this.proxy.close();
  }
}
