import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a script of this folder in a separate process, with garbage collection exposed, and returns the JSON that it prints. */
export async function measureInProcess<T>(script: string, ...args: readonly (string | number)[]): Promise<T> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  // The options of this process let Node run TypeScript.
  const options = [...process.execArgv, '--expose-gc', file, ...args.map(String)];
  const { stdout } = await run(process.execPath, options);
  return JSON.parse(stdout) as T;
}
