/** Reads docs/from-python.md. */
import { readFileSync } from 'node:fs';
import { root } from '../../docs/examples.js';

const guide = readFileSync(`${root}docs/from-python.md`, 'utf8');

/** Returns the first cells of the rows of all tables in a section. */
function rowsOf(title: string): string[] {
  const section = guide.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? '';
  // Skips the heads.
  return [...section.matchAll(/^\| (.*?) \| .*\|$(?!\n\|--)/gm)].map(([, cell]) => cell as string);
}

/** The calls of the Python client in comments of the examples. The next lines of a call are indented. */
export const calls: readonly string[] = [...guide.matchAll(/^\/\/ (\w+\(.*(?:\n\/\/ {2}.*)*)$/gm)].map(([, call]) =>
  (call as string).replace(/\n\/\/ +/g, ' '),
);

/** The functions of the Python client as the guide shows them. */
export const signatures: readonly string[] = rowsOf('Every function').flatMap((cell) =>
  [...cell.matchAll(/`(\w+\([^`]*\))`/g)].map(([, signature]) => signature as string),
);

/** Returns the case of each row whose key the row contains. Throws if a row has no case, or a case no row. */
export function casesOf<Case>(title: string, cases: Readonly<Record<string, Case>>): (readonly [string, Case])[] {
  const rows = rowsOf(title);
  const found = Object.keys(cases).map((key) => rows.filter((row) => row.includes(key)));
  if (found.some(({ length }) => length !== 1) || new Set(found.flat()).size !== rows.length)
    throw new Error(`Expected one case for each row of '${title}': ${JSON.stringify(rows, null, 1)}`);
  return Object.entries(cases);
}
