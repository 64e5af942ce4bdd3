import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const blockSize = 512;

/** Returns a directory as a tar archive (ustar), with sorted names and without times and owners. */
export function tarOf(directory: string): Buffer {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return {
      name: path.slice(directory.length + 1).replaceAll('\\', '/'),
      content: entry.isFile() && readFileSync(path),
    };
  });
  paths.sort((a, b) => (a.name < b.name ? -1 : 1));
  const blocks = paths.flatMap(({ name, content }) => {
    if (content === false) return [header(name, 0, '5')];
    return [header(name, content.length, '0'), content, Buffer.alloc(-content.length & (blockSize - 1))];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * blockSize)]);
}

/** Returns the header of a file (type 0) or a directory (type 5). */
function header(name: string, size: number, type: '0' | '5'): Buffer {
  const block = Buffer.alloc(blockSize);
  const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;
  block.write(name, 0);
  block.write(octal(type === '5' ? 0o700 : 0o600, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(0, 12), 136);
  block.write(' '.repeat(8), 148);
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  block.write(
    octal(
      block.reduce((sum, byte) => sum + byte, 0),
      7,
    ),
    148,
  );
  return block;
}
