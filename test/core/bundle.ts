import { rolldown } from 'rolldown';
import { root } from '../types/editor.js';

/** Returns the core with all its dependencies as one minified script for browsers, which sets the variable `core`. */
export async function bundleCore(): Promise<string> {
  const bundle = await rolldown({
    input: `${root}src/core.ts`,
    platform: 'browser',
    onLog: (_, { message }) => {
      throw new Error(message);
    },
  });
  try {
    const { output } = await bundle.generate({ format: 'iife', name: 'core', minify: true });
    return output[0].code;
  } finally {
    await bundle.close();
  }
}
