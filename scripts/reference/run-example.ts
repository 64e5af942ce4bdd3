/** Runs examples of errors. */
import * as core from '../../src/core.js';
import * as library from '../../src/index.js';
import { scripted } from '../../test/support/scripted-server.js';
import type { ErrorExample } from './examples/errors.js';
import { type Situation, situations } from './examples/situations.js';

/** The address in examples, which stands for that of the scripted server. */
const shown = 'http://localhost:9500';

type Code = (...values: readonly unknown[]) => Promise<unknown>;
const AsyncFunction = (async () => undefined).constructor as new (...parts: readonly string[]) => Code;

/** Returns the error that code throws. All exports are in scope, and `registry`. */
async function thrownBy(code: string, registry: library.RunRegistry): Promise<library.RunRegistryError> {
  const scope = { ...library, core, registry };
  try {
    await new AsyncFunction(...Object.keys(scope), code)(...Object.values(scope));
  } catch (error) {
    if (error instanceof library.RunRegistryError) return error;
    throw error;
  }
  throw new Error(`Expected an error from ${code}`);
}

/** The text of an error, with the address of examples. */
export interface Thrown {
  readonly name: string;
  readonly code: string;
  readonly text: string;
}

async function thrownIn(situation: Situation, code: string): Promise<Thrown> {
  const { reply } = situation;
  const server = await scripted(({ path }) => (typeof reply === 'function' ? reply(path) : reply));
  const tokens = await scripted(() => situation.token ?? {});
  try {
    const registry = new library.RunRegistry({
      url: server.url,
      retries: 0,
      ...(situation.token && { tokenUrl: `${tokens.url}/token` }),
      ...situation.options,
    });
    const error = await thrownBy(code.replaceAll(shown, server.url), registry);
    const text = String(error).replaceAll(server.url, shown).replaceAll(new URL(server.url).host, new URL(shown).host);
    return { name: error.name, code: error.code, text };
  } finally {
    await server.close();
    await tokens.close();
  }
}

/** Runs an example, and returns what it throws; undefined if it needs another environment. */
export async function runExample(example: ErrorExample): Promise<Thrown | undefined> {
  if (typeof example !== 'string' && 'testedBy' in example) return undefined;
  if (typeof example !== 'string') return thrownIn(situations[example.while], example.code);
  const error = await thrownBy(example, new library.RunRegistry({ url: 'http://127.0.0.1:9' }));
  return { name: error.name, code: error.code, text: String(error) };
}
