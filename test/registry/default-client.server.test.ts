/** The client of the free functions, in processes of their own: quiet, late, and without traces in the environment. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileLibrary } from '../support/compiled.js';

const temporary = mkdtempSync(join(tmpdir(), 'runregistry-default-client-'));
let entry = '';
beforeAll(() => {
  entry = pathToFileURL(compileLibrary(join(temporary, 'compiled'))).href;
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly found: Readonly<Record<string, unknown>>;
}

/** Runs a program with `runs` and `say` in a directory of its own, without the variables that the library knows. */
async function program(name: string, body: string, variables: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const cwd = mkdtempSync(join(temporary, name));
  const script = join(cwd, 'program.mjs');
  writeFileSync(
    script,
    `import { writeFileSync } from 'node:fs';
     const before = JSON.stringify(process.env);
     const found = {};
     const failure = (promise) => promise.then((value) => ({ value }), ({ name, code, message, hint }) => ({ name, code, message, hint }));
     const { runs, datasets, attribute } = await import(${JSON.stringify(entry)});
     ${body}
     found.environmentKept = JSON.stringify(process.env) === before;
     writeFileSync('found.json', JSON.stringify(found));`,
  );
  const { ENVIRONMENT, SSO_CLIENT_ID, SSO_CLIENT_SECRET, NODE_OPTIONS, ...rest } = process.env;
  const child = spawn(process.execPath, [script], { cwd, env: { ...rest, ...variables } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk));
  const [status] = (await once(child, 'close')) as [number | null];
  const result = join(cwd, 'found.json');
  return { status, stdout, stderr, found: existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : {} };
}

test('the environment and .env are looked at by the first request, and by no earlier one', async () => {
  const { status, stdout, stderr, found } = await program(
    'late-',
    `writeFileSync('.env', 'ENVIRONMENT=prodution');
     const query = runs().where('run_number').gte(1);
     String(query.explain()); query.plan(); query.toPython(); JSON.stringify(query); attribute('energy');
     found.misspelt = await failure(query.count());
     writeFileSync('.env', 'ENVIRONMENT=qa\\nSSO_CLIENT_ID=x\\nSSO_CLIENT_SECRET=hunter2');
     found.curl = query.toCurl();
     writeFileSync('.env', 'ENVIRONMENT=embedded\\nOTHER=1');
     found.count = await query.count();
     writeFileSync('.env', 'ENVIRONMENT=prodution');
     found.again = await datasets().limit(1).count();`,
  );
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(found).toMatchObject({ environmentKept: true, again: 1 });
  expect(found.misspelt).toEqual({
    name: 'QueryError',
    code: 'unknown-target',
    message: "'prodution' is not a registry",
    hint: "did you mean 'production'?",
  });
  expect(found.curl).toContain('https://cmsrunregistry-qa.web.cern.ch/api/runs_filtered_ordered');
  expect(found.curl).not.toContain('hunter2');
  expect(found.count).toBeGreaterThan(100);
});

test('without credentials, nothing is sent, and the error says what to set', async () => {
  const { status, stdout, stderr, found } = await program('bare-', 'found.failed = await failure(runs().count());');
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(found).toMatchObject({
    environmentKept: true,
    failed: { name: 'AuthenticationError', code: 'credentials-missing' },
  });
  expect((found.failed as { hint: string }).hint).toMatch(/SSO_CLIENT_ID and SSO_CLIENT_SECRET.*\.env/);
});

test('an error that nobody catches ends the process with the sentence, and without a secret', async () => {
  const { status, stdout, stderr } = await program(
    'uncaught-',
    `writeFileSync('.env', 'SSO_CLIENT_SECRET=hunter2');
     await runs().all();`,
  );
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('QueryError: SSO_CLIENT_SECRET is set without SSO_CLIENT_ID');
  expect(stderr).not.toContain('hunter2');
});
