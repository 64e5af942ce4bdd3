import { header } from '../editor.js';
import type { Position } from './server.js';

/** One-line programs in one file. A server checks them together. */
export interface Sheet {
  readonly text: string;
  /** The position of the cursor, or of the start, of each program. */
  readonly positions: readonly Position[];
}

const before = 'async () => { ';

/** Writes each program, without its cursor `|`, into a separate function. */
export function sheetOf(programs: readonly string[]): Sheet {
  const lines = programs.map((program) => `${before}${program.replace('|', '')} };\n`);
  const start = header.split('\n').length - 1;
  const positions = programs.map((program, index) => ({
    line: start + index,
    column: before.length + Math.max(0, program.indexOf('|')),
  }));
  return { text: header + lines.join(''), positions };
}
