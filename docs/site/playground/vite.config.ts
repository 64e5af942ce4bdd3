import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const monaco = './node_modules/monaco-editor/esm/vs/languages/features/typescript/lib';

/** Modules of Monaco that the playground replaces: its copy of TypeScript. */
const replacements = new Map([
  [path(`${monaco}/typescriptServices.js`), path('./src/typescript-services.ts')],
  [path(`${monaco}/lib.js`), path('./src/typescript-libs.ts')],
]);

const replace = (): Plugin => ({
  name: 'replace-modules',
  enforce: 'pre',
  // Monaco's own worker for TypeScript would be built too.
  transform: (code, id) =>
    id.endsWith('typescript/workerManager.js') ? code.replace(/new Worker\(new URL\(.*\)/, 'undefined') : undefined,
  async resolveId(source, importer, options) {
    const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
    return (resolved && replacements.get(resolved.id)) ?? resolved;
  },
});

export default defineConfig({
  // Works below any path.
  base: './',
  plugins: [replace()],
  // Each worker is one file, because a sandboxed frame cannot import others.
  worker: { format: 'es', plugins: () => [replace()], rolldownOptions: { output: { codeSplitting: false } } },
  build: {
    outDir: path('../build/html/playground'),
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 8000,
    reportCompressedSize: false,
  },
});
