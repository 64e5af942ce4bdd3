import { defineConfig } from 'rolldown';
import manifest from './package.json' with { type: 'json' };

// A few large files, because reading a hundred small ones takes most of the import time.
export const library = defineConfig({
  input: {
    index: 'src/index.ts',
    core: 'src/core.ts',
    'embedded/index': 'src/embedded/index.ts',
    'mirror/index': 'src/mirror/index.ts',
  },
  platform: 'node',
  logLevel: 'warn',
  // The sample generator is imported dynamically to start it after other work, not to split it off.
  checks: { ineffectiveDynamicImport: false },
  external: Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }),
  output: { dir: 'dist', entryFileNames: '[name].js', chunkFileNames: 'shared/[name].js' },
});

// tsserver loads plugins with require().
export const plugin = defineConfig({
  input: { 'ts-plugin': 'src/ts-plugin/index.ts' },
  platform: 'node',
  logLevel: 'warn',
  output: { dir: 'dist', format: 'cjs', exports: 'default', entryFileNames: '[name].cjs' },
});

export default [library, plugin];
