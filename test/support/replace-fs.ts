import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** A function of `node:fs/promises`. */
export type FileCall = (...args: unknown[]) => Promise<unknown>;

type Name = 'link' | 'open' | 'readFile' | 'rename' | 'rm' | 'rmdir' | 'stat';

/** Assigns a function of `node:fs/promises` for all modules. */
export function assignFileCall(name: Name, call: FileCall): void {
  Object.assign(fs, { [name]: call });
  syncBuiltinESMExports();
}

/** Does something while functions of `node:fs/promises` are replaced. */
export async function replacingFileCalls<Result>(
  replacements: { readonly [name in Name]?: (original: FileCall) => FileCall },
  work: () => Promise<Result>,
): Promise<Result> {
  const names = Object.keys(replacements) as Name[];
  const originals = names.map((name) => [name, fs[name] as FileCall] as const);
  for (const [name, original] of originals)
    assignFileCall(name, (replacements[name] as (original: FileCall) => FileCall)(original));
  try {
    return await work();
  } finally {
    for (const [name, original] of originals) assignFileCall(name, original);
  }
}

/** Returns an error of the system. */
export const systemError = (code: string): Error => Object.assign(new Error(`${code}: a simulated error`), { code });
