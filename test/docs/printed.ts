import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { vi } from 'vitest';

const maxLines = 24;
const maxLength = 240;

const shorten = (line: string): string => (line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line);

/** Returns the output of a guide: its first lines, and the number of further lines. */
function excerpt(text: string): string {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => shorten(line.trimEnd()));
  const rest = lines.length - maxLines;
  // A note instead of one or two lines would be as long as these lines.
  const shown = rest > 2 ? [...lines.slice(0, maxLines), `… ${rest} more lines`] : lines;
  return lines[0] === '' && lines.length === 1 ? '' : shown.map((line) => `${line}\n`).join('');
}

/** Collects what `console.log` and `console.table` print, as a terminal without colours shows it. */
export function collectOutput(): { calls(): unknown[][]; text(): string; restore(): void } {
  let text = '';
  const stdout = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  const terminal = new Console({ stdout, colorMode: false });
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((...values) => terminal.log(...values)),
    vi.spyOn(console, 'table').mockImplementation((...values) => terminal.table(...values)),
  ];
  return {
    calls: () => spies.flatMap((spy) => spy.mock.calls as unknown[][]),
    text: () => excerpt(text),
    restore: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
}
