import { defineConfig } from 'rolldown';

// One file instead of a hundred: reading so many would take longer than all else at import. The embedded registry stays as it is, since
// few load it.
export default defineConfig({
  input: 'src/index.ts',
  platform: 'node',
  logLevel: 'warn',
  external: [/^[^./]/, /\/embedded\//],
  output: { dir: 'dist', format: 'esm', entryFileNames: 'index.js', chunkFileNames: '[name].js' },
});
