import { readFile } from 'node:fs/promises';

/** A part of Node that its types do not declare. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

const compiled = new Map<string, Promise<object | undefined>>();

/**
 * Returns PostgreSQL in WebAssembly, compiled once per process: threads share the machine code of a module as long as one refers to it.
 * Returns undefined if PGlite, whose URL is given, has no such file; it then compiles PostgreSQL itself.
 */
export function compiledPostgres(pglite: string): Promise<object | undefined> {
  const existing = compiled.get(pglite);
  if (existing !== undefined) return existing;
  const module = readFile(new URL('pglite.wasm', pglite))
    .then((bytes) => WebAssembly.compile(bytes))
    .catch(() => undefined);
  compiled.set(pglite, module);
  return module;
}
