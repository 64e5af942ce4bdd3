import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const server = ['test/**/*.server.test.ts'];
const sharedRegistries = 'test/support/shared-registries.ts';
/** Tests with the compiler, which two workers load. */
const types = [
  'test/types/**/*.test.ts',
  'test/structure/{arguments,exports,new-node-kind.full,options}.test.ts',
  'test/guesses/guesses.test.ts',
];
/** Tests against programs in other languages. They only run if `.ci/peers` has installed these into the folder `PEERS`. */
const peers = ['test/peers/**/*.test.ts'];
/** Tests that change what other files import, such as the catalogue. */
const isolated = [
  'test/catalogue/extension.test.ts',
  'test/docs/docs.server.test.ts',
  'test/mirror/extension.full.server.test.ts',
  'test/registry/live-catalogue.full.server.test.ts',
  'test/sql/extension.test.ts',
  'test/types/programs.test.ts',
];

/** Tests that only `npm run test:full` runs. */
const full = ['test/**/*.full.*'];

/** True if this version of Node.js starts with a flag of V8. */
const isFlag = (flag: string): boolean => spawnSync(process.execPath, [flag, '--eval', '']).status === 0;

/**
 * Optimises fewer functions: in processes as short as those of tests, V8 spends more time on optimising than it saves. The first flag is
 * that of Node.js 22 and later.
 */
const optimiseLess = ['--invocation-count-for-turbofan=20000', '--interrupt-budget=500000'].filter(isFlag).slice(0, 1);

export default defineConfig(({ mode }) => ({
  resolve: {
    alias: [
      { find: /^runregistry\/embedded$/, replacement: source('./src/embedded/index.ts') },
      { find: /^runregistry\/mirror$/, replacement: source('./src/mirror/index.ts') },
      { find: /^runregistry\/core$/, replacement: source('./src/core.ts') },
      { find: /^runregistry$/, replacement: source('./src/index.ts') },
    ],
  },
  test: {
    // Read by test/support/rounds.ts.
    env: mode === 'full' ? { TEST_ROUNDS: 'full' } : {},
    pool: 'forks',
    maxWorkers: 2,
    execArgv: optimiseLess,
    isolate: false,
    // Projects and runs share compiled modules. A change of a file, of this one or of package-lock.json compiles again.
    experimental: { fsModuleCache: true },
    // Its modules import directories.
    server: { deps: { inline: ['dt-sql-parser'] } },
    // A test that takes this long hangs: no test depends on the speed of the machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 300_000 } },
    // Excluded here, because Vitest evaluates the options above in the mode `test` for each project.
    projects: [
      { name: 'unit', include: ['test/**/*.test.ts'], exclude: [...server, ...types, ...isolated, ...peers] },
      { name: 'server', include: server, exclude: isolated, globalSetup: sharedRegistries },
      { name: 'types', include: types, exclude: isolated },
      { name: 'isolated', include: isolated, exclude: [], isolate: true },
      ...(process.env.PEERS === undefined
        ? []
        : // A cluster and 100 statements on a busy machine.
          [{ name: 'peers', include: peers, exclude: [], globalSetup: sharedRegistries, testTimeout: 1_800_000 }]),
    ].map((project) => ({
      extends: true,
      test: { ...project, exclude: mode === 'full' ? project.exclude : [...project.exclude, ...full] },
    })),
  },
}));
