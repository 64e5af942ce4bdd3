import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { NotFoundError, QueryError } from '../../errors.js';
import { orAwait, shown } from '../range.js';
import { textOf } from './decode.js';
import type { SourceCode, StoredText } from './types.js';

/** The path of a file as text. */
function pathOf(path: unknown, code: SourceCode): string {
  const url = path instanceof URL ? path : undefined;
  if (url?.protocol === 'file:')
    try {
      return fileURLToPath(url);
    } catch (cause) {
      throw new QueryError(code, `'${url}' is not the path of a file`, { hint: 'is it on this machine?', cause });
    }
  if (typeof path === 'string' && /^file:\/\//i.test(path))
    throw new QueryError(code, `'${path}' is not the path of a file`, { hint: `write new URL('${path}')` });
  if (typeof path === 'string' && path !== '' && !/^https?:\/\//i.test(path)) return path;
  const address = url !== undefined || (typeof path === 'string' && path !== '');
  throw new QueryError(code, `${address ? `'${path}'` : shown(path)} is not the path of a file`, {
    hint:
      address && code === 'bad-lumi-list'
        ? 'addresses are read by LumiList.fromUrl'
        : orAwait(path, 'write a path, or a URL that begins with file:'),
  });
}

/**
 * Reads a file, gunzipped where it is compressed.
 * @throws NotFoundError where there is none; QueryError of the given code where it cannot be read.
 */
export async function fromFile(path: unknown, code: SourceCode): Promise<StoredText> {
  const name = pathOf(path, code);
  try {
    return { name, text: await textOf(createReadStream(name), name, code) };
  } catch (cause) {
    if (cause instanceof QueryError) throw cause;
    const reason = (cause as NodeJS.ErrnoException).code;
    if (reason === 'ENOENT') {
      const hint = isAbsolute(name) ? undefined : `the path is looked up in ${process.cwd()}`;
      throw new NotFoundError('no-such-file', `there is no file ${name}`, { hint, cause });
    }
    if (reason === 'EISDIR')
      throw new QueryError(code, `${name}: it is a folder`, { hint: 'name a file in it', cause });
    throw new QueryError(code, `${name}: it cannot be read (${reason})`, { cause });
  }
}

/**
 * Writes a file, gzipped where its name says so.
 * @throws QueryError of the given code where it cannot be written.
 */
export async function toFile(path: unknown, text: string, code: SourceCode): Promise<void> {
  const name = pathOf(path, code);
  try {
    await writeFile(name, name.endsWith('.gz') ? gzipSync(text) : text);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code;
    throw new QueryError(code, `${name}: it cannot be written (${reason})`, { cause });
  }
}
