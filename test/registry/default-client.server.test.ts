/** The client of the free functions, in separate processes. */
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
beforeAll(async () => {
  entry = pathToFileURL(await compileLibrary(join(temporary, 'compiled'))).href;
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly output: Readonly<Record<string, unknown>>;
}

/** Runs a program in a separate directory, without the variables that the library reads. */
async function program(name: string, body: string, variables: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const cwd = mkdtempSync(join(temporary, name));
  const script = join(cwd, 'program.mjs');
  writeFileSync(
    script,
    `import { writeFileSync } from 'node:fs';
     const before = JSON.stringify(process.env);
     const output = {};
     const failure = (promise) => promise.then((value) => ({ value }), ({ name, code, message, hint }) => ({ name, code, message, hint }));
     const { runs, datasets, attribute, RunRegistry } = await import(${JSON.stringify(entry)});
     ${body}
     output.isEnvironmentUnchanged = JSON.stringify(process.env) === before;
     writeFileSync('output.json', JSON.stringify(output));`,
  );
  const { ENVIRONMENT, SSO_CLIENT_ID, SSO_CLIENT_SECRET, NODE_OPTIONS, ...rest } = process.env;
  const child = spawn(process.execPath, [script], { cwd, env: { ...rest, ...variables } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk));
  const [status] = (await once(child, 'close')) as [number | null];
  const result = join(cwd, 'output.json');
  return { status, stdout, stderr, output: existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : {} };
}

test('reads the environment and .env at the first request', async () => {
  const { status, stdout, stderr, output } = await program(
    'late-',
    `writeFileSync('.env', 'ENVIRONMENT=prodution');
     const query = runs().where('run_number').gte(1);
     String(query.explain()); query.plan(); query.toPython(); JSON.stringify(query); attribute('energy');
     output.misspelt = await failure(query.count());
     writeFileSync('.env', 'ENVIRONMENT=qa\\nSSO_CLIENT_ID=x\\nSSO_CLIENT_SECRET=hunter2');
     output.curl = query.toCurl();
     writeFileSync('.env', 'ENVIRONMENT=embedded\\nOTHER=1');
     output.count = await query.count();
     writeFileSync('.env', 'ENVIRONMENT=prodution');
     output.again = await datasets().limit(1).count();`,
  );
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(output).toMatchObject({ isEnvironmentUnchanged: true, again: 1 });
  expect(output.misspelt).toMatchObject({ name: 'QueryError', code: 'unknown-target' });
  expect(output.curl).toContain('https://cmsrunregistry-qa.web.cern.ch/api/runs_filtered_ordered');
  expect(output.curl).not.toContain('hunter2');
  expect(output.count).toBeGreaterThan(100);
});

test('rejects a request without credentials, and names the variables to set', async () => {
  const { status, stdout, stderr, output } = await program('bare-', 'output.failed = await failure(runs().count());');
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(output).toMatchObject({
    isEnvironmentUnchanged: true,
    failed: { name: 'AuthenticationError', code: 'credentials-missing' },
  });
  expect((output.failed as { hint: string }).hint).toMatch(/SSO_CLIENT_ID and SSO_CLIENT_SECRET.*\.env/);
});

test('completes the options of other clients', async () => {
  const { output } = await program(
    'own-',
    `writeFileSync('.env', 'ENVIRONMENT=embedded\\nSSO_CLIENT_ID=x\\nSSO_CLIENT_SECRET=hunter2');
     const registry = new RunRegistry({ timeout: 50_000 });
     output.count = await registry.runs().count();
     await registry.close();
     const development = new RunRegistry('development');
     output.development = [String(development), development.runs().toCurl()].join();`,
  );
  expect(output.count).toBeGreaterThan(100);
  expect(output.development).toContain('https://dev-cmsrunregistry.web.cern.ch');
  expect(output.development).not.toContain('hunter2');
});

test('prints an uncaught error without a secret', async () => {
  const { status, stdout, stderr } = await program(
    'uncaught-',
    `writeFileSync('.env', 'SSO_CLIENT_SECRET=hunter2');
     await runs().all();`,
  );
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('QueryError: SSO_CLIENT_SECRET is set without SSO_CLIENT_ID');
  expect(stderr).not.toContain('hunter2');
});
