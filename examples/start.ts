// Runs quick-start.ts, and prints each paragraph of the file before its output.
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { RunRegistryError } from 'runregistry';

const example = new URL('quick-start.ts', import.meta.url);
const lines = readFileSync(example, 'utf8').split('\n');
const write = console.log;
let printed = 0;

/** Prints the lines that were not printed yet, to the end of the paragraph that contains a line. */
function printSource(line: number): void {
  if (!(line > printed)) return;
  const end = lines.indexOf('', line);
  const numbered = lines
    .slice(printed, end)
    .map((text, index) => `${String(printed + index + 1).padStart(3)}  ${text}`);
  write(`${printed === 0 ? '' : '\n'}${styleText('dim', numbered.join('\n'))}\n`);
  printed = end + 1;
}

console.log = (...output: unknown[]) => {
  printSource(Number(/quick-start\.ts:(\d+)/.exec(new Error().stack ?? '')?.[1]));
  write(...output);
};

subscribe('runregistry:sample', (message) => {
  const { reason } = message as { reason: string };
  console.error(`The prebuilt sample cannot be opened (${reason}). Creating the sample data takes a few seconds.`);
});
// A reader such as `head` may close the pipe early.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await import(example.href);
  write(`
Next:
  examples/quick-start.ts   change a line and run npm start again; the editor completes names and values
  docs/getting-started.md   install the package, and connect to the real registry
  docs/recipes              complete scripts for common tasks
  docs/from-python.md       every function of the Python client`);
} catch (error) {
  console.error(error instanceof RunRegistryError ? String(error) : error);
  process.exitCode = 1;
}
