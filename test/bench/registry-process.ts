import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A server in a separate process. */
export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a registry with this number of runs. */
export const startRegistry = (runs: number): Promise<Server> => start('registry.ts', runs);

/** Starts a proxy that delays each request by this number of milliseconds. */
export const startSlowRegistry = (url: string, delay: number): Promise<Server> => start('slow-registry.ts', url, delay);

async function start(script: string, ...args: readonly (string | number)[]): Promise<Server> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args.map(String));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    ended.then((code) => reject(new Error(`the registry ended with ${code} before it was ready`)));
  });
  return {
    url,
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}
