import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { NotFoundError, QueryError } from '../../errors.js';
import { describe } from '../../util/describe.js';
import { orAwait } from '../range.js';
import { textOf } from './decode.js';
import type { SourceCode, StoredText } from './types.js';

/** Returns the path of a file. */
function pathOf(path: unknown, code: SourceCode): string {
  const url = path instanceof URL ? path : undefined;
  if (url?.protocol === 'file:')
    try {
      return fileURLToPath(url);
    } catch (cause) {
      throw new QueryError(code, `Expected the path of a file, got '${url}'`, {
        hint: 'Pass a file of this machine.',
        cause,
      });
    }
  if (typeof path === 'string' && /^file:\/\//i.test(path))
    throw new QueryError(code, `Expected the path of a file, got '${path}'`, { hint: `Write new URL('${path}').` });
  if (typeof path === 'string' && path !== '' && !/^https?:\/\//i.test(path)) return path;
  const address = url !== undefined || (typeof path === 'string' && path !== '');
  throw new QueryError(code, `Expected the path of a file, got ${address ? `'${path}'` : describe(path)}`, {
    hint:
      address && code === 'bad-lumi-list'
        ? 'Use LumiList.fromUrl for a URL.'
        : orAwait(path, 'Pass a path, or a URL that begins with file:.'),
  });
}

/**
 * Reads a file, and decompresses it if it is compressed.
 *
 * @throws NotFoundError if it does not exist; QueryError with the given code if it cannot be read.
 */
export async function fromFile(path: unknown, code: SourceCode): Promise<StoredText> {
  const name = pathOf(path, code);
  try {
    return { name, text: await textOf(createReadStream(name), name, code) };
  } catch (cause) {
    if (cause instanceof QueryError) throw cause;
    const reason = (cause as NodeJS.ErrnoException).code;
    if (reason === 'ENOENT') {
      const hint = isAbsolute(name) ? undefined : `The working directory is ${process.cwd()}.`;
      throw new NotFoundError('no-such-file', `File ${name} does not exist`, { hint, source: name, cause });
    }
    if (reason === 'EISDIR')
      throw new QueryError(code, `Expected a file, got the folder ${name}`, {
        hint: 'Pass the path of a file.',
        source: name,
        cause,
      });
    throw new QueryError(code, `Cannot read ${name} (${reason})`, { source: name, cause });
  }
}

/**
 * Writes a file, and compresses it if the name ends in `.gz`.
 *
 * @throws QueryError with the given code if it cannot be written.
 */
export async function toFile(path: unknown, text: string, code: SourceCode): Promise<void> {
  const name = pathOf(path, code);
  try {
    await writeFile(name, name.endsWith('.gz') ? gzipSync(text) : text);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code;
    const hint = reason === 'ENOENT' ? `Check that the folder ${dirname(name)} exists.` : undefined;
    throw new QueryError(code, `Cannot write ${name} (${reason})`, { hint, source: name, cause });
  }
}
