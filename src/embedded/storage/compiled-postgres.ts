import { readFile } from 'node:fs/promises';

/** A part of Node that its types do not declare. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

let compiled: Promise<object | undefined> | undefined;

/**
 * Returns PostgreSQL in WebAssembly, compiled once per process: threads share the machine code of a module as long as one refers to it.
 * Returns undefined if PGlite is packed differently.
 */
export function compiledPostgres(pglite: string): Promise<object | undefined> {
  compiled ??= readFile(new URL('pglite.wasm', pglite))
    .then((bytes) => WebAssembly.compile(bytes))
    .catch(() => undefined);
  return compiled;
}
