/** The only place where the tests compare the wording of errors. Other tests compare codes and details. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RunRegistryError } from 'runregistry';
import { expect, test } from 'vitest';
import type { Failures } from './failures.js';

/** The class, code, message and hint of the error that a call throws or rejects with. */
async function recordOf(call: () => unknown): Promise<string> {
  let value: unknown;
  try {
    value = await call();
  } catch (error) {
    if (!(error instanceof RunRegistryError)) throw error;
    const { name, code, message, hint } = error;
    return [`  ${name} ${code}`, message, hint ?? '(no hint)'].join('\n  ');
  }
  throw new Error(`Expected the call to fail, got ${String(value)}`);
}

const areas = readdirSync(join(import.meta.dirname, 'cases')).map((file) => basename(file, '.ts'));

test.each(areas)('reports the recorded messages: %s', async (area) => {
  const { failures } = (await import(`./cases/${area}.ts`)) as { readonly failures: Failures };
  const records: string[] = [];
  for (const [name, call] of Object.entries(failures)) records.push(`${name}\n${await recordOf(call)}\n`);
  await expect(records.join('\n')).toMatchFileSnapshot(`./${area}.txt`);
});
