import { rolldown } from 'rolldown';
import { root } from '../types/editor.js';

/** Returns a source file with all its dependencies as one minified script for browsers, which sets a variable. */
export async function bundleForBrowsers(file: string, name: string): Promise<string> {
  const bundle = await rolldown({
    input: `${root}${file}`,
    platform: 'browser',
    onLog: (_, { message }) => {
      throw new Error(message);
    },
  });
  try {
    const { output } = await bundle.generate({ format: 'iife', name, minify: true, codeSplitting: false });
    return output[0].code;
  } finally {
    await bundle.close();
  }
}
