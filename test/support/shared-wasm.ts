/**
 * Keeps PGlite compiled while a process has no registry: V8 shares the machine code of equal modules as long as one is alive.
 * Otherwise each registry compiles and optimises PostgreSQL again.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A part of Node that its types do not declare. */
interface Global {
  readonly WebAssembly: { compile(bytes: Uint8Array): Promise<object> };
  compiledPGlite?: Promise<object>;
}

const shared = globalThis as unknown as Global;
const folder = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
shared.compiledPGlite ??= shared.WebAssembly.compile(readFileSync(join(folder, 'pglite.wasm')));
await shared.compiledPGlite;
