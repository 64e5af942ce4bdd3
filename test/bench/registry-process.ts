import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A registry with so many runs, in a process of its own. */
export async function startRegistry(runs: number): Promise<{ url: string; stop(): Promise<void> }> {
  const child = fork(fileURLToPath(new URL('registry.js', import.meta.url)), [String(runs)]);
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
