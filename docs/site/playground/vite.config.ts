import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const monaco = './node_modules/monaco-editor/esm/vs/languages/features/typescript/lib';

/** Modules of Monaco that the playground replaces: its copy of TypeScript. */
const replacements = new Map([
  [path(`${monaco}/typescriptServices.js`), path('./src/typescript-services.ts')],
  [path(`${monaco}/lib.js`), path('./src/typescript-libs.ts')],
]);

/** A module of Node that PGlite only uses in Node. */
const nodeModule = '\0node:module';

const replace = (): Plugin => ({
  name: 'replace-modules',
  enforce: 'pre',
  load: (id) => (id === nodeModule ? 'export const createRequire = undefined;' : undefined),
  // Monaco's own worker for TypeScript would be built too.
  transform: (code, id) =>
    id.endsWith('typescript/workerManager.js') ? code.replace(/new Worker\(new URL\(.*\)/, 'undefined') : undefined,
  async resolveId(source, importer, options) {
    if (source === 'node:module' || source === 'module') return nodeModule;
    const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
    return (resolved && replacements.get(resolved.id)) ?? resolved;
  },
});

/** PGlite uses `eval`, and the content of Monaco is replaced by a plugin. */
const checks = { eval: false, pluginTimings: false };

export default defineConfig({
  // Works below any path.
  base: './',
  logLevel: 'warn',
  plugins: [replace()],
  // Each worker is one file, because a sandboxed frame cannot import others.
  worker: { format: 'es', plugins: () => [replace()], rolldownOptions: { checks, output: { codeSplitting: false } } },
  build: {
    outDir: path('../build/html/playground'),
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 8000,
    reportCompressedSize: false,
    rolldownOptions: { checks },
  },
});
