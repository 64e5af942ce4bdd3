import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as everything from 'runregistry';
import * as embedded from 'runregistry/embedded';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isFull } from '../support/rounds.js';
import { typeErrors } from '../support/type-errors.js';
import { type Example, expectedErrors, fromDocstrings, fromMarkdown, guides, root, withOutputs } from './examples.js';
import { collectOutput } from './printed.js';
import { registry } from './registry.js';

// Each example is a file inside the project, which resolves 'runregistry' as the tests do.
const folder = `${root}build/doc-examples/`;

// A docstring uses what its package exports without importing it, and the client `registry`.
const imports = (names: object, from: string) => `import { ${Object.keys(names).join(', ')} } from '${from}';\n`;
const exported = imports(everything, 'runregistry') + imports(embedded, 'runregistry/embedded');
const prelude = (code: string) =>
  code.includes('const registry') ? exported : exported + imports({ registry }, '../../test/docs/registry.js');
const examples: (Example & { file: string })[] = [
  ...guides.flatMap(fromMarkdown),
  ...fromDocstrings().map(({ where, code }) => ({
    where,
    code: code.includes('import ') ? code : prelude(code) + code,
  })),
].map((example, index) => ({ ...example, file: `${folder}example-${index}.ts` }));

/** Starts the registries of the examples. Those of guides that change nothing share one. */
const registries = vi.hoisted(() => {
  let shared: Promise<embedded.EmbeddedRegistry> | undefined;
  return {
    isShared: false,
    async start(actual: typeof embedded.startEmbedded, options?: embedded.EmbeddedOptions) {
      if (!this.isShared) return actual(options);
      shared ??= actual();
      return { ...(await shared), close: async () => {} };
    },
    url: async () => (await shared)?.url,
    close: async () => (await shared)?.close(),
  };
});
vi.mock('../../src/embedded/index.js', async (original) => {
  const actual = await original<typeof embedded>();
  return {
    ...actual,
    startEmbedded: (options?: embedded.EmbeddedOptions) => registries.start(actual.startEmbedded, options),
  };
});

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { where, code, file } of examples) writeFileSync(file, `// ${where}\n${code}export {};\n`);
  vi.stubEnv('ENVIRONMENT', 'embedded');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await registry.close();
  await registries.close();
});

test('finds examples in guides and docstrings', () => {
  expect(examples.length).toBeGreaterThan(30);
});

// An example that extends the catalogue is a separate program, because the others must not see the extension.
const isExtending = ({ code }: Example): boolean => code.includes('declare module');
const compiled = { name: 'the examples', group: examples.filter((example) => !isExtending(example)) };
const extending = examples.filter(isExtending).map((example) => ({ name: example.where, group: [example] }));
// The site compiles the examples of guides with TypeScript 6.
test.each([compiled, ...(isFull ? extending : [])])('the compiler finds no problems in $name', async ({ group }) => {
  const errors = await typeErrors(
    folder,
    group.map(({ file }) => file),
  );
  const problems = group.flatMap(({ where, code, file }) => {
    const reported = errors.filter((error) => error.file === file);
    const expected = expectedErrors(code);
    const missing = expected.filter((number) => reported.every((error) => error.code !== number));
    const unexpected = reported.filter((error) => !expected.includes(error.code));
    return [
      ...missing.map((number) => `${where}: expected an error ${number}`),
      ...unexpected.map(({ message }) => `${where}: ${message}`),
    ];
  });
  expect(problems).toEqual([]);
});

/** Returns true for a value of a response without rows. */
const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0);

const isOfDocstring = (where: string) => where.startsWith('src/');
const outputs = new Map<string, string>();
// Each example whose output depends on earlier changes starts from the unmodified sample.
const isChanging = (code: string) => /\boperations\b|startEmbedded\(|createJson\(|listJsons\(/.test(code);
/** All in `npm run test:full`, otherwise those that most users begin with. */
const run = examples.filter(
  ({ where }) => isFull || /^(README|docs\/(getting-started|queries|golden-json))/.test(where),
);
const testRuns = (group: typeof examples) =>
  test.each(group.map(({ where, file, code }) => [where, file, code] as const))(
    'runs %s without a failed assertion',
    async (where, file, code) => {
      // Examples of docstrings already share a client.
      registries.isShared = !isOfDocstring(where) && !isChanging(code);
      const printed = collectOutput();
      const asserted = vi.spyOn(console, 'assert');
      try {
        await import(/* @vite-ignore */ file).catch((error: unknown) => {
          // An example of a type error throws the same error at run time.
          if (expectedErrors(code).length === 0) throw error;
          console.log(String(error));
        });
        for (const [condition] of asserted.mock.calls) expect(condition).toBe(true);
        // The sample has the runs of the Python client's README, so every translated example returns rows.
        if (where.startsWith('docs/from-python.md'))
          for (const values of printed.calls()) expect(values.filter(isEmpty)).toEqual([]);
        outputs.set(where, printed.text());
      } finally {
        printed.restore();
        asserted.mockRestore();
      }
    },
  );

testRuns(run.filter(({ where }) => !isOfDocstring(where)));

test.runIf(isFull)('the examples of guides that share a registry change nothing', async () => {
  const url = await registries.url();
  registries.isShared = false;
  // With a filter by title, no example may have started the registry.
  if (url === undefined) return;
  await using fresh = await embedded.startEmbedded();
  const data = async (url: string) => {
    const client = new everything.RunRegistry({ url });
    const rows = [await client.runs().all(), await client.datasets().all(), await client.listJsons()];
    await client.close();
    return rows;
  };
  expect(await data(url)).toEqual(await data(fresh.url));
});

// They change the registry of the default client, which is the shared one.
testRuns(run.filter(({ where }) => isOfDocstring(where)));

test.each(guides)('%s shows what its examples print', async (guide) => {
  const examplesOfGuide = fromMarkdown(guide);
  // With a filter by title, some examples did not run.
  if (examplesOfGuide.every(({ where }) => outputs.has(where)))
    await expect(withOutputs(guide, outputs)).toMatchFileSnapshot(root + guide);
});
