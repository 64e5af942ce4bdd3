import * as library from '../../src/index.js';
import { imported } from './editor.js';

const exported = new Map(Object.entries(library));

/** Runs the code and returns what it throws. */
export function thrownBy(code: string): unknown {
  try {
    new Function(...imported, code)(...imported.map((name) => exported.get(name)));
  } catch (error) {
    return error;
  }
  throw new Error(`Expected an error from: ${code}`);
}

/** Returns the message in an error of the compiler: the type of the property that no argument has. */
export const messageIn = (text: string): string => /\[mistake\]: "(.*?)"; \}/.exec(text)?.[1] ?? '';
